"""How much one person may ask, a bucket each, refilled a minute's share at a time; and how much all together."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum

MINUTE_S = 60.0
FORGET_ABOVE = 10_000  # buckets
BUSY = 3  # updates at work or waiting; what waits at Telegram meanwhile is not known
CROWDED = 600  # updates at work: at Telegram's 30 messages a second a reply would be twenty seconds away
LATE_S = 20.0  # and so late is what has waited at Telegram for that long
TELL_AGAIN_S = 60.0


class Verdict(Enum):
    """What becomes of a question."""

    FINE = "fine"
    TELL = "tell"  # too fast, and not yet told
    IGNORE = "ignore"  # too fast, and told


class Limiter:
    """At most `per_minute` questions at once, and as many a minute after that. Remembers nothing beyond the process."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute, self._clock = per_minute, clock
        self._buckets: dict[int, tuple[float, float, bool]] = {}  # level, when it was filled, whether told

    def ask(self, user_id: int) -> Verdict:
        """Take one question of that person into account."""
        now = self._clock()
        level, filled_at, told = self._buckets.pop(user_id, (float(self._per_minute), now, False))
        level = min(self._per_minute, level + (now - filled_at) * self._per_minute / MINUTE_S)
        fine = level >= 1
        self._buckets[user_id] = (level - fine, now, not fine)
        self._forget()
        if fine:
            return Verdict.FINE
        return Verdict.IGNORE if told else Verdict.TELL

    def _forget(self) -> None:
        """The longest silent ones go first: their buckets are full again anyway."""
        while len(self._buckets) > FORGET_ABOVE:
            del self._buckets[next(iter(self._buckets))]


class Crowd:
    """Who comes when more wait than can be answered soon is told so, once a minute, and not kept waiting.

    They wait here, or, where they come faster than they can be written down, at Telegram.
    """

    def __init__(self, in_work: Callable[[], int], clock: Callable[[], float] = time.monotonic) -> None:
        self._in_work, self._clock = in_work, clock
        self._told: dict[int, float] = {}

    @property
    def is_there(self) -> bool:
        """Whether so many wait that nothing should be done which only some of them would miss."""
        return self._in_work() > BUSY

    def ask(self, user_id: int, waited_s: float = 0.0) -> Verdict:
        """Whether there is room for one question of that person, which has waited for so long already."""
        if self._in_work() <= CROWDED and waited_s <= LATE_S:
            return Verdict.FINE
        now = self._clock()
        if now - self._told.pop(user_id, float("-inf")) < TELL_AGAIN_S:
            self._told[user_id] = now
            return Verdict.IGNORE
        self._told[user_id] = now
        while len(self._told) > FORGET_ABOVE:
            del self._told[next(iter(self._told))]
        return Verdict.TELL
