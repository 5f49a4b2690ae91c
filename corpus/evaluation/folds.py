"""Which part of the fitting an article belongs to, so that it can be judged by numbers that never saw its questions."""

from __future__ import annotations

import zlib
from pathlib import Path

from corpus.answer.ranking.model import Model, load

FOLDS = 5


def fold_of(article_id: str) -> int:
    """By the id alone: the same in every run, whatever else is in the set."""
    return zlib.crc32(article_id.encode()) % FOLDS


def fold_file(folder: Path, fold: int) -> Path:
    """Where the numbers lie that were fitted without the articles of a fold."""
    return folder / f"without-{fold}.npz"


def held_out(folder: Path) -> list[Model]:
    """The models by fold, as scripts/fit_ranker.py left them. Raises OSError."""
    return [load(fold_file(folder, fold)) for fold in range(FOLDS)]
