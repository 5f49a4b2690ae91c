"""The best passages for a query in one state of a tantivy index.

A query is a plain disjunction of boosted terms, so that tantivy's own pruning (Block-WAND) stays on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import tantivy
from tantivy import DocAddress, Occur
from tantivy import Query as TantivyQuery

from corpus.index.engine import DATE, ID, in_order
from corpus.models import Hit, Query

# Sums of the same numbers in another order differ by this much, relatively. Scores that are closer are equal.
ROUNDING = 1e-5

Scored = list[tuple[float, DocAddress]]


class TantivySearch:
    """Searches in one state of an index; another state needs another one."""

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()

    @property
    def count(self) -> int:
        """How many passages there are."""
        return int(self._searcher.num_docs)

    def document_frequency(self, field: str, term: str) -> int:
        """In how many passages the term stands, removed ones that are still in the files included."""
        return int(self._searcher.doc_freq(field, term))

    def best(self, query: Query, k: int) -> list[Hit]:
        """See Retriever.search."""
        clauses = list(self._clauses(query.terms))
        if k <= 0 or not self.count or not clauses:
            return []
        scored = self._with_ties(self._in_period(TantivyQuery.boolean_query(clauses), query), k)
        return in_order(self._hits(scored))[:k]

    def _clauses(self, by_field: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[Occur, TantivyQuery]]:
        for field, terms in by_field.items():
            for term, weight in terms.items():
                wanted = TantivyQuery.term_query(self._schema, field, term, "freq")
                yield Occur.Should, TantivyQuery.boost_query(wanted, weight)

    def _with_ties(self, wanted: TantivyQuery, k: int) -> Scored:
        """The best k, and whoever ties with the last of them, so that ties are settled by id, not by place on disk."""
        limit = k + 8
        while True:
            found = self._search(wanted, limit)
            if len(found) < limit or found[-1][0] < found[k - 1][0] * (1 - ROUNDING):
                return found
            limit *= 4

    def _search(self, wanted: TantivyQuery, limit: int) -> Scored:
        found: Scored = self._searcher.search(wanted, limit, count=False).hits
        return found

    def _hits(self, scored: Scored) -> list[Hit]:
        ids = self._searcher.fast_field_values(ID, [address for _score, address in scored])
        return [
            Hit(int(number or 0), float(score)) for (score, _address), number in zip(scored, ids, strict=True)
        ]

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
