"""Lists: latest headlines, sections and places with their counts, timelines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.markup import Button, Message, Rows, bold, escape, in_rows, link, shorten, turning
from bot.render.citing import citation, day, fragment_link, in_marks
from bot.texts import Texts
from corpus import Answer, Quote, Source

MENU_ROW = 2
MENU_PAGE = 20
MAX_LABEL = 40
TIMELINE_PAGE = 5
MAX_TIMELINE_HEADLINE = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """A section or a place, how many articles it has, and the callback data that open it."""

    name: str
    count: int
    data: str


def latest(sources: Sequence[Source], heading: str, turn: Rows, texts: Texts) -> Message:
    """A page of headlines under a heading (HTML), newest first."""
    if not sources:
        return Message(escape(texts.empty_archive))
    lines = [f"• {citation(source, texts)}" for source in sources]
    return Message("\n".join([heading, *lines]), turn)


def menu(heading: str, entries: Sequence[Entry], letter: str, page: int) -> Message:
    """A page of buttons, two in a row; `heading` is HTML, `letter` stands before the page in the turning buttons."""
    shown = entries[page * MENU_PAGE : (page + 1) * MENU_PAGE]
    buttons = [Button(f"{shorten(one.name, MAX_LABEL)} · {one.count}", one.data) for one in shown]
    turn = turning(letter, page, (page + 1) * MENU_PAGE < len(entries), ("‹", "›"))
    return Message(heading, in_rows(buttons, MENU_ROW) + turn)


def timeline(found: Answer, number: int, texts: Texts, page: int = 0) -> Message:
    """A page of a timeline: day, verbatim sentence, headline; oldest first."""
    shown = found.quotes[page * TIMELINE_PAGE : (page + 1) * TIMELINE_PAGE]
    heading = texts.browsing.timeline.format(subject=escape(shorten(found.question, MAX_TIMELINE_HEADLINE)))
    blocks = [_event(quote, texts) for quote in shown]
    has_more = (page + 1) * TIMELINE_PAGE < len(found.quotes)
    labels = texts.reading.button_earlier, texts.reading.button_later
    return Message("\n\n".join([heading, *blocks]), turning(f"g:{number}", page, has_more, labels))


def _event(quote: Quote, texts: Texts) -> str:
    source = quote.source
    shortened = shorten(source.headline, MAX_TIMELINE_HEADLINE)
    headline = escape(shortened)
    if source.url:
        headline = link(shortened, fragment_link(source.url, quote.text))
    said = in_marks(escape(quote.text), quote.text)
    return f"{bold(day(source.published_at, texts))} · {headline}\n<blockquote>{said}</blockquote>"
