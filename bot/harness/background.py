"""A harness in a thread of its own, for the demo, the console and tests."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.harness.server import Harness

WAIT_S = 10.0


@contextmanager
def in_background(host: str = "127.0.0.1", port: int = 0, last_message_id: int = 0) -> Iterator[str]:
    """Run a harness while the block runs; its address. Raises HarnessError where it cannot start."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="harness", daemon=True)
    thread.start()
    harness = Harness(host, port, last_message_id)
    try:
        asyncio.run_coroutine_threadsafe(harness.start(), loop).result(WAIT_S)
        yield harness.url
    finally:
        asyncio.run_coroutine_threadsafe(harness.stop(), loop).result(WAIT_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(WAIT_S)
        loop.close()
