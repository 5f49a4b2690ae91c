"""A question's subject as numbers: the codes of its terms and pairs, and how much each weighs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.answer.reading.aliases import Otherwise
from corpus.answer.reading.question import Reading
from corpus.language.analyzer import clean_sentence
from corpus.language.background import idf
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.kinds import CAPITAL, EXTRA, NUMBER, kinds_of
from corpus.language.sheet import code, codes_of
from corpus.language.text import fold

_AS_TYPED = Otherwise()
FUNCTION_WEIGHT = 0.3  # of a function word's idf: "của" says little, but not nothing
Frequency = Callable[[str, str], int]
"""(field, term) → in how many passages the term stands."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How often terms stand in an archive of so many passages.

    `part_written`: the part of what folds to the same that has these marks; engines count folded terms alone.
    """

    passages: int
    frequency: Frequency
    part_written: Callable[[str], float]

    def weight(self, field: str, term: str) -> float:
        """The idf of a term."""
        return idf(field, term, self.passages, self.frequency(field, term))

    def exact_weight(self, term: str) -> float:
        """The idf of a term with its marks, by about how many passages have it so."""
        count = self.frequency("syllables", fold(term)) * self.part_written(term)
        return idf("accented", term, self.passages, count)


@dataclass(frozen=True, slots=True, eq=False)
class OtherWords:
    """`codes`: exact codes of terms that stand for those of the subject with the numbers in `terms`.

    `weight` and `since_merger`: as in `aliases.Alias`.
    """

    codes: NDArray[np.uint32]
    terms: tuple[int, ...]
    weight: float
    since_merger: bool


@dataclass(frozen=True, eq=False)
class Subject:
    """The unique terms of a question, folded, in order of first appearance; arrays have a value for each.

    `folded`: their codes (24 bits); `codes`: those with the marks that were typed first (32 bits, see `sheet.code`).
    `weights`: idf, less for function words; `exact_weights`: the same of the term with its marks. `pairs`: pairs × 2,
    positions (first, second) in `terms` of neighbours, each pair once; `pair_weights`: the idf of each, less where
    both are function words. `names` and `numbers`: which terms are capitalised, and which are numbers, dates or codes.
    `unit` (0 where there is none) and `focus`: folded codes of Reading.unit and Reading.focus. `others`: what stands
    for some of the terms; `is_new`: see `aliases.Otherwise`.
    """

    terms: tuple[str, ...]
    folded: NDArray[np.uint32]
    codes: NDArray[np.uint32]
    weights: NDArray[np.float64]
    exact_weights: NDArray[np.float64]
    pairs: NDArray[np.int64]
    pair_weights: NDArray[np.float64]
    names: NDArray[np.bool_]
    numbers: NDArray[np.bool_]
    unit: int
    focus: tuple[int, ...]
    others: tuple[OtherWords, ...] = ()
    is_new: bool = False

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """`weights` as shares of their sum."""
        return _shares(self.weights)

    @cached_property
    def exact_shares(self) -> NDArray[np.float64]:
        """`exact_weights` as shares of their sum."""
        return _shares(self.exact_weights)

    @cached_property
    def pair_shares(self) -> NDArray[np.float64]:
        """`pair_weights` as shares of their sum."""
        return _shares(self.pair_weights)

    @classmethod
    def of(
        cls,
        text: str,
        reading: Reading,
        counted: Counted,
        otherwise: Otherwise = _AS_TYPED,
    ) -> Subject:
        """The subject in `text`; unit and focus are the reading's."""

        found = kinds_of(clean_sentence(text))
        own = [one.term for one in found if not one.kinds & EXTRA]
        kinds: dict[str, int] = {}
        for one in found:
            kinds[fold(one.term)] = kinds.get(fold(one.term), 0) | one.kinds
        exact = {fold(one.term): one.term for one in reversed(found)}
        terms = tuple(dict.fromkeys(fold(one.term) for one in found))
        number = {term: at for at, term in enumerate(terms)}
        neighbours = list(dict.fromkeys(pairwise(map(fold, own))))
        return cls(
            terms=terms,
            folded=np.array([code(term) >> 8 for term in terms], np.uint32),
            codes=np.array([code(exact[term]) for term in terms], np.uint32),
            weights=np.array([counted.weight("syllables", term) * _discount(term) for term in terms]),
            exact_weights=np.array([counted.exact_weight(exact[term]) * _discount(term) for term in terms]),
            pairs=np.array([(number[a], number[b]) for a, b in neighbours], np.int64).reshape(-1, 2),
            pair_weights=np.array(
                [
                    counted.weight("bigrams", f"{a}_{b}") * min(1.0, _discount(a) + _discount(b))
                    for a, b in neighbours
                ]
            ),
            names=np.array([bool(kinds[term] & CAPITAL) for term in terms], np.bool_),
            numbers=np.array([term[:1].isdigit() or bool(kinds[term] & NUMBER) for term in terms], np.bool_),
            unit=code(fold(reading.unit)) >> 8 if reading.unit else 0,
            focus=tuple(code(fold(word)) >> 8 for word in reading.focus.split()),
            others=tuple(_others(otherwise, number)),
            is_new=otherwise.is_new,
        )


def _others(otherwise: Otherwise, number: Mapping[str, int]) -> Iterator[OtherWords]:
    """Those whose words the subject has all: what was left out of it says when, or only asks."""
    for one in otherwise.aliases:
        if all(term in number for term in one.typed):
            terms = tuple(number[term] for term in one.typed)
            yield OtherWords(codes_of(one.other), terms, one.weight, one.since_merger)


def _discount(term: str) -> float:
    return FUNCTION_WEIGHT if term in FUNCTION_WORDS else 1.0


def _shares(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return weights / max(float(weights.sum()), 1e-9)
