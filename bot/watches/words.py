"""Alerts and digests as messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import render
from bot.markup import Button, Message, bold, escape, shorten
from bot.render.citing import quoted
from bot.state import Alert
from bot.texts import Texts
from corpus import VIETNAM, News, Quote, likeness, numbers_agree

SHOWN_QUESTION = 200
MAX_LISTED = 10
MAX_SECTION = 60
SAME_HEADLINE = 0.6


def alert(found: Alert, quote: Quote, folded: int, texts: Texts) -> Message:
    """A new article for a watched question; `folded`: how many more say the same."""
    lines = [
        texts.alerts.found.format(question=escape(shorten(found.text, SHOWN_QUESTION))),
        f"<blockquote>{quoted(quote)}</blockquote>",
        render.citation(quote.source, texts, quote.text),
    ]
    if folded:
        lines.append(escape(texts.alerts.folded.format(count=folded)))
    around = (
        Button(texts.alerts.button_ask, f"h:{found.watch_id}"),
        Button(texts.alerts.button_stop, f"z:{found.watch_id}"),
    )
    reading = ((Button(texts.button_read, url=quote.source.url),),) if quote.source.url else ()
    return Message("\n".join(lines), (*reading, around))


def digest(news: Sequence[News], now: float, texts: Texts) -> Message:
    """Headlines by section, newest first, the same story once; what does not fit is counted."""
    distinct = _distinct(news)
    shown = distinct[:MAX_LISTED]
    blocks = [texts.alerts.digest.format(day=render.day(datetime.fromtimestamp(now, VIETNAM), texts))]
    for section in dict.fromkeys(one.section for one in shown):
        heading = bold(shorten(section or texts.alerts.digest_other, MAX_SECTION))
        lines = [f"• {render.citation(one.source, texts)}" for one in shown if one.section == section]
        blocks.append("\n".join([heading, *lines]))
    if len(distinct) > len(shown):
        blocks.append(escape(texts.alerts.digest_rest.format(count=len(distinct) - len(shown))))
    return Message("\n\n".join(blocks))


def _distinct(news: Sequence[News]) -> list[News]:
    kept: list[News] = []
    for one in news:
        if not any(_is_same(one.source.headline, other.source.headline) for other in kept):
            kept.append(one)
    return kept


def _is_same(one: str, other: str) -> bool:
    return likeness(one, other) >= SAME_HEADLINE and numbers_agree(one, other)
