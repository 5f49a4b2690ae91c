"""Boosted trees that were fitted elsewhere: arrays, and numpy alone to judge some rows in a seventh of a millisecond.

All comparisons of all trees are made at once; what each forbids is a set of leaves, as bits. The leaf that a row ends
in is the leftmost that nothing forbids (QuickScorer: Lucchese et al., SIGIR 2015).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.answer.ranking.arrays import Floats

Bits = NDArray[np.uint16]
MAX_LEAVES = 16


@dataclass(frozen=True, eq=False)
class Forest:
    """Trees × nodes. A node sends a row left where row[feature] <= threshold; a leaf points to itself.

    The score of a row is the sum of the values of the leaves that it ends in.
    No tree has more than MAX_LEAVES leaves.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> Forest:
        """The forest that was saved under `name`."""
        return cls(
            arrays[f"{name}.feature"].astype(np.int16),
            arrays[f"{name}.threshold"].astype(np.float32),
            arrays[f"{name}.left"].astype(np.int16),
            arrays[f"{name}.right"].astype(np.int16),
            arrays[f"{name}.value"].astype(np.float32),
        )

    def to_arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        """What `from_arrays` reads."""
        return {
            f"{name}.feature": self.feature,
            f"{name}.threshold": self.threshold,
            f"{name}.left": self.left,
            f"{name}.right": self.right,
            f"{name}.value": self.value,
        }

    def probabilities(self, rows: Floats) -> Floats:
        """1 / (1 + exp(-score)) of each row."""
        result: Floats = 1 / (1 + np.exp(-self.scores(rows)[:, 0]))
        return result

    def scores(self, rows: Floats, parts: int = 1) -> Floats:
        """Rows × parts: the scores by each of so many parts of the trees, of one size, that stand one after another."""
        plan = self._plan
        values = rows.T.astype(np.float32).take(plan.feature, axis=0)  # nodes × trees × rows
        allowed = (values <= plan.threshold[:, :, None]).view(np.uint8).astype(np.uint16)
        np.negative(allowed, out=allowed)  # 1 → all bits: `where` would take ten times as long
        allowed |= plan.if_right[:, :, None]
        leaf = _lowest_bit().take(np.bitwise_and.reduce(allowed, axis=0))
        found = np.ascontiguousarray(plan.value.take(plan.first_leaf[:, None] + leaf).T)
        scores: Floats = found.reshape(len(rows), parts, found.shape[1] // parts).sum(
            axis=2, dtype=np.float64
        )
        return scores

    @cached_property
    def _plan(self) -> _Plan:
        return _plan_of(self)


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """Inner nodes × trees: what is compared, and which leaves are left where a row goes right. Trees × leaves: `value`.

    Trees with fewer inner nodes are filled up with comparisons that forbid nothing. `first_leaf`: where each tree's
    leaves begin in `value`, one row after another.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    if_right: Bits
    value: NDArray[np.float32]
    first_leaf: NDArray[np.intp]


_ALL = np.uint16(0xFFFF)


def _plan_of(forest: Forest) -> _Plan:
    shapes = [_Shape(left, right) for left, right in zip(forest.left, forest.right, strict=True)]
    most = max(len(shape.leaves) for shape in shapes)
    if most > MAX_LEAVES:
        raise ValueError(f"a tree of {most} leaves; at most {MAX_LEAVES} fit")
    size = max(1, most - 1), len(shapes)
    feature, threshold, if_right = np.zeros(size, np.intp), np.zeros(size, np.float32), np.full(size, _ALL)
    value = np.zeros((len(shapes), most), np.float32)
    for tree, shape in enumerate(shapes):
        value[tree, : len(shape.leaves)] = forest.value[tree, shape.leaves]
        for row, (node, first, end) in enumerate(shape.inner):
            feature[row, tree], threshold[row, tree] = (
                forest.feature[tree, node],
                forest.threshold[tree, node],
            )
            if_right[row, tree] = 0xFFFF & ~((1 << end) - (1 << first))
    return _Plan(feature, threshold, if_right, value, np.arange(len(shapes)) * most)


class _Shape:
    """A tree's leaves from left to right, and its inner nodes, each with the range of the leaves on its left side."""

    def __init__(self, left: NDArray[np.int16], right: NDArray[np.int16]) -> None:
        self._left, self._right = left.tolist(), right.tolist()
        self.leaves: list[int] = []
        self.inner: list[tuple[int, int, int]] = []
        self._walk(0)

    def _walk(self, node: int) -> None:
        if self._left[node] == node:
            self.leaves.append(node)
            return
        first = len(self.leaves)
        self._walk(self._left[node])
        self.inner.append((node, first, len(self.leaves)))
        self._walk(self._right[node])


@cache
def _lowest_bit() -> NDArray[np.uint8]:
    """Sixteen bits → the number of the lowest that is set."""
    bits = np.arange(1 << MAX_LEAVES, dtype=np.uint32)
    lowest: NDArray[np.uint8] = np.log2(np.maximum(bits & (~bits + 1), 1)).astype(np.uint8)
    return lowest
