"""The log seen as a whole, for the newsroom: counts, what the paper has not written about. Says of nobody who it is."""

from __future__ import annotations

import statistics
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.state.asked import COLUMNS, Asked, Kind, asked_of
from bot.state.database import Database
from bot.state.inbox import DAY_S

VIETNAM_OFFSET = "+7 hours"  # all year
BATCH = 1_000
# "Vì sao?" alone was replied to, and has no outcome: nobody asked for anything that the paper might have.
_ASKS = "(outcome IS NOT NULL OR status IN ('open', 'failed'))"


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of a day (YYYY-MM-DD in Vietnam's time) by outcome."""

    day: str
    answered: int
    not_found: int
    unavailable: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over some days, without timelines. `median_ms`: from a question's arrival to its reply, None if none."""

    questions: int
    chats: int
    outcomes: dict[str, int]
    up: int
    down: int
    reasons: dict[str, int]
    median_ms: float | None


class Log:
    """Questions of all people."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def statistics(self, days: int) -> Statistics:
        """Counts over the last `days` days."""
        since = _since(days)
        totals = await self._db.read(
            f"SELECT COUNT(*), COUNT(DISTINCT place) FROM questions WHERE asked_at > ? AND kind <> ? AND {_ASKS}",  # noqa: S608 - ours
            (since, Kind.TIMELINE),
        )
        outcomes = await self._db.read(
            "SELECT outcome, COUNT(*) FROM questions "
            "WHERE asked_at > ? AND kind <> ? AND outcome IS NOT NULL GROUP BY 1",
            (since, Kind.TIMELINE),
        )
        votes = dict(
            await self._db.read("SELECT is_up, COUNT(*) FROM votes WHERE at > ? GROUP BY 1", (since,))
        )
        reasons = await self._db.read(
            "SELECT reason, COUNT(*) FROM votes WHERE at > ? AND reason IS NOT NULL GROUP BY 1", (since,)
        )
        times = await self._db.read(
            "SELECT elapsed_ms FROM questions "
            "WHERE asked_at > ? AND kind <> ? AND elapsed_ms IS NOT NULL AND outcome IS NOT NULL",
            (since, Kind.TIMELINE),
        )
        return Statistics(
            questions=totals[0][0],
            chats=totals[0][1],
            outcomes=dict(outcomes),
            up=votes.get(1, 0),
            down=votes.get(0, 0),
            reasons=dict(reasons),
            median_ms=statistics.median([row[0] for row in times]) if times else None,
        )

    async def by_day(self, days: int) -> list[Day]:
        """The last `days` days from the first one with a question to the last one with any, oldest first."""
        rows = await self._db.read(
            f"SELECT date(asked_at, 'unixepoch', '{VIETNAM_OFFSET}'), "  # noqa: S608 - a constant
            "SUM(outcome IS 'answered'), SUM(outcome IS 'not_found'), SUM(outcome IS 'unavailable') "
            f"FROM questions WHERE asked_at > ? AND kind <> ? AND {_ASKS} GROUP BY 1 ORDER BY 1",
            (_since(days), Kind.TIMELINE),
        )
        found = {row[0]: Day(*row) for row in rows}
        return (
            [found.get(day, Day(day, 0, 0, 0)) for day in _days_between(min(found), max(found))]
            if found
            else []
        )

    async def asked(self, days: int, outcome: str | None = None) -> list[Asked]:
        """The questions of the last `days` days, all or those that ended so, latest first."""
        rows = await self._db.read(
            f"SELECT {COLUMNS} FROM questions "  # noqa: S608 - ours
            f"WHERE asked_at > ? AND {_ASKS} AND (? IS NULL OR outcome = ?) ORDER BY id DESC",
            (_since(days), outcome, outcome),
        )
        return [asked_of(row) for row in rows]

    async def get(self, number: int) -> Asked | None:
        """A question, whoever asked it: for the newsroom's eyes only."""
        rows = await self._db.read(f"SELECT {COLUMNS} FROM questions WHERE id = ?", (number,))  # noqa: S608
        return asked_of(rows[0]) if rows else None

    async def everything(self) -> AsyncIterator[dict[str, Any]]:
        """The whole log for the export, oldest first: no names, no hashes, no chats."""
        names = ("id", "kind", "asked_at", "text", "outcome", "elapsed_ms", "answer", "up", "down", "reasons")
        last = 0
        while True:
            rows = await self._db.read(
                "SELECT q.id, q.kind, q.asked_at, q.text, q.outcome, q.elapsed_ms, q.answer, "
                "COALESCE(SUM(v.is_up), 0), COALESCE(SUM(NOT v.is_up), 0), COALESCE(GROUP_CONCAT(v.reason, ''), '') "
                "FROM questions q LEFT JOIN votes v ON v.question_id = q.id "
                "WHERE q.id > ? GROUP BY q.id ORDER BY q.id LIMIT ?",
                (last, BATCH),
            )
            if not rows:
                return
            for row in rows:
                yield dict(zip(names, row, strict=True))
            last = rows[-1][0]


def _days_between(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=at)).isoformat() for at in range((end - start).days + 1)]


def _since(days: int) -> int:
    return int(time.time()) - days * DAY_S
