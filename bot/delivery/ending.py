"""The end of the process: what is under way is finished, what only waits is left to the next process.

PTB works through all that it has fetched before it stops, which takes minutes where many wait; but what waits is
written down.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Ending:
    """Whether the process is about to end, for those who would begin or wait for something."""

    def __init__(self) -> None:
        self._begun = asyncio.Event()
        self._to_tell: list[Callable[[], None]] = []

    @property
    def has_begun(self) -> bool:
        """From the signal that ends the process on, or whatever else does."""
        return self._begun.is_set()

    def begin(self) -> None:
        """Once more does no harm."""
        self._begun.set()
        for hear in self._to_tell:
            hear()

    def tell(self, hear: Callable[[], None]) -> None:
        """Call that when the end begins, at once where it has begun; it may be called more than once."""
        self._to_tell.append(hear)
        if self.has_begun:
            hear()

    async def begins_within(self, seconds: float) -> bool:
        """Wait for so long, unless the end comes first; whether it has come."""
        try:
            await asyncio.wait_for(self._begun.wait(), seconds)
        except TimeoutError:
            return False
        return True
