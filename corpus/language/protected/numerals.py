"""Numbers, percentages, dates, times and phone numbers, in the ways Vietnamese write them.

A dot separates thousands ("4.214" is 4214) and a comma the decimals ("3,4"); "3.4", which cannot be thousands, is read
as a decimal too. What looks like a day and a month is one, if such a day can be.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.language.protected.token import Kind, Token, token

_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"\d+(?:[.,]\d+)*"
# Folded, right behind a number: what is no unit makes a code of it ("a15b"). Part of every index.
_UNITS = (
    "kg|km2|km²|km|m2|m²|m3|m³|m|cm|mm|ha|mg|ml|l|tr|ty|ti|trieu|nghin|ngan|dong|d|usd|vnd|kwp|kwh|kw|mwp|mw|w|gb|mb|tb|"
    "nguoi|xa|thang|nam|ngay"
)

_FULL_DATE = re.compile(
    rf"(\d{{1,2}})(?:([/.-])(\d{{1,2}})\2({_YEAR}|\d\d)(?![/-]?\d)"
    rf"| ?([/-]) ?(\d{{1,2}}) ?\5 ?({_YEAR})(?!\d)"
    rf"| thang (\d{{1,2}})(?:,? nam |[/-]| [/-] )({_YEAR})(?!\d))"
)
_DAYS = re.compile(rf"(\d{{1,2}}) ?[-–] ?(\d{{1,2}})/(\d{{1,2}})(?:[/-]({_YEAR}))?(?![/-]?\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:/| thang )(\d{1,2})(?![/.,]?\d)")
_DAY_MONTH_AFTER = re.compile(r"(\d{1,2}) ?[./-] ?(\d{1,2})(?![/.,]?\d)")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}})/({_YEAR})(?![/\d])")
_MONTH_YEAR_AFTER = re.compile(rf"(\d{{1,2}})(?: ?[/-] ?|,? nam )({_YEAR})(?![/\d])")
_TIME = re.compile(
    r"(\d{1,2}) ?(?:(?:h|gio) ?([0-5]\d)(?: ?phut\b)?(?!\d|[.,]\d)|[:g]([0-5]\d)(?!\d)"
    r"|(?:h|gio) ?(\d)(?: ?phut\b)|(?:h|gio)(?![a-z0-9]))"
)
_PHONE = re.compile(r"0\d{2,3}(?:[ .-]?\d{3,4}){2}(?!\d)")
_FRACTION = re.compile(r"(\d+)/(\d+)(?![\d/])")
_PERCENT = re.compile(rf"({_NUMBER})(?: ?[-–] ?{_NUMBER})? ?(?:%|phan tram\b)")
_PLAIN = re.compile(_NUMBER)
_GLUED = re.compile(rf"{_NUMBER}(?!(?:{_UNITS})(?![a-z0-9]))[a-z][a-z0-9]*")
_DAY_WORDS = ("ngay ", "mung ", "mong ", "sang ", "trua ", "chieu ", "toi ", "dem ", "hom ")


def read(folded: str, at: int) -> Token | None:
    """The numeral that starts at `at`, where a digit stands."""
    before = folded[max(0, at - 7) : at]
    for reader in _READERS:
        if (found := reader(folded, at, before)) is not None:
            return found
    return None


def canonical(number: str) -> str:
    """A number as it is indexed: "4.214" → "4214", "3.40" → "3,4", "06" → "6"."""
    whole, decimals = _divided(number)
    whole = whole.lstrip("0") or "0"
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole


def _divided(number: str) -> tuple[str, str]:
    """Digits before and after the decimal sign."""
    groups = re.split(r"[.,]", number)
    signs = re.findall(r"[.,]", number)
    if not signs:
        return number, ""
    if len(set(signs)) == 2:  # 4.214,5 and 4,214.5: the last sign is the decimal one
        return "".join(groups[:-1]), groups[-1]
    thousands = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0] != "0"
    if len(signs) > 1:
        return "".join(groups), ""
    if thousands and signs[0] == ".":
        return "".join(groups), ""
    return groups[0], groups[1]


def _full_date(folded: str, at: int, _before: str) -> Token | None:
    match = _FULL_DATE.match(folded, at)
    if match is None:
        return None
    day, month, year = (
        int(part) for part in (match[1], match[3] or match[6] or match[8], match[4] or match[7] or match[9])
    )
    if not _is_day(day, month):
        return None
    if year < 100:
        year += 2000 if year < 50 else 1900
    return token(at, match.end(), Kind.DATE, f"{day}/{month}/{year}", f"{day}/{month}")


def _days(folded: str, at: int, _before: str) -> Token | None:
    """ "16-17/8/2021": the first of the days; the second is read by itself."""
    match = _DAYS.match(folded, at)
    if match is None or not _is_day(int(match[1]), int(match[3])) or int(match[1]) >= int(match[2]):
        return None
    day = f"{int(match[1])}/{int(match[3])}"
    return token(at, match.end(1), Kind.DATE, *((f"{day}/{match[4]}", day) if match[4] else (day,)))


def _day_month(folded: str, at: int, before: str) -> Token | None:
    pattern = _DAY_MONTH_AFTER if before.endswith(_DAY_WORDS) else _DAY_MONTH
    match = pattern.match(folded, at) or _DAY_MONTH.match(folded, at)
    if match is None or before.endswith("quy ") or not _is_day(int(match[1]), int(match[2])):
        return None
    return token(at, match.end(), Kind.DATE, f"{int(match[1])}/{int(match[2])}")


def _month_year(folded: str, at: int, before: str) -> Token | None:
    pattern = _MONTH_YEAR_AFTER if before.endswith("thang ") else _MONTH_YEAR
    match = pattern.match(folded, at)
    if match is None or before.endswith("quy ") or not 1 <= int(match[1]) <= 12:
        return None
    return token(at, match.end(), Kind.DATE, f"{int(match[1])}/{match[2]}")


def _time(folded: str, at: int, _before: str) -> Token | None:
    match = _TIME.match(folded, at)
    if match is None or int(match[1]) > 24:
        return None
    minutes = int(match[2] or match[3] or match[4] or 0)
    return token(
        at, match.end(), Kind.TIME, f"{int(match[1])}h{minutes:02d}" if minutes else f"{int(match[1])}h"
    )


def _phone(folded: str, at: int, _before: str) -> Token | None:
    match = _PHONE.match(folded, at)
    return token(at, match.end(), Kind.PHONE, re.sub(r"\D", "", match[0])) if match else None


def _percent(folded: str, at: int, _before: str) -> Token | None:
    """ "3-4%" is 3% and 4%: the sign belongs to both."""
    match = _PERCENT.match(folded, at)
    if match is None:
        return None
    is_range = any(sign in match[0] for sign in "-–")
    return token(at, match.end(1) if is_range else match.end(), Kind.PERCENT, f"{canonical(match[1])}%")


def _fraction(folded: str, at: int, before: str) -> Token | None:
    match = _FRACTION.match(folded, at)
    if match is None or before.endswith("quy "):
        return None
    one, other = canonical(match[1]), canonical(match[2])
    return token(at, match.end(), Kind.NUMBER, f"{one}/{other}", one, other)


def _glued(folded: str, at: int, _before: str) -> Token | None:
    """ "5g", "4k", "1a": a name; but "5kg" is a number and its unit."""
    match = _GLUED.match(folded, at)
    return token(at, match.end(), Kind.NAME, match[0].replace(".", "").replace(",", "")) if match else None


def _number(folded: str, at: int, _before: str) -> Token | None:
    match = _PLAIN.match(folded, at)
    return token(at, match.end(), Kind.NUMBER, canonical(match[0])) if match else None


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


_READERS: tuple[Callable[[str, int, str], Token | None], ...] = (
    _full_date, _days, _month_year, _day_month, _time, _phone, _percent, _fraction, _glued, _number,
)  # fmt: skip
