"""Which words of a quote answer the question, where that is plain.

A highlight is a claim that "this is it", and many readers read nothing else. So it is made only when the kind of answer
is known, the quote holds exactly that kind of thing, and one of them stands clearly nearest to the words asked about;
otherwise the quote stands unmarked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from corpus.answer.marking.amounts import find_amounts
from corpus.answer.marking.aside import is_aside, is_other_amount, is_other_length
from corpus.answer.marking.behind_names import behind_names
from corpus.answer.marking.births import asks_birth, find_births
from corpus.answer.marking.measures import Measure
from corpus.answer.marking.moments import find_moments
from corpus.answer.marking.nearness import nearest, to_the_point
from corpus.answer.marking.persons import find_persons, find_titled
from corpus.answer.marking.phases import of_other_phase, tells_phase
from corpus.answer.marking.phones import asks_phone, find_phones
from corpus.answer.marking.possible import ANYBODY, ASKS_CLOCK, ASKS_YEAR
from corpus.answer.marking.question_words import weighed
from corpus.answer.marking.spots import asks_home, find_homes, find_spots
from corpus.answer.marking.wanted import spans_wanted, wanted
from corpus.answer.marking.which import asked_kind, find_named
from corpus.answer.reading.question import AnswerType, Reading
from corpus.language.text import fold
from corpus.models import Span

# "Đến hết ngày nào", "hạn cuối": the last moment; with the words before it, folded in the question.
_ASKS_END = re.compile(
    r"\b(?:den|toi) (?:het )?(?:ngay|khi|may|thang|nam)\b|\b(?:han|tre nhat|cham nhat|het han)\b"
)
_ENDS = re.compile(r"(?<!\w)(?:đến|tới|hết|trước|hạn|chậm nhất|muộn nhất|trễ nhất)(?!\w)|[-–]", re.IGNORECASE)
_ASKS_DAY = re.compile(r"\b(?:ngay nao|hom nao|ngay may|ngay bao nhieu|may ngay)\b")
_ASKS_COUNTRY = re.compile(r"(?<!\w)(?:nước|quốc gia) nào(?!\w)")
_ASKS_MONTH = re.compile(r"\b(?:thang nao|thang may)\b")


def highlight(text: str, reading: Reading, asked: Iterable[str]) -> Span | None:
    """The span of `text` that answers, or None.

    `asked`: folded syllables of the question's subject; what stands clearly nearest to them wins, and what the question
    itself already said is never marked.
    """
    fresh = _fresh(text, reading)
    if not fresh:
        return None
    words = weighed(reading, asked)
    if reading.answer_type is AnswerType.NUMBER:
        fresh = behind_names(text, fresh, _said(reading))
    telling = to_the_point(text, fresh, words)
    if not telling and reading.answer_type is AnswerType.NUMBER:
        telling = fresh  # that it is of the unit asked for tells enough
    return nearest(text, telling, words)


def _fresh(text: str, reading: Reading) -> list[Span] | None:
    """What is of the kind asked for, and neither said in the question nor beside the point."""
    finder = _finder(reading)
    if finder is None or (finder is _amounts and not wanted(reading)):
        return None
    said = _said(reading)
    return [
        span
        for span in finder(text, reading)
        if not (_is_said(span.of(text), said) or is_aside(text, span, reading, said))
    ]


@lru_cache(maxsize=64)  # of each quote of an answer the same is asked
def _said(reading: Reading) -> frozenset[str]:
    """The folded words of a question."""
    return frozenset(re.findall(r"\w+", fold(f"{reading.text} {reading.full}")))


def _is_said(found: str, said: Collection[str]) -> bool:
    """Whether the question has all its words; of what has digits, all its numbers."""
    syllables = re.findall(r"\w+", fold(found))
    numbers = [one for one in syllables if one[0].isdigit()]
    return all(one in said for one in numbers or syllables)


def _amounts(text: str, reading: Reading) -> list[Span]:
    wants = wanted(reading)
    if not wants:
        return []
    found = list(find_amounts(text))
    spans = next(filter(None, (spans_wanted(found, want) for want in wants)), [])
    if wants[-1].measure is Measure.LENGTH:
        spans = [span for span in spans if not is_other_length(text, span, reading)]
    return [span for span in spans if not is_other_amount(text, span, reading)]


def _moments(text: str, reading: Reading) -> list[Span]:
    """Those that say as much as is asked for: a time of day, a day, a month, a year."""
    plain, beside = fold(reading.text), list(of_other_phase(text, reading))
    moments = [
        one
        for one in find_moments(text)
        if not any(span.start <= one.span.start < span.end for span in beside)
        and tells_phase(text, one.span, reading)
    ]
    if ASKS_CLOCK.search(plain):
        moments = [one for one in moments if one.has_clock]
    elif _ASKS_DAY.search(plain):
        moments = [one for one in moments if one.has_day]
    elif _ASKS_MONTH.search(plain):
        moments = [one for one in moments if one.has_month]
    elif ASKS_YEAR.search(plain):
        moments = [one for one in moments if one.has_year]
    spans = [one.span for one in moments]
    if _ASKS_END.search(plain):
        return [span for span in spans if _ENDS.search(text[max(0, span.start - 24) : span.end])] or spans
    return spans


def _persons(text: str, reading: Reading) -> list[Span]:
    """Nobody, where it is asked whether there is anybody, or what sort of people; whoever is called as was asked."""
    if ANYBODY.search(fold(reading.full)):
        return []
    return find_titled(text, _said(reading)) or find_persons(text)


def _spots(text: str, reading: Reading) -> list[Span]:
    """None of them is known to be a country, where one is asked for; where somebody is from, if that is asked."""
    if _ASKS_COUNTRY.search(reading.full.lower()):
        return []
    return find_homes(text) if asks_home(reading) else find_spots(text)


def _phones(text: str, _reading: Reading) -> list[Span]:
    return find_phones(text)


def _named(text: str, reading: Reading) -> list[Span]:
    asked = asked_kind(reading)
    return find_named(text, asked) if asked else []


def _finder(reading: Reading) -> Callable[[str, Reading], Sequence[Span]] | None:
    if asks_phone(reading):
        return _phones
    if asks_birth(reading):
        return find_births
    return _named if asked_kind(reading) else _FINDERS.get(reading.answer_type)


_FINDERS: dict[AnswerType, Callable[[str, Reading], Sequence[Span]]] = {
    AnswerType.NUMBER: _amounts,
    AnswerType.DATE: _moments,
    AnswerType.PERSON: _persons,
    AnswerType.AUTHOR: _persons,
    AnswerType.PLACE: _spots,
}
