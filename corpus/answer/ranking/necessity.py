"""What it says that a word of a question stands in a text, or that it is lacking there.

An article that has no "mất" may still tell of who died; one that has no "Hùng Vương" tells of another bridge. How
likely a term is to stand where the answer stands (its necessity: Zhao and Callan, CIKM 2010) can be learnt from
questions whose answers are known: by how rare it is, where it stands in the question, what stands beside it, and, of
those that are asked often, by the word itself. How likely it is to stand in what only looks like an answer can be
learnt from questions whose article was left out. The ratio of both is what its presence or its absence is worth
(Robertson and Spärck Jones, 1976).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.answer.ranking.arrays import Floats
from corpus.answer.ranking.forest import Forest
from corpus.answer.reading.question import AnswerType, Reading
from corpus.answer.reading.subject import Subject
from corpus.language.background import share
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.sheet import Codes

PLACES = 3  # in the article or its headline; in the sentence; in the sentence or the headline
RATES = PLACES + 1  # and ln(1 + n) of how many there were
SMOOTHED = 10.0  # so many questions more, with an average term's rate, are thought of beside those seen
_CHANCES = 0.02, 0.98  # no term is certain to be there, or not to be
_TYPES = tuple(AnswerType)
_MIX = np.uint32(2_654_435_761)  # Knuth's multiplier: a pair's code out of those of its two terms


class Weighed(NamedTuple):
    """Of each term of a question, or each pair: PLACES × terms, all natural logarithms.

    `said`: how many times likelier it stands where the answer stands than in what only looks like it; `lacking`: the
    same of its absence. `missed`: how much less likely than certain the answer is to lack it, 0 or more. `shares`: of
    each term, its weight by how likely an answering sentence has it, as shares of their sum.
    """

    said: Floats
    lacking: Floats
    missed: Floats
    shares: Floats


class Needs(NamedTuple):
    """Of a question's terms and of its pairs of neighbours, in the order of its Subject."""

    terms: Weighed
    pairs: Weighed


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """How often terms stood where they were looked for, by their codes in rising order.

    `rates`: codes × 2 RATES, first beside an answer, then in what only looked like one. `unknown`: of all others.
    """

    codes: Codes
    rates: Floats
    unknown: Floats

    def of(self, codes: Codes) -> Floats:
        """Their rates."""
        if not len(self.codes):
            return np.tile(self.unknown, (len(codes), 1))
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        found: Floats = np.where((self.codes[at] == codes)[:, None], self.rates[at], self.unknown)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Weigher:
    """What was fitted for terms, or for pairs: `forest` has 2 PLACES parts, in the order of the rates."""

    seen: Seen
    forest: Forest

    def weigh(self, rows: Floats, codes: Codes, weights: Floats) -> Weighed:
        """What they say. `rows`: of each its columns without the rates."""
        scores = self.forest.scores(np.hstack([rows, self.seen.of(codes)]), 2 * PLACES)
        chances = np.clip(1 / (1 + np.exp(-scores)), *_CHANCES).T
        there, elsewhere = chances[:PLACES], chances[PLACES:]
        missed = -np.log(1 - there)
        likely = weights * there[1]
        return Weighed(
            said=np.log(there / elsewhere),
            lacking=-np.log(1 - elsewhere) - missed,
            missed=missed,
            shares=likely / max(float(likely.sum()), 1e-9),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Necessity:
    """The fitted numbers, for terms and for pairs of neighbours."""

    terms: Weigher
    pairs: Weigher

    def of(self, subject: Subject, reading: Reading) -> Needs:
        """What the words of a question say."""
        known = term_rows(subject, reading)
        return Needs(
            self.terms.weigh(known, subject.folded, subject.weights),
            self.pairs.weigh(pair_rows(subject, known), pair_codes(subject), subject.pair_weights),
        )

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Necessity:
        """As `to_arrays` gave it."""
        return cls(*(_weigher(arrays, name) for name in ("terms", "pairs")))

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `from_arrays` reads."""
        arrays: dict[str, NDArray[np.generic]] = {}
        for name, kind in (("terms", self.terms), ("pairs", self.pairs)):
            arrays |= kind.forest.to_arrays(name) | {
                f"{name}.codes": kind.seen.codes,
                f"{name}.rates": kind.seen.rates.astype(np.float16),
                f"{name}.unknown": kind.seen.unknown.astype(np.float16),
            }
        return arrays


def _weigher(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Weigher:
    seen = Seen(
        arrays[f"{name}.codes"].astype(np.uint32),
        arrays[f"{name}.rates"].astype(np.float64),
        arrays[f"{name}.unknown"].astype(np.float64),
    )
    return Weigher(seen, Forest.from_arrays(arrays, name))


def pair_codes(subject: Subject) -> Codes:
    """A code of 32 bits for each pair."""
    first, second = subject.folded[subject.pairs].T.astype(np.uint32)
    codes: Codes = first * _MIX + second
    return codes


def term_rows(subject: Subject, reading: Reading) -> Floats:
    """Terms × what is known of each: how rare it is, where it stands, what it is, what is asked for."""
    count, weights = len(subject.terms), subject.weights
    at = np.arange(count)
    known = (
        weights,
        subject.exact_weights,
        subject.names,
        subject.numbers,
        [term in FUNCTION_WORDS for term in subject.terms],
        [len(term) for term in subject.terms],
        np.isin(subject.folded, np.array(subject.focus, np.uint32)),
        subject.shares,
        np.argsort(np.argsort(-weights)),
        at / max(count - 1, 1),
        at,
        count - 1 - at,
        [share("syllables", term) for term in subject.terms],
        *_ties(subject),
        subject.folded == subject.unit,
    )
    of_all = (count, weights.sum(), _TYPES.index(reading.answer_type), reading.has_marks)
    columns = [np.asarray(column, np.float64) for column in known]
    return np.stack([*columns, *(np.full(count, float(value)) for value in of_all)], axis=1)


_OF_EACH = 7  # the first columns of a term's row are told of both terms of a pair as well
_OF_ALL = 4  # and its last ones once


def _ties(subject: Subject) -> Floats:
    """How much rarer each term is together with the one before it, and with the one behind it, than alone."""
    ties = np.zeros((2, len(subject.terms)))
    first, second = subject.pairs.T
    rarer = subject.pair_weights - np.maximum(subject.weights[first], subject.weights[second])
    np.maximum.at(ties[0], second, rarer + 10)  # so that 0 means that there is none
    np.maximum.at(ties[1], first, rarer + 10)
    return ties


def pair_rows(subject: Subject, known: Floats) -> Floats:
    """Pairs × the same of each. `known`: `term_rows`."""
    first, second = subject.pairs.T
    weights, count = subject.pair_weights, len(subject.pairs)
    at = np.arange(count)
    own = (
        weights,
        weights - np.maximum(subject.weights[first], subject.weights[second]),
        weights - subject.weights[first] - subject.weights[second],
        at,
        count - 1 - at,
    )
    columns = [np.asarray(column, np.float64)[:, None] for column in own]
    return np.hstack([*columns, known[first, :_OF_EACH], known[second, :_OF_EACH], known[first, -_OF_ALL:]])
