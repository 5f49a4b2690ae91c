"""Words that stand everywhere: they find nothing, but count in what the others found.

Half of what a question looks for says next to nothing ("của", most folded syllables), and to add it up costs most of a
search. So passages are found by the terms that are rarer, and only those that were found get the rest of their scores.
Where a question has hardly a rare word, the rarest of its common ones find as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from corpus.models import Query

COMMON = 0.03  # share of the passages from which on a term is common
ENOUGH = 0.5  # of all that a query's terms may be worth, so much have those that find
SMALL = 20_000  # passages: up to there a search costs next to nothing, and whatever has a word of the question is found

Term = tuple[str, str]
Frequencies = Callable[[Iterable[Term]], Mapping[Term, int]]
"""Terms with their fields → in how many passages each stands."""


def set_apart(query: Query, passages: int, frequencies: Frequencies) -> Query:
    """The same query with its common terms in `common`. `passages`: how many there are."""
    if passages <= SMALL:
        return query
    weights = {(name, term): weight for name, row in query.terms.items() for term, weight in row.items()}
    counts = {term: count for term, count in frequencies(weights).items() if count}
    worth = {term: weights[term] * _idf(count, passages) for term, count in counts.items()}
    left, common = ENOUGH * sum(worth.values()), set[Term]()
    for term in sorted(counts, key=counts.__getitem__):
        if counts[term] >= COMMON * passages and left <= 0:
            common.add(term)
        left -= worth[term]
    return replace(
        query,
        terms=_only(query, lambda term: term not in common),
        common=_only(query, lambda term: term in common),
    )


def _idf(count: int, passages: int) -> float:
    """As in Retriever; removed passages may still count where they are counted, but not among all."""
    return math.log(1 + max(passages - count + 0.5, 0.5) / (count + 0.5))


def _only(query: Query, wanted: Callable[[Term], bool]) -> dict[str, dict[str, float]]:
    kept = {
        name: {term: weight for term, weight in row.items() if wanted((name, term))}
        for name, row in query.terms.items()
    }
    return {name: row for name, row in kept.items() if row}
