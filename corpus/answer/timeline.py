"""A subject over time: one dated, verbatim sentence per story, oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from corpus.answer import quotes, refusal
from corpus.answer.question import Reading
from corpus.answer.quotes import Candidate
from corpus.language.likeness import likeness, numbers_agree
from corpus.models import Quote

MAX_EVENTS = 30
MAX_CHARS = 400  # of a sentence, in code points
SAME_STORY = 0.5  # likeness of headlines or sentences
SAME_DAYS = timedelta(days=3)


def compose(reading: Reading, candidates: Sequence[Candidate]) -> list[Quote]:
    """The best sentence of each article about the subject, one article per story. Every quote is checked."""
    about = {found.article.id: found.article for found in candidates if _is_about(reading, found)}
    best: dict[str, Quote] = {}
    for quote in quotes.rank(candidates, reading):
        if quote.source.article_id in about and len(quote.text) <= MAX_CHARS:
            best.setdefault(quote.source.article_id, quote)
    events = _one_per_story(sorted(best.values(), key=_when))
    shown = sorted(sorted(events, key=lambda quote: -quote.score)[:MAX_EVENTS], key=_when)
    for quote in shown:
        quote.check(about[quote.source.article_id])
    return shown


def _is_about(reading: Reading, found: Candidate) -> bool:
    text = found.article.text[found.start : found.end]
    return found.article.published_at is not None and refusal.is_answered(
        reading, [text, found.article.headline]
    )


def _when(quote: Quote) -> tuple[float, str]:
    published = quote.source.published_at
    return published.timestamp() if published else 0.0, quote.source.article_id


def _one_per_story(events: Sequence[Quote]) -> list[Quote]:
    """Without the later ones of those that tell the same within days; `events` are oldest first."""
    kept: list[Quote] = []
    for event in events:
        if not any(_same_story(event, other) for other in kept):
            kept.append(event)
    return kept


def _same_story(one: Quote, other: Quote) -> bool:
    if one.source.published_at is None or other.source.published_at is None:
        return False
    if abs(one.source.published_at - other.source.published_at) > SAME_DAYS:
        return False
    alike = max(likeness(one.source.headline, other.source.headline), likeness(one.text, other.text))
    return alike >= SAME_STORY and numbers_agree(one.text, other.text)
