"""rank-bm25's BM25Okapi with its numbers as sparse arrays instead of dictionaries and Python loops.

As shipped, `get_scores` looks at every document for every term: 433 ms at 100,000 passages. Here each term has a row
of (document, weight) pairs, so that a question costs what its terms' postings cost. The idf is Lucene's: the one that
is shipped gives a common word a weight of about nothing, or less.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from corpus.index.engine import K1, B

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


class SparseBM25(BM25Okapi):  # type: ignore[misc] # rank_bm25 publishes no types
    """One field of all documents.

    `tokens`: term numbers of all documents, one after another; `offsets` (documents + 1 of them): where each begins.
    """

    def __init__(self, tokens: Ints, offsets: NDArray[np.int64], vocabulary: int) -> None:
        self._tokens, self._offsets, self._vocabulary = tokens, offsets, vocabulary
        super().__init__([], k1=K1, b=B)

    def _initialize(self, _nothing: object) -> Mapping[int, int]:
        """Fill the arrays; called by BM25's constructor, where the shipped class counts in dictionaries."""
        self.corpus_size = len(self._offsets) - 1
        self.doc_len = np.diff(self._offsets).astype(np.float32)
        self.avgdl = float(self.doc_len.mean()) if self.corpus_size else 0.0
        documents = np.repeat(np.arange(self.corpus_size, dtype=np.int64), np.diff(self._offsets))
        pairs = self._tokens.astype(np.int64) * max(self.corpus_size, 1) + documents
        unique, counts = np.unique(pairs, return_counts=True)
        terms = unique // max(self.corpus_size, 1)
        self._documents: Ints = (unique % max(self.corpus_size, 1)).astype(np.int32)
        self._frequencies: Floats = counts.astype(np.float32)
        self._rows = np.searchsorted(terms, np.arange(self._vocabulary + 1))
        del self._tokens
        return {}

    def _calc_idf(self, _counts: object) -> None:
        """The weight of each posting: idf × tf part, computed once."""
        lengths = self.doc_len[self._documents] / (self.avgdl or 1.0)
        self._weights: Floats = (
            self._frequencies * (K1 + 1) / (self._frequencies + K1 * (1 - B + B * lengths))
        ).astype(np.float32)
        frequencies = np.diff(self._rows)
        self.idf = np.log(1 + (self.corpus_size - frequencies + 0.5) / (frequencies + 0.5))

    def add_scores(self, scores: Floats, matched: NDArray[np.bool_], term: int, weight: float) -> None:
        """Add weight × BM25 of a term to `scores` (one per document), and mark who has it in `matched`."""
        row = slice(self._rows[term], self._rows[term + 1])
        scores[self._documents[row]] += np.float32(weight * self.idf[term]) * self._weights[row]
        matched[self._documents[row]] = True

    def get_scores(self, query: Mapping[int, float]) -> Floats:
        """Scores of all documents for terms by number with their weights, as the shipped method gives them."""
        scores = np.zeros(self.corpus_size, dtype=np.float32)
        matched = np.zeros(self.corpus_size, dtype=np.bool_)
        for term, weight in query.items():
            self.add_scores(scores, matched, term, weight)
        return scores

    def document_frequency(self, term: int) -> int:
        """In how many documents a term stands."""
        return int(self._rows[term + 1] - self._rows[term])
