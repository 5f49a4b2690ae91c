"""Answers that are kept for whoever asks the same again: in a crowd many do.

What is kept is what would be found again as long as the index is the same, and on the same day, since what a question
says of time is days. Whether the articles still say so is looked up each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time

from corpus.answer.answering import Found
from corpus.errors import QuoteError
from corpus.models import Article, Question, Source
from corpus.timezone import VIETNAM


class KeptAnswers:
    """The answers that were given last, at most `size` of them, of one state of the index."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._state = b""
        self._found: OrderedDict[Question, Found] = OrderedDict()

    def get(self, asked: Question, state: bytes) -> Found | None:
        """What was found for the same question in the same state of the index."""
        if state != self._state:
            return None
        found = self._found.get(key := _key(asked))
        if found is not None:
            self._found.move_to_end(key)
        return found

    def keep(self, asked: Question, state: bytes, found: Found) -> None:
        """Keep what was found in that state; what was kept of another one goes."""
        if state != self._state:
            self._found.clear()
            self._state = state
        self._found[_key(asked)] = found
        while len(self._found) > self._size:
            self._found.popitem(last=False)


def _key(asked: Question) -> Question:
    day = asked.asked_at.astimezone(VIETNAM).date()
    return replace(asked, asked_at=datetime.combine(day, time.min, VIETNAM))


def sources(found: Found) -> Iterator[Source]:
    """All articles that are cited."""
    for quote in (*found.quotes, *found.more):
        yield quote.source
        yield from quote.also
    yield from found.related


def still_holds(found: Found, articles: Mapping[str, Article]) -> bool:
    """Whether the articles, by id, still say all that is cited of them."""
    try:
        for quote in (*found.quotes, *found.more):
            quote.check(articles[quote.source.article_id])
        return all(articles[one.article_id].source == one for one in sources(found))
    except (KeyError, QuoteError):
        return False
