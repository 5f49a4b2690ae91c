"""Boosted trees out of samples: LightGBM fits them, and they become arrays that the product reads without it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from fit_samples import Sample

from corpus.answer.answering import TRIED
from corpus.answer.choosing.quotes import MAX_CHARS, MAX_QUOTES, apart
from corpus.answer.ranking.answer_features import answer_features
from corpus.answer.ranking.excerpts import excerpts
from corpus.answer.ranking.forest import Forest
from corpus.answer.ranking.necessity_features import necessity_features, told
from corpus.answer.ranking.ranking import rank

SENTENCES = {
    "objective": "binary", "learning_rate": 0.07, "num_leaves": 15, "min_data_in_leaf": 80, "lambda_l2": 10.0,
    "max_bin": 63, "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1, "seed": 1,
    "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
SENTENCE_ROUNDS = 200
ANSWERS = dict(SENTENCES, learning_rate=0.05, min_data_in_leaf=60)
ANSWER_ROUNDS = 250
# The samples are asked as readers of a newspaper ask, and are few: each of them counts more.
WEIGHTS = {"samples": 2.0}


def to_forest(booster: lightgbm.Booster) -> Forest:
    """LightGBM's trees as arrays."""
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    flat = [_flatten(tree) for tree in trees]
    size = max(len(nodes) for nodes in flat)
    shape = (len(flat), size)
    feature, left, right = (np.zeros(shape, np.int16) for _ in range(3))
    threshold, value = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for row, nodes in enumerate(flat):
        for at, node in enumerate(nodes):
            feature[row, at], threshold[row, at], left[row, at], right[row, at], value[row, at] = node
    return Forest(feature, threshold, left, right, value)


def joined(forests: Sequence[Forest]) -> Forest:
    """The trees of several forests, one after another."""
    size = max(one.feature.shape[1] for one in forests)

    def stacked(name: str) -> Any:
        arrays = [getattr(one, name) for one in forests]
        return np.concatenate([np.pad(one, ((0, 0), (0, size - one.shape[1]))) for one in arrays])

    return Forest(
        stacked("feature"),
        stacked("threshold"),
        stacked("left"),
        stacked("right"),
        stacked("value"),
    )


def _flatten(tree: dict[str, Any]) -> list[tuple[int, float, int, int, float]]:
    nodes: list[Any] = []

    def add(node: dict[str, Any]) -> int:
        at = len(nodes)
        nodes.append(None)
        if "leaf_value" in node:
            nodes[at] = (0, np.inf, at, at, node["leaf_value"])
            return at
        left, right = add(node["left_child"]), add(node["right_child"])
        # A float32 at or below the true threshold would send an equal value the wrong way: round up.
        threshold = np.nextafter(np.float32(node["threshold"]), np.float32(np.inf))
        nodes[at] = (node["split_feature"], threshold, left, right, 0.0)
        return at

    add(tree)
    return nodes


def fit(
    rows: np.ndarray, labels: np.ndarray, parameters: dict[str, Any], rounds: int, weights: np.ndarray
) -> Forest:
    """Boosted trees for the probability of a label."""
    data = lightgbm.Dataset(rows.astype(np.float32), labels.astype(int), weight=weights)
    return to_forest(lightgbm.train(parameters, data, rounds))


def fit_sentences(samples: list[Sample]) -> Forest:
    """On the sentences of answerable questions whose answer was found among the candidates."""
    used = [
        one
        for one in samples
        if one.is_answerable and one.described is not None and one.holds[one.keep].any()
    ]
    rows = np.concatenate([_rows(one) for one in used])
    labels = np.concatenate([one.holds[one.keep] for one in used])
    weights = np.repeat([_weight(one) for one in used], [len(one.keep) for one in used])
    return fit(rows, labels, SENTENCES, SENTENCE_ROUNDS, weights)


def _rows(sample: Sample) -> np.ndarray:
    assert sample.described is not None  # noqa: S101 - only such are used
    assert sample.needs is not None  # noqa: S101
    board = sample.described.board
    necessary = necessity_features(board, told(board, sample.needs), sample.keep)
    return np.hstack([sample.described.rows[sample.keep], necessary.astype(np.float32)])


def _weight(sample: Sample) -> float:
    return WEIGHTS.get(sample.set_name, 1.0)


def judge(samples: list[Sample], forest: Forest) -> None:
    """Rank each sample, and note what its quotes would be worth and what the refusal looks at."""
    for one in samples:
        one.extra = {"article": False, "first": False, "any": False, "features": None, "length": 0}
        if one.described is None or one.needs is None:
            continue
        ranked = rank(one.described, one.needs, forest, one.reading.answer_type)
        tried = apart(excerpts(ranked), TRIED)
        if not tried:
            continue
        shown, left = [], MAX_CHARS
        for excerpt in tried:
            if len(shown) < MAX_QUOTES and excerpt.end - excerpt.start <= left:
                shown.append(excerpt)
                left -= excerpt.end - excerpt.start
        hits = [bool(one.holds[excerpt.first : excerpt.last + 1].any()) for excerpt in shown]
        board = one.described.board
        one.extra = {
            "article": board.candidates[tried[0].article].article_id in one.golds,
            "first": bool(hits and hits[0]),
            "any": any(hits),
            "features": answer_features(ranked, tried, one.reading),
            "length": shown[0].end - shown[0].start if shown else 0,
        }


def fit_answers(samples: list[Sample]) -> Forest:
    """On whether the question's article is there; a quote that misses it counts as no answer."""
    used = [one for one in samples if one.extra.get("features") is not None]
    rows = np.stack([one.extra["features"] for one in used])
    labels = np.array([one.is_answerable for one in used])
    return fit(rows, labels, ANSWERS, ANSWER_ROUNDS, np.array([_weight(one) for one in used]))
