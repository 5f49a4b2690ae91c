"""Whoever wants to know how long the stages of an answer take. The archive only tells; it counts nothing itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Recorder(Protocol):
    """Is told of each stage when it ends. Must be quick, and must not raise."""

    def stage(self, name: str, seconds: float) -> None:
        """A stage took that long."""


class Silent:
    """Nobody wants to know."""

    def stage(self, name: str, seconds: float) -> None:
        """See Recorder."""


@contextmanager
def timed(recorder: Recorder, name: str) -> Iterator[None]:
    """Tell how long the block took, also where it fails."""
    started = time.perf_counter()
    try:
        yield
    finally:
        recorder.stage(name, time.perf_counter() - started)
