"""Ranked sentences → excerpts: one to three neighbouring sentences, best first, within what a reply may hold.

A second sentence is taken along only where that makes it so much likelier that the quote holds the answer: readers
want it to the point. LENGTH_COST was chosen on the rows of a fit: with twice as much first quotes are an eighth shorter
and hold the answer less often, without any they are longer and hold it no more often.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from corpus.answer.ranking.ranking import Ranked

MAX_SENTENCES = 3
MAX_WIDE = 600  # code points of an excerpt of several sentences
LENGTH_COST = 0.0001  # of probability for each code point beyond the sentence itself
LOOKED_AT = 25  # sentences around which excerpts are tried


class Excerpt(NamedTuple):
    """Sentences [first, last] of the board, their span in their article's text, and how likely they answer.

    `peak`: the span of the likeliest of them. `worth`: `probability` less what its length costs.
    """

    article: int
    first: int
    last: int
    start: int
    end: int
    peak: tuple[int, int]
    probability: float
    worth: float


def excerpts(ranked: Ranked) -> list[Excerpt]:
    """All excerpts worth trying, best first; they overlap one another."""
    return sorted(_all(ranked), key=lambda one: (-one.worth, one.first, one.last))


def _all(ranked: Ranked) -> Iterator[Excerpt]:
    """Each span once: the likeliest sentence comes first, and is the peak of all that hold it."""
    seen: set[tuple[int, int]] = set()
    board = ranked.described.board
    spans = np.concatenate([one.sheet.spans for one in board.candidates]).tolist()
    probabilities = ranked.probabilities.tolist()
    article, borders = board.article.tolist(), board.borders.tolist()
    for at in np.argsort(-ranked.probabilities, kind="stable")[:LOOKED_AT].tolist():
        if not probabilities[at]:
            return
        peak = spans[at][0], spans[at][1]
        own = peak[1] - peak[0]
        low, high = borders[article[at]], borders[article[at] + 1]
        for first in range(max(low, at - MAX_SENTENCES + 1), at + 1):
            for last in range(at, min(first + MAX_SENTENCES, high)):
                if (first, last) in seen:
                    continue
                seen.add((first, last))
                start, end = spans[first][0], spans[last][1]
                if first != last and end - start > MAX_WIDE:
                    continue
                chance = sum(probabilities[first : last + 1])
                worth = chance - LENGTH_COST * (end - start - own)
                yield Excerpt(article[at], first, last, start, end, peak, chance, worth)
