"""What an expression of time means on a given day: readers of the matches of `date_rules`, which names their groups.

A reader raises ValueError where there is no such day (31/2) and gives None where nothing is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from corpus.language.time.calendar import (
    DAY,
    Days,
    day_of,
    latest_day,
    latest_month,
    month_of,
    months_before,
    quarter_of,
    week_of,
    year_of,
)

Reader = Callable[[re.Match[str], date], Days | None]
"""Of a match, and the day from which it is read."""

_QUARTERS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4,
}  # fmt: skip
_WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5,
}  # fmt: skip
SPELLED = {
    word: number
    for number, word in enumerate("mot hai ba bon nam sau bay tam chin muoi".split(), start=1)
}  # fmt: skip
_MONTHS = {**SPELLED, "tu": 4, "muoi mot": 11, "muoi hai": 12}
_ONES = {**SPELLED, "tu": 4, "lam": 5}
_PAST = ("truoc", "qua", "roi", "vua roi", "vua qua")


def _count(word: str) -> int:
    return SPELLED[word] if word in SPELLED else int(word)


def which_year(word: str | None, today: date) -> int:
    """nay → this year, ngoái → last, kia → the one before, digits → themselves, "23" → 2023."""
    if word is None or word == "nay":
        return today.year
    if word == "kia":
        return today.year - 2
    if not word.isdecimal():
        return today.year - 1
    number = int(word)  # of two digits as in `numerals`
    return number if number > 99 else number + (2000 if number < 50 else 1900)


def _day(words: str) -> int:
    """ "19", "mười chín", "mùng ba"."""
    if words.isdecimal():
        return int(words)
    tens, is_over, ones = words.removeprefix("mung ").removeprefix("mong ").rpartition("muoi")
    return (10 * SPELLED.get(tens.strip(), 1) if is_over else 0) + _ONES.get(ones.strip(), 0)


def _month(word: str) -> int:
    return _MONTHS[word] if word in _MONTHS else int(word)


# ── days and weeks ──────────────────────────────────────────────────────────────────────────────


def relative_day(match: re.Match[str], today: date) -> Days:
    """hôm nay, tối qua, hôm kia."""
    return day_of(today - timedelta(days={"nay": 0, "qua": 1, "hom": 1, "kia": 2}[match["rel"]]))


def hour_before(match: re.Match[str], today: date) -> Days:
    """hồi sáng: today; hồi tối, hồi đêm: last night, up to now."""
    is_night = match["half"] in ("toi", "dem", "khuya")
    return today - DAY * is_night, today + DAY


def day_ahead(match: re.Match[str], today: date) -> Days:
    """ngày mai, tối mai, ngày mốt, ngày kia."""
    return day_of(today + (DAY if match["rel"] == "mai" else 2 * DAY))


def weekend_ahead(_match: re.Match[str], today: date) -> Days:
    """cuối tuần tới: Saturday and Sunday of next week."""
    monday = week_of(today, -1)[0]
    return monday + 5 * DAY, monday + 7 * DAY


def units_ahead(match: re.Match[str], today: date) -> Days:
    """ "3 ngày tới": from tomorrow on."""
    days = {"ngay": 1, "hom": 1, "tuan": 7}[match["unit"]]
    return today + DAY, today + (1 + _count(match["n"]) * days) * DAY


def weekday(match: re.Match[str], today: date) -> Days:
    """thứ Năm (the latest), thứ Năm tuần trước, chủ nhật tuần này."""
    number = _WEEKDAYS[match["day"]] if match["day"] else 6
    if match["rel"] == "nay":
        return day_of(week_of(today, 0)[0] + number * DAY)
    if match["week"] and match["rel"]:
        return day_of(week_of(today, 1)[0] + number * DAY)
    return day_of(today - timedelta(days=(today.weekday() - number) % 7))


def part_of_week(match: re.Match[str], today: date) -> Days:
    """A weekend that nobody named is the one that has begun last."""
    is_past = match["rel"] in _PAST or (not match["rel"] and match["side"] == "cuoi" and today.weekday() < 5)
    monday = week_of(today, int(is_past))[0]
    first, end = {"dau": (0, 2), "giua": (2, 4), "cuoi": (5, 7)}[match["side"]]
    return monday + first * DAY, monday + end * DAY


def numeric_day(match: re.Match[str], today: date) -> Days:
    """16/8/2021, 16/8/21, ngày 16 tháng 8 (the latest), chiều 12/8 năm ngoái."""
    day, month, year = _day(match["d"]), _month(match["m"]), match["y"]
    if year is None:
        return latest_day(day, month, today)
    return day_of(date(which_year(year, today), month, day))


def day_alone(match: re.Match[str], today: date) -> Days:
    """hôm 14, ngày 18: the latest day of that number."""
    return day_of_month(match, today)


def a_year_ago(match: re.Match[str], today: date) -> Days:
    """ngày này năm ngoái, tháng này năm ngoái; cùng kỳ năm ngoái: the year up to today's date."""
    day = today.replace(year=today.year - 1)
    match match["of"]:
        case "thang":
            return month_of(day.year, day.month)
        case "ngay":
            return day_of(day)
    return date(day.year, 1, 1), day + DAY


def day_of_month(match: re.Match[str], today: date) -> Days:
    """ngày 12 vừa rồi, ngày 28 tháng trước. Raises ValueError where that month does not have the day."""
    number = int(match["d"])
    if not 1 <= number <= 31:
        raise ValueError(f"no month has a day {number}")
    if match["rel"] in ("thang nay", "thang truoc"):
        return day_of(months_before(today, int(match["rel"] == "thang truoc"))[0].replace(day=number))
    back = int(number > today.day)
    while number > (month := months_before(today, back))[1].toordinal() - month[0].toordinal():
        back += 1  # "ngày 31 vừa rồi" in November
    return day_of(month[0].replace(day=number))


def last_units(match: re.Match[str], today: date) -> Days:
    """ "3 ngày qua": up to and with today."""
    days = {"ngay": 1, "hom": 1, "tuan": 7, "thang": 30, "nam": 365}[match["unit"]]
    return today - timedelta(days=_count(match["n"]) * days), today + DAY


def last_hours(match: re.Match[str], today: date) -> Days:
    """ "48 giờ qua": the days that they reach into."""
    return today - timedelta(days=-(-int(match["n"]) // 24)), today + DAY


def several_units(match: re.Match[str], today: date) -> Days:
    """ "mấy hôm nay": nobody counts; about a week of days, a month of weeks."""
    days = {"ngay": 7, "hom": 7, "bua": 7, "tuan": 28, "thang": 150, "nam": 5 * 365}[match["unit"]]
    return today - timedelta(days=days), today + DAY


def units_ago(match: re.Match[str], today: date) -> Days:
    """ "3 ngày trước" is a day, "2 tuần trước" a week, and so on."""
    count = _count(match["n"])
    match match["unit"]:
        case "tuan":
            return week_of(today, count)
        case "thang":
            return months_before(today, count)
        case "nam":
            return year_of(today.year - count)
    return day_of(today - timedelta(days=count))


# ── months, quarters, years ─────────────────────────────────────────────────────────────────────


def named_month(match: re.Match[str], today: date) -> Days:
    """tháng 8/2023, tháng 12 (the latest that has begun), tháng ba năm ngoái."""
    year, month = match["y"], _month(match["m"])
    return month_of(which_year(year, today), month) if year else latest_month(month, today)


def relative_month(match: re.Match[str], today: date) -> Days:
    """tháng này, tháng trước, tháng trước nữa."""
    return months_before(today, {"nay": 0, "truoc nua": 2}.get(match["rel"], 1))


def named_quarter(match: re.Match[str], today: date) -> Days:
    """quý I/2023, quý 2 năm ngoái, quý IV (the latest that has begun)."""
    quarter = _QUARTERS[match["q"]]
    if not (match["y"] or match["rel"]) and 3 * quarter - 2 > today.month:
        return quarter_of(today.year - 1, quarter)
    return quarter_of(which_year(match["y"] or match["rel"], today), quarter)


def short_year(match: re.Match[str], today: date) -> Days | None:
    """năm 23; none that is to come, "năm 30 tuổi" of somebody."""
    year = which_year(match["y"] or match["y_at_end"], today)
    return year_of(year) if year <= today.year + 1 else None


def relative_quarter(match: re.Match[str], today: date) -> Days:
    """quý này, quý trước."""
    first, _end = months_before(today, (today.month - 1) % 3 + (0 if match["rel"] == "nay" else 3))
    return quarter_of(first.year, (first.month + 2) // 3)


def months_of_year(match: re.Match[str], today: date) -> Days:
    """6 tháng đầu năm, nửa cuối năm 2022, 9 tháng năm 2022."""
    year = which_year(match["y"], today)
    number = 6 if match["n"] == "nua" else _count(match["n"])
    if match["side"] != "cuoi":
        return date(year, 1, 1), month_of(year, number)[1]
    return date(year, 13 - number, 1), date(year + 1, 1, 1)


def side_of_year(match: re.Match[str], today: date) -> Days:
    """đầu năm, cuối năm ngoái: its first or last quarter; giữa năm: May to August."""
    year = which_year(match["y"], today)
    first, last = {"dau": (1, 3), "giua": (5, 8), "cuoi": (10, 12)}[match["side"]]
    return month_of(year, first)[0], month_of(year, last)[1]


def side_of_month(match: re.Match[str], today: date) -> Days:
    """cuối tháng 7, đầu tháng này: its thirds."""
    if match["m"]:
        first, end = named_month(match, today)
    else:
        first, end = months_before(today, int(match["rel"] in _PAST))
    thirds = {"dau": (0, 10), "giua": (10, 20), "cuoi": (20, 31)}[match["side"]]
    return first + thirds[0] * DAY, min(first + thirds[1] * DAY, end)


def summer(match: re.Match[str], today: date) -> Days:
    """hè năm ngoái: May to August."""
    year = which_year(match["y"], today)
    return date(year, 5, 1), date(year, 9, 1)


def past_summer(_match: re.Match[str], today: date) -> Days:
    """hè vừa rồi, hè rồi, hè qua: the latest that has begun."""
    year = today.year if today.month >= 5 else today.year - 1
    return date(year, 5, 1), date(year, 9, 1)
