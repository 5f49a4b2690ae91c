"""A question as it arrives, and as it stands in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How a question came, and what kind of reply it gets."""

    QUESTION = "question"
    TIMELINE = "timeline"
    INLINE = "inline"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A question as it arrives. `asked_at`: Unix seconds. `restated`: the chat does not show it, so the reply does.

    `replies_to`: the message that it replies to, if any.
    """

    chat_id: int
    message_id: int
    thread_id: int | None
    user_id: int
    text: str
    asked_at: int
    kind: Kind = Kind.QUESTION
    restated: bool = False
    replies_to: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the log. `reply_id` is there to be edited; `outcome` is None where nothing was asked for, too.

    Known only while it waits for its reply: `chat_id`. And where it is asked for, which question it `follows`.
    """

    id: int
    kind: Kind
    who: str
    place: str
    thread_id: int | None
    message_id: int
    restated: bool
    text: str
    asked_at: int
    outcome: str | None
    reply_id: int | None
    answer: str | None
    chat_id: int | None = None
    follows: int | None = None


COLUMNS = "id, kind, who, place, thread_id, message_id, restated, text, asked_at, outcome, reply_id, answer"


def asked_of(row: Sequence[Any]) -> Asked:
    """A row of COLUMNS, and perhaps what is known of one that waits, as a question."""
    number, kind, who, place, thread_id, message_id, restated, *rest = row
    return Asked(number, Kind(kind), who, place, thread_id, message_id, bool(restated), *rest)
