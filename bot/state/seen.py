"""When a process of this bot last looked at the clock, so that the next one sees how far it has gone since."""

from __future__ import annotations

from bot.state.database import Database

_NAME = "clock"


class Seen:
    """The time, among the marks."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def last(self) -> int | None:
        """What the clock said then, in Unix seconds; None where nobody has looked."""
        rows = await self._db.read("SELECT value FROM marks WHERE name = ?", (_NAME,))
        return rows[0][0] if rows else None

    async def note(self, now: int) -> None:
        """What it says now."""
        await self._db.write("INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)", (_NAME, now))
