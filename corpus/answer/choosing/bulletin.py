"""What there was on certain days, or lately: the lead of each article, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.answer.choosing import quotes, stories
from corpus.language.text import sentences
from corpus.models import Article, Part, PartKind, Quote, Span

MAX_CHARS = 280  # of one lead, in code points


def compose(articles: Sequence[Article]) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """What is shown, and what is shown when more is asked for. Every quote is checked."""
    leads = [quote for article in articles if (quote := _lead(article)) is not None]
    found = stories.grouped(leads)
    shown = quotes.choose(found)
    rest = [quote for quote in found if quote not in shown]
    for quote in found:
        quote.check(next(article for article in articles if article.id == quote.source.article_id))
    return tuple(shown), tuple(rest)


def _lead(article: Article) -> Quote | None:
    """The lead, or where there is none the beginning of the body: whole sentences, as many as fit."""
    part = next(
        (one for kind in (PartKind.LEAD, PartKind.BODY) for one in article.parts if one.kind is kind), None
    )
    start, end = (part.start, part.end) if part else (0, len(article.text))
    end = _fitting(article, part or Part(PartKind.BODY, start, end))
    if end <= start:
        return None
    return Quote(article.source, start, end, Span(start, end).of(article.text), 1.0)


def _fitting(article: Article, part: Part) -> int:
    """Where the last sentence ends that fits; the first one is cut where even that is too long."""
    text = article.text[part.start : part.end]
    ends = [span.end for span in sentences(text)]
    if not ends:
        return part.start
    fitting = [end for end in ends if end <= MAX_CHARS]
    return part.start + (fitting[-1] if fitting else min(ends[0], quotes.MAX_CHARS // quotes.MAX_QUOTES))
