"""Which of the amounts of a text are of the unit, or of the noun, that a question asks for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from corpus.answer.asked_for.amounts import AskedAmount
from corpus.answer.marking.amounts import Quantity
from corpus.answer.marking.counted import nouns_for
from corpus.language.measures import Measure, same_units
from corpus.language.segmentation import segment
from corpus.language.text import fold
from corpus.models import Span

_LOOSE = frozenset({"luot"})  # folded: counts guests, and much else, only where nothing says so more plainly


def fitting(found: Sequence[Quantity], asked: AskedAmount) -> list[Span]:
    """What of the amounts of a text would answer: those of the unit asked for, or else of its measure."""
    if asked.measure is Measure.COUNT:
        return _counted(found, asked)
    may_be_each = asked.by_each or asked.measure is Measure.SPEED
    right = [one for one in found if one.measure is asked.measure and (may_be_each or not one.is_each)]
    exact = [one for one in right if not asked.unit or fold(one.unit) in same_units(asked.unit)]
    if not exact and (asked.measure is Measure.DURATION or asked.unit == "mm"):
        return []  # "mấy tháng" is not answered in days, nor is rain in metres
    return [one.span for one in exact or right]


def _counted(found: Sequence[Quantity], asked: AskedAmount) -> list[Span]:
    """The amounts of the noun asked for: by all its syllables, or by as many as it needs."""
    for length in range(len(asked.nouns), asked.least - 1, -1):
        noun = " ".join(asked.nouns[:length])
        allowed = nouns_for(noun) if length == asked.least else frozenset({noun})
        spans = [span for one in found if (span := _with_noun(one, allowed - (_LOOSE - {noun}))) is not None]
        spans = spans or [span for one in found if (span := _with_noun(one, allowed)) is not None]
        if spans:
            return spans
    return []


def _is_cut(phrase: str, length: int) -> bool:
    """Whether so many syllables end within a word: "43 khách sạn" are no guests."""
    return length not in accumulate(word.count("_") + 1 for word in segment(phrase))


def _with_noun(one: Quantity, allowed: frozenset[str]) -> Span | None:
    """The amount with the noun behind it, if that is what is asked for."""
    for length in range(len(one.nouns), 0, -1):
        if " ".join(one.nouns[:length]) in allowed and not _is_cut(one.phrase, length):
            return Span(one.span.start, max(one.ends[length - 1], one.span.end))
    return None
