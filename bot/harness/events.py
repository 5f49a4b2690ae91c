"""What happened, numbered, for the chat page and for tests that wait: kept in memory, bounded."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

KEPT = 2_000


class EventLog:
    """Numbered events; readers wait for the next one."""

    def __init__(self) -> None:
        self._events: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._grown = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self.last = 0

    def add(self, kind: str, **details: Any) -> None:
        """Append an event of type `kind` and wake the readers."""
        self.last += 1
        self._events.append({"n": self.last, "type": kind, **details})
        task = asyncio.get_running_loop().create_task(self._wake())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def after(self, number: int) -> list[dict[str, Any]]:
        """Events with a number above `number`."""
        return [event for event in self._events if event["n"] > number]

    async def wait_after(self, number: int, timeout_s: float) -> list[dict[str, Any]]:
        """Like `after`, but waits up to `timeout_s` seconds for the first one."""
        async with self._grown:
            try:
                await asyncio.wait_for(self._grown.wait_for(lambda: self.last > number), timeout_s)
            except TimeoutError:
                return []
        return self.after(number)

    async def _wake(self) -> None:
        async with self._grown:
            self._grown.notify_all()
