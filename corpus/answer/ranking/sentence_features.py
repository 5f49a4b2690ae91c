"""What is known of each sentence that might answer, as a row of numbers for the sentence ranker.

Columns come in groups, one function each: how much of the question the sentence holds, what its neighbours and its
article add, how it matches, what it could answer, where it stands, how it compares, and what the question is like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.answer.ranking.arrays import Floats, Ints
from corpus.answer.ranking.board import Board, neighbours, of_highest, part
from corpus.answer.ranking.sentence_bm25 import SentenceBM25
from corpus.answer.reading.question import AnswerType, Reading
from corpus.answer.reading.subject import Subject
from corpus.language.kinds import AMOUNT, CAPITAL, DATE, EXTRA, NAME, NUMBER, PERSON, PLACE
from corpus.language.sheet import PART_NUMBER
from corpus.models import PartKind

NEAR = 7  # terms to each side of a possible answer within which the subject's words are near to it
TYPES = tuple(AnswerType)
WANTED = {
    AnswerType.NUMBER: NUMBER,
    AnswerType.DATE: DATE,
    AnswerType.PERSON: CAPITAL,
    AnswerType.AUTHOR: CAPITAL,
    AnswerType.PLACE: CAPITAL,
}
_PARTS = ((PartKind.LEAD,), (PartKind.CAPTION,), (PartKind.SUBHEADING,), (PartKind.BYLINE, PartKind.ROLE))
KIND_BITS = (NUMBER, AMOUNT, DATE, CAPITAL, NAME, PERSON, PLACE)
_ANY_KIND = np.bitwise_or.reduce(KIND_BITS)

SENTENCE_FEATURES = (
    "covered", "covered_exact", "covered_pairs", "conflict",
    "with_previous", "with_next", "with_both", "with_headline", "article_covered", "article_pairs", "passage",
    "bm25", "run", "density", "matched", "max_weight", "names", "numbers",
    "near", "fits", "unit", "unit_near", "focus", "focus_near", *(f"has_{bit}" for bit in KIND_BITS),
    "length", "position", "index", "from_end", "is_lead", "is_caption", "is_subheading", "is_byline",
    "best_gap", "best_rank", "previous_best", "next_best",
    "fresh", "question_length", "question_weight", *(f"type_{kind.name.lower()}" for kind in TYPES),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What several groups of columns are made of."""

    board: Board
    subject: Subject
    reading: Reading
    covered: Floats
    pairs: Floats
    lengths: Floats
    matched: Ints

    @classmethod
    def at(cls, board: Board, subject: Subject, reading: Reading) -> _Look:
        lengths = np.bincount(board.sentence[(board.kinds & EXTRA) == 0], minlength=board.size)
        return cls(
            board,
            subject,
            reading,
            covered=board.present @ subject.shares,
            pairs=board.pairs @ subject.pair_shares,
            lengths=lengths.astype(np.float64),
            matched=np.bincount(board.sentence[board.at], minlength=board.size),
        )


def sentence_features(board: Board, subject: Subject, reading: Reading) -> Floats:
    """Sentences × SENTENCE_FEATURES, for all sentences of the board."""
    look = _Look.at(board, subject, reading)
    groups = (_coverage, _surroundings, _matching, _answering, _standing, _comparing, _asking)
    columns = [column for group in groups for column in group(look)]
    return np.stack(columns, axis=1).astype(np.float64)


def _coverage(look: _Look) -> Iterable[Floats]:
    board, subject = look.board, look.subject
    exactly = board.exactly @ subject.shares
    return look.covered, board.exactly @ subject.exact_shares, look.pairs, look.covered - exactly


def _surroundings(look: _Look) -> Iterable[Floats]:
    """What the sentences beside it, the headline and the whole article hold more than it does."""
    board, shares = look.board, look.subject.shares
    present, article, first = board.present, board.article, board.borders[:-1]
    before, after = neighbours(present, article, -1), neighbours(present, article, 1)
    joined = (
        present | before,
        present | after,
        present | before | after,
        present | board.headlines[article],
    )
    return (
        *(table @ shares - look.covered for table in joined),
        (np.logical_or.reduceat(present, first) @ shares)[article],
        (np.logical_or.reduceat(board.pairs, first) @ look.subject.pair_shares)[article],
        of_highest(board.passage_scores),
    )


def _matching(look: _Look) -> Iterable[Floats]:
    board, subject = look.board, look.subject
    return (
        of_highest(_sentence_bm25(look)),
        board.runs / max(len(subject.terms), 1),
        look.matched / np.maximum(look.lengths, 1.0),
        look.matched.astype(np.float64),
        np.max(board.present * subject.shares, axis=1, initial=0.0),
        part(board.present, subject.names),
        part(board.present, subject.numbers),
    )


def _sentence_bm25(look: _Look) -> Floats:
    """rank-bm25 over the sentences: those of one question's candidates are its whole collection."""
    board, count = look.board, len(look.subject.terms)
    offsets = np.concatenate([[0], np.cumsum(look.matched)]).astype(np.int64)
    scorer = SentenceBM25(board.term.astype(np.int32), offsets, look.lengths, count)
    scores: Floats = scorer.get_scores(dict.fromkeys(range(count), 1.0)).astype(np.float64)
    return scores


def _answering(look: _Look) -> Iterable[Floats]:
    """What there is of the kind that was asked for and not in the question itself, and how near to its words."""
    board, subject = look.board, look.subject
    is_new = np.ones(len(board.codes), np.bool_)
    is_new[board.at] = False
    some = np.flatnonzero(((board.kinds & _ANY_KIND) != 0) & is_new)
    kinds, near = board.kinds[some], _near(look)
    fits = some[(kinds & WANTED.get(look.reading.answer_type, 0)) != 0]
    folded = board.codes >> np.uint32(8)
    counted = _counted(look, some[(kinds & NUMBER) != 0], folded)
    focus = np.flatnonzero(np.logical_or.reduce([folded == one for one in subject.focus] or [[False]]))
    return (
        _best(board, fits, near),
        (_count(board, fits) > 0).astype(np.float64),
        (_count(board, counted) > 0).astype(np.float64),
        _best(board, counted, near),
        _count(board, focus) / max(len(subject.focus), 1),
        _best(board, focus, near),
        *(np.minimum(_count(board, some[(kinds & bit) != 0]), 3).astype(np.float64) for bit in KIND_BITS),
    )


def _near(look: _Look) -> Callable[[Ints], Floats]:
    """Of terms at some places: the share of the subject's words within NEAR terms of each in its sentence."""
    board = look.board
    weight = np.zeros(len(board.codes))
    weight[board.at] = look.subject.shares[board.term]
    weight[(board.kinds & EXTRA) != 0] = 0.0
    total = np.concatenate([[0.0], np.cumsum(weight)])

    def near(at: Ints) -> Floats:
        sentence = board.sentence[at]
        low = np.maximum(at - NEAR, board.begins[sentence])
        high = np.minimum(at + NEAR + 1, board.begins[sentence + 1])
        found: Floats = total[high] - total[low]
        return found

    return near


def _counted(look: _Look, numbers: Ints, folded: NDArray[np.uint32]) -> Ints:
    """Of the numbers at some places those with what is to be counted right after them, or two words on."""
    if not look.subject.unit:
        return numbers[:0]
    last = len(folded) - 1
    is_unit = [
        (numbers + step <= last) & (folded[np.minimum(numbers + step, last)] == look.subject.unit)
        for step in (1, 2)
    ]
    found: Ints = numbers[is_unit[0] | is_unit[1]]
    return found


def _standing(look: _Look) -> Iterable[Floats]:
    """Length, place in the article, and what part of it the sentence is."""
    board = look.board
    index = np.arange(board.size) - board.borders[:-1][board.article]
    sizes = np.diff(board.borders)[board.article]
    parts = np.concatenate([one.sheet.parts for one in board.candidates])
    return (
        np.log(np.maximum(look.lengths, 1.0)),
        index / sizes,
        np.minimum(index, 10),
        np.minimum(sizes - index - 1, 10),
        *(_is_one_of(kinds)[parts] for kinds in _PARTS),
    )


@cache
def _is_one_of(kinds: tuple[PartKind, ...]) -> Floats:
    """1 at the numbers of these kinds of parts, 0 at all others."""
    table = np.zeros(256)
    table[[PART_NUMBER[kind] for kind in kinds]] = 1.0
    return table


def _comparing(look: _Look) -> Iterable[Floats]:
    """The sentence beside the others of its article."""
    board = look.board
    best = np.maximum.reduceat(look.covered, board.borders[:-1])[board.article]
    beside = (neighbours(look.covered[:, None], board.article, step)[:, 0] for step in (-1, 1))
    return look.covered - best, _rank(look.covered + look.pairs, board), *beside


def _asking(look: _Look) -> Iterable[Floats]:
    """What there is besides the question's own words, and the question itself: the same for all sentences."""
    subject = look.subject
    known = (len(subject.terms), subject.weights.sum(), *(look.reading.answer_type is kind for kind in TYPES))
    fresh = np.log1p(np.maximum(look.lengths - look.matched, 0.0))
    return fresh, *(np.full(look.board.size, float(value)) for value in known)


def _count(board: Board, at: Ints) -> Ints:
    """How many of some terms stand in each sentence."""
    return np.bincount(board.sentence[at], minlength=board.size)


def _best(board: Board, at: Ints, near: Callable[[Ints], Floats]) -> Floats:
    """Of each sentence, how near the nearest of some terms is."""
    best = np.zeros(board.size)
    np.maximum.at(best, board.sentence[at], near(at))
    return best


def _rank(values: Floats, board: Board) -> Floats:
    """1 / (1 + rank) within the article."""
    order = np.lexsort((-values, board.article))
    ranks = np.empty(board.size)
    ranks[order] = np.arange(board.size) - board.borders[:-1][board.article[order]]
    return 1 / (1 + ranks)
