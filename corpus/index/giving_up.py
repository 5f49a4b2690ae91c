"""An index that is being built is given up when the process is to end: its generation does not serve yet, so nothing
is lost, and whoever writes next builds it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from threading import Event, Thread
from typing import Any, TypeVar

from corpus.errors import BuildGivenUp, HoiBaoError

PATIENCE_S = 2.0  # that a thread gets to end by itself: not while an engine merges what it has written
T = TypeVar("T")


class GivingUp:
    """Whether what is built is to be given up, for one event loop."""

    def __init__(self) -> None:
        self._begun = asyncio.Event()

    def begin(self) -> None:
        """From now on. Once more does no harm."""
        self._begun.set()

    async def unless(self, work: Coroutine[Any, Any, T]) -> T:
        """What `work` returns. It is cancelled as soon as it is to be given up. Raises BuildGivenUp then."""
        task, begun = asyncio.create_task(work), asyncio.create_task(self._begun.wait())
        try:
            await asyncio.wait([task, begun], return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                raise BuildGivenUp("the process is to end; whoever writes next builds the index")
            return await task
        finally:
            begun.cancel()
            task.cancel()
            with suppress(asyncio.CancelledError, HoiBaoError):
                await task


class LeftAtWork(asyncio.CancelledError):
    """A thread was asked to stop, and is left to what it does."""


async def in_own_thread(work: Callable[[], T], stopped: Event) -> T:
    """What `work` returns, done in a thread that the end of the process does not wait for.

    Where this is cancelled, `stopped` asks the thread to end. Raises LeftAtWork where it does not within PATIENCE_S.
    """
    result: Future[T] = Future()
    Thread(target=_run, args=(work, result), daemon=True).start()
    done = asyncio.wrap_future(result)
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError as error:
        stopped.set()
        with suppress(asyncio.CancelledError):  # cancelled twice: the thread may still be at work
            await asyncio.wait([done], timeout=PATIENCE_S)
        if not done.done():
            raise LeftAtWork from error
        done.exception()  # whatever came of it, nobody waits for it any more
        raise


def _run(work: Callable[[], T], result: Future[T]) -> None:
    try:
        result.set_result(work())
    except BaseException as error:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            result.set_exception(error)
