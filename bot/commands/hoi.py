"""A question: plain text in a private chat, /hoi anywhere, a mention of the bot or a reply to it in a group."""

from __future__ import annotations

from telegram import MessageEntity, Update

from bot.commands.common import incoming, respond
from bot.context import Context
from bot.markup import Message, escape
from bot.replying import reply
from bot.state import Asked

MAX_QUESTION = 1_000


async def ask(update: Update, context: Context) -> None:
    """/hoi and a question."""
    text = (incoming(update).text or "").partition(" ")[2]
    await _ask(update, context, text)


async def ask_plainly(update: Update, context: Context) -> None:
    """Plain text in a private chat."""
    await _ask(update, context, incoming(update).text or "")


async def ask_in_group(update: Update, context: Context) -> None:
    """A mention or a reply; whatever else is said in a group is not for the bot."""
    message = incoming(update)
    name = f"@{context.bot.username}"
    mentions = message.parse_entities([MessageEntity.MENTION]).values()
    replied = message.reply_to_message
    if any(mention.lower() == name.lower() for mention in mentions):
        await _ask(update, context, (message.text or "").replace(name, " "))
    elif replied and replied.from_user and replied.from_user.id == context.bot.id:
        await _ask(update, context, message.text or "")


async def only_text(update: Update, context: Context) -> None:
    """A picture, a voice message, a sticker: say kindly that text is needed."""
    texts = await context.texts(incoming(update).chat_id)
    await respond(update, context, Message(escape(texts.only_text)))


async def _ask(update: Update, context: Context, text: str) -> None:
    message, text = incoming(update), " ".join(text.split())
    texts = await context.texts(message.chat_id)
    if not text:
        await respond(update, context, Message(texts.ask_usage.format(example=escape(texts.example))))
        return
    if len(text) > MAX_QUESTION:
        await respond(update, context, Message(escape(texts.too_long.format(limit=MAX_QUESTION))))
        return
    received = await context.state.receive(
        Asked(
            id=0,
            chat_id=message.chat_id,
            message_id=message.message_id,
            thread_id=message.message_thread_id if message.is_topic_message else None,
            user_id=message.from_user.id if message.from_user else message.chat_id,
            text=text,
            asked_at=int(message.date.timestamp()),
        )
    )
    if received is not None:
        await reply(context.bot, context.services, received)
