"""/hoantac (admins): undo what was done last, a mass withdrawal or a /reindex."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import respond
from bot.context import Context
from bot.markup import Message
from bot.texts import VI, admin, crawls
from corpus import IndexUnavailable, StoreLocked


async def undo(update: Update, context: Context) -> None:
    """Articles that somebody believed gone since the index was built come back; else the index from before serves.

    For that nothing is built: it is brought up to date, and once more brings back the one that served.
    """
    if context.services.is_reindexing:
        await respond(update, context, Message(admin.REINDEX_BUSY))
        return
    try:
        if count := await context.archive.undo_withdrawal():
            text = crawls.UNDO_WITHDRAWAL.format(count=count)
        else:
            serving = await context.archive.undo_reindex()
            text = crawls.UNDO_DONE.format(number=serving.number, passages=VI.number(serving.passages))
    except IndexUnavailable:
        text = crawls.UNDO_NONE
    except StoreLocked:
        text = crawls.UNDO_BUSY
    await respond(update, context, Message(text))
