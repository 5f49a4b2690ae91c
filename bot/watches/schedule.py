"""When alerts and digests may leave: in Vietnam's time, by numbers alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus import VIETNAM

WEEK_D = 7


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` o'clock to `end` o'clock, over midnight where start > end; none where they are the same."""

    start: int
    end: int

    def hold(self, now: float) -> bool:
        """Whether Unix time `now` is within them."""
        hour = datetime.fromtimestamp(now, VIETNAM).hour
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


def day_began(now: float) -> int:
    """When the day of `now` began in Vietnam, in Unix seconds."""
    local = datetime.fromtimestamp(now, VIETNAM)
    return int(local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp())


def next_time(now: float, hour: int, weekday: int | None = None) -> int:
    """The next time after `now` that it is `hour` o'clock, on that weekday (0 Monday) if one is given; Unix seconds."""
    local = datetime.fromtimestamp(now, VIETNAM)
    when = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    if weekday is not None:
        when += timedelta(days=(weekday - when.weekday()) % WEEK_D)
    if when <= local:
        when += timedelta(days=1 if weekday is None else WEEK_D)
    return int(when.timestamp())
