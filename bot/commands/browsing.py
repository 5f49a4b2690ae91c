"""What /chude and /diaphuong share: a menu of names with counts, and behind each its articles, newest first.

Callback data hold no names: they may be longer than 64 bytes. A name is called by a hash of it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from telegram import Update

from bot import render
from bot.commands.common import Toast, behind_command, edit_pressed, incoming, pressed, respond
from bot.commands.naming import meant
from bot.context import Context
from bot.markup import Button, Message, escape, shorten, tag, turning
from bot.texts import Texts
from corpus import Source

PAGE = 5
SEVERAL = 20  # that one name may mean, as many as a page of a menu has
MAX_TYPED = 60
Counts = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A way to browse. `letter` is that of its buttons; `names` and `articles` come from the archive."""

    letter: str
    names: Callable[[Context], Awaitable[Counts]]
    articles: Callable[[Context, str, int, int], Awaitable[list[Source]]]
    heading: Callable[[Texts], str]
    unknown: Callable[[Texts], str]
    empty: Callable[[Texts], str]
    title: Callable[[Texts], str]
    back: Callable[[Texts], str]


async def show(shelf: Shelf, update: Update, context: Context) -> None:
    """The first page of the menu; behind the command a name, its articles."""
    texts = await context.texts(incoming(update).chat_id)
    typed = behind_command(incoming(update))
    if not typed:
        await respond(update, context, await _menu(shelf, context, texts, 0))
        return
    found = meant(typed, await shelf.names(context), lambda one: one[0])
    if len(found) == 1:
        message = await opened(shelf, context, texts, *found[0])
    elif found:
        message = render.menu(several(typed, texts), entries(shelf, found[:SEVERAL], texts), "", 0)
    else:
        unknown = shelf.unknown(texts).format(name=escape(shorten(typed, MAX_TYPED)))
        menu = await _menu(shelf, context, texts, 0)
        message = Message(f"{unknown}\n\n{menu.html}", menu.buttons)
    await respond(update, context, message)


async def press(shelf: Shelf, update: Update, context: Context) -> Toast | None:
    """Data: `m` and a page of the menu, or the hash of a name and a page of its articles."""
    _query, (what, page) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    if what == "m":
        await edit_pressed(update, context, await _menu(shelf, context, texts, int(page)))
        return None
    name, count = next((one for one in await shelf.names(context) if key_of(one[0]) == what), (None, 0))
    if name is None:
        return Toast(texts.browsing.gone, is_alert=True)
    await edit_pressed(update, context, await opened(shelf, context, texts, name, count, int(page)))
    return None


async def opened(
    shelf: Shelf, context: Context, texts: Texts, name: str, count: int, page: int = 0
) -> Message:
    """A page of the articles behind a name, with the way to the others and back."""
    sources = await shelf.articles(context, name, PAGE + 1, page * PAGE)
    turn = turning(f"{shelf.letter}:{key_of(name)}", page, len(sources) > PAGE, texts.turning)
    back = (Button(shelf.back(texts), f"{shelf.letter}:m:0"),)
    heading = shelf.title(texts).format(name=escape(name or texts.browsing.no_section), count=count)
    return render.latest(sources[:PAGE], heading, (*turn, back), texts)


def entries(shelf: Shelf, names: Counts, texts: Texts) -> list[render.Entry]:
    """Names as rows of a menu."""
    return [
        render.Entry(name or texts.browsing.no_section, count, f"{shelf.letter}:{key_of(name)}:0")
        for name, count in names
    ]


async def _menu(shelf: Shelf, context: Context, texts: Texts, page: int) -> Message:
    names = await shelf.names(context)
    if not names:
        return Message(escape(shelf.empty(texts)))
    return render.menu(shelf.heading(texts), entries(shelf, names, texts), f"{shelf.letter}:m", page)


def several(typed: str, texts: Texts) -> str:
    """The line above those that a name may mean."""
    return texts.browsing.several.format(name=escape(shorten(typed, MAX_TYPED)))


def key_of(name: str) -> str:
    """A name as callback data call it: the same in every process."""
    return tag(name)
