"""The engine of small archives: rank-bm25's formula over sparse arrays in memory. The reference for the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.index.engine import IndexDocument
from corpus.index.forward import NO_DATE, ForwardIndex
from corpus.index.sparse_bm25 import SparseBM25
from corpus.language.analyzer import FIELDS
from corpus.models import Hit, Query


class RankBM25Retriever:
    """All postings in memory; the files hold the forward index. See `Retriever` for the contract."""

    name = "rank-bm25"

    def __init__(self, folder: Path, passages: ForwardIndex) -> None:
        self._folder = folder
        self._passages = passages
        self._rebuild()

    @classmethod
    def create(cls, folder: Path) -> RankBM25Retriever:
        """An empty index in `folder`."""
        retriever = cls(folder, ForwardIndex())
        retriever._passages.save(folder)
        return retriever

    @classmethod
    def open(cls, folder: Path) -> RankBM25Retriever:
        """The index that is in `folder`. Raises IndexUnavailable."""
        return cls(folder, ForwardIndex.load(folder))

    def search(self, query: Query, k: int) -> list[Hit]:
        """See Retriever."""
        scores = np.zeros(len(self._ids), dtype=np.float32)
        matched = np.zeros(len(self._ids), dtype=np.bool_)
        for name, terms in query.terms.items():
            for term, weight in terms.items():
                number = self._vocabulary.get(term)
                if number is not None and name in self._fields:
                    self._fields[name].add_scores(scores, matched, number, weight)
        found = np.flatnonzero(matched & self._in_period(query))
        if (
            len(found) > k > 0
        ):  # all that tie with the k-th stay, so that ties are settled by id, not by chance
            floor = np.partition(scores[found], len(found) - k)[len(found) - k]
            found = found[scores[found] >= floor]
        order = found[np.lexsort((self._ids[found], -scores[found]))][: max(k, 0)]
        return [Hit(int(self._ids[at]), float(scores[at])) for at in order]

    def _in_period(self, query: Query) -> NDArray[np.bool_]:
        inside = np.ones(len(self._ids), dtype=np.bool_)
        dates = self._passages.dates
        if query.published_from is not None or query.published_to is not None:
            inside &= dates != NO_DATE
        if query.published_from is not None:
            inside &= dates >= query.published_from
        if query.published_to is not None:
            inside &= dates < query.published_to
        return inside

    def add(self, documents: Iterable[IndexDocument]) -> None:
        """See Retriever."""
        self._passages.append(documents)
        self._passages.save(self._folder)
        self._rebuild()

    def remove(self, passage_ids: Sequence[int]) -> None:
        """See Retriever."""
        self._passages.drop(passage_ids)
        self._passages.save(self._folder)
        self._rebuild()

    def count(self) -> int:
        """See Retriever."""
        return len(self._ids)

    def document_frequency(self, field: str, term: str) -> int:
        """See Retriever."""
        number = self._vocabulary.get(term)
        return 0 if number is None else self._fields[field].document_frequency(number)

    def close(self) -> None:
        """See Retriever."""
        self._passages = ForwardIndex()
        self._rebuild()

    def _rebuild(self) -> None:
        """Postings of every field out of the forward index."""
        passages = self._passages
        self._vocabulary = passages.vocabulary
        self._ids = passages.ids
        size = len(passages.vocabulary)
        self._fields = {
            name: SparseBM25(passages.tokens[name], passages.offsets[name], size) for name in FIELDS
        }
