"""Whether a message in a group is for the bot, and what it says without the bot's name."""

from __future__ import annotations

import re

from telegram import Message, MessageEntity


def spoken_to(message: Message, bot_id: int, bot_name: str) -> str | None:
    """What a message says to the bot, without the mention of it; None where it does not speak to it.

    It does by mentioning it, or by replying to a message of its own; a notice that a topic was opened is none.
    """
    text = message.text or message.caption or ""
    mentions = message.parse_entities([MessageEntity.MENTION])
    mentions |= message.parse_caption_entities([MessageEntity.MENTION])
    if any(written.lower() == f"@{bot_name}".lower() for written in mentions.values()):
        return unnamed(text, bot_name)
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot_id and not replied.forum_topic_created:
        return text
    return None


def unnamed(text: str, bot_name: str) -> str:
    """A text without mentions of the bot: in a private chat, too, they are no part of the question."""
    return re.sub(rf"(?<![\w@])@{re.escape(bot_name)}(?!\w)", " ", text, flags=re.IGNORECASE)
