"""/quyenriengtu: what is stored about a reader."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import incoming, respond
from bot.context import Context
from bot.markup import Message
from bot.state import KEPT_DAYS


async def privacy(update: Update, context: Context) -> None:
    """Say it."""
    texts = await context.texts(incoming(update).chat_id)
    await respond(update, context, Message(texts.privacy.format(days=KEPT_DAYS)))
