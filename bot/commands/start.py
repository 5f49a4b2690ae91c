"""/start: what the bot is, in three lines."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import incoming, respond
from bot.context import Context
from bot.markup import Message, escape


async def start(update: Update, context: Context) -> None:
    """Greet."""
    texts = await context.texts(incoming(update).chat_id)
    await respond(update, context, Message(texts.welcome.format(example=escape(texts.example))))
