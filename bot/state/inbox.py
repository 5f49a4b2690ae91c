"""The inbox: updates from the moment they arrive until they are handled, so that a process that dies loses none."""

from __future__ import annotations

import time
from dataclasses import dataclass

from bot.state.database import Database
from bot.state.identities import Identities

DAY_S = 86_400
MAX_TRIES = 3  # an update that ends one process after another is given up
KEPT_DAYS = 2  # Telegram repeats an update for a day at most
_HANDLED = "UPDATE inbox SET who = NULL, body = NULL"
SET_HANDLED = f"{_HANDLED} WHERE update_id = ?"
SET_CLAIMED = "UPDATE inbox SET claimed = 1 WHERE update_id = ?"


@dataclass(frozen=True, slots=True)
class Left:
    """An update that another process left behind. `body`: JSON."""

    update_id: int
    body: str


class Inbox:
    """Updates by Telegram's number."""

    def __init__(self, database: Database, identities: Identities) -> None:
        self._db, self._identities = database, identities

    async def write_down(self, update_id: int, user_id: int, body: str) -> bool:
        """Write an update down; False where it is there already: waiting, or handled."""
        changed = await self._db.write(
            "INSERT OR IGNORE INTO inbox (update_id, came_at, who, body) VALUES (?, ?, ?, ?)",
            (update_id, int(time.time()), self._identities.person(user_id), body),
        )
        return changed > 0

    async def left_behind(self) -> list[Left]:
        """At the start: what is to be taken up, in the order in which it came. The rest is closed.

        Not taken up is what may have been replied to, and what was tried too often. By how old it is nothing is closed
        here: a clock that was set while there was no process looks the same.
        """
        await self._db.write(f"{_HANDLED} WHERE body IS NOT NULL AND (claimed OR tries >= ?)", (MAX_TRIES,))
        rows = await self._db.read(
            "SELECT update_id, body FROM inbox WHERE body IS NOT NULL ORDER BY came_at, update_id"
        )
        return [Left(*row) for row in rows]

    async def waiting(self) -> int:
        """How many updates are written down and not yet handled."""
        rows = await self._db.read("SELECT COUNT(*) FROM inbox WHERE body IS NOT NULL")
        return int(rows[0][0])

    async def try_again(self, update_id: int) -> None:
        """Say that an update that was left behind is about to be handled."""
        await self._db.write("UPDATE inbox SET tries = tries + 1 WHERE update_id = ?", (update_id,))

    async def claim(self, update_id: int) -> None:
        """Say that a reply is about to leave."""
        await self._db.write(SET_CLAIMED, (update_id,))

    async def handled(self, update_id: int) -> None:
        """Forget what it was and whose."""
        await self._db.write(SET_HANDLED, (update_id,))
