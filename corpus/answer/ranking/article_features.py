"""What is known of each candidate article, as a row of numbers for the rankers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from corpus.answer.ranking.arrays import Bools, Floats, Ints
from corpus.answer.ranking.board import Board, neighbours, of_highest, part
from corpus.answer.reading.subject import Subject

K1, B = 1.2, 0.9  # whole articles differ more in length than passages: a stronger normalisation did better
TYPICAL_TERMS = 450.0  # of an article; only the ratio to it matters

ARTICLE_FEATURES = (
    "engine", "engine_sum", "engine_rank", "hits",
    "bm25", "bm25_exact", "bm25_pairs", "covered", "covered_exact", "covered_pairs",
    "best_sentence", "best_exact", "best_pairs", "best_window", "best_run",
    "headline", "headline_pairs", "headline_precision", "names", "numbers", "length", "bm25_raw", "lead",
)  # fmt: skip


def article_features(board: Board, subject: Subject) -> Floats:
    """Candidates × ARTICLE_FEATURES. Scores are shares of the best candidate's, so that no feature has a scale."""
    lengths = np.diff(board.begins[board.borders]).astype(np.float64)
    covered = np.logical_or.reduceat(board.present, board.borders[:-1])
    scores = _whole(board, subject, lengths)
    coverage = board.present @ subject.shares
    columns = (
        *_engine(board),
        *(of_highest(score) for score in scores),
        *_covered(board, subject, covered),
        *_best(board, subject, coverage),
        *_headline(board, subject),
        part(covered, subject.names),
        part(covered, subject.numbers),
        np.log1p(lengths),
        scores[0],
        coverage[board.borders[:-1]],
    )
    return np.stack(columns, axis=1)


def _engine(board: Board) -> Iterable[Floats]:
    """What the engine said of the article's passages."""
    best = np.array([max(one.scores.values(), default=0.0) for one in board.candidates])
    total = np.array([sum(one.scores.values()) for one in board.candidates])
    rank = np.argsort(np.argsort(-best, kind="stable"))
    hits = np.array([float(len(one.scores)) for one in board.candidates])
    return of_highest(best), total / max(best.max(), 1e-9), 1 / (1 + rank), hits


def _whole(board: Board, subject: Subject, lengths: Floats) -> tuple[Floats, Floats, Floats]:
    """BM25 of the whole article for folded terms, exact terms and pairs."""
    norm = K1 * (1 - B + B * lengths / TYPICAL_TERMS)
    owner, pair_owner = board.article[board.sentence[board.at]], board.article[board.sentence[board.pair_at]]

    def bm25(owners: Ints, terms: Ints, shares: Floats) -> Floats:
        size = len(lengths) * len(shares)
        counts = np.bincount(owners * len(shares) + terms, minlength=size).reshape(len(lengths), len(shares))
        score: Floats = (counts * (K1 + 1) / (counts + norm[:, None])) @ shares
        return score

    return (
        bm25(owner, board.term, subject.shares),
        bm25(owner[board.exact], board.term[board.exact], subject.exact_shares),
        bm25(pair_owner, board.pair, subject.pair_shares),
    )


def _covered(board: Board, subject: Subject, covered: Bools) -> Iterable[Floats]:
    first = board.borders[:-1]
    exactly = np.logical_or.reduceat(board.exactly, first)
    paired = np.logical_or.reduceat(board.pairs, first)
    return covered @ subject.shares, exactly @ subject.exact_shares, paired @ subject.pair_shares


def _best(board: Board, subject: Subject, coverage: Floats) -> Iterable[Floats]:
    """The best of its sentences, by several measures."""
    window = (board.present | neighbours(board.present, board.article, 1)) @ subject.shares
    runs = board.runs / max(len(subject.terms), 1)
    measures = (
        coverage,
        board.exactly @ subject.exact_shares,
        board.pairs @ subject.pair_shares,
        window,
        runs,
    )
    return (np.maximum.reduceat(measure, board.borders[:-1]) for measure in measures)


def _headline(board: Board, subject: Subject) -> Iterable[Floats]:
    length = np.array([len(one.sheet.headline) for one in board.candidates])
    return (
        board.headlines @ subject.shares,
        board.headline_pairs @ subject.pair_shares,
        board.headlines.sum(axis=1) / np.maximum(length, 1),
    )
