"""An answer as it is remembered: where its quotes stand, never what they say. The text comes from the archive again."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from corpus import Answer, Archive, ArticleDamaged, Outcome, Period, Quote, QuoteError, Renamed, Span

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Packed:
    """Where a quote stands: a slice of a version of an article, and in it the words that answer.

    `also`: ids and versions of other articles that say the same.
    """

    article_id: str
    version: str
    start: int
    end: int
    score: float = 0.0
    mark: tuple[int, int] | None = None
    also: tuple[tuple[str, str], ...] = ()


def pack(answer: Answer) -> str:
    """The answer as JSON."""
    return json.dumps(
        {
            "quotes": list(map(_row, answer.quotes)),
            "more": list(map(_row, answer.more)),
            "follows": answer.follows,
            "renamed": astuple(answer.renamed) if answer.renamed else None,
            "amounts_differ": answer.amounts_differ,
            "confidence": answer.confidence,
            "period": _days(answer.period) if answer.period else None,
        },
    )


def _days(period: Period) -> list[str]:
    return [period.start.isoformat(), period.end.isoformat(), period.label]


def _period(row: Sequence[str]) -> Period:
    start, end, label = row
    return Period(datetime.fromisoformat(start), datetime.fromisoformat(end), label)


def pack_quote(quote: Quote) -> str:
    """One quote as JSON."""
    return json.dumps(_row(quote))


def _row(quote: Quote) -> list[Any]:
    mark = [quote.highlight.start, quote.highlight.end] if quote.highlight else None
    also = [[source.article_id, source.version] for source in quote.also]
    return [quote.source.article_id, quote.source.version, quote.start, quote.end, quote.score, mark, also]


def packed_quotes(packed: str) -> tuple[list[Packed], list[Packed]]:
    """The quotes that were shown, and those that were kept for more."""
    stored = json.loads(packed)
    return [_packed(row) for row in stored["quotes"]], [_packed(row) for row in stored["more"]]


def _packed(row: Sequence[Any]) -> Packed:
    article_id, version, start, end, score, mark, *also = row  # older rows have none
    others = tuple((one, its_version) for one, its_version in also[0]) if also else ()
    return Packed(article_id, version, start, end, score, (mark[0], mark[1]) if mark else None, others)


async def unpack(packed: str, question: str, archive: Archive) -> Answer:
    """The answer that was packed; quotes that the archive does not confirm any more are left out."""
    stored = json.loads(packed)
    shown, more = packed_quotes(packed)
    newest = await archive.newest_at()
    quotes = [await restored(one, archive) for one in shown]
    others = [await restored(one, archive) for one in more]
    return Answer(
        question,
        Outcome.ANSWERED,
        tuple(quote for quote in quotes if quote),
        tuple(quote for quote in others if quote),
        newest_article_at=newest,
        follows=stored.get("follows"),
        amounts_differ=bool(stored.get("amounts_differ")),
        confidence=float(stored.get("confidence", 1.0)),  # older ones do not say
        renamed=Renamed(*stored["renamed"]) if stored.get("renamed") else None,
        period=_period(stored["period"]) if stored.get("period") else None,
    )


async def unpack_quote(packed: str, archive: Archive) -> Quote | None:
    """The quote that was packed alone, None where the archive does not confirm it any more."""
    return await restored(_packed(json.loads(packed)), archive)


async def restored(packed: Packed, archive: Archive) -> Quote | None:
    """The quote, None where its version is gone or is not what it was, or the article was withdrawn."""
    try:
        article = await archive.article(packed.article_id, packed.version)
        if article is None or await archive.current_version(packed.article_id) is None:
            return None
        text = Span(packed.start, packed.end).of(article.text)
        mark = Span(*packed.mark) if packed.mark else None
        others = [
            await archive.article(*one)
            for one in packed.also
            if await archive.current_version(one[0]) is not None
        ]
        also = tuple(one.source for one in others if one is not None)
        quote = Quote(article.source, packed.start, packed.end, text, packed.score, mark, also)
        quote.check(article)
    except (ArticleDamaged, QuoteError) as error:
        logger.error("a remembered quote is not shown: %s", error)
        return None
    return quote
