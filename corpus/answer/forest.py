"""Boosted trees that were fitted elsewhere: arrays, and numpy alone to judge some rows in a millisecond or two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees × nodes. A node sends a row left where row[feature] <= threshold; a leaf points to itself.

    The score of a row is the sum of the values of the leaves that it ends in; `depth` is how far the deepest is.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    depth: int

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> Forest:
        """The forest that was saved under `name`."""
        return cls(
            arrays[f"{name}.feature"].astype(np.int16),
            arrays[f"{name}.threshold"].astype(np.float32),
            arrays[f"{name}.left"].astype(np.int16),
            arrays[f"{name}.right"].astype(np.int16),
            arrays[f"{name}.value"].astype(np.float32),
            int(arrays[f"{name}.depth"]),
        )

    def to_arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        """What `from_arrays` reads."""
        return {
            f"{name}.feature": self.feature,
            f"{name}.threshold": self.threshold,
            f"{name}.left": self.left,
            f"{name}.right": self.right,
            f"{name}.value": self.value,
            f"{name}.depth": np.array(self.depth),
        }

    def probabilities(self, rows: Floats) -> Floats:
        """1 / (1 + exp(-score)) of each row."""
        trees = np.arange(len(self.feature))[None, :]
        values = rows.astype(np.float32)
        row = np.arange(len(values))[:, None]
        node = np.zeros((len(values), len(self.feature)), np.int16)
        for _step in range(self.depth):
            goes_left = values[row, self.feature[trees, node]] <= self.threshold[trees, node]
            node = np.where(goes_left, self.left[trees, node], self.right[trees, node])
        scores = self.value[trees, node].sum(axis=1, dtype=np.float64)
        result: Floats = 1 / (1 + np.exp(-scores))
        return result
