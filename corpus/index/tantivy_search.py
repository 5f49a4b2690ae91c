"""The best passages for a query in a tantivy index, without looking at what cannot be among them.

Words that stand in half of all passages cost the most to add up and count the least. So the terms are split: the
essential ones, and common ones that together can add no more than a bound. The essential ones are searched first;
whoever could still be among the best with the bound on top gets the rest of its score; and where anybody who was not
seen could still beat the k-th, everything is searched after all. Results are those of the plain search. The idea is
MaxScore (Turtle & Flood, "Query evaluation: strategies and optimizations", 1995), in two calls instead of a loop.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import DocAddress, Occur
from tantivy import Query as TantivyQuery

from corpus.index.engine import ID, K1
from corpus.models import Hit, Query

DATE = "published_at"
PLAIN_UP_TO = 1_000_000  # postings: a search that costs less than splitting it would
COMMON = 0.02  # share of the passages from which on a term may be put off
# Share of all that the terms could add that the common ones may add together. Where many passages are wanted the last
# of them has little: with more than that the two steps would mostly end in a third, the plain search.
BOUND, BOUND_OF_MANY = 0.05, 0.03
MANY = 50  # passages wanted
FIRST, FIRST_FOR_EACH = (
    300,
    5,
)  # passages that the essential terms may bring: at least, and for each that is wanted
# Sums of the same numbers in another order differ by this much, relatively. Scores that are closer are equal.
ROUNDING = 1e-5

Scored = list[tuple[float, DocAddress]]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A term of a query. `frequency`: in how many passages it stands. `bound`: it never adds more to a score."""

    field: str
    term: str
    weight: float
    frequency: int
    bound: float


class TantivySearch:
    """Searches in one state of an index; another state needs another one."""

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._total: float | None = None

    @property
    def count(self) -> int:
        """How many passages there are."""
        return int(self._searcher.num_docs)

    def document_frequency(self, field: str, term: str) -> int:
        """In how many passages the term stands, removed ones that are still in the files included."""
        return int(self._searcher.doc_freq(field, term))

    def best(self, query: Query, k: int) -> list[Hit]:
        """See Retriever.search."""
        if k <= 0 or not self.count:
            return []
        clauses = list(self._clauses(query))
        if not clauses:
            return []
        scored = None
        if sum(clause.frequency for clause in clauses) > PLAIN_UP_TO:
            scored = self._pruned(clauses, query, k)
        return self._settled(self._plain(clauses, query, k) if scored is None else scored, k)

    def _clauses(self, query: Query) -> Iterator[_Clause]:
        """The terms of the query that are there at all."""
        there = [
            (field, term, weight, frequency)
            for field, terms in query.terms.items()
            for term, weight in terms.items()
            if (frequency := self.document_frequency(field, term))
        ]
        total = self._passages([(field, term) for field, term, _, _ in sorted(there, key=lambda one: one[3])])
        for field, term, weight, frequency in there:
            idf = math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
            yield _Clause(field, term, weight, frequency, weight * idf * (K1 + 1))

    def _passages(self, terms: Iterable[tuple[str, str]]) -> float:
        """tantivy's own N, in which removed passages count until they are merged away. Only explanations tell it.

        `terms`: by field, rare ones first, since a passage is looked for that has one. Raises ValueError where an
        explanation does not say N.
        """
        for field, term in terms if self._total is None else ():
            wanted = TantivyQuery.term_query(self._schema, field, term, "freq")
            if hits := self._search(wanted, 1):
                explained = json.loads(wanted.explain(self._searcher, hits[0][1]).to_json())
                self._total = _told(explained, "N, ")
                break
        return self._total or float(self.count)  # the count only where none of the terms finds anything

    def _plain(self, clauses: Sequence[_Clause], query: Query, k: int) -> Scored:
        """The best k, and whoever ties with the last of them, so that ties are settled by id, not by place on disk."""
        wanted = self._in_period(self._union(clauses), query)
        limit = k + 8
        while True:
            hits = self._search(wanted, limit)
            if len(hits) < limit or hits[-1][0] < hits[k - 1][0] * (1 - ROUNDING):
                return hits
            limit *= 4

    def _pruned(self, clauses: Sequence[_Clause], query: Query, k: int) -> Scored | None:
        """The same in two steps; None where that cannot be known to be the same."""
        essential, common = self._split(clauses, BOUND if k <= MANY else BOUND_OF_MANY)
        if not essential or not common:
            return None
        bound = sum(clause.bound for clause in common)
        limit = max(FIRST, FIRST_FOR_EACH * k)
        first = self._search(self._in_period(self._union(essential), query), limit)
        scored = self._with_common(first[: 2 * k], common)
        if len(scored) < k:
            return None
        floor = _kth(scored, k)
        scored += self._with_common([one for one in first[2 * k :] if one[0] + bound >= floor], common)
        floor = _kth(scored, k)
        unseen = bound + (first[-1][0] if len(first) == limit else 0.0)
        return scored if unseen < floor * (1 - ROUNDING) else None

    def _split(self, clauses: Sequence[_Clause], share: float) -> tuple[list[_Clause], list[_Clause]]:
        """Essential and common clauses: those are put off first that save the most postings for what they may add."""
        left = share * sum(clause.bound for clause in clauses)
        common: set[_Clause] = set()
        for clause in sorted(clauses, key=lambda one: one.bound / one.frequency):
            if clause.frequency >= COMMON * self.count and clause.bound <= left:
                common.add(clause)
                left -= clause.bound
        return [one for one in clauses if one not in common], [one for one in clauses if one in common]

    def _with_common(self, found: Scored, common: Iterable[_Clause]) -> Scored:
        """Those passages with what the common terms add to their scores.

        Each term is a step of its own that looks up just these passages; a union would go through all its postings.
        """
        if not found:
            return []
        ids = self._searcher.fast_field_values(ID, [address for _score, address in found])
        these = TantivyQuery.boolean_query(
            [(Occur.Should, TantivyQuery.term_query(self._schema, ID, number, "basic")) for number in ids]
        )
        wanted = TantivyQuery.const_score_query(these, 0.0)
        for clause in common:
            wanted = TantivyQuery.boolean_query(
                [(Occur.Must, wanted), (Occur.Should, self._term_query(clause))]
            )
        added = {_place(address): score for score, address in self._search(wanted, len(found))}
        return [(score + added[_place(address)], address) for score, address in found]

    def _settled(self, scored: Scored, k: int) -> list[Hit]:
        ids = self._searcher.fast_field_values(ID, [address for _score, address in scored])
        hits = [
            Hit(int(number or 0), float(score)) for (score, _address), number in zip(scored, ids, strict=True)
        ]
        return sorted(hits, key=lambda hit: (-_rounded(hit.score), hit.passage_id))[:k]

    def _search(self, wanted: TantivyQuery, limit: int) -> Scored:
        hits: Scored = self._searcher.search(wanted, limit, count=False).hits
        return hits

    def _union(self, clauses: Iterable[_Clause]) -> TantivyQuery:
        return TantivyQuery.boolean_query([(Occur.Should, self._term_query(clause)) for clause in clauses])

    def _term_query(self, clause: _Clause) -> TantivyQuery:
        term = TantivyQuery.term_query(self._schema, clause.field, clause.term, "freq")
        return TantivyQuery.boost_query(term, clause.weight)

    def _in_period(self, words: TantivyQuery, query: Query) -> TantivyQuery:
        """A filter says who may come, not how good they are."""
        if query.published_from is None and query.published_to is None:
            return words
        period = TantivyQuery.range_query(
            self._schema,
            DATE,
            tantivy.FieldType.Integer,
            query.published_from,
            query.published_to,
            include_upper=query.published_to is None,
        )
        silent = TantivyQuery.const_score_query(period, 0.0)
        return TantivyQuery.boolean_query([(Occur.Must, words), (Occur.Must, silent)])


def _told(explanation: Mapping[str, Any], what: str) -> float:
    """A number out of an explanation, by how its description begins; a nested one too. Raises ValueError without."""
    for detail in explanation.get("details", ()):
        if detail["description"].startswith(what):
            return float(detail["value"])
        if "details" in detail:
            with suppress(ValueError):
                return _told(detail, what)
    raise ValueError(f"tantivy's explanation does not tell {what!r}")


def _kth(scored: Scored, k: int) -> float:
    return sorted((score for score, _address in scored), reverse=True)[k - 1]


def _place(address: DocAddress) -> tuple[int, int]:
    return address.segment_ord, address.doc


def _rounded(score: float) -> float:
    """Scores that differ by less than the rounding of their sums are the same."""
    return float(f"{score:.5g}")
