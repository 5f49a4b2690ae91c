"""What of a text is of the kind that a question asks for, strictly: it may be marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.answer.marking.amounts import find_amounts
from corpus.answer.marking.aside import is_former, is_other_amount, is_other_length
from corpus.answer.marking.exactness import Exactness, exactness
from corpus.answer.marking.measures import Measure
from corpus.answer.marking.moments import Moment, find_moments
from corpus.answer.marking.persons import find_persons
from corpus.answer.marking.phases import of_other_phase, tells_phase
from corpus.answer.marking.possible import ANYBODY
from corpus.answer.marking.roles import (
    are_called,
    asked_office,
    asked_role,
    find_titled,
    holds_another,
    is_called_by,
    offices_of,
)
from corpus.answer.marking.spots import find_spots
from corpus.answer.marking.wanted import spans_wanted, wanted
from corpus.answer.reading.question import Reading, as_typed
from corpus.language.either_way import EitherWay
from corpus.language.text import fold
from corpus.models import Span

# "Đến hết ngày nào", "hạn cuối": the last moment; with the words before it, folded in the question.
_ASKS_END = EitherWay(
    r"(?<!\w)(?:(?:đến|tới) (?:hết )?(?:ngày|khi|mấy|tháng|năm)|hạn|trễ nhất|chậm nhất)(?!\w)"
)
_ENDS = re.compile(r"(?<!\w)(?:đến|tới|hết|trước|hạn|chậm nhất|muộn nhất|trễ nhất)(?!\w)|[-–]", re.IGNORECASE)
_ASKS_COUNTRY = re.compile(r"(?<!\w)(?:nước|quốc gia) nào(?!\w)")
# When something is open again is not told by when it was closed: "đứt đoạn từ trưa 12/4".
_ASKS_AGAIN = re.compile(r"(?<!\w)(?:thông|mở|chạy|có|hoạt động) lại(?!\w)")
# What depends on something is no day yet: "Nếu không sạt thêm, sẽ thông lại ngày 15/4".
_IF = re.compile(r"(?<!\w)nếu(?!\w)[^.!?\n]*$", re.IGNORECASE)
_SINCE = re.compile(r"(?<!\w)từ\s$")


@lru_cache(maxsize=64)  # of each quote of an answer the same is asked
def said(reading: Reading) -> frozenset[str]:
    """The folded words of a question."""
    return frozenset(re.findall(r"\w+", fold(f"{reading.text} {reading.full}")))


def amounts(text: str, reading: Reading) -> list[Span]:
    """Those of the unit, or of the noun, that is asked for."""
    wants = wanted(reading)
    if not wants:
        return []
    found = list(find_amounts(text))
    fitting = next(filter(None, (spans_wanted(found, want) for want in wants)), [])
    if wants[-1].measure is Measure.LENGTH:
        fitting = [span for span in fitting if not is_other_length(text, span, reading)]
    return [span for span in fitting if not is_other_amount(text, span, reading)]


def tells_amount_of(headline: str, text: str, reading: Reading) -> bool:
    """Whether a text has the number of an amount in a headline that would answer."""
    told = _numbers(" ".join(span.of(headline) for span in amounts(headline, reading)))
    return not told.isdisjoint(_numbers(text))


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+(?:[.,]\d+)*", text))


def moments(text: str, reading: Reading) -> list[Span]:
    """Those that say as much as is asked for: a time of day, a day, a month, a year."""
    beside, asked = list(of_other_phase(text, reading)), exactness(reading)
    found = [
        one
        for one in find_moments(text)
        if _is_exact(one, asked)
        and not any(span.start <= one.span.start < span.end for span in beside)
        and tells_phase(text, one.span, reading)
        and not is_former(text, one.span)
        and not _IF.search(text, 0, one.span.start)
    ]
    kept = [one.span for one in found]
    if _ASKS_AGAIN.search(reading.full.lower()):
        kept = [span for span in kept if not _SINCE.search(text, max(0, span.start - 3), span.start)]
    if _ASKS_END.search(as_typed(reading)):
        return [span for span in kept if _ENDS.search(text[max(0, span.start - 24) : span.end])] or kept
    return kept


def _is_exact(moment: Moment, asked: Exactness) -> bool:
    told = {
        Exactness.CLOCK: moment.has_clock,
        Exactness.DAY: moment.has_day,
        Exactness.MONTH: moment.has_month,
        Exactness.YEAR: moment.has_year,
    }
    return told.get(asked, True)


def persons(text: str, reading: Reading) -> list[Span]:
    """Nobody, where it is asked whether there is anybody, or what sort of people; whoever is called as was asked."""
    if ANYBODY.search(as_typed(reading)):
        return []
    asked = reading.full
    found = _unasked(text, asked, find_titled(text, said(reading))) or _unasked(
        text, asked, find_persons(text)
    )
    if (role := asked_role(asked)) is not None:
        return are_called(text, found, role)
    office = asked_office(asked.lower())
    if office is None:
        return found
    holding = [span for span in found if office in offices_of(text, span.start, span.end)]
    return holding or [span for span in found if not holds_another(text, span.start, span.end, office)]


def _unasked(text: str, asked: str, names: Iterable[Span]) -> list[Span]:
    """Those that the question, with its marks, does not speak of."""
    return [span for span in names if not is_called_by(asked, span.of(text))]


def spots(text: str, reading: Reading) -> list[Span]:
    """None of them is known to be a country, where one is asked for."""
    if _ASKS_COUNTRY.search(reading.full.lower()):
        return []
    return find_spots(text)
