"""rank-bm25 over the sentences of one question's candidates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpus.index.sparse_bm25 import SparseBM25

Ints = NDArray[np.int32]


class SentenceBM25(SparseBM25):
    """BM25 over a few hundred sentences, of which only the terms asked for are given; `lengths` are the whole ones."""

    def __init__(
        self, tokens: Ints, offsets: NDArray[np.int64], lengths: NDArray[np.float64], vocabulary: int
    ) -> None:
        self._lengths = lengths.astype(np.float32)
        super().__init__(tokens, offsets, vocabulary)

    def _calc_idf(self, counts: object) -> None:
        self.doc_len = self._lengths
        self.avgdl = float(self.doc_len.mean()) if len(self.doc_len) else 0.0
        super()._calc_idf(counts)
