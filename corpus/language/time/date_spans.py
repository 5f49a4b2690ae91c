"""From one day, month or year to another, up to now, from the beginning: patterns, and the readers of their matches."""

from __future__ import annotations

import re
from datetime import date

from corpus.language.time import date_values as values
from corpus.language.time import feasts
from corpus.language.time.calendar import DAY, EVER, Days, month_of, past_tet, week_of, year_of
from corpus.language.time.date_parts import ANY_Y, DM, NO_AMOUNT, TET, TO_NOW, WEEKDAY, M, Y
from corpus.language.time.date_values import Reader


def _range(match: re.Match[str], today: date) -> Days | None:
    end = _end_point(match["end"], today)
    is_from_today = end is None or _FROM_TODAY.search(match["start"])
    start = _end_point(match["start"], today if is_from_today or end is None else end[1] - DAY)
    return (start[0], end[1]) if start and end else None


def _day_range(match: re.Match[str], today: date) -> Days:
    """ "1-15/8/2023": two days of a month."""
    first, end = int(match["from"]), values.numeric_day(match, today)[1]
    return (end - DAY).replace(day=first), end


def two_months(match: re.Match[str], today: date) -> Days | None:
    """tháng 7 và 8, tháng 7, tháng 8 năm 2024: one behind the other, of the latest year that has begun both."""
    first = int(re.split(r"\D", match["months"])[0])
    if (year := match["y"]) is not None:
        number = values.which_year(year, today)
    else:
        number = today.year if first < today.month else today.year - 1
    return month_of(number, first)[0], month_of(number, first + 1)[1]


def _since(match: re.Match[str], today: date) -> Days | None:
    start = _end_point(match["start"], today)
    return (start[0], today + DAY) if start else None


def _since_start(match: re.Match[str], today: date) -> Days:
    start = {"nam": date(today.year, 1, 1), "thang": today.replace(day=1), "tuan": week_of(today, 0)[0]}
    return start[match["side"]], today + DAY


def from_then_on(match: re.Match[str], today: date) -> Days | None:
    """kể từ tháng 7, từ năm 2025, từ 2024 trở đi: up to today; what is to come, or began then, stays as it is."""
    start = _end_point(match["start"], today)
    if start is None or "bat dau" in match.string:
        return start
    return start[0], max(start[1], today + DAY)


def after(match: re.Match[str], today: date) -> Days | None:
    """sau năm 2024, sau tháng 3/2025: from the day after it up to today."""
    point = _end_point(match["start"], today)
    return (point[1], today + DAY) if point and point[0] >= _TOLD_OF else None


def before(match: re.Match[str], today: date) -> Days | None:
    """trước năm 2024, trước tháng 3/2025; "trước năm 2030" is a goal."""
    point = _end_point(match["end"], today)
    return (EVER, point[0]) if point and _TOLD_OF <= point[0] <= today else None


def _end_point(text: str, today: date) -> Days | None:
    """One end of "từ … đến …": a day, a month or a year; what is missing comes from the other end."""
    for pattern, read in _POINTS:
        if match := pattern.fullmatch(text.strip()):
            return read(match, today)
    return None


def _since_tet(_match: re.Match[str], today: date) -> Days | None:
    day = past_tet(today)
    return (day, day + DAY) if day else None


_TOLD_OF = date(2000, 1, 1)  # "sau năm 1975" is of history, whatever day it is written on
_FROM_TODAY = re.compile(r"nay|qua|ngoai|kia|truoc|roi")
_WHICH = r"(?:nay|truoc|qua|roi|vua roi|vua qua)"
_POINTS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        re.compile(rf"(?:(?:ngay|hom) )?(?P<d>\d{{1,2}})(?:[/.-]| thang ){M}(?:(?:[/.-]| nam ){ANY_Y})?"),
        values.numeric_day,
    ),
    (re.compile(rf"thang {M}(?:(?:[/-]| nam ){ANY_Y})?"), values.named_month),
    (re.compile(rf"{M}/{Y}"), values.named_month),
    (
        re.compile(rf"(?:nam )?{Y}|nam (?P<rel>nay|ngoai|kia|truoc|roi)"),
        lambda match, today: year_of(values.which_year(match["y"] or match["rel"], today)),
    ),
    (re.compile(r"(?:hom|bua) (?P<rel>nay|qua|kia)"), values.relative_day),
    (re.compile(rf"(?P<side>dau|giua|cuoi) nam(?: {ANY_Y})?"), values.side_of_year),
    (re.compile(rf"(?P<side>dau|giua|cuoi) thang {M}(?:(?:[/-]| nam ){ANY_Y})?(?P<rel>(?!))?"), values.side_of_month),
    (re.compile(rf"(?P<side>dau|giua|cuoi) thang(?P<m>(?!))?(?: (?P<rel>{_WHICH}))?"), values.side_of_month),
    (re.compile(r"thang (?P<rel>nay|truoc|qua|roi|vua roi|vua qua)"), values.relative_month),
    (
        re.compile(r"tuan (?P<rel>nay|truoc|roi)"),
        lambda match, today: week_of(today, int(match["rel"] != "nay")),
    ),
    (re.compile(rf"(?:hom )?{WEEKDAY}(?: (?P<week>tuan )?(?P<rel>nay|truoc|roi))?"), values.weekday),
    (re.compile(r"(?:hom )?chu nhat(?P<day>(?!))?(?: (?P<week>tuan )?(?P<rel>nay|truoc|roi))?"), values.weekday),
    (re.compile(rf"(?:sau )?{TET}"), _since_tet),
)  # fmt: skip
_NAMED_YEAR = r"(?:(?:19|20)\d\d|nay|ngoai|kia|truoc|roi)"
_POINT = (
    rf"(?:(?:(?:dau |giua |cuoi )?(?:thang |nam )|ngay |hom )?\d[\d/.-]*(?: thang \d{{1,2}})?(?: nam {_NAMED_YEAR})?|"
    rf"(?:dau |giua |cuoi )?(?:nam|thang|tuan) {_WHICH}|(?:dau |giua |cuoi )?nam (?:ngoai|kia)|"
    r"(?:hom|bua) (?:nay|qua|kia)|(?:dau|giua|cuoi) (?:nam|thang))"
)
# "Mở cửa từ thứ hai đến thứ sáu" tells of every week: a weekday and a Tết begin only what goes on till now.
_TILL_NOW = (
    rf"(?:{_POINT}|(?:hom )?(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?: (?:tuan )?(?:nay|truoc|roi))?|"
    rf"(?:sau )?{TET})"
)
_MONTH_OR_YEAR = r"(?:nam (?:19|20)\d\d|thang \d{1,2}[/-](?:19|20)\d\d|thang \d{1,2} nam (?:19|20)\d\d)"
# Only what lies side by side is one period; of "tháng 3 và tháng 8" the first is read.
_TWO_MONTHS = "|".join(
    rf"{n}(?:,? (?:va|voi|den|toi|hoac|hay) |, ?|\s?[-–]\s?)(?:thang )?{n + 1}" for n in range(1, 12)
)
_NO_END = r"(?! (?:den|toi)\b|\s?[-–]\s?\d)"

SPANS: tuple[tuple[str, str, Reader], ...] = (
    (
        "thang 0",
        rf"thang (?P<months>{_TWO_MONTHS})(?!\d)(?:(?: nam |/){ANY_Y}|{NO_AMOUNT})", two_months,
    ),
    ("tu ", rf"tu (?P<start>{_POINT}) (?:den|toi|-) (?P<end>{_POINT})", _range),
    (
        "0000 den|0000 toi",
        rf"(?:nam )?(?P<start>(?:19|20)\d\d) (?:den|toi) (?:nam )?(?P<end>(?:19|20)\d\d){NO_AMOUNT}", _range,
    ),
    (
        "tu  & /|.|-",
        rf"tu (?:ngay )?(?P<from>\d{{1,2}}) (?:den|toi|-) (?:ngay )?{DM}(?:[/.-]{Y})?", _day_range,
    ),
    ("0/0 & -|–", rf"(?:ngay )?(?P<from>\d{{1,2}})\s?[-–]\s?(?P<d>\d{{1,2}})/{M}(?:/{Y})?", _day_range),
    (
        "dau nam|dau thang|dau tuan",
        rf"(?:(?:ke )?tu )?dau (?P<side>nam|thang|tuan)(?! (?:ngoai|kia|truoc|roi)){TO_NOW}", _since_start,
    ),
    ("tu ", rf"(?:ke )?tu (?P<start>{_TILL_NOW}){TO_NOW}", _since),
    ("ke tu ", rf"ke tu (?P<start>{_TILL_NOW}){_NO_END}", from_then_on),
    ("tu & nam 0000|thang 0", rf"tu (?P<start>{_MONTH_OR_YEAR}){_NO_END}", from_then_on),
    ("tu & tro di", rf"tu (?P<start>{_POINT}) tro di", from_then_on),
    ("sau & nam 0000|thang 0", rf"(?:ke tu |tu )?sau (?P<start>{_MONTH_OR_YEAR}){_NO_END}", after),
    ("truoc & nam 0000|thang 0", rf"truoc (?P<end>{_MONTH_OR_YEAR}){_NO_END}", before),
)  # fmt: skip
"""Expressions as those of `date_rules`, which holds them."""

# An article announces what is so "từ năm 2025", and looks back to what was "trước năm 2020": it tells of no such time.
OF_QUESTIONS: frozenset[Reader] = frozenset(
    (
        from_then_on,
        after,
        before,
        values.day_alone,
        values.a_year_ago,
        feasts.this_feast,
        feasts.feast_of_this_year,
        feasts.coming_feast,
        feasts.this_tet,
        feasts.beside_tet,
    )
)
"""What only a question means: all the days from one on, after or before one, the time a year ago, a day by number.

And the feast that is to come; for an article that is a few weeks, for a question also what is told before.
"""
NOT_TOLD_OF: frozenset[Reader] = frozenset((after, before))
"""Of them those whose month or year an article does not tell of either."""
