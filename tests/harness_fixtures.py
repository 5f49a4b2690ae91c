"""A running harness for tests: the real server in a thread, spoken to over HTTP."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.harness import TOKEN, Harness
from bot.harness.client import Client


class RunningHarness(Client):
    """A client of a harness that runs; `api` is the root of its Bot API with the token."""

    @property
    def api(self) -> str:
        return f"{self.url}/bot{TOKEN}"


@contextmanager
def running_harness() -> Iterator[RunningHarness]:
    """Start a harness on a free port, stop it in the end."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> Harness:
        harness = Harness()
        await harness.start()
        return harness

    harness = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    try:
        with RunningHarness(harness.url) as client:
            yield client
    finally:
        asyncio.run_coroutine_threadsafe(harness.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@pytest.fixture
def harness() -> Iterator[RunningHarness]:
    """A fresh harness for one test."""
    with running_harness() as client:
        yield client
