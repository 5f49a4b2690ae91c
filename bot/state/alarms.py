"""What admins were told of and is not over yet, so that a restart does not tell it again."""

from __future__ import annotations

from bot.state.database import Database

_PREFIX = "stale:"


class Alarms:
    """Alarms by name, among the marks."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def raised(self) -> set[str]:
        """Those that are not over."""
        rows = await self._db.read("SELECT name FROM marks WHERE name GLOB ?", (f"{_PREFIX}*",))
        return {row[0].removeprefix(_PREFIX) for row in rows}

    async def set(self, name: str, at: int) -> None:
        """It was told. `at`: Unix seconds."""
        await self._db.write("INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)", (_PREFIX + name, at))

    async def clear(self, name: str) -> None:
        """It is over, and that was told."""
        await self._db.write("DELETE FROM marks WHERE name = ?", (_PREFIX + name,))
