"""The days of feasts, by the moon and by the sun, and what "Trung thu năm ngoái", "sau Tết", "Tết này" mean.

Readers as those of `date_values`. A feast that names no year is of none: one asks so what is done on it every year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from corpus.language.time.calendar import (
    DAY,
    Days,
    day_of,
    from_table,
    latest_tet,
    lunar_year,
    past_tet,
    tet,
)
from corpus.language.time.date_values import which_year

_AROUND = timedelta(days=10)  # of a feast, within which papers write about it
_WEEKS = timedelta(days=30)  # before and after Tết
_PREPARED = timedelta(
    days=60
)  # before somebody asks, from which on what is told of a feast is of the coming one
_AFTER_THE_LAST = timedelta(days=340)  # before a feast: what was told of the one before it lies further back
_SOON = timedelta(days=75)  # "Noel này" within this time before it is the coming one
_FIRST_OF_HISTORY = 2000  # the night of Christmas 1972 is told of in articles of any year
_NO_LONGER_LAST = 10  # month from which on "trước Tết" may be the last or the coming one

# The fifteenth of the eighth lunar month, the tenth of the third.
_MID_AUTUMN = from_table(
    "2000-09-12 2001-10-01 2002-09-21 2003-09-11 2004-09-28 2005-09-18 2006-10-06 2007-09-25 2008-09-14 2009-10-03 "
    "2010-09-22 2011-09-12 2012-09-30 2013-09-19 2014-09-08 2015-09-27 2016-09-15 2017-10-04 2018-09-24 2019-09-13 "
    "2020-10-01 2021-09-21 2022-09-10 2023-09-29 2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 "
    "2030-09-12 2031-10-01 2032-09-19 2033-09-08 2034-09-26 2035-09-16"
)
_KINGS = from_table(
    "2000-04-14 2001-04-03 2002-04-22 2003-04-11 2004-04-28 2005-04-18 2006-04-07 2007-04-26 2008-04-15 2009-04-04 "
    "2010-04-23 2011-04-12 2012-03-31 2013-04-19 2014-04-09 2015-04-28 2016-04-16 2017-04-06 2018-04-25 2019-04-14 "
    "2020-04-02 2021-04-21 2022-04-10 2023-04-29 2024-04-18 2025-04-07 2026-04-26 2027-04-16 2028-04-04 2029-04-23 "
    "2030-04-12 2031-04-01 2032-04-19 2033-04-09 2034-04-28 2035-04-17"
)
# Lunar years before which the last month has but 29 days: their eve is the 29th.
_SHORT_LAST_MONTH = frozenset((2000, 2001, 2003, 2006, 2007, 2012, 2013, 2016, 2022, *range(2025, 2033)))

_OF_YEAR: dict[str, Callable[[int], date | None]] = {
    "trung thu": _MID_AUTUMN.get,
    "ram thang tam": _MID_AUTUMN.get,
    "ram thang 8": _MID_AUTUMN.get,
    "gio to": _KINGS.get,
    "gio to hung vuong": _KINGS.get,
    "noel": lambda year: date(year, 12, 25),
    "giang sinh": lambda year: date(year, 12, 25),
    "tet duong lich": lambda year: date(year, 1, 1),
    "tet tay": lambda year: date(year, 1, 1),
    "tet": tet,
}


def _around(day: date | None) -> Days | None:
    return (day - _AROUND, day + _AROUND) if day else None


def _past(name: str, today: date) -> date | None:
    this, last = _OF_YEAR[name](today.year), _OF_YEAR[name](today.year - 1)
    return last if this is None or this > today else this


def _coming(name: str, today: date) -> date | None:
    """The next one; of one that is still kept, that."""
    days = (_OF_YEAR[name](today.year + ahead) for ahead in (0, 1))
    return next((day for day in days if day is not None and day + 3 * DAY >= today), None)


def _up_to(day: date | None, today: date) -> Days | None:
    """Of a feast to come: what is told of it already, and what is told of its days."""
    around = _around(day)
    if day is None or around is None:
        return None
    return max(min(around[0], today - _PREPARED), day - _AFTER_THE_LAST), around[1]


def feast(match: re.Match[str], today: date) -> Days | None:
    """Trung thu năm ngoái, Noel 2025."""
    year = which_year(match["y"], today)
    return _around(_OF_YEAR[match["feast"]](year)) if year >= _FIRST_OF_HISTORY else None


def feast_of_this_year(match: re.Match[str], today: date) -> Days | None:
    """Trung thu năm nay: also what is told before it, where it is to come."""
    day = _OF_YEAR[match["feast"]](today.year)
    return _up_to(day, today) if day and day - _AROUND > today else _around(day)


def past_feast(match: re.Match[str], today: date) -> Days | None:
    """Trung thu vừa rồi, Noel rồi: the latest that has begun."""
    return _around(_past(match["feast"], today))


def this_feast(match: re.Match[str], today: date) -> Days | None:
    """Noel này, trung thu này: the coming one where it is near, else the latest."""
    name = match["feast"]
    coming = _coming(name, today)
    if coming is not None and coming <= today + _SOON:
        return _up_to(coming, today)
    return _around(_past(name, today))


def coming_feast(match: re.Match[str], today: date) -> Days | None:
    """Tết tới, Noel sắp tới: the next one."""
    return _up_to(_coming(match["feast"], today), today)


def this_tet(_match: re.Match[str], today: date) -> Days | None:
    """Tết này: from October on that of next year, whose holidays are spoken of then."""
    if today.month >= _NO_LONGER_LAST:
        return _up_to(tet(today.year + 1), today)
    day = latest_tet(today)
    return _up_to(day, today) if day and day - _AROUND > today else _around(day)


# ── Tết ─────────────────────────────────────────────────────────────────────────────────────────


def _tet_day(match: re.Match[str], today: date) -> date | None:
    if (name := match["lunar"]) and not (match["y"] or "").isdecimal():  # "Tết Mậu Thân 1968"
        return tet(lunar_year(name, today))
    if match["y"] == "roi":
        return past_tet(today)
    return tet(which_year(match["y"], today)) if match["y"] else latest_tet(today)


def around_tet(match: re.Match[str], today: date) -> Days | None:
    """Tết 2024, Tết Giáp Thìn: ten days before its first day and ten from it on."""
    return _around(_tet_day(match, today))


def around_latest_tet(_match: re.Match[str], today: date) -> Days | None:
    """Tết vừa rồi, Tết rồi, Tết năm rồi: the latest that is past."""
    return _around(past_tet(today))


def beside_tet(match: re.Match[str], today: date) -> Days | None:
    """sau Tết 2024, giáp Tết năm ngoái, trước Tết: the month on that side of it.

    Without a year it is that of the latest one, unless the next is as near.
    """
    is_named = match["y"] or match["lunar"]
    day = _tet_day(match, today) if is_named or today.month < _NO_LONGER_LAST else None
    if day is None:
        return None
    return (day, day + _WEEKS) if match["side"] in ("sau", "ra") else (day - _WEEKS, day)


def day_of_tet(match: re.Match[str], today: date) -> Days | None:
    """mùng 3 Tết."""
    day = _tet_day(match, today)
    return day_of(day + (int(match["n"]) - 1) * DAY) if day else None


def day_before_tet(match: re.Match[str], today: date) -> Days | None:
    """28 Tết, 23 tháng Chạp; the thirtieth is the eve, also where there is none."""
    day, number = _tet_day(match, today), int(match["n"])
    if day is None:
        return None
    length = 29 if day.year in _SHORT_LAST_MONTH else 30
    return day_of(day - (length - min(number, length) + 1) * DAY)


def new_years_eve(match: re.Match[str], today: date) -> Days | None:
    """giao thừa."""
    day = _tet_day(match, today)
    return day_of(day - DAY) if day else None


def first_lunar_month(match: re.Match[str], today: date) -> Days | None:
    """tháng Giêng, rằm tháng Giêng."""
    day = _tet_day(match, today)
    if day is None:
        return None
    return day_of(day + 14 * DAY) if match["full"] else (day, day + 30 * DAY)
