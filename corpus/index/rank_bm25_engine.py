"""The engine of small archives: rank-bm25's formula over sparse arrays in memory. The reference for the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexUnavailable
from corpus.index.engine import SEARCHED, IndexDocument
from corpus.index.forward import NO_DATE, ForwardIndex
from corpus.index.sparse_bm25 import SparseBM25
from corpus.models import Hit, Query, Term
from corpus.store.system_errors import why


@dataclass(frozen=True, slots=True)
class _Postings:
    """The passages and, by field, their postings; made anew at every change and then swapped in whole."""

    passages: ForwardIndex
    fields: Mapping[str, SparseBM25]

    @classmethod
    def of(cls, passages: ForwardIndex) -> _Postings:
        size = len(passages.vocabulary)
        fields = {name: SparseBM25(passages.tokens[name], passages.offsets[name], size) for name in SEARCHED}
        return cls(passages, fields)

    def add_scores(
        self,
        scores: NDArray[np.float32],
        matched: NDArray[np.bool_],
        by_field: Mapping[str, Mapping[str, float]],
    ) -> None:
        """Add what terms are worth to the passages' scores, and mark who has one."""
        for name, terms in by_field.items():
            for term, weight in terms.items():
                number = self.passages.vocabulary.get(term)
                if number is not None:
                    self.fields[name].add_scores(scores, matched, number, weight)


class RankBM25Retriever:
    """All postings in memory; the file holds the forward index. See `Retriever` for the contract."""

    name = "rank-bm25"

    def __init__(self, folder: Path, passages: ForwardIndex) -> None:
        self._folder = folder
        self._postings = _Postings.of(passages)

    @classmethod
    def create(cls, folder: Path) -> RankBM25Retriever:
        """An empty index in `folder`."""
        retriever = cls(folder, ForwardIndex())
        retriever._swap(ForwardIndex())
        return retriever

    @classmethod
    def open(cls, folder: Path) -> RankBM25Retriever:
        """The index that is in `folder`. Raises IndexUnavailable."""
        return cls(folder, ForwardIndex.load(folder))

    def search(self, query: Query, k: int) -> list[Hit]:
        """See Retriever."""
        postings = self._postings  # another thread may swap in the next meanwhile
        ids = postings.passages.ids
        scores = np.zeros(len(ids), dtype=np.float32)
        matched = np.zeros(len(ids), dtype=np.bool_)
        postings.add_scores(scores, matched, query.terms)
        found = np.flatnonzero(matched & _in_period(postings.passages.dates, query))
        if len(found) > k > 0:
            # All that tie with the k-th stay, so that ties are settled by id, not by chance.
            floor = np.partition(scores[found], len(found) - k)[len(found) - k]
            found = found[scores[found] >= floor]
        order = found[np.lexsort((ids[found], -scores[found]))][: max(k, 0)]
        return [Hit(int(ids[at]), float(scores[at])) for at in order]

    def add(self, documents: Iterable[IndexDocument]) -> None:
        """See Retriever."""
        self._swap(self._postings.passages.with_documents(documents))

    def remove(self, passage_ids: Sequence[int]) -> None:
        """See Retriever."""
        self._swap(self._postings.passages.without(passage_ids))

    def _swap(self, passages: ForwardIndex) -> None:
        try:
            passages.save(self._folder)
        except OSError as error:
            raise IndexUnavailable(f"the index cannot be written: {why(error)}") from error
        self._postings = _Postings.of(passages)

    def count(self) -> int:
        """See Retriever."""
        return len(self._postings.passages.ids)

    def document_frequency(self, field: str, term: str) -> int:
        """See Retriever."""
        postings = self._postings
        number = postings.passages.vocabulary.get(term)
        return 0 if number is None else postings.fields[field].document_frequency(number)

    def document_frequencies(self, terms: Iterable[Term]) -> Mapping[Term, int]:
        """See Retriever."""
        return {term: self.document_frequency(*term) for term in terms}

    def close(self) -> None:
        """See Retriever."""
        self._postings = _Postings.of(ForwardIndex())


def _in_period(dates: NDArray[np.int64], query: Query) -> NDArray[np.bool_]:
    inside = np.ones(len(dates), dtype=np.bool_)
    if query.published_from is not None or query.published_to is not None:
        inside &= dates != NO_DATE
    if query.published_from is not None:
        inside &= dates >= query.published_from
    if query.published_to is not None:
        inside &= dates < query.published_to
    return inside
