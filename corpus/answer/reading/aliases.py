"""Other words for what a question names: a place's old or new name, a synonym, a short form and what it stands for.

They are looked for beside what was typed, with less weight; where an article has them, they count for the words of the
question, and its sentences a little less than those of an article that has it as typed. Nothing is ever rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from corpus.answer.reading.question import Reading, as_typed, is_name
from corpus.language import synonyms
from corpus.language.background import are_neighbours
from corpus.language.geography.places import Place, find_places
from corpus.language.geography.roads import find_roads
from corpus.language.geography.units import own_words
from corpus.language.kinds import EXTRA, kinds_of
from corpus.language.segmentation import segment
from corpus.language.synonyms import Group, GroupKind
from corpus.language.text import fold, normalise_tones

_WORD = re.compile(r"[^\W_]+")
# What a newspaper calls the province that it is of, where it need not say which.
_OWN = tuple(
    "trong tỉnh|toàn tỉnh|địa bàn tỉnh|tỉnh nhà|tỉnh ta|ubnd tỉnh|hđnd tỉnh|tỉnh ủy|công an tỉnh".split("|")
)
LONGEST = 7  # syllables of a phrase
MOST = 24  # other names: a district has up to a dozen
# Of a sentence's probability, in an article that has but the other words: of a place, of one that is larger or smaller.
RENAMED, PARTLY, SYNONYM, SHORT = 0.85, 0.7, 0.9, 1.0
WITH_KIND = 1.0  # "xã" for "phường": the name that stands with it has its weight already


@dataclass(frozen=True, slots=True)
class Alias:
    """`typed`: folded terms of the question; `other`: accented terms that count for them, in their order.

    `weight`: what they are worth. `since_merger`: in articles from then on alone.
    """

    typed: tuple[str, ...]
    other: tuple[str, ...]
    weight: float
    since_merger: bool = False


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Other words for a question. `is_new`: it asks about a ward that has a larger place's name since the merger."""

    aliases: tuple[Alias, ...] = ()
    is_new: bool = False


@lru_cache(maxsize=64)
def otherwise(reading: Reading, province: str = "") -> Otherwise:
    """How what a question names is called otherwise. `province`: the newspaper's own, as `_OWN`; "" for none."""
    places = find_places(as_typed(reading))
    own = set(_runs(_folded(reading.subject)))
    found = (
        *_names(as_typed(reading), places),
        *_own(reading, province),
        *_roads(reading),
        *_synonyms(reading, has_places=bool(places)),
    )
    useful = dict.fromkeys(one for one in found if _is_fresh(one, own))
    meant = [_itself(place, as_typed(reading)) for place in places if place.namesake]
    return Otherwise((*meant, *useful)[:MOST], is_new=bool(meant))


def _itself(place: Place, text: str) -> Alias:
    """A ward with its kind: so it is meant in whatever article."""
    return Alias(_folded(place.span.of(text)), _terms(place.name), WITH_KIND)


def standing(said: Otherwise, frequency: Callable[[str, str], int]) -> frozenset[str]:
    """Folded words of the question, and their syllables, that some article has by another name.

    `frequency`: (field, term) → in how many passages it stands.
    """
    found: set[str] = set()
    for one in said.aliases:
        other = tuple(map(fold, one.other))
        parts = [("bigrams", f"{a}_{b}") for a, b in pairwise(other)] or [("syllables", other[0])]
        if all(frequency(field, term) for field, term in parts):
            found.update(one.typed, ["_".join(one.typed)])
    return frozenset(found)


def _names(text: str, places: Iterable[Place]) -> Iterator[Alias]:
    for place in places:
        typed = _folded(place.bare.of(text))
        whole = _folded(place.span.of(text))
        for other in place.others:
            weight = PARTLY if other.partly else RENAMED
            yield Alias(typed, _terms(own_words(other.name)), weight, other.since_merger)
            if whole != typed:
                yield Alias(whole, _terms(other.name), WITH_KIND, other.since_merger)


def _own(reading: Reading, province: str) -> Iterator[Alias]:
    """The newspaper's own province, unless a ward or a commune that has its name is meant."""
    if not province:
        return
    typed = _folded(province)
    name = re.escape(fold(normalise_tones(province)))
    if re.search(rf"\b(?<!phuong )(?<!xa ){name}\b", fold(normalise_tones(reading.subject))):
        yield from (Alias(typed, _terms(other), RENAMED) for other in _OWN)


def _roads(reading: Reading) -> Iterator[Alias]:
    for road in find_roads(reading.subject):
        typed = _folded(road.span.of(reading.subject))
        yield from (Alias(typed, _terms(way), SHORT) for way in road.written)


def _synonyms(reading: Reading, *, has_places: bool) -> Iterator[Alias]:
    """Of several words of a group that a question has the longest counts: "căn cước công dân", not "căn cước"."""
    longest: dict[Group, str] = {}
    for phrase, group in _said(reading):
        if group.kind is not GroupKind.OF_PLACE or has_places:
            longest[group] = max(longest.get(group, ""), phrase, key=len)
    for group, typed in longest.items():
        for other in group.found:
            if other != typed and not set(_folded(typed)) <= set(_folded(other)):
                yield Alias(
                    _folded(typed), _terms(other), SHORT if group.kind is GroupKind.SHORT else SYNONYM
                )


def _said(reading: Reading) -> list[tuple[str, Group]]:
    """The phrases of groups that a question has, but for parts of longer ones: "lụt" of "lũ lụt"."""
    found = list(_phrases(reading))
    whole = {(start, end) for start, end, _phrase, _group in found}
    return [
        (phrase, group)
        for start, end, phrase, group in found
        if not any(first <= start and end <= last and last - first > end - start for first, last in whole)
    ]


def _phrases(reading: Reading) -> Iterator[tuple[int, int, str, Group]]:
    """Phrases of groups, each with its first word and the one behind it, but for parts of somebody's name.

    Marks that were put back may be wrong, unless they make words that often stand side by side ("tư vấn" is no "tự
    vẫn"); and in short forms nobody types them: "bds".
    """
    words = _WORD.findall(normalise_tones(reading.subject))
    parts, table = _parts_of_words(words), synonyms.by_phrase()
    for start, end in combinations(range(len(words) + 1), 2):
        if end - start > LONGEST or (known := table.get(fold(" ".join(words[start:end])))) is None:
            continue
        written = " ".join(words[start:end])
        if end - start == 1 and start in parts:
            continue
        is_named = is_name(written) and not written.isupper()
        is_within = any(is_name(word) and not word.isupper() for word in words[max(0, start - 1) : start])
        for phrase, group in known:
            if start and is_named and (group.kind is not GroupKind.NAME or is_within):
                continue
            is_loose = not _has_vowel(phrase) or (
                end - start > 1 and not reading.has_marks and not are_neighbours(written.lower())
            )
            if is_loose or written.lower() == phrase:
                yield start, end, phrase, group


def _parts_of_words(syllables: Sequence[str]) -> set[int]:
    """Which of some syllables are parts of longer words, by their places: "lạc" of "liên lạc" says nothing alone."""
    found: set[int] = set()
    at = 0
    for word in segment(" ".join(syllables)):
        end = at + word.count("_") + 1
        if end - at > 1:
            found.update(range(at, end))
        at = end
    return found if at == len(syllables) else set()


def _is_fresh(alias: Alias, own: Container[tuple[str, ...]]) -> bool:
    """Not typed as well, unless as a part of the longer word that it stands for: "lũ" of "lũ lụt"."""
    other = tuple(map(fold, alias.other))
    return other not in own or other in set(_runs(alias.typed)) - {alias.typed}


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiouy" for letter in fold(word))


@lru_cache(maxsize=2_000)
def _terms(words: str) -> tuple[str, ...]:
    """The terms of some words as a sentence has them, one behind the other: without what is added to its end."""
    return tuple(one.term for one in kinds_of(words) if not one.kinds & EXTRA)


def _folded(words: str) -> tuple[str, ...]:
    return tuple(map(fold, _terms(words)))


def _runs(terms: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """All stretches of a question's terms: what is typed already is no other word."""
    for start in range(len(terms)):
        for end in range(start + 1, min(start + 8, len(terms)) + 1):
            yield terms[start:end]
