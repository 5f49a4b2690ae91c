"""Telegram's flood limits as token buckets: 30 messages a second in all, 1 in a chat, 20 a minute in a group.

A chat may send a short burst of five before its second counts. What is refused for another reason costs nothing.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from bot.harness.clock import Clock
from bot.harness.errors import too_many_requests

_COUNTED = re.compile(r"(?i)(send(?!chataction)|copymessage|forwardmessage|editmessage|answerguestquery)")


@dataclass(slots=True)
class Bucket:
    """`level` tokens of at most `capacity`, refilled at `rate` a second."""

    rate: float
    capacity: float
    level: float
    filled_at: float

    def wait_s(self, now: float) -> float:
        """Seconds until one token is there; 0 if it is."""
        self.level = min(self.capacity, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return max(0.0, (1 - self.level) / self.rate)


class Flood:
    """Off until a test or an operator turns it on; `scale` makes its time run faster."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[str, Bucket] = {}
        self.enabled = False
        self.scale = 1.0

    def set(self, *, enabled: bool, scale: float = 1.0) -> None:
        """Switch it; all buckets are full again, because levels of another scale say nothing."""
        self.enabled = enabled
        self.scale = scale
        self._buckets.clear()

    def check(self, method: str, place: str) -> list[Bucket]:
        """The buckets that a call draws from, once it has succeeded. `place` is a chat, or an inline message.

        Raises ApiError 429 with the true time to wait where one of them is empty.
        """
        if not self.enabled or not _COUNTED.match(method):
            return []
        now = self._clock.now() * self.scale
        needed = [self._bucket("all", 30, 30, now), self._bucket(f"chat {place}", 1, 5, now)]
        if place.startswith(("-", "@")):
            needed.append(self._bucket(f"group {place}", 20 / 60, 20, now))
        wait_s = max(bucket.wait_s(now) for bucket in needed)
        if wait_s > 0:
            raise too_many_requests(max(1, math.ceil(wait_s / self.scale)))
        return needed

    def _bucket(self, name: str, rate: float, capacity: float, now: float) -> Bucket:
        return self._buckets.setdefault(name, Bucket(rate, capacity, capacity, now))
