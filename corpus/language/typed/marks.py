"""Diacritics put back from the archive's own words: "gia vang" → "giá vàng".

A bigram model over syllables, counted in the stored terms, and the best path through it (Viterbi). What was typed with
marks is kept; so is every word that the archive does not know.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexUnavailable
from corpus.language import background
from corpus.language.numbering import Numbering
from corpus.language.text import cased, fold, normalise_syllable
from corpus.language.typed.asking import LIKELIER, PAIRS
from corpus.models import Span

_SYLLABLE = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")  # of a word with digits every letter is meant: "QL1A"
# Times the square root of how often a syllable was seen: about as many others follow it, and what was never seen behind
# it gets its share by how common it is (Witten and Bell's smoothing, with Heaps' law for the number of successors).
_BACKOFF = 6.0
_KEEP_TYPED = 1.0  # nats in favour of a syllable as typed, where the text has marks elsewhere
_MAX_CANDIDATES = 14
_MAX_PAIRS = 2_000_000  # the most frequent are kept: 24 MB
_FOREIGN = 1e-6
# Newspapers state and seldom ask: how likely the second is after the first at least, in a question.
_ASKED = 0.05
_ASKED_COUNT = 20  # of the words of such pairs, in the background


@dataclass(frozen=True, eq=False)
class Marks:
    """Syllables with their counts; `pairs` are sorted keys of neighbours (first << 32 | second) with their counts."""

    syllables: tuple[str, ...] = ()
    counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    pairs: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    pair_counts: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))

    @classmethod
    def counted(cls, rows: Iterable[Sequence[str]]) -> Marks:
        """Counted in rows of accented terms, in the order of the text, on top of what all newspapers write."""
        return common().plus([" ".join(row) for row in rows])

    def plus(self, texts: Sequence[str]) -> Marks:
        """This model with more text counted in: accented terms, joined by spaces."""
        numbering = Numbering(self.syllables)
        return self.grown(numbering.of(texts), numbering.syllables)

    def grown(self, seen: NDArray[np.int32], syllables: Iterable[str]) -> Marks:
        """The same of terms that are numbered already (see `Numbering`), by more syllables than are known so far."""
        known = tuple(syllables)
        counts = np.bincount(seen[seen >= 0], minlength=len(known)).astype(np.int64)
        counts[: len(self.counts)] += self.counts
        fresh, fresh_counts = np.unique(_neighbours(seen), return_counts=True)
        pairs, pair_counts = merged(self.pairs, self.pair_counts, fresh, fresh_counts)
        return Marks(known, counts, pairs, pair_counts)

    def save(self, path: Path) -> None:
        """Write aside, then swap in."""
        aside = path.with_name(f"{path.name}.new")
        names = np.frombuffer(json.dumps(self.syllables, ensure_ascii=False).encode(), np.uint8)
        with aside.open("wb") as file:
            np.savez(file, names=names, counts=self.counts, pairs=self.pairs, pair_counts=self.pair_counts)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)

    @classmethod
    def load(cls, path: Path) -> Marks:
        """What `save` wrote. Raises IndexUnavailable where it is damaged; an empty model where there is none."""
        if not path.exists():
            return cls()
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                names = tuple(json.loads(arrays["names"].tobytes().decode()))
                return cls(names, arrays["counts"], arrays["pairs"], arrays["pair_counts"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise IndexUnavailable("the index on disk is damaged; run hoibao reindex") from error

    @cached_property
    def _forms(self) -> dict[str, list[int]]:
        """Folded form → numbers of the syllables with it, the most frequent first."""
        forms: dict[str, list[int]] = defaultdict(list)
        for at in np.argsort(-self.counts, kind="stable").tolist():
            folded = fold(self.syllables[at])
            if len(forms[folded]) < _MAX_CANDIDATES:
                forms[folded].append(at)
        return forms

    @cached_property
    def _total(self) -> float:
        return float(self.counts.sum())

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {syllable: at for at, syllable in enumerate(self.syllables)}

    def count(self, syllable: str) -> int:
        """How often a syllable as written, in lower case, was counted."""
        at = self._numbers.get(syllable)
        return 0 if at is None else int(self.counts[at])

    def part_written(self, syllable: str) -> float:
        """Of all that folds to the same, the part that is written like this; 1 of what is not known in any way."""
        forms = self._forms.get(fold(syllable), [])
        total = int(self.counts[forms].sum())
        return self.count(syllable) / total if total else 1.0

    def pair_count(self, first: str, second: str) -> int:
        """How often two syllables were neighbours."""
        one, two = self._numbers.get(first), self._numbers.get(second)
        if one is None or two is None or not len(self.pairs):
            return 0
        key = np.uint64(one << 32 | two)
        at = min(int(np.searchsorted(self.pairs, key)), len(self.pairs) - 1)
        return int(self.pair_counts[at]) if self.pairs[at] == key else 0

    def forms(self, folded: str) -> list[str]:
        """The syllables with this folded form, the most frequent first."""
        return [self.syllables[at] for at in self._forms.get(folded, [])]

    @cached_property
    def _asked(self) -> NDArray[np.uint64]:
        """The keys of the pairs that questions are made of, sorted."""
        number = self._numbers
        known = [(number[one], number[two]) for one, two in PAIRS if one in number and two in number]
        return np.array(sorted(one << 32 | two for one, two in known), np.uint64)

    def restore(self, text: str, certain: Sequence[Span] = (), *, is_bare: bool = True) -> str:
        """`text` (NFC) with the marks that its syllables most likely have; what has marks already is left alone.

        `certain`: what is meant as it stands, with marks or without. `is_bare`: no marks were typed. Where some were, a
        syllable without any is rather meant as it stands.
        """
        found = list(_SYLLABLE.finditer(text))
        if not found or not len(self.pairs):
            return text
        typed = [normalise_syllable(match.group()) for match in found]
        columns = [
            self._candidates(one, is_certain=_is_within(match, certain))
            for match, one in zip(found, typed, strict=True)
        ]
        path = self._best_path(columns, 0.0 if is_bare else _KEEP_TYPED)
        pieces, at = [], 0
        for match, one, best in zip(found, typed, path, strict=True):
            pieces.append(text[at : match.start()])
            form = self.syllables[best] if best >= 0 else one
            pieces.append(match.group() if form == one else cased(form, match.group()))
            at = match.end()
        return "".join([*pieces, text[at:]])

    def _candidates(self, typed: str, *, is_certain: bool) -> list[int]:
        """Numbers of what a syllable may be; the one as typed, or -1 for it, comes first."""
        known = self._forms.get(fold(typed), [])
        exact = [at for at in known if self.syllables[at] == typed] or [-1]
        return (
            exact
            if is_certain or fold(typed) != typed
            else [*exact, *(at for at in known if at not in exact)]
        )

    def _best_path(self, columns: Sequence[list[int]], keep: float) -> list[int]:
        total = self._total
        scores = self._singles(columns[0], total) + self._likelier(columns[0], keep)
        came: list[NDArray[np.intp]] = []
        for before, here in pairwise(columns):
            step = self._steps(before, here, total) + self._likelier(here, keep)[None, :] + scores[:, None]
            came.append(step.argmax(axis=0))
            scores = step.max(axis=0)
        at = int(scores.argmax())
        path = [columns[-1][at]]
        for before, back in zip(columns[-2::-1], came[::-1], strict=True):
            at = int(back[at])
            path.append(before[at])
        return path[::-1]

    def _likelier(self, numbers: list[int], keep: float) -> NDArray[np.float64]:
        """Nats in favour of what was typed, the first, and of what questions have more often than news."""
        bonus = np.array([self._of_questions.get(number, 0.0) for number in numbers])
        bonus[0] += keep
        return bonus

    @cached_property
    def _of_questions(self) -> dict[int, float]:
        return {self._numbers[word]: nats for word, nats in LIKELIER.items() if word in self._numbers}

    def _counts_of(self, numbers: list[int]) -> NDArray[np.float64]:
        at = np.array(numbers)
        return np.where(at >= 0, self.counts[at], 0).astype(np.float64)

    def _singles(self, numbers: list[int], total: float) -> NDArray[np.float64]:
        return np.log(self._counts_of(numbers) / total + _FOREIGN / total)

    def _steps(self, before: list[int], here: list[int], total: float) -> NDArray[np.float64]:
        """log p(here | before), a row for each before: pairs, backed off to how common `here` is."""
        first, second = np.array(before)[:, None], np.array(here)[None, :]
        keys = first.astype(np.uint64) << np.uint64(32) | second.astype(np.uint64)
        at = np.minimum(np.searchsorted(self.pairs, keys), len(self.pairs) - 1)
        known_both = (first >= 0) & (second >= 0)
        pairs = np.where(known_both & (self.pairs[at] == keys), self.pair_counts[at], 0)
        single = (self._counts_of(here) + _FOREIGN) / total
        counts = self._counts_of(before)[:, None]
        unseen = _BACKOFF * np.sqrt(1 + counts)
        seen = (pairs + unseen * single[None, :]) / (counts + unseen)
        return np.log(np.where(self._are_asked(keys) & known_both, np.maximum(seen, _ASKED), seen))

    def _are_asked(self, keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of the pairs questions are made of."""
        found = np.zeros(keys.shape, np.bool_)
        if len(self._asked):
            at = np.minimum(np.searchsorted(self._asked, keys), len(self._asked) - 1)
            np.equal(self._asked[at], keys, out=found)
        return found


def _is_within(match: re.Match[str], spans: Sequence[Span]) -> bool:
    return any(span.start <= match.start() < span.end for span in spans)


def _neighbours(seen: NDArray[np.int32]) -> NDArray[np.uint64]:
    """The keys of neighbours, once for each time that they are."""
    first, second = seen[:-1], seen[1:]
    both = (first >= 0) & (second >= 0)
    keys = first[both].astype(np.uint64)
    keys <<= np.uint64(32)
    keys |= second[both].astype(np.uint32)
    return keys


@cache
def common() -> Marks:
    """The common syllables and pairs of newspapers and of questions: where an archive is small, it knows too little."""
    syllables, pairs = background.counts("accented"), background.counts("pairs")
    for one, two in PAIRS:
        pairs[f"{one} {two}"] = max(pairs.get(f"{one} {two}", 0), _ASKED_COUNT)
        for syllable in (one, two):
            syllables[syllable] = max(syllables.get(syllable, 0), _ASKED_COUNT)
    number = {syllable: at for at, syllable in enumerate(syllables)}
    numbered = ((pair.split(" "), count) for pair, count in pairs.items())
    known = sorted(
        (number[one] << 32 | number[two], count)
        for (one, two), count in numbered
        if one in number and two in number
    )
    keys = np.array([key for key, _count in known], np.uint64)
    counts = np.array([count for _key, count in known], np.int32)
    return Marks(tuple(number), np.array(list(syllables.values()), np.int64), keys, counts)


def merged(
    pairs: NDArray[np.uint64],
    counts: NDArray[np.int32],
    fresh: NDArray[np.uint64],
    fresh_counts: NDArray[np.int64],
) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Keys of pairs, rising, and how often each was seen, with `fresh` ones; the rarest go where they are too many.

    Both are sorted, so that nothing has to be sorted again.
    """
    at = np.searchsorted(pairs, fresh)
    is_known = np.zeros(len(fresh), np.bool_)
    inside = at < len(pairs)
    is_known[inside] = pairs[at[inside]] == fresh[inside]
    summed = counts.copy()
    summed[at[is_known]] += fresh_counts[is_known].astype(np.int32)
    keys = np.insert(pairs, at[~is_known], fresh[~is_known])
    summed = np.insert(summed, at[~is_known], fresh_counts[~is_known].astype(np.int32))
    if len(keys) > _MAX_PAIRS:
        floor = np.partition(summed, len(keys) - _MAX_PAIRS)[len(keys) - _MAX_PAIRS]
        keys, summed = keys[summed >= max(floor, 2)], summed[summed >= max(floor, 2)]
    return keys, summed
