"""A run ends early: because of its site, or because it is told to. What is left waits for the next one."""

from __future__ import annotations

from collections.abc import Callable

from corpus.reasons import Reason


class Stopped(Exception):
    """The run ends early, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def go_on() -> Reason | None:
    """Nobody wants it to end."""
    return None


def heed(stop: Callable[[], Reason | None]) -> None:
    """Raises Stopped where the run is to end now."""
    if (reason := stop()) is not None:
        raise Stopped(reason)
