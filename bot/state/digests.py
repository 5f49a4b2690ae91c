"""Digests: who gets the news at which hour, and when next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.state.database import Database
from bot.state.inbox import DAY_S


@dataclass(frozen=True, slots=True)
class Digest:
    """An order. `weekday`: 0 Monday to 6 Sunday, None every day; `hour` in Vietnam's time; `next_at`: Unix seconds.

    `mark`: the articles that the archive stored up to it have been told of.
    """

    chat_id: int
    thread_id: int | None
    weekday: int | None
    hour: int
    next_at: int
    mark: int


class Digests:
    """At most one order per chat."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def order(self, digest: Digest) -> None:
        """Order it, in place of what was ordered before."""
        await self._db.write(
            "INSERT OR REPLACE INTO digests (chat_id, thread_id, weekday, hour, next_at, mark) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (digest.chat_id, digest.thread_id, digest.weekday, digest.hour, digest.next_at, digest.mark),
        )

    async def cancel(self, chat_id: int) -> bool:
        """No more of it; False where nothing was ordered."""
        return await self._db.write("DELETE FROM digests WHERE chat_id = ?", (chat_id,)) > 0

    async def of(self, chat_id: int) -> Digest | None:
        """The order of a chat."""
        found = await self._digests("WHERE chat_id = ?", (chat_id,))
        return found[0] if found else None

    async def due(self, now: int) -> list[Digest]:
        """The orders whose time has come, the longest waiting first."""
        return await self._digests("WHERE next_at <= ? ORDER BY next_at, chat_id", (now,))

    async def beyond(self, now: int) -> list[Digest]:
        """The orders that are due later than any can be; a day later, since clocks are also set by a little."""
        period = f"CASE WHEN weekday IS NULL THEN {DAY_S} ELSE {7 * DAY_S} END"
        return await self._digests(f"WHERE next_at > ? + {DAY_S} + {period}", (now,))

    async def advance(self, digest: Digest, next_at: int, mark: int) -> bool:
        """Say that it is about to leave, and when it is due next; False where that was said before."""
        changed = await self._db.write(
            "UPDATE digests SET next_at = ?, mark = ? WHERE chat_id = ? AND next_at = ?",
            (next_at, mark, digest.chat_id, digest.next_at),
        )
        return changed > 0

    async def put_back(self, digest: Digest, next_at: int) -> None:
        """It surely did not leave: try the same news again at `next_at`."""
        await self._db.write(
            "UPDATE digests SET next_at = ?, mark = ? WHERE chat_id = ?",
            (next_at, digest.mark, digest.chat_id),
        )

    async def _digests(self, where: str, values: Sequence[Any]) -> list[Digest]:
        rows = await self._db.read(
            f"SELECT chat_id, thread_id, weekday, hour, next_at, mark FROM digests {where}",  # noqa: S608
            values,
        )
        return [Digest(*row) for row in rows]
