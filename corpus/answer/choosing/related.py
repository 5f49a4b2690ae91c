"""Articles worth naming under a refusal: what the newspaper has about the subject, though nothing that answers."""

from __future__ import annotations

import math

import numpy as np

from corpus.answer.ranking.arrays import Floats
from corpus.answer.ranking.board import Candidate
from corpus.answer.ranking.ranking import Ranked

COVERING = 0.9  # from which it is as much about the subject as one that answers
AS_GOOD = 0.85  # part of another's score from which an article is found about as good
# Share of the subject from which an article is worth naming, where what it has of that tells something: so much stands
# together as in the question, or a word in the headline is rare enough. Else it takes more, and much more where the
# words that it has are common (the sum of their idf): "xăng", among forty articles.
RELATED, PAIRS, RARE = 0.4, 0.2, 3.0
RELATED_BY_CHANCE, RELATED_BY_COMMON_WORDS, COMMON = 0.5, 0.8, 8.0


def related(ranked: Ranked) -> list[Candidate]:
    """Articles of which a sentence, with the headline, has a good part of the subject, as they were found.

    Of those that follow one another and are as good the newest is first.
    """
    groups: list[list[tuple[Candidate, float]]] = []
    for (one, covered), least in zip(_covered(ranked), _least(ranked), strict=True):
        if covered < least:
            continue
        if groups and _are_as_good(groups[-1][0], (one, covered)):
            groups[-1].append((one, covered))
        else:
            groups.append([(one, covered)])
    return [one for group in groups for one, _covered in sorted(group, key=_by_age)]


def covering(ranked: Ranked) -> list[Candidate]:
    """Articles of which a sentence, with the headline, has most of the subject."""
    return [one for one, covered in _covered(ranked) if covered >= COVERING]


def _covered(ranked: Ranked) -> list[tuple[Candidate, float]]:
    """The articles, and the share of the subject that the best of their sentences has, with the headline."""
    best = _best_said(ranked, ranked.described.subject.shares)
    return list(zip(ranked.described.board.candidates, map(float, best), strict=True))


def _least(ranked: Ranked) -> Floats:
    """How much of the subject each article has to have."""
    board, subject = ranked.described.board, ranked.described.subject
    is_beside = np.logical_or.reduceat(board.pairs, board.borders[:-1]) @ subject.pair_shares >= PAIRS
    is_telling = is_beside | (board.headlines @ (subject.weights >= RARE) > 0)
    is_common = _best_said(ranked, subject.weights) < COMMON
    least: Floats = np.where(
        is_telling, RELATED, np.where(is_common, RELATED_BY_COMMON_WORDS, RELATED_BY_CHANCE)
    )
    return least


def _best_said(ranked: Ranked, weights: Floats) -> Floats:
    """Of each article what its best sentence has of some weights of the terms, with the headline."""
    board = ranked.described.board
    best: Floats = np.maximum.reduceat(
        (board.exactly | board.headlines[board.article]) @ weights, board.borders[:-1]
    )
    return best


def _are_as_good(first: tuple[Candidate, float], other: tuple[Candidate, float]) -> bool:
    """Whether as much of the subject is in both, and the engine found both about as good."""
    best, next_best = (max(one.scores.values(), default=0.0) for one, _covered in (first, other))
    return math.isclose(first[1], other[1], abs_tol=0.01) and next_best >= AS_GOOD * best


def _by_age(pair: tuple[Candidate, float]) -> int:
    return -(pair[0].published_s or 0)
