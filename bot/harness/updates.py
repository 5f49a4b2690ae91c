"""The queue of updates: offsets, long polling, one poller at a time, expiry, allowed kinds."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from dataclasses import dataclass
from typing import Any

from bot.harness.clock import Clock
from bot.harness.errors import ApiError, bad_request, conflict
from bot.harness.parameters import parse_json
from bot.harness.schema import schema

Update = dict[str, Any]

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
EXPIRY_S = {"callback_query": 150, "inline_query": 30, "chosen_inline_result": 600}
DAY_S = 86_400
KEPT = 1_000  # updates that can be asked for again
FUTURE = 10  # an offset further ahead than that is of another server's making, and confirms nothing
TAKEN_OVER = conflict(
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = conflict(
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
WEBHOOK_SET = conflict("terminated by setWebhook request")


def by_default() -> frozenset[str]:
    """The kinds of updates that a bot gets which asks for none in particular."""
    return schema().updates - NOT_BY_DEFAULT


@dataclass(slots=True)
class Pending:
    """An update that waits to be confirmed, and when it is too old to matter (Unix seconds)."""

    update: Update
    expires_at: float
    again: bool = False  # on order: comes once more whatever the offset says

    @property
    def id(self) -> int:
        """The update's number."""
        return int(self.update["update_id"])


class UpdateQueue:
    """Updates in order of their ids, each until it is confirmed by a higher offset or expires."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pending: deque[Pending] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self.next_id = random.randrange(100_000_000, 900_000_000)  # noqa: S311 - Telegram starts anywhere too
        self.allowed = by_default()
        self.history: deque[Update] = deque(maxlen=KEPT)
        self.grown = asyncio.Event()  # for the webhook's sender

    @property
    def is_polled(self) -> bool:
        """Whether a poll waits for the next update."""
        return self._waiter is not None

    def put(self, kind: str, payload: Any) -> int | None:
        """Queue an update; its id, or None where the bot does not want this kind."""
        if kind not in self.allowed:
            return None
        number, self.next_id = self.next_id, self.next_id + 1
        expires_at = self._clock.now() + EXPIRY_S.get(kind, DAY_S)
        self._pending.append(Pending({"update_id": number, kind: payload}, expires_at))
        self.history.append(self._pending[-1].update)
        self._wake()
        return number

    def find(self, update_id: int | None) -> Update:
        """An update of before, the last one for None. Raises ApiError 400 where there is none."""
        found = [update for update in self.history if update_id in {None, update["update_id"]}]
        if not found:
            raise bad_request("there is no such update")
        return found[-1]

    def redeliver(self, update: Update) -> None:
        """Queue an update again under the id it had, as Telegram does when an answer was lost.

        One that is made up may have none, and then comes next.
        """
        if "update_id" not in update:
            update, self.next_id = {"update_id": self.next_id} | update, self.next_id + 1
        self._pending.append(Pending(update, self._clock.now() + DAY_S, again=True))
        self._pending = deque(sorted(self._pending, key=lambda item: item.id))
        self._wake()

    def waiting(self) -> list[Pending]:
        """What is queued and has not expired, in order."""
        now = self._clock.now()
        self._pending = deque(item for item in self._pending if item.expires_at > now)
        return list(self._pending)

    def pending(self) -> list[Update]:
        """The same, without its bookkeeping."""
        return [item.update for item in self.waiting()]

    def allow(self, raw: str | None) -> None:
        """Set the kinds to queue from now on: a JSON array; absent or not JSON keeps what was."""
        names = parse_json(raw) if raw else None
        if isinstance(names, list):
            known = schema().updates & {name for name in names if isinstance(name, str)}
            self.allowed = known or by_default()

    def confirm(self, offset: int) -> None:
        """Forget what is below `offset`; a negative one keeps only the newest -offset."""
        if 0 < offset <= self.next_id + FUTURE:
            self._pending = deque(item for item in self._pending if item.again or item.id >= offset)
        elif offset < 0:
            self._pending = deque(list(self._pending)[offset:])

    def drop(self, item: Pending) -> None:
        """Forget one update: the webhook took it."""
        self._pending = deque(other for other in self._pending if other is not item)

    def clear(self) -> None:
        """Forget everything that is queued."""
        self._pending.clear()

    def as_json(self) -> dict[str, Any]:
        """What is queued, and what is queued next, to be saved."""
        waiting = [{"update": item.update, "expires_at": item.expires_at} for item in self.waiting()]
        return {"next_id": self.next_id, "allowed": sorted(self.allowed), "waiting": waiting}

    def load(self, saved: dict[str, Any]) -> None:
        """Go on where `as_json` was taken."""
        self.next_id, self.allowed = int(saved["next_id"]), frozenset(saved["allowed"])
        self._pending = deque(Pending(item["update"], item["expires_at"]) for item in saved["waiting"])
        self._wake()

    def interrupt(self, reason: ApiError) -> None:
        """End a poll that waits, with `reason`."""
        if self._waiter and not self._waiter.done():
            self._waiter.set_exception(reason)

    async def poll(self, offset: int, limit: int, timeout_s: float) -> list[Update]:
        """getUpdates: at once if something is there, else wait. Raises ApiError 409 when another poll takes over."""
        self.confirm(offset)
        if timeout_s > 0 and not self.waiting():
            self.interrupt(TAKEN_OVER)
            await self._wait(timeout_s)
        ready = self.waiting()[:limit]
        for item in ready:
            item.again = False
        return [item.update for item in ready]

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
