"""/chude: sections with counts, and the latest of each."""

from __future__ import annotations

from telegram import Update

from bot.commands.browsing import Counts, Shelf, press, show
from bot.commands.common import Toast
from bot.context import Context
from corpus import Source


async def sections(update: Update, context: Context) -> None:
    """The menu, or the articles of what is named behind the command."""
    await show(SHELF, update, context)


async def browse(update: Update, context: Context) -> Toast | None:
    """A section, or a page."""
    return await press(SHELF, update, context)


async def _names(context: Context) -> Counts:
    """The sections, and last, under no name, the articles that have none."""
    named = await context.archive.sections()
    rest = (await context.archive.summary()).articles - sum(count for _name, count in named)
    return [*named, ("", rest)] if named and rest > 0 else named


async def _articles(context: Context, name: str, limit: int, offset: int) -> list[Source]:
    return await context.archive.latest(limit, offset, sections=(name,))


SHELF = Shelf(
    letter="t",
    names=_names,
    articles=_articles,
    heading=lambda texts: texts.browsing.sections,
    unknown=lambda texts: texts.browsing.no_such_section,
    empty=lambda texts: texts.browsing.no_sections,
    title=lambda texts: texts.browsing.in_section,
    back=lambda texts: texts.browsing.button_sections,
)
