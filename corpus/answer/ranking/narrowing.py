"""A board of some of its candidates: all that was found out of their articles stands there already."""

from __future__ import annotations

import numpy as np

from corpus.answer.ranking.arrays import Ints
from corpus.answer.ranking.board import Board


def narrowed(board: Board, chosen: Ints) -> Board:
    """The board that `lay_out` would make of the chosen candidates (their numbers), in that order."""
    sizes = np.diff(board.borders)[chosen]
    borders = _summed(sizes)
    sentences = _ranges(board.borders[chosen], sizes)
    lengths = np.diff(board.begins)[sentences]
    begins = _summed(lengths)
    ends = board.begins[board.borders]  # where each article's terms begin
    terms = _ranges(ends[chosen], np.diff(ends)[chosen])
    moved = begins[borders[:-1]] - ends[chosen]  # by how much the places of each chosen one's terms change
    place = np.full(len(board.candidates), -1)
    place[chosen] = np.arange(len(chosen))

    def found(at: Ints) -> tuple[Ints, Ints]:
        """Of matches: which are left, in their new order, and where they stand then."""
        new = place[board.article[board.sentence[at]]]
        left = np.flatnonzero(new >= 0)
        left = left[np.argsort(new[left], kind="stable")]
        return left, at[left] + moved[new[left]]

    matches, at = found(board.at)
    paired, pair_at = found(board.pair_at)
    return Board(
        candidates=[board.candidates[number] for number in chosen.tolist()],
        borders=borders,
        article=np.repeat(np.arange(len(chosen)), sizes),
        codes=board.codes[terms],
        kinds=board.kinds[terms],
        sentence=np.repeat(np.arange(len(sentences)), lengths),
        begins=begins,
        at=at,
        term=board.term[matches],
        exact=board.exact[matches],
        present=board.present[sentences],
        exactly=board.exactly[sentences],
        pairs=board.pairs[sentences],
        pair_at=pair_at,
        pair=board.pair[paired],
        headlines=board.headlines[chosen],
        headline_pairs=board.headline_pairs[chosen],
        passage_scores=board.passage_scores[sentences],
        worth=board.worth[chosen],
    )


def _summed(sizes: Ints) -> Ints:
    """Where each begins, and where the last one ends."""
    sums: Ints = np.concatenate([[0], np.cumsum(sizes)])
    return sums


def _ranges(first: Ints, sizes: Ints) -> Ints:
    """All numbers of the ranges that begin at `first`, one range after another."""
    begins = _summed(sizes)
    ranges: Ints = np.arange(begins[-1]) + np.repeat(first - begins[:-1], sizes)
    return ranges
