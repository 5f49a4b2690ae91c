"""/moinhat: the latest headlines, a page at a time."""

from __future__ import annotations

from telegram import Update

from bot import render
from bot.commands.common import edit_pressed, incoming, pressed, respond
from bot.context import Context
from bot.markup import Message

PAGE = 5


async def latest(update: Update, context: Context) -> None:
    """The first page."""
    await respond(update, context, await _page(update, context, 0))


async def turn_page(update: Update, context: Context) -> None:
    """Another page, in place."""
    query, rest = pressed(update)
    await edit_pressed(update, context, await _page(update, context, int(rest[0])))
    await query.answer()


async def _page(update: Update, context: Context, page: int) -> Message:
    texts = await context.texts(incoming(update).chat_id)
    sources = await context.archive.latest(PAGE + 1, page * PAGE)
    return render.latest(sources[:PAGE], page, len(sources) > PAGE, texts)
