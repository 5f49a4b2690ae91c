"""Whether a message in a group is for the bot."""

from __future__ import annotations

from telegram import Message, MessageEntity


def spoken_to(message: Message, bot_id: int, bot_name: str) -> str | None:
    """What a message says to the bot, without the mention of it; None where it does not speak to it.

    It does by mentioning it, or by replying to a message of its own; a notice that a topic was opened is none.
    """
    text = message.text or message.caption or ""
    mentions = message.parse_entities([MessageEntity.MENTION])
    mentions |= message.parse_caption_entities([MessageEntity.MENTION])
    ours = [written for written in mentions.values() if written.lower() == f"@{bot_name}".lower()]
    for written in ours:
        text = text.replace(written, " ")
    if ours:
        return text
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot_id and not replied.forum_topic_created:
        return text
    return None
