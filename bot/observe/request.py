"""The request that is being worked on: one id from the update to its reply, in every line of the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request", default="-")


def current() -> str:
    """The id, "-" outside of any request."""
    return _current.get()


@contextmanager
def working_on(request: str) -> Iterator[None]:
    """Everything inside belongs to that request, threads that it starts through asyncio included."""
    token = _current.set(request)
    try:
        yield
    finally:
        _current.reset(token)
