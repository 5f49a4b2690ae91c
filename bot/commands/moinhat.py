"""/moinhat: the latest headlines, a page at a time, of all or of a section or place; in a group, of what it wants."""

from __future__ import annotations

import re

from telegram import Update

from bot import render
from bot.commands import chude, diaphuong
from bot.commands.browsing import MAX_TYPED, SEVERAL, entries, opened, several
from bot.commands.common import Toast, behind_command, edit_pressed, incoming, pressed, respond
from bot.commands.naming import meant
from bot.context import Context
from bot.markup import Message, escape, shorten, turning
from bot.texts import Texts
from corpus import fold

PAGE, MOST = 5, 10  # headlines of a message; the longest ones still fit
OFFERED = 6  # of each kind, where a name is not known
SHELVES = (chude.SHELF, diaphuong.SHELF)


async def latest(update: Update, context: Context) -> None:
    """The first page; behind the command how many, or a section or a place."""
    typed = behind_command(incoming(update))
    if not typed:
        message = await _page(update, context, 0, PAGE)
    elif many := re.fullmatch(r"(\d{1,6})(?: (?:tin|bai))?", fold(typed)):
        message = await _page(update, context, 0, int(many[1]))
    else:
        message = await _of(typed, update, context)
    await respond(update, context, message)


async def turn_page(update: Update, context: Context) -> Toast | None:
    """Another page, in place. Data: how many on each, if not as many as always, and which page."""
    _query, (*size, page) = pressed(update)
    await edit_pressed(
        update, context, await _page(update, context, int(page), int(size[0]) if size else PAGE)
    )
    return None


async def _page(update: Update, context: Context, page: int, size: int) -> Message:
    chat_id, size = incoming(update).chat_id, min(max(size, 1), MOST)
    texts = await context.texts(chat_id)
    sections = (await context.state.chats.settings(chat_id)).sections
    sources = await context.archive.latest(size + 1, page * size, sections=sections)
    heading = texts.latest
    if sections:
        heading = texts.browsing.latest_of.format(sections=escape(", ".join(sorted(sections))))
    data = "l" if size == PAGE else f"l:{size}"
    turn = turning(data, page, len(sources) > size, texts.turning)
    return render.latest(sources[:size], heading, turn, texts)


async def _of(typed: str, update: Update, context: Context) -> Message:
    """The latest of the section or place that is meant; those that it may be; or what there is."""
    texts = await context.texts(incoming(update).chat_id)
    named = [(shelf, one) for shelf in SHELVES for one in await shelf.names(context)]
    found = meant(typed, named, lambda each: each[1][0])
    if len(found) == 1:
        shelf, one = found[0]
        return await opened(shelf, context, texts, *one)
    rows = [row for shelf, one in found[:SEVERAL] for row in entries(shelf, [one], texts)]
    if rows:
        return render.menu(several(typed, texts), rows, "", 0)
    return await _offered(typed, context, texts)


async def _offered(typed: str, context: Context, texts: Texts) -> Message:
    unknown = texts.browsing.no_such_news.format(name=escape(shorten(typed, MAX_TYPED)))
    rows = [
        row
        for shelf in SHELVES
        for row in entries(shelf, [one for one in await shelf.names(context) if one[0]][:OFFERED], texts)
    ]
    return render.menu(unknown, rows, "", 0) if rows else Message(escape(texts.empty_archive))
