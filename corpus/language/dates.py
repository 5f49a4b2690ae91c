"""Vietnamese expressions of time in a question → the days they mean, in Asia/Ho_Chi_Minh.

Everything is matched on folded text, so that "thang 8/2023" reads like "tháng 8/2023"; but a word that
was typed with marks must be the right word: "3 ngày quá" is no "3 ngày qua", "Việt Nam 2023" no "năm 2023".
What looks like a date but belongs to something else (nhiệm kỳ 2020-2025, năm học 2023-2024, the date a
resolution was issued, the number of a house) is not read as a period.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from corpus.language.text import fold
from corpus.models import Period, Span
from corpus.timezone import VIETNAM

Days = tuple[date, date]
"""[first day, day after the last)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression of time: where it stands in the question, and the period it means."""

    span: Span
    period: Period


def find_period(question: str, asked_at: datetime) -> Mention | None:
    """The period a question asks about, or None. The longest expression wins, then the first."""
    today = asked_at.astimezone(VIETNAM).date()
    found = list(_mentions(question, today))
    return max(found, key=lambda one: (one.span.end - one.span.start, -one.span.start), default=None)


def period_of(days: Days, label: str) -> Period:
    """A period of whole days in Vietnam's time."""
    start, end = (datetime.combine(day, time.min, VIETNAM) for day in days)
    return Period(start, end, label)


def _mentions(question: str, today: date) -> Iterator[Mention]:
    folded = fold(question)
    taken = [match.span() for trap in _TRAPS for match in trap.finditer(folded)]
    for pattern, read in _RULES:
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if not _marks_agree(question[match.start() : match.end()]):
                continue
            days = _read(read, match, today)
            if days is not None:
                yield Mention(Span(*match.span()), period_of(days, _label(days)))


def _read(
    read: Callable[[re.Match[str], date], Days | None], match: re.Match[str], today: date
) -> Days | None:
    try:
        days = read(match, today)
    except (ValueError, OverflowError):  # 31/2, tháng 13, year 0
        return None
    return days if days and days[0] < days[1] else None


# The only right marks of each word the rules are made of; a word typed bare is always right.
_WORDS = {
    fold(word): word
    for word in (
        "hôm nay qua kia sáng trưa chiều tối đêm tuần trước này cuối đầu giữa thứ hai ba tư năm sáu bảy chủ nhật "
        "tháng quý ngày ngoái từ đến tới tết mùng mồng gần đây vừa rồi rưỡi"
    ).split()
}
_TWINS = {"nam": {"năm"}, "nay": {"nay", "này"}, "tu": {"từ", "tư"}, "toi": {"tối", "tới"}}


def _marks_agree(typed: str) -> bool:
    for word in re.findall(r"[^\W\d_]+", typed.lower()):
        plain = fold(word)
        right = _TWINS.get(plain) or {_WORDS.get(plain, word)}
        if word != plain and word not in right:
            return False
        if plain == "nam" and typed.find("Nam") >= 0:
            return False
    return True


def _label(days: Days) -> str:
    """How the period is shown: 17/8/2023, 1–31/8/2023, 1/7–30/9/2023."""
    first, last = days[0], days[1] - timedelta(days=1)
    full = f"{last.day}/{last.month}/{last.year}"
    if first == last:
        return full
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{full}"
    if first.year == last.year:
        return f"{first.day}/{first.month}–{full}"
    return f"{first.day}/{first.month}/{first.year}–{full}"


# ── what a piece of a match means ───────────────────────────────────────────────────────────────


def _day(day: date) -> Days:
    return day, day + timedelta(days=1)


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year + 1, 1, 1)


def _quarter(year: int, quarter: int) -> Days:
    return _month(year, 3 * quarter - 2)[0], _month(year, 3 * quarter)[1]


def _week(today: date, back: int) -> Days:
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return monday, monday + timedelta(days=7)


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5,
}  # fmt: skip


def _latest_month(month: int, today: date) -> Days:
    """The latest month of that number that has begun."""
    return _month(today.year if month <= today.month else today.year - 1, month)


def _which_year(word: str | None, today: date) -> int:
    """nay → this year, ngoái → last, kia → the one before, digits → themselves."""
    if word is None or word == "nay":
        return today.year
    if word in ("ngoai", "truoc"):
        return today.year - 1
    return today.year - 2 if word == "kia" else int(word)


def _relative_day(match: re.Match[str], today: date) -> Days:
    return _day(today - timedelta(days={"nay": 0, "qua": 1, "kia": 2}[match["rel"]]))


def _weekday(match: re.Match[str], today: date) -> Days:
    number = 6 if match["day"] is None else _WEEKDAYS[match["day"]]
    if match["rel"]:
        monday = _week(today, 1 if match["rel"] == "truoc" else 0)[0]
        return _day(monday + timedelta(days=number))
    back = (today.weekday() - number) % 7
    return _day(today - timedelta(days=back))


def _numeric_day(match: re.Match[str], today: date) -> Days:
    day, month = int(match["d"]), int(match["m"])
    if match["y"]:
        return _day(date(int(match["y"]), month, day))
    this_year = date(today.year, month, day)
    return _day(this_year if this_year <= today else date(today.year - 1, month, day))


def _weekend(match: re.Match[str], today: date) -> Days:
    monday = _week(today, 1 if match["rel"] == "truoc" else 0)[0]
    return monday + timedelta(days=5), monday + timedelta(days=7)


def _last_units(match: re.Match[str], today: date) -> Days:
    number = int(match["n"])
    days = {"ngay": 1, "tuan": 7, "thang": 30, "nam": 365}[match["unit"]]
    return today - timedelta(days=number * days), today + timedelta(days=1)


def _months_of_year(match: re.Match[str], today: date) -> Days:
    year, number = _which_year(match["y"], today), int(match["n"])
    if match["side"] == "dau":
        return date(year, 1, 1), _month(year, number)[1]
    return date(year, 13 - number, 1), date(year + 1, 1, 1)


def _side_of_year(match: re.Match[str], today: date) -> Days:
    year = _which_year(match["y"], today)
    first, last = {"dau": (1, 3), "giua": (5, 8), "cuoi": (10, 12)}[match["side"]]
    return _month(year, first)[0], _month(year, last)[1]


def _side_of_month(match: re.Match[str], today: date) -> Days:
    month, year = int(match["m"]), match["y"]
    first, end = _month(int(year), month) if year else _latest_month(month, today)
    thirds = {"dau": (0, 10), "giua": (10, 20), "cuoi": (20, 31)}[match["side"]]
    return first + timedelta(days=thirds[0]), min(first + timedelta(days=thirds[1]), end)


def _relative_month(match: re.Match[str], today: date) -> Days:
    if match["rel"] == "nay":
        return _month(today.year, today.month)
    before = today.replace(day=1) - timedelta(days=1)
    return _month(before.year, before.month)


# First day of the lunar year in Vietnam (2007 and 2030 differ from China's calendar).
_TET = {
    day.year: day
    for day in map(
        date.fromisoformat,
        (
            "2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17 2008-02-07 "
            "2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 "
            "2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 "
            "2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08"
        ).split(),
    )
}
_TET_AROUND = timedelta(days=10)


def _tet(match: re.Match[str], today: date) -> Days | None:
    word = match["y"]
    year = _which_year(word, today) if word else today.year
    day = _TET.get(year)
    if word is None and day is not None and day - timedelta(days=45) > today:
        day = _TET.get(year - 1)
    return (day - _TET_AROUND, day + _TET_AROUND) if day else None


def _range(match: re.Match[str], today: date) -> Days | None:
    end = _end_point(match["end"], today)
    start = _end_point(match["start"], end[0] if end else today)
    return (start[0], end[1]) if start and end else None


def _end_point(text: str, today: date) -> Days | None:
    """One end of "từ … đến …": a day, a month or a year; what is missing comes from the other end."""
    for pattern, read in (_DAY_POINT, _MONTH_POINT, _YEAR_POINT):
        if match := pattern.fullmatch(text.strip()):
            return read(match, today)
    return None


_Y = r"(?P<y>20\d\d)"
_DMY = r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})"
_SPELLED = r"(?P<d>\d{1,2}) thang (?P<m>\d{1,2})"
_DAY_POINT = (
    re.compile(rf"(?:ngay )?(?:(?P<d>\d{{1,2}})(?:[/.-]| thang )(?P<m>\d{{1,2}})(?:(?:[/.-]| nam ){_Y})?)"),
    _numeric_day,
)
_MONTH_POINT: tuple[re.Pattern[str], Callable[[re.Match[str], date], Days | None]] = (
    re.compile(rf"thang (?P<m>\d{{1,2}})(?:(?:[/-]| nam ){_Y})?"),
    lambda match, today: (
        _month(int(match["y"]), int(match["m"])) if match["y"] else _latest_month(int(match["m"]), today)
    ),
)
_YEAR_POINT: tuple[re.Pattern[str], Callable[[re.Match[str], date], Days | None]] = (
    re.compile(rf"(?:nam )?{_Y}"),
    lambda match, _today: _year(int(match["y"])),
)

_POINT = r"(?:ngay |thang |nam )?\d[\d/.-]*(?: thang \d{1,2})?(?: nam 20\d\d)?"
_HALF = r"(?:(?:sang|trua|chieu|toi|dem) )"

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Days | None]], ...] = tuple(
    (re.compile(rf"(?<![\w/-])(?:{pattern})(?![\w%]|[/.,-]\d)"), read)
    for pattern, read in (
        (rf"(?:hom|{_HALF}(?:hom )?)(?: )?(?P<rel>nay|qua|kia)", _relative_day),
        (rf"{_HALF}?(?:thu (?P<day>\w+)|chu nhat|cn)(?: tuan (?P<rel>nay|truoc|qua))?", _weekday),
        (r"cuoi tuan(?: (?P<rel>nay|truoc|qua))?", _weekend),
        (r"tuan (?P<rel>nay)", lambda _match, today: _week(today, 0)),
        (r"tuan (?:truoc|qua|roi|vua roi)", lambda _match, today: _week(today, 1)),
        (r"thang (?P<rel>nay|truoc|qua|roi)", _relative_month),
        (r"nam (?P<y>nay|ngoai|kia|truoc)", lambda match, today: _year(_which_year(match["y"], today))),
        (rf"nam {_Y}", _YEAR_POINT[1]),
        (rf"thang (?P<m>\d{{1,2}})(?:(?:\s?[/-]\s?| nam ){_Y})?", _MONTH_POINT[1]),
        (
            r"thang (?P<m>\d{1,2}) nam (?P<y>nay|ngoai)",
            lambda match, today: _month(_which_year(match["y"], today), int(match["m"])),
        ),
        (
            rf"quy (?P<q>i{{1,3}}|iv|[1-4])(?:(?:\s?[/-]\s?| nam | ){_Y})?(?: nam (?P<rel>nay|ngoai))?",
            lambda match, today: _quarter(_which_year(match["y"] or match["rel"], today), _ROMAN[match["q"]]),
        ),
        (r"(?P<n>\d{1,2}) thang (?P<side>dau|cuoi) nam(?: (?P<y>nay|ngoai|20\d\d))?", _months_of_year),
        (r"(?P<side>dau|giua|cuoi) nam(?: (?P<y>nay|ngoai|20\d\d))?", _side_of_year),
        (r"(?P<side>dau|giua|cuoi) thang (?P<m>\d{1,2})(?:[/-](?P<y>20\d\d))?", _side_of_month),
        (rf"(?:{_HALF}|ngay )?{_DMY}[/.-]{_Y}", _numeric_day),
        (rf"(?:{_HALF}|ngay )(?P<d>\d{{1,2}})[/-](?P<m>\d{{1,2}})(?P<y>(?!))?", _numeric_day),
        (rf"(?:{_HALF}|ngay )?{_SPELLED}(?: nam {_Y})?", _numeric_day),
        (
            r"(?:trong )?(?P<n>\d{1,3}) (?P<unit>ngay|tuan|thang|nam) (?:qua|gan day|vua qua|tro lai day)",
            _last_units,
        ),
        (r"(?:dip |sau |truoc )?tet(?: nguyen dan)?(?: nam)?(?: (?P<y>nay|ngoai|20\d\d))?", _tet),
        (rf"tu (?P<start>{_POINT}) (?:den|toi) (?P<end>{_POINT})", _range),
    )
)

# What only looks like a period.
_DOCUMENT = (
    r"(?:nghi quyet|chi thi|quyet dinh|ke hoach|cong van|thong tu|nghi dinh|luat|ket luan|thong bao|cong dien|"
    r"to trinh|van ban|chuong trinh|huong dan|quy dinh|de an)"
)
_TRAPS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:nhiem ky|giai doan|nam hoc|nien khoa|nien vu|khoa|tam nhin)(?: \w+)? \d{4}(?:\s?[-–/]\s?\d{2,4})?",
        r"(?:20\d\d)\s?[-–]\s?20\d\d",
        rf"{_DOCUMENT}(?: so)? ?[\w/.-]*,?(?: cua [\w ]+?)?,?(?: ky| ban hanh)? ngay [\d/.-]+(?: thang \d+ nam \d+)?",
        r"\bso \d[\d/.-]*",
        r"\d{1,2}/\d{1,2} (?:nguoi|hoc sinh|dai bieu|xa|ho|phieu|thanh vien)",
    )
)
