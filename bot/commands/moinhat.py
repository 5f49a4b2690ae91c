"""/moinhat: the latest headlines, a page at a time; in a group, of the sections that it wants."""

from __future__ import annotations

from telegram import Update

from bot import render
from bot.commands.common import Toast, edit_pressed, incoming, pressed, respond
from bot.context import Context
from bot.markup import Message, escape, turning

PAGE = 5


async def latest(update: Update, context: Context) -> None:
    """The first page."""
    await respond(update, context, await _page(update, context, 0))


async def turn_page(update: Update, context: Context) -> Toast | None:
    """Another page, in place."""
    _query, (page,) = pressed(update)
    await edit_pressed(update, context, await _page(update, context, int(page)))
    return None


async def _page(update: Update, context: Context, page: int) -> Message:
    chat_id = incoming(update).chat_id
    texts = await context.texts(chat_id)
    sections = (await context.state.chats.settings(chat_id)).sections
    sources = await context.archive.latest(PAGE + 1, page * PAGE, sections=sections)
    heading = texts.latest
    if sections:
        heading = texts.browsing.latest_of.format(sections=escape(", ".join(sorted(sections))))
    turn = turning("l", page, len(sources) > PAGE, texts.turning)
    return render.latest(sources[:PAGE], heading, turn, texts)
