"""Days, months, quarters and years as half-open ranges of days, and the lunar new year."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

Days = tuple[date, date]
"""[first day, day after the last)."""

DAY = timedelta(days=1)
EVER = date(1900, 1, 1)
"""Before any newspaper that is read here: where what has no beginning begins."""


def day_of(day: date) -> Days:
    """One day."""
    return day, day + DAY


def month_of(year: int, month: int) -> Days:
    """A month; ValueError where there is none of that number."""
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def months_before(today: date, count: int) -> Days:
    """The month that lies `count` months before today's."""
    number = today.year * 12 + today.month - 1 - count
    return month_of(number // 12, number % 12 + 1)


def year_of(year: int) -> Days:
    """A year."""
    return date(year, 1, 1), date(year + 1, 1, 1)


def quarter_of(year: int, quarter: int) -> Days:
    """A quarter, 1 to 4."""
    return month_of(year, 3 * quarter - 2)[0], month_of(year, 3 * quarter)[1]


def week_of(today: date, back: int) -> Days:
    """Monday to Sunday, `back` weeks before today's week."""
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return monday, monday + timedelta(days=7)


def latest_month(month: int, today: date) -> Days:
    """The latest month of that number that has begun."""
    return month_of(today.year if month <= today.month else today.year - 1, month)


def latest_day(day: int, month: int, today: date) -> Days:
    """The latest day of that date that is not after today. Raises ValueError where no year has it."""
    year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    if (month, day) == (2, 29):
        year = next(leap for leap in range(year, year - 9, -1) if isleap(leap))
    return day_of(date(year, month, day))


def from_table(days: str) -> dict[int, date]:
    """A day of each year, by its year."""
    return {day.year: day for day in map(date.fromisoformat, days.split())}


# First day of the lunar year in Vietnam (2007 and 2030 differ from China's calendar).
_TET = from_table(
    "2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17 2008-02-07 "
    "2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 "
    "2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 "
    "2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08"
)
_UPCOMING = timedelta(days=45)  # "Tết" asked within this time before it is the coming one

_STEMS = "giap at binh dinh mau ky canh tan nham quy".split()
_BRANCHES = "ty suu dan mao thin ty ngo mui than dau tuat hoi".split()
LUNAR_YEARS = {
    f"{_STEMS[number % 10]} {_BRANCHES[number % 12]}": number for number in range(60)
}  # fmt: skip
"""Folded name of a lunar year → its number in the cycle of sixty; 1984 was the first, Giáp Tý.

"Tý" and "Tỵ" are one word without marks, but each stem goes with only one of them: their places differ by five.
"""


def lunar_year(name: str, today: date) -> int:
    """The year of that folded name that lies nearest to today."""
    first = 1984 + LUNAR_YEARS[name]
    return min(range(first - 60, first + 121, 60), key=lambda year: abs(year - today.year))


def tet(year: int) -> date | None:
    """The first day of the lunar year that begins in that year; None outside of the table."""
    return _TET.get(year)


def latest_tet(today: date) -> date | None:
    """The latest Tết, or the coming one where it is near."""
    day = _TET.get(today.year)
    return _TET.get(today.year - 1) if day is not None and day - _UPCOMING > today else day


def past_tet(today: date) -> date | None:
    """The latest Tết whose first day is not to come."""
    day = _TET.get(today.year)
    return _TET.get(today.year - 1) if day is not None and day > today else day
