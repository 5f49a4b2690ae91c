"""Vietnam's time: +07:00 all year, since 1975."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_YEAR, LAST_YEAR = 1900, 2199  # of moments that are asked from


def now() -> datetime:
    """The moment, in Vietnam's time."""
    return datetime.now(VIETNAM)


def moment(text: str) -> datetime:
    """A moment as ISO 8601 writes it, in Vietnam's time where it has no offset. Raises ValueError.

    So it does for years from which nobody asks, at whose ends arithmetic with days fails.
    """
    read = datetime.fromisoformat(text)
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise ValueError(f"{read.year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return read if read.tzinfo else read.replace(tzinfo=VIETNAM)
