"""/hoantac (admins): serve the index from before the last /reindex again, with what is new since."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import respond
from bot.context import Context
from bot.markup import Message
from bot.texts import admin, crawls
from corpus import IndexUnavailable, StoreLocked


async def undo(update: Update, context: Context) -> None:
    """At once: nothing is built, and once more brings back what was there before."""
    if context.services.is_reindexing:
        await respond(update, context, Message(admin.REINDEX_BUSY))
        return
    try:
        serving = await context.archive.undo_reindex()
        text = crawls.UNDO_DONE.format(number=serving.number, passages=serving.passages)
    except IndexUnavailable:
        text = crawls.UNDO_NONE
    except StoreLocked:
        text = crawls.UNDO_BUSY
    await respond(update, context, Message(text))
