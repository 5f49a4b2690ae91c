"""The time of the simulated Telegram: the real time, moved forward where a test asks for it."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(slots=True)
class Clock:
    """Unix time in seconds; `shift_s` is how far it was advanced."""

    shift_s: float = 0.0

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.shift_s

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once: updates and queries expire, drafts vanish."""
        self.shift_s += seconds
