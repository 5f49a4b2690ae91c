"""Words that stand everywhere: nothing is looked for by them where a question has rarer ones.

Half of what a question looks for says next to nothing ("của", most folded syllables), and to add it up costs most of a
search. Where a question has hardly a rare word, the rarest of its common ones are looked for. What ranks sentences
(`corpus/answer/ranking`) counts them all the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from corpus.models import Query, Term

COMMON = 0.03  # share of the passages from which on a term is common
ENOUGH = 0.5  # of all that a query's terms may be worth, so much have those that are looked for
SMALL = 20_000  # passages: up to there a search costs next to nothing, and whatever has a word of the question is found

Frequencies = Callable[[Iterable[Term]], Mapping[Term, int]]
"""Terms with their fields → in how many passages each stands."""


def without_common(query: Query, passages: int, frequencies: Frequencies) -> Query:
    """The same query without its common terms. `passages`: how many there are."""
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
    kept = {
        name: {term: weight for term, weight in row.items() if (name, term) not in common}
        for name, row in query.terms.items()
    }
    return replace(query, terms={name: row for name, row in kept.items() if row})


def _idf(count: int, passages: int) -> float:
    """As in Retriever; removed passages may still count where they are counted, but not among all."""
    return math.log(1 + max(passages - count + 0.5, 0.5) / (count + 0.5))
