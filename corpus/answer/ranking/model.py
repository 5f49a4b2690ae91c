"""The fitted numbers: what words say, the trees that rank sentences and those that decide whether there is an answer.

`scripts/fit_ranker.py` writes them; nothing else does. They are read at the first question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from corpus.answer.ranking.forest import Forest
from corpus.answer.ranking.necessity import Necessity

DATA = "ranker.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """`necessity`: what words say. `sentences`: probability that a sentence holds the answer. `answers`: that the best
    quotes answer the question.

    Below `threshold` of the latter a question is refused. `answers` is None while it has not been fitted yet.
    """

    necessity: Necessity
    sentences: Forest
    answers: Forest | None
    threshold: float = 0.5

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any]) -> Model:
        """As `save` wrote it."""
        answers = Forest.from_arrays(arrays, "answers") if "answers.feature" in arrays else None
        return cls(
            Necessity.from_arrays(arrays),
            Forest.from_arrays(arrays, "sentences"),
            answers,
            float(arrays["threshold"]),
        )

    def save(self, path: Path) -> None:
        """Write it, compressed; the same model gives the same bytes."""
        arrays: dict[str, Any] = self.necessity.to_arrays() | self.sentences.to_arrays("sentences")
        arrays["threshold"] = np.array(self.threshold)
        if self.answers is not None:
            arrays |= self.answers.to_arrays("answers")
        np.savez_compressed(path, **arrays)


def load(path: Path) -> Model:
    """The model in a file that `save` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        return Model.from_arrays(arrays)


@cache
def fitted() -> Model:
    """The model that the package brings."""
    with files("corpus.answer.ranking").joinpath("data", DATA).open("rb") as file, np.load(file) as arrays:
        return Model.from_arrays(arrays)
