"""Trees from arrays: the same leaf that walking each tree by hand ends in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.answer.ranking.answer_features import ANSWER_FEATURES
from corpus.answer.ranking.forest import MAX_LEAVES, Forest
from corpus.answer.ranking.model import Model, fitted, load
from corpus.answer.ranking.necessity import PLACES, RATES, Necessity, Seen, Weigher
from corpus.answer.ranking.necessity_features import NECESSITY_FEATURES
from corpus.answer.ranking.ranking import FEATURES

INF = np.inf
# x0 <= 1 ? (x1 <= 0 ? -1 : 2) : 3, and a tree that is one leaf
TWO_TREES = Forest(
    feature=np.array([[0, 1, 0, 0, 0], [0, 0, 0, 0, 0]], np.int16),
    threshold=np.array([[1, 0, INF, INF, INF], [INF] * 5], np.float32),
    left=np.array([[1, 2, 2, 3, 4], [0, 0, 0, 0, 0]], np.int16),
    right=np.array([[4, 3, 2, 3, 4], [0, 0, 0, 0, 0]], np.int16),
    value=np.array([[0, 0, -1, 2, 3], [0.5, 0, 0, 0, 0]], np.float32),
)
THREE_TIMES = Forest(
    *(
        np.concatenate([getattr(TWO_TREES, name)] * 3)
        for name in ("feature", "threshold", "left", "right", "value")
    ),
)
SEEN = Seen(np.array([7, 9], np.uint32), np.full((2, 2 * RATES), 0.5), np.full(2 * RATES, 0.25))
NECESSITY = Necessity(Weigher(SEEN, THREE_TIMES), Weigher(SEEN, THREE_TIMES))
numbers = st.floats(-5, 5, width=32)


def by_hand(one: float, two: float) -> float:
    score = 0.5 + (3.0 if one > 1 else 2.0 if two > 0 else -1.0)
    return float(1 / (1 + np.exp(-score)))


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=20))
def test_each_row_ends_in_its_leaves(rows: list[tuple[float, float]]) -> None:
    found = TWO_TREES.probabilities(np.array(rows, np.float64))
    assert np.allclose(found, [by_hand(*row) for row in rows])


def walked(forest: Forest, row: list[float]) -> float:
    """The score of a row by going down each tree."""
    values = np.array(row, np.float32)
    ends = []
    for tree in range(len(forest.feature)):
        node = 0
        while forest.left[tree, node] != node:
            is_left = values[forest.feature[tree, node]] <= forest.threshold[tree, node]
            node = int(forest.left[tree, node] if is_left else forest.right[tree, node])
        ends.append(forest.value[tree, node])
    return float(1 / (1 + np.exp(-np.array(ends)[None, :].sum(axis=1, dtype=np.float64)))[0])


def test_the_shipped_forests_judge_like_walking_down_each_tree_to_the_last_bit() -> None:
    random = np.random.default_rng(7)
    for forest in filter(None, (fitted().sentences, fitted().answers)):
        inner = forest.left != np.arange(forest.left.shape[1])
        width = int(forest.feature.max()) + 1
        rows = random.choice(np.append(forest.threshold[inner], [0.0, 1.0]), (50, width)).astype(np.float64)
        found = forest.probabilities(rows)
        assert [one.hex() for one in found.tolist()] == [walked(forest, row).hex() for row in rows.tolist()]


@given(st.lists(st.tuples(numbers, numbers), max_size=20))
def test_parts_of_a_forest_are_judged_each_by_itself(rows: list[tuple[float, float]]) -> None:
    table = np.array(rows, np.float64).reshape(-1, 2)
    expected = np.tile(TWO_TREES.scores(table), 3)
    assert np.array_equal(THREE_TIMES.scores(table, parts=3), expected)


def test_a_tree_with_more_leaves_than_fit_is_refused() -> None:
    size = 2 * MAX_LEAVES + 1  # a chain: each inner node has a leaf on its left
    inner = np.arange(0, size - 1, 2)
    left, right = np.arange(size), np.arange(size)
    left[inner], right[inner] = inner + 1, inner + 2
    zeros = np.zeros((1, size))
    forest = Forest(
        zeros.astype(np.int16), zeros.astype(np.float32), left[None].astype(np.int16),
        right[None].astype(np.int16), zeros.astype(np.float32),
    )  # fmt: skip
    with pytest.raises(ValueError, match="17 leaves"):
        forest.probabilities(np.zeros((1, 1)))


def test_a_model_comes_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    Model(NECESSITY, TWO_TREES, TWO_TREES, 0.25).save(path)
    read = load(path)
    rows = np.array([[0.0, 1.0], [2.0, 0.0]])
    assert read.threshold == 0.25
    assert read.answers is not None
    for forest in (read.sentences, read.answers):
        assert np.array_equal(forest.probabilities(rows), TWO_TREES.probabilities(rows))
    for kind in (read.necessity.terms, read.necessity.pairs):
        assert np.array_equal(kind.forest.scores(rows, 3), THREE_TIMES.scores(rows, 3))
        assert np.array_equal(kind.seen.of(np.array([9, 8], np.uint32)), [[0.5] * 8, [0.25] * 8])


def test_the_model_that_is_shipped_fits_the_features_and_is_small() -> None:
    model = fitted()
    assert model.answers is not None
    assert int(model.sentences.feature.max()) < len(FEATURES + NECESSITY_FEATURES)
    for kind in (model.necessity.terms, model.necessity.pairs):
        assert len(kind.forest.feature) % (2 * PLACES) == 0
        assert kind.seen.rates.shape == (len(kind.seen.codes), 2 * RATES)
        assert (np.diff(kind.seen.codes.astype(np.int64)) > 0).all()
    assert int(model.answers.feature.max()) < len(ANSWER_FEATURES)
    assert 0 < model.threshold < 1
    path = Path(__file__).parents[1] / "corpus" / "answer" / "ranking" / "data" / "ranker.npz"
    assert path.stat().st_size < 1_000_000
