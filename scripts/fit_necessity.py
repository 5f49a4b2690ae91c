"""What words say, out of samples: how often each stood beside the answer, and in what only looks like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np
from fit_samples import Sample
from fit_trees import SENTENCES, joined, to_forest

from corpus.answer.ranking.arrays import Bools
from corpus.answer.ranking.board import Board
from corpus.answer.ranking.forest import Forest
from corpus.answer.ranking.necessity import (
    PLACES,
    RATES,
    SMOOTHED,
    Codes,
    Floats,
    Necessity,
    Seen,
    Weigher,
    pair_codes,
    pair_rows,
    term_rows,
)
from corpus.answer.ranking.ranking import FEATURES, PRESELECT, Described

TREES = dict(SENTENCES, learning_rate=0.1, min_data_in_leaf=100, feature_fraction=0.6)
ROUNDS = 80
SEEN = 8  # times, from which on a term is told by itself
_CLOSEST = {f"article_{name}": weight for name, weight in PRESELECT.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Stood:
    """Terms of all samples one after another: what is known of each, and where it stood (× PLACES).

    `article`: a number for the articles that answer its question. `is_answer`: whether it was looked for beside an
    answer, rather than where a question's article was left out.
    """

    rows: Floats
    codes: Codes
    stood: Bools
    article: np.ndarray
    fold: np.ndarray
    is_answer: Bools

    def only(self, chosen: Bools) -> Stood:
        """Those that are chosen."""
        return Stood(
            self.rows[chosen],
            self.codes[chosen],
            self.stood[chosen],
            self.article[chosen],
            self.fold[chosen],
            self.is_answer[chosen],
        )


def observe(samples: Sequence[Sample]) -> tuple[Stood, Stood]:
    """What there is to learn from, of terms and of pairs."""
    numbers: dict[frozenset[str], int] = {}
    parts: tuple[list[Stood], list[Stood]] = ([], [])
    for one in samples:
        described = one.described
        if described is None or (one.is_answerable and not one.holds.any()):
            continue
        subject, board = described.subject, described.board
        known = term_rows(subject, one.reading)
        kinds = (
            (known, subject.folded, board.present, board.headlines),
            (pair_rows(subject, known), pair_codes(subject), board.pairs, board.headline_pairs),
        )
        articles, sentences = _answering(one, board) if one.is_answerable else _closest(described)
        article = numbers.setdefault(one.golds, len(numbers))
        for found, (rows, codes, table, headlines) in zip(parts, kinds, strict=True):
            size = len(rows)
            found.append(
                Stood(
                    rows.astype(np.float32),
                    codes,
                    _places(board, table, headlines, articles, sentences),
                    np.full(size, article),
                    np.full(size, one.fold),
                    np.full(size, one.is_answerable),
                )
            )
    return _together(parts[0]), _together(parts[1])


def _answering(sample: Sample, board: Board) -> tuple[Bools, Bools]:
    """The articles that answer, and their sentences that do."""
    return np.array([one.article_id in sample.golds for one in board.candidates]), sample.holds


def _closest(described: Described) -> tuple[Bools, Bools]:
    """The article that looks most like an answer, and its sentence that does."""
    board, subject = described.board, described.subject
    rows = described.rows[board.borders[:-1]]
    promise = sum(weight * rows[:, FEATURES.index(name)] for name, weight in _CLOSEST.items())
    articles = np.arange(len(board.candidates)) == int(np.argmax(promise))
    covered = board.present @ subject.shares + board.pairs @ subject.pair_shares
    best = int(np.where(articles[board.article], covered, -1.0).argmax())
    return articles, np.arange(board.size) == best


def _places(board: Board, table: Bools, headlines: Bools, articles: Bools, sentences: Bools) -> Bools:
    """Terms × PLACES."""
    headline, said = headlines[articles].any(axis=0), table[sentences].any(axis=0)
    return np.stack([table[articles[board.article]].any(axis=0) | headline, said, said | headline], axis=1)


def _together(parts: Iterable[Stood]) -> Stood:
    columns = zip(
        *((one.rows, one.codes, one.stood, one.article, one.fold, one.is_answer) for one in parts),
        strict=True,
    )
    return Stood(*(np.concatenate(column) for column in columns))


def fit_necessity(stood: tuple[Stood, Stood], without: int | None = None) -> Necessity:
    """On all that was observed, but for a fold."""
    return Necessity(*(_fit(one.only(one.fold != without)) for one in stood))


def _fit(stood: Stood) -> Weigher:
    counted = [_Counted.of(stood, stood.is_answer == is_answer) for is_answer in (True, False)]
    rates = np.hstack([one.rates(stood.codes, stood.article) for one in counted])
    rows = np.hstack([stood.rows, rates]).astype(np.float32)
    forests = [
        _fit_place(rows[chosen], stood.stood[chosen, place])
        for chosen in (stood.is_answer, ~stood.is_answer)
        for place in range(PLACES)
    ]
    return Weigher(_seen(counted), joined(forests))


def _fit_place(rows: np.ndarray, labels: Bools) -> Forest:
    data = lightgbm.Dataset(rows, labels.astype(int))
    return to_forest(lightgbm.train(TREES, data, ROUNDS))


def _seen(counted: Sequence[_Counted]) -> Seen:
    codes = np.unique(np.concatenate([one.codes for one in counted]))
    nowhere = np.full(len(codes), -1)
    rates = np.hstack([one.rates(codes, nowhere) for one in counted])
    known = (rates[:, [PLACES, PLACES + RATES]] > 0).any(axis=1)
    return Seen(codes[known], rates[known], np.hstack([[*one.base, 0.0] for one in counted]))


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """How often each code was looked for, and where it stood: codes × (1 + PLACES). `own`: by code and article."""

    codes: Codes
    counts: Floats
    own_keys: np.ndarray
    own: Floats
    base: Floats

    @classmethod
    def of(cls, stood: Stood, chosen: Bools) -> _Counted:
        values = np.hstack([np.ones((int(chosen.sum()), 1)), stood.stood[chosen]])
        codes, counts = _summed(stood.codes[chosen], values)
        own_keys, own = _summed(_keys(stood.codes[chosen], stood.article[chosen]), values)
        total = values.sum(axis=0)
        return cls(codes, counts, own_keys, own, total[1:] / total[0])

    def rates(self, codes: Codes, article: np.ndarray) -> Floats:
        """Codes × RATES, as if the questions of each one's own article had not been asked."""
        counts = _looked_up(self.codes, self.counts, codes)
        counts = counts - _looked_up(self.own_keys, self.own, _keys(codes, article))
        often = counts[:, :1] * (counts[:, :1] >= SEEN)
        smoothed = (counts[:, 1:] + SMOOTHED * self.base) / (counts[:, :1] + SMOOTHED)
        return np.hstack([np.where(often > 0, smoothed, self.base), np.log1p(often)])


def _keys(codes: Codes, article: np.ndarray) -> np.ndarray:
    return codes.astype(np.int64) * 1_000_000 + article


def _summed(keys: np.ndarray, values: Floats) -> tuple[np.ndarray, Floats]:
    unique, at = np.unique(keys, return_inverse=True)
    return unique, np.stack([np.bincount(at, column, len(unique)) for column in values.T], axis=1)


def _looked_up(known: np.ndarray, values: Floats, keys: np.ndarray) -> Floats:
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found: Floats = np.where((known[at] == keys)[:, None], values[at], 0.0)
    return found
