"""Which new articles answer a question that somebody is waiting for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from corpus.answer import answering
from corpus.answer.question import Reading
from corpus.answer.quotes import Candidate
from corpus.models import Outcome, Quote


def compose(reading: Reading, candidates: Sequence[Candidate]) -> list[Quote]:
    """The best quote of each article that answers by itself, as surely as an answer must."""
    by_article = sorted(candidates, key=lambda found: found.article.id)
    found = (
        answering.compose(reading, list(passages))
        for _article, passages in groupby(by_article, key=lambda one: one.article.id)
    )
    return [answer.quotes[0] for answer in found if answer.outcome is Outcome.ANSWERED]
