"""Where articles have other words for the subject of a question, and how much less their sentences count for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.answer.ranking.arrays import Bools, Ints
from corpus.answer.reading.subject import OtherWords, Subject
from corpus.language.geography.units import MERGED_ON
from corpus.language.sheet import Codes

# Of a sentence's probability, where a ward is asked about that has a town's name, in an article from before the merger:
# there the name is the town's.
NAMESAKE = 0.5

Matches = tuple[Ints, Ints, Bools]
"""Places in the codes, in order; which term of the subject stands there; whether its marks agree."""


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Codes one after another; `group`: the sentence or headline of each; `article`: of each group, by number."""

    codes: Codes
    group: Ints
    article: Ints

    def owners(self, at: Ints) -> Ints:
        """The articles of the codes at some places."""
        owners: Ints = self.article[self.group[at]]
        return owners


@dataclass(frozen=True, slots=True, eq=False)
class AliasMatches:
    """Other words for the subject, each with the places in a text at which it begins."""

    text: Text
    places: Sequence[tuple[OtherWords, Ints]]

    @classmethod
    def find(cls, text: Text, subject: Subject, is_since: Bools) -> AliasMatches:
        """`is_since`: which of the articles were published since the merger."""
        places = []
        for other in subject.others:
            at = _starts(text, other.codes)
            places.append((other, at[is_since[text.owners(at)]] if other.since_merger else at))
        return cls(text, places)

    def joined(self, typed: Matches) -> Matches:
        """Matches as typed with those by other words; one that is both is as typed."""
        rows = [row for other, at in self.places for row in _rows(other, at)]
        if not rows:
            return typed
        places = np.concatenate([typed[0], *(at for at, _term in rows)])
        terms = np.concatenate([typed[1], *(np.full(len(at), term, np.int64) for at, term in rows)])
        exact = np.concatenate([typed[2], np.ones(len(places) - len(typed[0]), np.bool_)])
        order = np.lexsort((np.arange(len(places)), terms, places))
        places, terms, exact = places[order], terms[order], exact[order]
        first = np.ones(len(places), np.bool_)
        first[1:] = (np.diff(places) != 0) | (np.diff(terms) != 0)
        return places[first], terms[first], exact[first]

    def pairs(self, number: Ints) -> Iterator[tuple[Ints, int]]:
        """Neighbours of the question that stand in words of another length: at what places, and which pair it is.

        `number`: of the pair of two terms; -1 where they are no neighbours.
        """
        for other, at in self.places:
            if len(other.terms) != len(other.codes):
                for step, (one, two) in enumerate(pairwise(other.terms), start=1):
                    if number[one, two] >= 0:
                        yield at + min(step, len(other.codes) - 1), int(number[one, two])


def worth(
    subject: Subject, found: Sequence[AliasMatches], typed: Sequence[tuple[Text, Matches]], is_since: Bools
) -> NDArray[np.float64]:
    """How much each article counts: less where it has other words and not those of the question.

    `found` and `typed`: other words and matches as typed, of bodies and headlines.
    """
    total = np.ones(len(is_since))
    if not subject.others and not subject.is_new:
        return total
    has = np.zeros((len(is_since), len(subject.terms)), np.bool_)
    for text, (at, term, _exact) in typed:
        has[text.owners(at), term] = True
    by_other = np.zeros(len(is_since), np.bool_)
    best: dict[tuple[int, ...], NDArray[np.float64]] = {}
    for one in found:
        for other, at in one.places:
            owners = one.text.owners(at)
            by_other[owners] = True
            np.maximum.at(best.setdefault(other.terms, np.zeros(len(total))), owners, other.weight)
    for terms, weight in best.items():
        is_less = (weight > 0) & ~has[:, list(terms)].all(axis=1)
        total = np.where(is_less, np.minimum(total, weight), total)
    if subject.is_new:
        total = np.where(is_since | by_other, total, total * NAMESAKE)
    return total


def since_merger(dates: Sequence[int | None]) -> Bools:
    """Which of some articles were published since the merger; `dates` in Unix seconds."""
    merged = int(MERGED_ON.timestamp())
    return np.array([one is not None and one >= merged for one in dates], np.bool_)


def _starts(text: Text, wanted: Codes) -> Ints:
    """Where words begin that stand whole in one group."""
    last = len(text.codes) - len(wanted) + 1
    if last <= 0:
        return np.zeros(0, np.int64)
    at: Ints = np.flatnonzero(text.codes[:last] == wanted[0])
    for step in range(1, len(wanted)):
        at = at[text.codes[at + step] == wanted[step]]
    whole: Ints = at[text.group[at] == text.group[at + len(wanted) - 1]]
    return whole


def _rows(other: OtherWords, at: Ints) -> Iterator[tuple[Ints, int]]:
    """Each term of the question at the word that has its number, or at the last one."""
    for number, term in enumerate(other.terms):
        yield at + min(number, len(other.codes) - 1), term
