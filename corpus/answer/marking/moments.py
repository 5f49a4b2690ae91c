"""Moments in a text: times of day, dates, months and years, and ranges of them, each as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.models import Span

_PART = "rạng sáng|sáng|trưa|chiều|tối|đêm|khuya"
_CLOCK = (
    r"\d{1,2}(?: giờ(?: (?:rưỡi|[0-5]?\d(?: phút)?(?!\w|[/.,-]\d)))?|h[0-5]\d|h|g[0-5]\d|g|:[0-5]\d)"
    rf"(?!\w)(?: (?:{_PART})(?!\w))?"
)
_YEAR = r"(?:19|20)\d\d|1[5-8]\d\d"
_MONTH_NAME = "Giêng|Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười|Chạp"
_NUMERIC = (
    rf"\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR})|\d{{1,2}}-\d{{1,2}}-(?:{_YEAR})|\d{{1,2}}/\d{{1,2}}"
    r"|(?<=ngày )\d{1,2}-\d{1,2}"
)
_DAY = (
    rf"(?:(?:{_PART}|ngày|hôm) )*(?:{_NUMERIC}|\d{{1,2}} tháng \d{{1,2}}(?:,? năm (?:{_YEAR}))?)"
    rf"|(?:(?:{_PART}) )?(?:mùng|mồng) \d{{1,2}}(?: tháng (?:\d{{1,2}}|{_MONTH_NAME})| Tết)?"
)
_MONTH = rf"tháng \d{{1,2}}(?:/(?:{_YEAR})|-(?:{_YEAR})|,? năm (?:{_YEAR}))?"
_LONGER = rf"năm (?:{_YEAR})|quý (?:IV|I{{1,3}}|[1-4])(?:[/-](?:{_YEAR})|,? năm (?:{_YEAR}))?"
_ONE = rf"(?:{_CLOCK}(?:,? (?:{_DAY}))?|{_DAY}|{_MONTH}|{_LONGER})(?!\w)(?![/-]?\d)"
_LIMIT = r"trước|sau|chậm nhất|muộn nhất|trễ nhất|đến hết|hết|đầu|giữa|cuối|khoảng"
_TO = r" (?:đến|tới)(?: hết)? |\s?[-–]\s?"
_BARE = r"(?:(?:ngày|mùng|mồng) )?\d{1,2}(?:[.,-]\d{1,2})?"
_MOMENT = re.compile(
    rf"(?<![\w/.,-])(?<!\w[-–])(?:(?:(?<!\w)từ )(?:{_ONE}|{_BARE})(?:{_TO})(?:{_ONE})"
    rf"|{_ONE}(?:{_TO}){_ONE}(?: và {_ONE}(?:{_TO}){_ONE})*"
    rf"|\d{{1,2}}\s?[-–]\s?{_DAY}(?![\w/-])|(?:(?:{_LIMIT}) )*(?:{_ONE}))",
    re.IGNORECASE,
)
# A bare "3 giờ" may be how long something took.
_BARE_HOURS = re.compile(r"(?:(?:trước|sau|hết|khoảng) )*\d{1,2} giờ", re.IGNORECASE)
_AT = re.compile(r"(?<!\w)(?:lúc|từ|đến|vào|mãi|trước|khoảng)\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment or a range of them. `is_sure`: it cannot be a length of time.

    `has_clock`, `has_day`, `has_month`, `has_year`: what it says; who says a day says a month, too.
    """

    span: Span
    is_sure: bool
    has_clock: bool
    has_day: bool
    has_month: bool
    has_year: bool


def find_moments(text: str) -> Iterator[Moment]:
    """The moments of a text, in their order; a range is one."""
    for match in _MOMENT.finditer(text):
        said = match[0]
        has_day = bool(re.search(rf"{_DAY}|ngày \d", said, re.IGNORECASE))
        yield Moment(
            Span(*match.span()),
            _is_sure(text, match),
            has_clock=bool(re.search(_CLOCK, said, re.IGNORECASE)),
            has_day=has_day,
            has_month=has_day or "tháng" in said.lower(),
            has_year=bool(re.search(_YEAR, said)),
        )


def _is_sure(text: str, match: re.Match[str]) -> bool:
    if not _BARE_HOURS.fullmatch(match[0]):
        return True
    return bool(_AT.search(text, max(0, match.start() - 8), match.start()))
