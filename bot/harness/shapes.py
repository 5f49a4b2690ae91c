"""What a client of the harness gets: its own types, and the errors. What the Bot API describes stays a plain dict.

HarnessClientError
 ├─ RefusedError   the harness refused what was asked
 ├─ NoReplyError   the bot kept silent
 └─ UnexpectedCallError   the bot made a call that nobody expected: see `watch`
"""

from __future__ import annotations

from typing import Any, Required, TypedDict

Json = dict[str, Any]
Message = Json  # a Bot API Message


class Call(TypedDict):
    """A call of the Bot API as the harness took it down; numbers begin with 1."""

    n: int
    at: float
    method: str
    parameters: Json
    status: int  # 200, a refusal's, or 0 where the call never arrived
    response: Json
    warnings: list[str]  # what Telegram passes over in silence
    fault: str  # the action of a fault that was ordered, or ""


class InlineAnswer(TypedDict, total=False):
    """What the bot answered to an inline query."""

    inline_query_id: Required[str]
    results: Required[list[Json]]
    next_offset: str
    button: Json
    cache_time: int
    is_personal: bool


class HarnessClientError(Exception):
    """What a client of the harness raises."""


class RefusedError(HarnessClientError):
    """The harness refused: its `description`."""


class NoReplyError(HarnessClientError):
    """Nothing came within the time."""


class UnexpectedCallError(HarnessClientError):
    """A call was refused, or made at all, that nobody expected."""
