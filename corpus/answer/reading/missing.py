"""What of a question no article has: names and words that are told to the reader, and that make an answer less sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.answer.reading.question import NUMBERED, Reading, is_name
from corpus.language.background import is_common
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.protected.codes import NAMES as CODES
from corpus.language.text import fold
from corpus.models import Span

SHORTEST = 3  # letters of a word that is worth telling as unknown: "z" and "oi" are none
Frequency = Callable[[str, str], int]
"""(field, term) → in how many passages the term stands."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What no article has. `words`: names and single words, as they were typed.

    `has_compound`: whether a word of several syllables is among what is lacking, be it a name or not.
    """

    words: tuple[str, ...] = ()
    has_compound: bool = False


NOTHING_MISSING = Missing()


def missing(reading: Reading, words: Collection[str], frequency: Frequency) -> Missing:
    """What is lacking of a subject's terms `words`, of the field of that name."""
    return Missing(unmentioned(reading, words, frequency), _lacks_compound(reading, words, frequency))


def unmentioned(reading: Reading, words: Iterable[str], frequency: Frequency) -> tuple[str, ...]:
    """Names and single words of the subject that no article has, as they were typed, in their order.

    `words`: terms of the field of that name; `frequency`: (field, term) → in how many passages it stands. That is said
    to the reader, so it must be true however an article spells or divides it: marks do not count, and of several
    syllables only those of a name must stand together.
    """
    shown, found = (reading.full if reading.has_marks else reading.text), []
    plain = fold(shown)
    for word in words:
        syllables = word.split("_")
        written = _written(fold(" ".join(syllables)), plain)
        is_small = len(word) < SHORTEST or fold(word) in FUNCTION_WORDS
        if written is None or is_small or any(char.isdigit() for char in word):
            continue
        typed = written.of(shown)
        if len(syllables) == 1:
            may_tell = not is_common("syllables", fold(word))
        else:
            may_tell = reading.has_marks and is_name(typed)
        if may_tell and not _stands([fold(one) for one in syllables], frequency):
            found.append(typed)
    found += [
        shown[match.start(1 if _document(match) and match[1] else 2) : match.end()]
        for match in NUMBERED.finditer(shown)
        if not _is_numbered(match, frequency)
    ]
    return tuple(found)


def _document(match: re.Match[str]) -> str | None:
    """The key of the kind of document that is numbered, if it is one."""
    return CODES.get(fold(f"{match[1]} {match[2]}"))


def _is_numbered(match: re.Match[str], frequency: Frequency) -> bool:
    """Whether some passage may have a thing by its number: "bão số 12", "bão 12", a document by its code."""
    noun, number = fold(match[2]), int(match[3])
    if kind := _document(match):
        return frequency("syllables", f"{kind}{number}") > 0
    if frequency("bigrams", f"{noun}_{number}"):
        return True
    return frequency("bigrams", f"{noun}_so") > 0 and frequency("bigrams", f"so_{number}") > 0


def _lacks_compound(reading: Reading, words: Iterable[str], frequency: Frequency) -> bool:
    """Whether no passage has a word of several syllables in any spelling: then what they say, they say of others.

    Those that are common in all news are not looked at: "nhiệm kỳ", "giải phóng".
    """
    compounds = (word.split("_") for word in words if "_" in word)
    telling = [
        word for word in compounds if not all(is_common("pairs", " ".join(two)) for two in pairwise(word))
    ]
    return reading.has_marks and any(not _stands([fold(one) for one in word], frequency) for word in telling)


def _written(words: str, text: str) -> Span | None:
    """Where words stand whole. A pattern made afresh would cost more than all else."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (_is_in_word(text[at - 1 : at]) or _is_in_word(text[end : end + 1])):
            return Span(at, end)
        at = text.find(words, at + 1)
    return None


def _is_in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _stands(syllables: Sequence[str], frequency: Callable[[str, str], int]) -> bool:
    """Whether some passage has the syllables, beside each other."""
    if len(syllables) == 1:
        return frequency("syllables", syllables[0]) > 0
    return any(frequency("bigrams", f"{one}_{other}") for one, other in pairwise(syllables))
