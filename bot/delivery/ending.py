"""The end of the process: what is under way is finished, what only waits is left to the next process.

PTB works through all that it has fetched before it stops, which takes minutes where many wait; but what waits is
written down.
"""

from __future__ import annotations

import asyncio


class Ending:
    """Whether the process is about to end, for those who would begin or wait for something."""

    def __init__(self) -> None:
        self._begun = asyncio.Event()

    @property
    def has_begun(self) -> bool:
        """From the signal that ends the process on, or whatever else does."""
        return self._begun.is_set()

    def begin(self) -> None:
        """Once more does no harm."""
        self._begun.set()

    async def begins_within(self, seconds: float) -> bool:
        """Wait for so long, unless the end comes first; whether it has come."""
        try:
            await asyncio.wait_for(self._begun.wait(), seconds)
        except TimeoutError:
            return False
        return True
