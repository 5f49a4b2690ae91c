"""What /chude and /diaphuong share: a menu of names with counts, and behind each its articles, newest first.

Callback data hold no names: they may be longer than 64 bytes. A name is called by a hash of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from telegram import Update

from bot import render
from bot.commands.common import Toast, edit_pressed, incoming, pressed, respond
from bot.context import Context
from bot.markup import Button, Message, escape, turning
from bot.texts import Texts
from corpus import Source

PAGE = 5
Counts = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A way to browse. `letter` is that of its buttons; `names` and `articles` come from the archive."""

    letter: str
    names: Callable[[Context], Awaitable[Counts]]
    articles: Callable[[Context, str, int, int], Awaitable[list[Source]]]
    heading: Callable[[Texts], str]
    empty: Callable[[Texts], str]
    title: Callable[[Texts], str]
    back: Callable[[Texts], str]


async def show(shelf: Shelf, update: Update, context: Context) -> None:
    """The first page of the menu."""
    await respond(update, context, await _menu(shelf, update, context, 0))


async def press(shelf: Shelf, update: Update, context: Context) -> Toast | None:
    """Data: `m` and a page of the menu, or the hash of a name and a page of its articles."""
    _query, (what, page) = pressed(update)
    if what == "m":
        await edit_pressed(update, context, await _menu(shelf, update, context, int(page)))
        return None
    texts = await context.texts(incoming(update).chat_id)
    name, count = next((one for one in await shelf.names(context) if key_of(one[0]) == what), (None, 0))
    if name is None:
        return Toast(texts.browsing.gone, is_alert=True)
    sources = await shelf.articles(context, name, PAGE + 1, int(page) * PAGE)
    turn = turning(f"{shelf.letter}:{what}", int(page), len(sources) > PAGE, texts.turning)
    back = (Button(shelf.back(texts), f"{shelf.letter}:m:0"),)
    heading = shelf.title(texts).format(name=escape(name or texts.browsing.no_section), count=count)
    await edit_pressed(update, context, render.latest(sources[:PAGE], heading, (*turn, back), texts))
    return None


async def _menu(shelf: Shelf, update: Update, context: Context, page: int) -> Message:
    texts = await context.texts(incoming(update).chat_id)
    names = await shelf.names(context)
    if not names:
        return Message(escape(shelf.empty(texts)))
    entries = [
        render.Entry(name or texts.browsing.no_section, count, f"{shelf.letter}:{key_of(name)}:0")
        for name, count in names
    ]
    return render.menu(shelf.heading(texts), entries, f"{shelf.letter}:m", page)


def key_of(name: str) -> str:
    """A name as callback data call it: the same in every process."""
    return hashlib.sha256(name.encode()).hexdigest()[:10]
