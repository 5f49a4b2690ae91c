"""An answer as it is remembered: where its quotes stand, never what they say. The text comes from the archive again."""

from __future__ import annotations

import json
from typing import Any

from corpus import Answer, Archive, Outcome, Quote, Source, Span


def pack(answer: Answer) -> str:
    """The answer as JSON."""
    return json.dumps(
        {
            "quotes": [_quote(quote) for quote in answer.quotes],
            "more": [_quote(quote) for quote in answer.more],
        }
    )


def _quote(quote: Quote) -> list[Any]:
    mark = [quote.highlight.start, quote.highlight.end] if quote.highlight else None
    return [quote.source.article_id, quote.source.version, quote.start, quote.end, quote.score, mark]


async def unpack(packed: str, question: str, archive: Archive) -> Answer:
    """The answer that was packed; quotes whose version is not stored any more are left out."""
    stored = json.loads(packed)
    newest = (await archive.summary()).newest_at
    quotes = [await _restored(row, archive) for row in stored["quotes"]]
    more = [await _restored(row, archive) for row in stored["more"]]
    return Answer(
        question,
        Outcome.ANSWERED,
        tuple(quote for quote in quotes if quote),
        tuple(quote for quote in more if quote),
        newest_article_at=newest,
    )


async def _restored(row: list[Any], archive: Archive) -> Quote | None:
    article_id, version, start, end, score, mark = row
    article = await archive.article(article_id, version)
    if article is None:
        return None
    source: Source = article.source
    quote = Quote(source, start, end, article.text[start:end], score, Span(*mark) if mark else None)
    quote.check(article)
    return quote
