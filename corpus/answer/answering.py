"""Question → Answer, given what the engine found. Plain functions; the archive does the fetching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.answer import quotes, refusal
from corpus.answer.question import AnswerType, Reading
from corpus.answer.quotes import Candidate
from corpus.models import Outcome, Quote, Source

MAX_RELATED = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What an answer is made of, before the archive adds freshness and time."""

    outcome: Outcome
    quotes: tuple[Quote, ...] = ()
    more: tuple[Quote, ...] = ()
    related: tuple[Source, ...] = ()


def compose(reading: Reading, candidates: Sequence[Candidate], max_more: int = 9) -> Found:
    """Quotes that answer, or the nearest headlines. Every quote is checked against its article."""
    ranked = (
        _authors(candidates) if reading.answer_type is AnswerType.AUTHOR else quotes.rank(candidates, reading)
    )
    if not ranked or not _answers(reading, candidates, ranked[0]):
        return Found(Outcome.NOT_FOUND, related=_related(candidates))
    shown = quotes.choose(ranked)
    rest = [quote for quote in ranked if quote not in shown]
    more = quotes.choose(rest, max_more, max_more * quotes.MAX_CHARS)
    _check((*shown, *more), candidates)
    return Found(Outcome.ANSWERED, tuple(shown), tuple(more))


def _answers(reading: Reading, candidates: Sequence[Candidate], best: Quote) -> bool:
    if reading.answer_type is AnswerType.AUTHOR and not reading.subject:
        return True
    passage = next(
        found
        for found in candidates
        if found.article.id == best.source.article_id
        and (found.start <= best.start < found.end or reading.answer_type is AnswerType.AUTHOR)
    )
    text = passage.article.text[passage.start : passage.end]
    return refusal.is_answered(reading, [text, best.source.headline])


def _authors(candidates: Sequence[Candidate]) -> list[Quote]:
    by_article = {found.article.id: found for found in reversed(candidates)}
    found = (quotes.byline_quote(one.article, one.score) for one in by_article.values())
    return sorted((quote for quote in found if quote), key=lambda quote: -quote.score)[:1]


def _related(candidates: Sequence[Candidate]) -> tuple[Source, ...]:
    sources = {found.article.id: found.article.source for found in candidates}
    return tuple(sources.values())[:MAX_RELATED]


def _check(chosen: Sequence[Quote], candidates: Sequence[Candidate]) -> None:
    articles = {found.article.id: found.article for found in candidates}
    for quote in chosen:
        quote.check(articles[quote.source.article_id])
