"""The sparse arrays give what rank-bm25's own class gives, wherever both use the same idf."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from corpus.index.engine import K1, B
from corpus.index.sparse_bm25 import SparseBM25

Documents = list[list[int]]
VOCABULARY = 12

documents = st.lists(st.lists(st.integers(0, VOCABULARY - 1), max_size=30), min_size=1, max_size=20).filter(
    any
)
queries = st.lists(st.integers(0, VOCABULARY - 1), max_size=6, unique=True)


def sparse(rows: Documents) -> SparseBM25:
    tokens = np.array([term for row in rows for term in row], np.int32)
    offsets = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return SparseBM25(tokens, offsets, VOCABULARY)


def shipped(rows: Documents) -> BM25Okapi:
    return BM25Okapi(rows, k1=K1, b=B)


@given(documents, queries)
def test_the_same_scores_with_lucenes_idf(rows: Documents, query: list[int]) -> None:
    """rank-bm25's own loop, with Lucene's idf put in place of its own, is the judge of tf, lengths and idf."""
    judge = shipped(rows)
    judge.idf = {
        term: math.log(1 + (len(rows) - count + 0.5) / (count + 0.5))
        for term in range(VOCABULARY)
        if (count := sum(term in row for row in rows))
    }
    scores = sparse(rows).get_scores(dict.fromkeys(query, 1.0))
    assert scores == pytest.approx(judge.get_scores(query), rel=1e-5, abs=1e-6)


@given(documents, queries)
def test_the_same_scores_with_the_shipped_idf(rows: Documents, query: list[int]) -> None:
    """The class as it is shipped, its idf (negative, floored or not) put in place of ours."""
    judge, ours = shipped(rows), sparse(rows)
    ours.idf = np.array([judge.idf.get(term, 0.0) for term in range(VOCABULARY)])
    scores = ours.get_scores(dict.fromkeys(query, 1.0))
    assert scores == pytest.approx(judge.get_scores(query), rel=1e-5, abs=1e-5)


@given(documents)
def test_it_counts_as_the_shipped_class_counts(rows: Documents) -> None:
    judge, ours = shipped(rows), sparse(rows)
    assert (ours.corpus_size, ours.avgdl) == (judge.corpus_size, pytest.approx(judge.avgdl))
    assert list(ours.doc_len) == judge.doc_len
    for term in range(VOCABULARY):
        assert ours.document_frequency(term) == sum(term in row for row in rows)


def test_rare_terms_have_the_idf_that_is_shipped_up_to_the_one_inside_the_logarithm() -> None:
    """For a term in few of many documents ln(1 + x) is about ln(x): the two idfs meet."""
    rows = [[0, 1] if number == 7 else [1, 2] for number in range(2_000)]
    assert sparse(rows).idf[0] == pytest.approx(shipped(rows).idf[0], rel=1e-3)


def test_nothing_at_all() -> None:
    """Where the shipped class divides by zero."""
    with pytest.raises(ZeroDivisionError):
        shipped([])
    for rows in ([], [[]]):
        ours = sparse(rows)
        assert list(ours.get_scores({3: 1.0})) == [0.0] * len(rows)
        assert ours.document_frequency(3) == 0


def test_a_term_marks_who_has_it_whatever_its_weight() -> None:
    ours = sparse([[1], [2], [1, 2]])
    scores, matched = np.zeros(3, np.float32), np.zeros(3, np.bool_)
    ours.add_scores(scores, matched, 1, -2.0)
    assert list(matched) == [True, False, True]
    assert [score < 0 for score in scores] == [True, False, True]
