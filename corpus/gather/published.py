"""Publication dates as Vietnamese papers print them, and as machines write them.

Everything ends as Vietnam's time, +07:00; a date without an offset is Vietnam's time already.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))

_WEEKDAY = r"(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật|t[2-7]|cn)"
_DAY = (
    r"(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
    r"|(?:ngày\s+)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4}|\d{2}(?!\d))"
    r"|(?:ngày\s+)?(?P<day_word>\d{1,2})\s+tháng\s+(?P<month_word>\d{1,2})\s*(?:,\s*|năm\s+)?(?P<year_word>\d{4})"
)
_CLOCK = (
    r"(?P<{0}hour>\d{{1,2}})\s*(?::|h|g|giờ)\s*(?P<{0}minute>\d{{1,2}})?\s*(?:phút|['’])?(?::\d{{2}}(?:\.\d+)?)?"
    r"(?:\s*(?P<{0}half>sa|ch|am|pm|sáng|trưa|chiều|tối)\b)?"
)
_ZONE = r"(?:\s*\(?\s*(?:gmt|utc)\s*\+?\s*0?7(?::?00)?\s*\)?)?"
_GAP = r"[\s,|•·–—-]*(?:lúc|vào lúc)?[\s,|•·–—-]*"
_PRINTED = re.compile(
    rf"(?:{_WEEKDAY}\b{_GAP})?"
    rf"(?:(?<!\d){_CLOCK.format('before_')}{_ZONE}{_GAP}(?:{_WEEKDAY}\b{_GAP})?)?"
    rf"(?<![\d/.])(?:{_DAY})(?![\d/])"
    rf"(?:{_GAP}{_CLOCK.format('after_')}(?!\d))?{_ZONE}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:(?:ngày|thời gian|giờ)\s+)?(?:đăng(?:\s+tải|\s+tin|\s+bài)?|xuất bản|cập nhật|phát hành)"
    r"(?:\s+(?:lúc|ngày|vào|cuối))*\s*:?\s*",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(r"\b(?:đăng|xuất bản|cập nhật)(?:\s+lúc)?\s*:?\s*$", re.IGNORECASE)
_UPDATED = re.compile(r"(?:^|\|)\W*(?:\w+\s+)?(?:cập nhật|sửa)", re.IGNORECASE)
_MACHINE = re.compile(r"^\s*\d{4}-?\d{2}-?\d{2}[T ]")
_YEARS = range(1945, 2101)


def machine_date(text: str) -> datetime | None:
    """An ISO 8601 date, with or without time, as Vietnam's time; None where it is not one.

    >>> machine_date("2023-08-17T00:00:00Z").isoformat()
    '2023-08-17T07:00:00+07:00'
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=VIETNAM)
        moment = moment.astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year in _YEARS else None


def printed_date(text: str) -> datetime | None:
    """The first date (and time) in `text` as a paper prints it; None where there is none.

    >>> printed_date("Thứ Năm, 17/08/2023 07:00 SA").isoformat()
    '2023-08-17T07:00:00+07:00'
    >>> printed_date("20/07/2024 20:29 CH").hour
    20
    """
    match = _PRINTED.search(text)
    return _moment(match) if match else None


def any_date(text: str) -> datetime | None:
    """A date from a field that promises one: ISO 8601 first, then as printed."""
    return machine_date(text) or printed_date(text)


def date_line(line: str) -> datetime | None:
    """The date of a line that is nothing but a date, with at most a label or a few words beside it.

    "Chính trị | Thứ Năm, 17/08/2023 07:00 SA | 1.203 lượt xem" is such a line, "Ngày 17/8/2023, tại TP
    Tuy Hòa, …" is not.
    """
    bare = _LABEL.sub("", line)
    if not bare or len(bare) > 120:
        return None
    if _MACHINE.match(bare) and (moment := machine_date(bare)):
        return moment
    match = _PRINTED.search(bare)
    if match is None:
        return None
    before, after = bare[: match.start()], bare[match.end() :]
    return _moment(match) if _may_stand_before(before) and _may_stand_after(after) else None


def is_update(line: str) -> bool:
    """Whether a date line tells when the article was changed, not when it was published."""
    return _UPDATED.search(line) is not None


def _may_stand_before(text: str) -> bool:
    text = _LABEL_BEFORE.sub("", text)
    words = text.split()
    return not words or (len(words) <= 6 and text.rstrip()[-1] in "|-–—•·,:>»(") or text.strip() in "([|"


def _may_stand_after(text: str) -> bool:
    rest = text.strip(" )].|-–—•·,")
    return not rest or (len(rest.split()) <= 6 and text.strip()[0] in "|-–—•·)(")


def _moment(match: re.Match[str]) -> datetime | None:
    found = match.groupdict()
    day = found["iso_day"] or found["day"] or found["day_word"]
    month = found["iso_month"] or found["month"] or found["month_word"]
    written = found["iso_year"] or found["year"] or found["year_word"]
    year = int(written) + (2000 if len(written) == 2 else 0)
    hour, minute = _clock(found, "after_") or _clock(found, "before_") or (0, 0)
    try:
        on = date(year, int(month), int(day))
    except ValueError:
        return None
    if on.year not in _YEARS:
        return None
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=VIETNAM)


def _clock(found: dict[str, str | None], when: str) -> tuple[int, int] | None:
    """Hour and minute; SA and CH are AM and PM, and say nothing from 13 o'clock on ("20:29 CH")."""
    if found[when + "hour"] is None:
        return None
    hour, minute = int(found[when + "hour"] or 0), int(found[when + "minute"] or 0)
    half = (found[when + "half"] or "").lower()
    if half in ("sa", "am", "sáng") and hour == 12:
        hour = 0
    elif half in ("ch", "pm", "chiều", "tối") and hour < 12:
        hour += 12
    return (hour, minute) if hour < 24 and minute < 60 else None


def is_labelled(line: str) -> bool:
    """Whether a line says that its date is the publication's ("Ngày đăng: …")."""
    return _LABEL.match(line) is not None
