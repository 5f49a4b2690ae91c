"""Days as one says them: a year, a quarter and a month by their names."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.texts import Texts
from corpus import Period

_QUARTERS = ("I", "II", "III", "IV")


def named(period: Period, texts: Texts) -> str | None:
    """ "năm 2026", "quý I/2026", "tháng 11/2026"; None for any other days."""
    start, reading = period.start, texts.reading
    if period.end == _months_later(start, 12) and start.month == 1:
        return reading.year.format(year=start.year)
    quarter, month_of_it = divmod(start.month - 1, 3)
    if period.end == _months_later(start, 3) and month_of_it == 0:
        return reading.quarter.format(quarter=_QUARTERS[quarter], year=start.year)
    if period.end == _months_later(start, 1):
        return reading.month.format(month=start.month, year=start.year)
    return None


def is_day(period: Period) -> bool:
    """Whether it is a single day."""
    return period.end - period.start == timedelta(days=1)


def _months_later(start: datetime, months: int) -> datetime | None:
    """The first day of a later month, None where `start` is no first day."""
    years, month = divmod(start.month - 1 + months, 12)
    return start.replace(year=start.year + years, month=month + 1) if start.day == 1 else None
