"""👍 and 👎: what readers say of answers, and the answers that they called bad."""

from __future__ import annotations

import time
from dataclasses import dataclass

from bot.state.asked import COLUMNS, Asked, asked_of
from bot.state.database import Database
from bot.state.identities import Identities


@dataclass(frozen=True, slots=True)
class Bad:
    """An answer with its 👎 and the reasons given, as letters of texts.reasons."""

    asked: Asked
    down: int
    up: int
    reasons: str


_OF_QUESTION = ", ".join(f"q.{name}" for name in COLUMNS.split(", "))
_BAD = (
    f"SELECT {_OF_QUESTION}, "  # noqa: S608 - our own columns
    "SUM(NOT v.is_up), SUM(v.is_up), COALESCE(GROUP_CONCAT(v.reason, ''), '') "
    "FROM questions q JOIN votes v ON v.question_id = q.id"
)
_LATEST_FIRST = "GROUP BY q.id HAVING SUM(NOT v.is_up) > 0 ORDER BY MAX(v.at) DESC, q.id DESC"


class Votes:
    """Votes on answers, one per person and answer."""

    def __init__(self, database: Database, identities: Identities) -> None:
        self._db, self._identities = database, identities

    async def vote(self, number: int, user_id: int, *, is_up: bool) -> None:
        """A person's vote on an answer; a later one replaces it."""
        await self._db.write(
            "INSERT INTO votes (question_id, who, is_up, at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET is_up = excluded.is_up, reason = NULL, at = excluded.at",
            (number, self._identities.person(user_id), is_up, int(time.time())),
        )

    async def explain(self, number: int, user_id: int, reason: str) -> bool:
        """Why it was a 👎; False without one."""
        changed = await self._db.write(
            "UPDATE votes SET reason = ? WHERE question_id = ? AND who = ? AND NOT is_up",
            (reason, number, self._identities.person(user_id)),
        )
        return changed > 0

    async def bad(self, limit: int, offset: int = 0) -> list[Bad]:
        """Answers with a 👎, the latest first."""
        rows = await self._db.read(
            f"{_BAD} {_LATEST_FIRST} LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [Bad(asked_of(row[:-3]), *row[-3:]) for row in rows]

    async def place_of(self, number: int) -> int | None:
        """Where an answer stands among the bad ones, counted from the latest; None where it is none any more."""
        rows = await self._db.read(
            f"SELECT q.id FROM questions q JOIN votes v ON v.question_id = q.id {_LATEST_FIRST}"  # noqa: S608
        )
        return next((at for at, row in enumerate(rows) if row[0] == number), None)
