"""One request at a time to each host, and a pause after it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Gate:
    """The way to one host. `delay_s`: the least time between the end of a request and the next one's start."""

    def __init__(self, delay_s: float) -> None:
        self.delay_s = delay_s
        self._one_at_a_time = asyncio.Lock()
        self._open_at = 0.0

    @property
    def closed_s(self) -> float:
        """For how much longer nobody gets through, however long the queue."""
        return max(0.0, self._open_at - time.monotonic())

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn, and hold it."""
        async with self._one_at_a_time:
            await asyncio.sleep(self.closed_s)
            try:
                yield
            finally:
                self._open_at = max(self._open_at, time.monotonic() + self.delay_s)

    def close_for(self, seconds: float) -> None:
        """Let nobody through for that long."""
        self._open_at = max(self._open_at, time.monotonic() + seconds)
