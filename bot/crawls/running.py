"""The crawl of this process: at most one, ended by a button or with the process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from corpus import Archive, CrawlOrder, CrawlProgress, CrawlTally, HoiBaoError, Reason, StoreLocked

PATIENCE_S = 8.0  # for the page at hand, where the process is about to end
LAST_WORDS_S = 3.0

logger = logging.getLogger(__name__)


class Crawls:
    """Begins crawls and ends them. `progress`: of the one that is under way, None before its first pages."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._task: asyncio.Task[CrawlTally] | None = None
        self._stop: Reason | None = None
        self._watchers: set[asyncio.Task[None]] = set()
        self.progress: CrawlProgress | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a crawl of this process is under way."""
        return self._task is not None and not self._task.done()

    def begin(self, order: CrawlOrder) -> asyncio.Task[CrawlTally]:
        """A crawl, under way. Raises StoreLocked where one is; the task itself raises what `Archive.crawl` does."""
        if self.is_busy:
            raise StoreLocked("a crawl is under way")
        self.progress, self._stop = None, None
        self._task = asyncio.create_task(self._archive.crawl(order, self._note, lambda: self._stop))
        self._task.add_done_callback(_log)
        return self._task

    def _note(self, progress: CrawlProgress) -> None:
        self.progress = progress

    def watch(self, watcher: Coroutine[Any, Any, None]) -> None:
        """Let somebody watch it, who has the last words when the process ends."""
        task = asyncio.create_task(watcher)
        self._watchers.add(task)
        task.add_done_callback(self._watchers.discard)

    def stop(self, reason: Reason = Reason.STOPPED) -> bool:
        """Let it end after the page at hand; False where there is none."""
        if self.is_busy:
            self._stop = self._stop or reason
        return self.is_busy

    async def end(self) -> None:
        """Before the process ends. What is not done by then is gone on with by the next one. Once more does no harm."""
        if self._task is not None and self.stop(Reason.INTERRUPTED):
            await asyncio.wait([self._task], timeout=PATIENCE_S)
            self._task.cancel()
            await asyncio.wait([self._task])  # what it raised, `_log` has told
        if self._watchers:
            _done, late = await asyncio.wait(self._watchers, timeout=LAST_WORDS_S)
            for task in late:
                task.cancel()


def _log(task: asyncio.Task[CrawlTally]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        if isinstance(error, HoiBaoError):
            logger.warning("a crawl did not end well: %s", error)
        else:
            logger.error("a crawl did not end well", exc_info=error)
