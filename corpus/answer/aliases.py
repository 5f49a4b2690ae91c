"""Other words for what a question names: a place's old or new name, a synonym, a short form and what it stands for.

They are looked for beside what was typed, with less weight; where an article has them, they count for the words of the
question, and its sentences a little less than those of an article that has it as typed. Nothing is ever rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.answer.question import Reading, as_typed, is_name
from corpus.language import synonyms
from corpus.language.kinds import EXTRA, kinds_of
from corpus.language.places import Place, find_places
from corpus.language.text import fold, normalise_tones
from corpus.language.units import own_words

_WORD = re.compile(r"[^\W_]+")
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
def otherwise(reading: Reading) -> Otherwise:
    """How what a question names is called otherwise."""
    places = find_places(as_typed(reading))
    own = set(_runs(_folded(reading.subject)))
    of_places = synonyms.of_places() if places else ()
    made_of = (one for group in of_places for one in _of_group(reading, *group, SYNONYM))
    found = (*_names(as_typed(reading), places), *made_of, *_synonyms(reading))
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
        together = [("bigrams", f"{a}_{b}") for a, b in pairwise(other)] or [("syllables", other[0])]
        if all(frequency(field, term) for field, term in together):
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


def _synonyms(reading: Reading) -> Iterator[Alias]:
    for said, found in synonyms.groups():
        yield from _of_group(reading, said, found, SYNONYM)
    for said, found in synonyms.short_forms():
        yield from _of_group(reading, said, found, SHORT)


def _of_group(reading: Reading, said: Sequence[str], found: Sequence[str], weight: float) -> Iterator[Alias]:
    """Of several words of a group that a question has the longest counts: "căn cước công dân", not "căn cước"."""
    here = [one for one in said if _stands(one, reading)]
    if here:
        typed = max(here, key=len)
        for other in found:
            if other != typed and not set(_folded(typed)) <= set(_folded(other)):
                yield Alias(_folded(typed), _terms(other), weight)


def _is_fresh(alias: Alias, own: Container[tuple[str, ...]]) -> bool:
    """Not typed as well, unless as a part of the longer word that it stands for: "lũ" of "lũ lụt"."""
    other = tuple(map(fold, alias.other))
    return other not in own or other in set(_runs(alias.typed)) - {alias.typed}


def _stands(phrase: str, reading: Reading) -> bool:
    """Whether a phrase stands there as words, not as a part of somebody's name.

    Marks that were put back may be wrong, and in short forms nobody types them: "bds".
    """
    words, lower, bare = _words(reading.subject)
    is_loose = not _has_vowel(phrase) or (" " in phrase and not reading.has_marks)
    text, wanted = (bare, fold(phrase)) if is_loose else (lower, phrase)
    at = text.find(f" {wanted} ")
    while at >= 0:
        written = words[at + 1 : at + 1 + len(wanted)]
        if at == 0 or written.isupper() or not is_name(written):
            return True
        at = text.find(f" {wanted} ", at + 1)
    return False


@lru_cache(maxsize=64)
def _words(subject: str) -> tuple[str, str, str]:
    """The words of a subject with single spaces around them; in lower case; and without marks."""
    words = f" {' '.join(_WORD.findall(normalise_tones(subject)))} "
    return words, words.lower(), fold(words)


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiouy" for letter in fold(word))


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
