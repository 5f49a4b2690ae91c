"""The queue of updates: offsets, long polling, one poller at a time, expiry, allowed kinds."""

from __future__ import annotations

import asyncio
import json
import random
from collections import deque
from dataclasses import dataclass
from typing import Any

from bot.harness.clock import Clock
from bot.harness.errors import ApiError, conflict

Update = dict[str, Any]

KINDS = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "message_reaction",
    "my_chat_member",
    "chat_member",
)
NOT_BY_DEFAULT = {"chat_member", "message_reaction"}
EXPIRY_S = {"callback_query": 150, "inline_query": 30, "chosen_inline_result": 600}
DAY_S = 86_400
TAKEN_OVER = conflict(
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = conflict(
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
WEBHOOK_SET = conflict("terminated by setWebhook request")


@dataclass(slots=True)
class Pending:
    """An update that waits to be confirmed, and when it is too old to matter (Unix seconds)."""

    update: Update
    expires_at: float


class UpdateQueue:
    """Updates in order of their ids, each until it is confirmed by a higher offset or expires."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pending: deque[Pending] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self.next_id = random.randrange(100_000_000, 900_000_000)  # noqa: S311 - Telegram starts anywhere too
        self.allowed = frozenset(KINDS) - NOT_BY_DEFAULT
        self.grown = asyncio.Event()  # for the webhook's sender

    def put(self, kind: str, payload: Any) -> int | None:
        """Queue an update; its id, or None where the bot does not want this kind."""
        if kind not in self.allowed:
            return None
        number, self.next_id = self.next_id, self.next_id + 1
        expires_at = self._clock.now() + EXPIRY_S.get(kind, DAY_S)
        self._pending.append(Pending({"update_id": number, kind: payload}, expires_at))
        self._wake()
        return number

    def redeliver(self, update: Update) -> None:
        """Queue an update again under the id it had, as Telegram does when an answer was lost."""
        self._pending.append(Pending(update, self._clock.now() + DAY_S))
        self._pending = deque(sorted(self._pending, key=lambda item: int(item.update["update_id"])))
        self._wake()

    def pending(self) -> list[Update]:
        """What is queued and has not expired, in order."""
        now = self._clock.now()
        self._pending = deque(item for item in self._pending if item.expires_at > now)
        return [item.update for item in self._pending]

    def allow(self, raw: str | None) -> None:
        """Set the kinds to queue from now on: a JSON array; absent or not JSON keeps what was."""
        try:
            names = json.loads(raw) if raw else None
        except ValueError:
            return
        if isinstance(names, list):
            self.allowed = frozenset(names) & frozenset(KINDS) or frozenset(KINDS) - NOT_BY_DEFAULT

    def confirm(self, offset: int) -> None:
        """Forget what is below `offset`; a negative one keeps only the newest -offset."""
        if offset > 0:
            self._pending = deque(item for item in self._pending if item.update["update_id"] >= offset)
        elif offset < 0:
            self._pending = deque(list(self._pending)[offset:])

    def drop(self, update_id: int) -> None:
        """Forget one update: the webhook took it."""
        self._pending = deque(item for item in self._pending if item.update["update_id"] != update_id)

    def clear(self) -> None:
        """Forget everything that is queued."""
        self._pending.clear()

    def interrupt(self, reason: ApiError) -> None:
        """End a poll that waits, with `reason`."""
        if self._waiter and not self._waiter.done():
            self._waiter.set_exception(reason)

    async def poll(self, offset: int, limit: int, timeout_s: float) -> list[Update]:
        """getUpdates: at once if something is there, else wait. Raises ApiError 409 when another poll takes over."""
        self.interrupt(TAKEN_OVER)
        self.confirm(offset)
        if not (ready := self.pending()) and timeout_s > 0:
            await self._wait(timeout_s)
            ready = self.pending()
        return ready[:limit]

    async def _wait(self, timeout_s: float) -> None:
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(waiter, timeout_s)
        except TimeoutError:
            pass
        finally:
            if self._waiter is waiter:
                self._waiter = None

    def _wake(self) -> None:
        self.grown.set()
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)
