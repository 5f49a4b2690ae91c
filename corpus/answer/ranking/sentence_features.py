"""What is known of each sentence that might answer, as a row of numbers for the sentence ranker.

Columns come in groups, one function each: how much of the question the sentence holds, what its neighbours and its
article add, how it matches, what it could answer, where it stands, how it compares, and what the question is like.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from corpus.answer.ranking.board import Board, Bools, Floats, Ints, neighbours, part, share
from corpus.answer.ranking.sentence_bm25 import SentenceBM25
from corpus.answer.reading.phrases import AnswerType
from corpus.answer.reading.question import Reading
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
    together = (
        present | before,
        present | after,
        present | before | after,
        present | board.headlines[article],
    )
    return (
        *(table @ shares - look.covered for table in together),
        (np.logical_or.reduceat(present, first) @ shares)[article],
        (np.logical_or.reduceat(board.pairs, first) @ look.subject.pair_shares)[article],
        share(board.passage_scores),
    )


def _matching(look: _Look) -> Iterable[Floats]:
    board, subject = look.board, look.subject
    return (
        share(_sentence_bm25(look)),
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
    asked = np.zeros(len(board.codes), np.bool_)
    asked[board.at] = True
    near = _near(look)
    fits = ((board.kinds & WANTED.get(look.reading.answer_type, 0)) != 0) & ~asked
    counted = _counted(look) & ~asked
    focus = np.isin(board.codes >> np.uint32(8), np.array(subject.focus, np.uint32))
    return (
        _best(board, near * fits),
        (_count(board, fits) > 0).astype(np.float64),
        (_count(board, counted) > 0).astype(np.float64),
        _best(board, near * counted),
        _count(board, focus) / max(len(subject.focus), 1),
        _best(board, near * focus),
        *(
            np.minimum(_count(board, ((board.kinds & bit) != 0) & ~asked), 3).astype(np.float64)
            for bit in KIND_BITS
        ),
    )


def _near(look: _Look) -> Floats:
    """For each term, the share of the subject's words within NEAR terms of it in its sentence."""
    board = look.board
    weight = np.zeros(len(board.codes))
    weight[board.at] = look.subject.shares[board.term]
    weight[(board.kinds & EXTRA) != 0] = 0.0
    total = np.concatenate([[0.0], np.cumsum(weight)])
    at = np.arange(len(board.codes))
    low = np.maximum(at - NEAR, board.begins[board.sentence])
    high = np.minimum(at + NEAR + 1, board.begins[board.sentence + 1])
    near: Floats = total[high] - total[low]
    return near


def _counted(look: _Look) -> Bools:
    """Numbers with what is to be counted right after them, or two words on."""
    board = look.board
    found = np.zeros(len(board.codes), np.bool_)
    if look.subject.unit:
        unit = (board.codes >> np.uint32(8)) == look.subject.unit
        for step in (1, 2):
            found[:-step] |= unit[step:]
    numbers: Bools = found & ((board.kinds & NUMBER) != 0)
    return numbers


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


def _count(board: Board, tokens: Bools) -> Ints:
    return np.bincount(board.sentence[tokens], minlength=board.size)


def _best(board: Board, values: Floats) -> Floats:
    best = np.zeros(board.size)
    some = np.flatnonzero(values)
    np.maximum.at(best, board.sentence[some], values[some])
    return best


def _rank(values: Floats, board: Board) -> Floats:
    """1 / (1 + rank) within the article."""
    order = np.lexsort((-values, board.article))
    ranks = np.empty(board.size)
    ranks[order] = np.arange(board.size) - board.borders[:-1][board.article[order]]
    return 1 / (1 + ranks)
