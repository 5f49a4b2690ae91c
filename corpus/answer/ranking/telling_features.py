"""What a sentence has of the question that the rest of its article has not.

The words that say what an article is about ("gành đá đĩa") stand in its headline and all over it: they find the
article, and tell nothing of which sentence answers. That the others do ("vé", "mấy giờ").
"""

from __future__ import annotations

import numpy as np

from corpus.answer.ranking.arrays import Floats
from corpus.answer.ranking.board import Board, neighbours
from corpus.answer.reading.subject import Subject

TELLING_FEATURES = ("telling", "telling_share", "telling_window", "beyond_headline", "rarest")


def telling_features(board: Board, subject: Subject) -> Floats:
    """Sentences × TELLING_FEATURES.

    `telling`: the share of the subject that the sentence has, each term by how rare it is in the article;
    `telling_share` and, with its neighbours, `telling_window`: beside the article's best. `beyond_headline`: of what
    the article has of the subject but its headline has not, the sentence's share. `rarest`: whether it has the
    article's rarest term.
    """
    first, article, present = board.borders[:-1], board.article, board.present
    counts = np.add.reduceat(present.astype(np.float64), first, axis=0)
    rare = _rareness(counts, np.diff(board.borders))
    weights = (subject.shares * rare)[article]
    telling = (present * weights).sum(axis=1)
    around = present | neighbours(present, article, -1) | neighbours(present, article, 1)
    beyond = subject.shares * (counts > 0) * ~board.headlines
    rarest = np.where(counts > 0, rare + 1e-3 * subject.shares, -1.0).argmax(axis=1)
    columns = (
        telling,
        _of_best(telling, board),
        _of_best((around * weights).sum(axis=1), board),
        (present * beyond[article]).sum(axis=1) / np.maximum(beyond.sum(axis=1), 1e-9)[article],
        present[np.arange(board.size), rarest[article]],
    )
    return np.stack(columns, axis=1).astype(np.float64)


def _rareness(counts: Floats, sizes: np.ndarray) -> Floats:
    """Of each term in each article: 1 in a single sentence, about 0 in all of them, and 0 where it has none."""
    total = sizes[:, None] + 1.0
    rare: Floats = np.clip(np.log(total / (counts + 0.5)) / np.log(total / 1.5), 0.0, 1.0)
    return rare * (counts > 0)


def _of_best(values: Floats, board: Board) -> Floats:
    best = np.maximum.reduceat(values, board.borders[:-1])
    found: Floats = values / np.maximum(best, 1e-9)[board.article]
    return found
