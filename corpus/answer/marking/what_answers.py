"""Finds what in a text may be marked as the answer; strict, since a mark is a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.answer.asked_for.asked import Asked
from corpus.answer.asked_for.times import Exactness
from corpus.answer.marking.amounts import find_amounts
from corpus.answer.marking.beside_the_point import is_former, is_other_amount, is_other_length
from corpus.answer.marking.fitting_amounts import fitting
from corpus.answer.marking.moments import Moment, find_moments
from corpus.answer.marking.named import find_named
from corpus.answer.marking.persons import find_persons
from corpus.answer.marking.phases import of_other_phase, tells_phase
from corpus.answer.marking.places import find_places
from corpus.answer.marking.roles import are_called, find_titled, holds_another, is_called_by, offices_of
from corpus.language.measures import Measure
from corpus.models import Span

# Where the last moment of something is asked for; with the words before it.
_LAST = re.compile(r"(?<!\w)(?:đến|tới|hết|trước|hạn|chậm nhất|muộn nhất|trễ nhất)(?!\w)|[-–]", re.IGNORECASE)
# What depends on something is no day yet: "Nếu không sạt thêm, sẽ thông lại ngày 15/4".
_IF = re.compile(r"(?<!\w)nếu(?!\w)[^.!?\n]*$", re.IGNORECASE)
_SINCE = re.compile(r"(?<!\w)từ\s$")


def amounts(text: str, asked: Asked) -> list[Span]:
    """Those of the unit, or of the noun, that is asked for."""
    if not asked.amounts:
        return []
    found = list(find_amounts(text))
    right = next(filter(None, (fitting(found, one) for one in asked.amounts)), [])
    if asked.amounts[-1].measure is Measure.LENGTH:
        right = [span for span in right if not is_other_length(text, span, asked.details)]
    return [span for span in right if not is_other_amount(text, span, asked.details)]


def moments(text: str, asked: Asked) -> list[Span]:
    """Those that say as much as is asked for: a time of day, a day, a month, a year."""
    time = asked.time
    beside = list(of_other_phase(text, time.likely_phase))
    kept = [
        one.span
        for one in find_moments(text)
        if _is_exact(one, time.exactness)
        and not any(span.start <= one.span.start < span.end for span in beside)
        and tells_phase(text, one.span, time.phase)
        and not is_former(text, one.span)
        and not _IF.search(text, 0, one.span.start)
    ]
    if time.is_again:
        kept = [span for span in kept if not _SINCE.search(text, max(0, span.start - 3), span.start)]
    if time.is_last:
        return [span for span in kept if _LAST.search(text[max(0, span.start - 24) : span.end])] or kept
    return kept


def _is_exact(moment: Moment, asked: Exactness) -> bool:
    told = {
        Exactness.CLOCK: moment.has_clock,
        Exactness.DAY: moment.has_day,
        Exactness.MONTH: moment.has_month,
        Exactness.YEAR: moment.has_year,
    }
    return told.get(asked, True)


def persons(text: str, asked: Asked) -> list[Span]:
    """Nobody, where it is asked whether there is anybody, or what sort of people; whoever is called as was asked."""
    person, full = asked.person, asked.reading.full
    if person.is_anybody:
        return []
    found = _unasked(text, full, find_titled(text, asked.said)) or _unasked(text, full, find_persons(text))
    if person.role is not None:
        return are_called(text, found, person.role)
    if (office := person.office) is None:
        return found
    holding = [span for span in found if office in offices_of(text, span.start, span.end)]
    return holding or [span for span in found if not holds_another(text, span.start, span.end, office)]


def _unasked(text: str, asked: str, names: Iterable[Span]) -> list[Span]:
    """Those that the question, with its marks, does not speak of."""
    return [span for span in names if not is_called_by(asked, span.of(text))]


def named(text: str, asked: Asked) -> Sequence[Span]:
    """The names of what is asked for by its kind."""
    return find_named(text, asked.which) if asked.which else ()


def places(text: str, asked: Asked) -> list[Span]:
    """None of them is known to be a country, where one is asked for."""
    return [] if asked.is_country else find_places(text)
