"""Articles analyzed: in a thread where they are few, in processes of their own where they are many.

Analysis is pure Python and by far the most of an ingest's work, so that more cores need more processes. They are
started only when there is enough for them to do, and end when this process ends, however it ends.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Generic, TypeVar

from corpus.machine import allowed_processors, processors, run_on
from corpus.models import Article

ALONE_UP_TO = 256  # articles that are analyzed here before others are called in: half a second's work
BATCHES_AHEAD = 2  # that wait for each process, so that none is idle
logger = logging.getLogger(__name__)
T = TypeVar("T")


class Analysts(Generic[T]):
    """Runs `analyze` on batches of articles and gives the results in order. An async context manager."""

    def __init__(self, analyze: Callable[[Sequence[Article]], T], processes: int | None = None) -> None:
        self._analyze = analyze
        self._processes = processors() if processes is None else processes
        self._pool: ProcessPoolExecutor | None = None
        self._seen = 0

    async def __aenter__(self) -> Analysts[T]:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            await asyncio.to_thread(self._pool.shutdown, cancel_futures=True)

    async def map(
        self, batches: AsyncIterator[Sequence[Article]]
    ) -> AsyncGenerator[tuple[Sequence[Article], T], None]:
        """Each batch with what `analyze` makes of it, in order, a few batches at work at any time."""
        underway: deque[tuple[Sequence[Article], asyncio.Task[T]]] = deque()
        try:
            async for batch in batches:
                underway.append((batch, asyncio.create_task(self._one(batch))))
                while len(underway) > self._at_once():
                    done, task = underway.popleft()
                    yield done, await task
            while underway:
                done, task = underway.popleft()
                yield done, await task
        finally:
            for _batch, task in underway:
                task.cancel()

    def _at_once(self) -> int:
        return BATCHES_AHEAD * self._processes if self._pool else 0

    async def _one(self, batch: Sequence[Article]) -> T:
        self._seen += len(batch)
        if self._pool is None and self._processes > 1 and self._seen > ALONE_UP_TO:
            self._pool = ProcessPoolExecutor(
                self._processes,
                multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(allowed_processors(),),
            )
        if self._pool is not None:
            try:
                return await asyncio.wrap_future(self._pool.submit(self._analyze, batch))
            except BrokenProcessPool:
                logger.warning("a process that analyzes was ended from outside; this one goes on alone")
                self._processes, self._pool = 1, None
        return await asyncio.to_thread(self._analyze, batch)


def _begin(allowed: frozenset[int]) -> None:
    """In a process of its own: whatever the one that started it keeps to, all processors are for this work."""
    run_on(allowed)
    _follow_parent()


def _follow_parent() -> None:
    """End with the process that started this one, even where that one was killed."""

    def follow() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
