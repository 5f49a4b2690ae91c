"""What a sentence, its article and a quote say by the words they have of a question, and by those they lack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from corpus.answer.ranking.arrays import Bools, Floats
from corpus.answer.ranking.board import Board
from corpus.answer.ranking.necessity import Needs, Weighed

_SENTENCE = (
    "expected", "expected_gap", "said", "missed_titled", "said_titled",
    "article_missed", "article_gap", "article_said", "article_misses_most",
)  # fmt: skip
_QUOTE = (
    "missed", "said", "missed_titled", "said_titled", "misses_most",
    "article_missed", "article_gap", "article_said", "article_misses_most", "could_miss", "could_miss_titled",
)  # fmt: skip
_KINDS = ("terms", "pairs")
NECESSITY_FEATURES = tuple(f"{kind}_{name}" for kind in _KINDS for name in _SENTENCE)
ANSWER_NECESSITY = tuple(f"{kind}_{name}" for kind in _KINDS for name in _QUOTE)


class Told(NamedTuple):
    """Terms of a question, or its pairs, on a board: which sentences, headlines and articles have them.

    `of_article`: of each article what it misses, that beside the article that misses least, what it says, and the worst
    that it misses (the columns from "article_missed" on).
    """

    weighed: Weighed
    table: Bools
    headlines: Bools
    of_article: Floats

    @classmethod
    def of(cls, weighed: Weighed, table: Bools, headlines: Bools, board: Board) -> Told:
        """`table` and `headlines`: sentences and headlines × terms, or pairs."""
        covered = np.logical_or.reduceat(table, board.borders[:-1]) | headlines
        missed, said = _missed_and_said(covered, weighed, 0)
        columns = (missed, missed - missed.min(), said, _misses_most(covered, weighed, 0))
        return cls(weighed, table, headlines, np.stack(columns, axis=1))


def told(board: Board, needs: Needs) -> tuple[Told, Told]:
    """What the terms say, and what the pairs do."""
    return (
        Told.of(needs.terms, board.present, board.headlines, board),
        Told.of(needs.pairs, board.pairs, board.headline_pairs, board),
    )


def necessity_features(board: Board, said: Sequence[Told], chosen: np.ndarray) -> Floats:
    """Chosen sentences × NECESSITY_FEATURES. `chosen`: their numbers on the board."""
    article = board.article[chosen]
    return np.hstack([part for one in said for part in _of_sentences(board, one, chosen, article)])


def _of_sentences(board: Board, one: Told, chosen: np.ndarray, article: np.ndarray) -> Iterable[Floats]:
    table = one.table[chosen]
    expected = one.table @ one.weighed.shares
    best = np.maximum.reduceat(expected, board.borders[:-1])
    _missed, said = _missed_and_said(table, one.weighed, 1)
    titled = _missed_and_said(table | one.headlines[article], one.weighed, 2)
    yield np.stack([expected[chosen], expected[chosen] - best[article], said, *titled], axis=1)
    yield one.of_article[article]


def answer_necessity(said: Sequence[Told], article: int, quoted: slice) -> Iterable[float]:
    """ANSWER_NECESSITY of some sentences of an article, both by their place on the board."""
    for one in said:
        has = np.logical_or.reduce(one.table[quoted], axis=0)[None]
        titled = has | one.headlines[article]
        for values in (
            *_missed_and_said(has, one.weighed, 1),
            *_missed_and_said(titled, one.weighed, 2),
            _misses_most(titled, one.weighed, 2),
            one.of_article[article],
            one.weighed.missed[[0, 2]].sum(axis=1),
        ):
            yield from values.tolist()


def _missed_and_said(table: Bools, weighed: Weighed, place: int) -> tuple[Floats, Floats]:
    """For each row, by what it has and what it lacks, were words independent of one another.

    How unlikely all that it lacks is to be lacking beside an answer; and the logarithm of the odds of an answer.
    """
    missed, lacking = weighed.missed[place], weighed.lacking[place]
    has = table @ np.stack([missed, weighed.said[place] - lacking], axis=1)
    return missed.sum() - has[:, 0], lacking.sum() + has[:, 1]


def _misses_most(table: Bools, weighed: Weighed, place: int) -> Floats:
    """For each row, how unlikely the one that it lacks least likely is to be lacking beside an answer."""
    most: Floats = np.max(~table * weighed.missed[place], axis=1, initial=0.0)
    return most
