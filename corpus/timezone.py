"""Vietnam's time: +07:00 all year, since 1975."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The moment, in Vietnam's time."""
    return datetime.now(VIETNAM)


def moment(text: str) -> datetime:
    """A moment as ISO 8601 writes it, in Vietnam's time where it has no offset. Raises ValueError."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=VIETNAM)
