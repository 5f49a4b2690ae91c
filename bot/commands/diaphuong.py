"""/diaphuong: places with counts, and the latest that mentions each."""

from __future__ import annotations

from telegram import Update

from bot.commands.browsing import Counts, Shelf, press, show
from bot.commands.common import Toast
from bot.context import Context
from corpus import Source


async def places(update: Update, context: Context) -> None:
    """The menu, or the articles of what is named behind the command."""
    await show(SHELF, update, context)


async def browse(update: Update, context: Context) -> Toast | None:
    """A place, or a page."""
    return await press(SHELF, update, context)


async def _names(context: Context) -> Counts:
    return await context.archive.places()


async def _articles(context: Context, name: str, limit: int, offset: int) -> list[Source]:
    return await context.archive.latest(limit, offset, place=name)


SHELF = Shelf(
    letter="p",
    names=_names,
    articles=_articles,
    heading=lambda texts: texts.browsing.places,
    unknown=lambda texts: texts.browsing.no_such_place,
    empty=lambda texts: texts.browsing.no_places,
    title=lambda texts: texts.browsing.in_place,
    back=lambda texts: texts.browsing.button_places,
)
