"""One question's searches: by its rarer terms, and how often each of its terms stands, counted once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus.answer.reading import common_terms
from corpus.index import Retriever
from corpus.models import Hit, Query, Term

PASSAGES = 90  # that the engine is asked for


class Retrieval:
    """For one question: what was counted stays, whatever is added meanwhile. `passages`: how many there are."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._counted: dict[Term, int] = {}
        self.passages = retriever.count()

    def looked_for(self, wanted: Query) -> Query:
        """The query as the engine gets it, without its common terms."""
        return common_terms.without_common(wanted, self.passages, self._frequencies)

    def best(self, wanted: Query) -> list[Hit]:
        """The best passages for a query."""
        return self.found(self.looked_for(wanted))

    def found(self, looked_for: Query) -> list[Hit]:
        """The same for one without its common terms."""
        return self._retriever.search(looked_for, PASSAGES)

    def frequency(self, field: str, term: str) -> int:
        """As `Retriever.document_frequency`."""
        return self._frequencies([(field, term)])[field, term]

    def _frequencies(self, terms: Iterable[Term]) -> Mapping[Term, int]:
        wanted = list(terms)
        if missing := [term for term in wanted if term not in self._counted]:
            self._counted.update(self._retriever.document_frequencies(missing))
        return {term: self._counted[term] for term in wanted}
