"""Watched questions, and the alerts that came of them: found once, sent once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.state.database import Database

MAX_WATCHES = 20
_ALERTS = (
    "SELECT a.id, a.watch_id, w.chat_id, w.text, a.article_id, a.quote, a.found_at "
    "FROM alerts a JOIN watches w ON w.id = a.watch_id "
)


@dataclass(frozen=True, slots=True)
class Watch:
    """A question that somebody wants to be told of. `made_at`: Unix seconds."""

    id: int
    chat_id: int
    text: str
    made_at: int


@dataclass(frozen=True, slots=True)
class Alert:
    """A new article for a watch; `quote` is packed."""

    id: int
    watch_id: int
    chat_id: int
    text: str
    article_id: str
    quote: str
    found_at: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What is written down of a new article for a watch. `is_folded`: it repeats what was told before."""

    watch_id: int
    article_id: str
    quote: str
    is_folded: bool


class Added(Enum):
    """How adding a watch ended."""

    NEW = "new"
    KNOWN = "known"
    TOO_MANY = "too many"


class Watches:
    """Watches by chat, and their alerts."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, chat_id: int, text: str) -> Added:
        """Watch a question, at most MAX_WATCHES of them in a chat."""
        mine = await self.of(chat_id)
        if any(watch.text.lower() == text.lower() for watch in mine):
            return Added.KNOWN
        if len(mine) >= MAX_WATCHES:
            return Added.TOO_MANY
        await self._db.write(
            "INSERT OR IGNORE INTO watches (chat_id, text, made_at) VALUES (?, ?, ?)",
            (chat_id, text, int(time.time())),
        )
        return Added.NEW

    async def of(self, chat_id: int) -> list[Watch]:
        """The watches of a chat, oldest first."""
        return await self._watches("WHERE chat_id = ?", (chat_id,))

    async def all(self) -> list[Watch]:
        """Every watch."""
        return await self._watches("", ())

    async def get(self, number: int, chat_id: int) -> Watch | None:
        """A watch of that chat."""
        found = await self._watches("WHERE id = ? AND chat_id = ?", (number, chat_id))
        return found[0] if found else None

    async def _watches(self, where: str, values: Sequence[int]) -> list[Watch]:
        rows = await self._db.read(
            f"SELECT id, chat_id, text, made_at FROM watches {where} ORDER BY id",  # noqa: S608
            values,
        )
        return [Watch(*row) for row in rows]

    async def remove(self, number: int, chat_id: int) -> bool:
        """Watch no more; False where that chat has no such watch."""
        changed = await self._db.write("DELETE FROM watches WHERE id = ? AND chat_id = ?", (number, chat_id))
        return changed > 0

    async def count(self) -> tuple[int, int]:
        """How many watches there are, and how many alerts wait to be sent."""
        rows = await self._db.read(
            "SELECT (SELECT COUNT(*) FROM watches), (SELECT COUNT(*) FROM alerts WHERE status = 'open')"
        )
        return rows[0][0], rows[0][1]

    async def mark(self) -> int | None:
        """Up to where the archive was looked through; None: never."""
        rows = await self._db.read("SELECT value FROM marks WHERE name = 'watches'")
        return rows[0][0] if rows else None

    async def found(self, findings: Sequence[Finding], mark: int) -> None:
        """Write down what was found up to a mark of the archive; what is there already stays as it is."""
        now = int(time.time())
        rows = [
            (
                one.watch_id,
                one.article_id,
                one.quote,
                now,
                "folded" if one.is_folded else "open",
                one.watch_id,
            )
            for one in findings
        ]
        async with self._db.writing() as connection:
            # The watch may have been removed while the archive was searched.
            await connection.executemany(
                "INSERT OR IGNORE INTO alerts (watch_id, article_id, quote, found_at, status) "
                "SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM watches WHERE id = ?)",
                rows,
            )
            await connection.execute(
                "INSERT INTO marks (name, value) VALUES ('watches', ?) "
                "ON CONFLICT DO UPDATE SET value = excluded.value",
                (mark,),
            )

    async def told(self, watch_id: int, since: int) -> list[str]:
        """The packed quotes that were found for a watch since then (Unix seconds)."""
        rows = await self._db.read(
            "SELECT quote FROM alerts WHERE watch_id = ? AND found_at >= ? AND status <> 'folded'",
            (watch_id, since),
        )
        return [row[0] for row in rows]

    async def open_alerts(self, since: int) -> list[Alert]:
        """Alerts that wait to be sent, found since then, oldest first."""
        rows = await self._db.read(
            f"{_ALERTS} WHERE a.status = 'open' AND a.found_at >= ? ORDER BY a.id", (since,)
        )
        return [Alert(*row) for row in rows]

    async def sent_between(self, chat_id: int, since: int, until: int) -> int:
        """How many alerts a chat got in that time, those counted of which it is unknown whether they left."""
        rows = await self._db.read(
            "SELECT COUNT(*) FROM alerts a JOIN watches w ON w.id = a.watch_id "
            "WHERE w.chat_id = ? AND a.sent_at >= ? AND a.sent_at < ?",
            (chat_id, since, until),
        )
        return int(rows[0][0])

    async def folded_into(self, alert_id: int) -> int:
        """How many articles with the same news were found together with an alert's."""
        rows = await self._db.read(
            "SELECT COUNT(*) FROM alerts a JOIN alerts f ON f.watch_id = a.watch_id AND f.found_at = a.found_at "
            "WHERE a.id = ? AND f.status = 'folded'",
            (alert_id,),
        )
        return int(rows[0][0])

    async def claim(self, alert_id: int) -> bool:
        """Say that an alert is about to leave; False where it was said before, or the watch is gone."""
        changed = await self._db.write(
            "UPDATE alerts SET status = 'sending', sent_at = ? WHERE id = ? AND status = 'open'",
            (int(time.time()), alert_id),
        )
        return changed > 0

    async def settle(self, alert_id: int, status: str) -> None:
        """How it ended: sent, failed, or open again because it surely did not leave."""
        await self._db.write(
            "UPDATE alerts SET status = ?, sent_at = CASE ? WHEN 'sent' THEN sent_at END WHERE id = ?",
            (status, status, alert_id),
        )
