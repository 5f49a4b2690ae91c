"""Runs of the newsroom's own question set: what once came out right is the floor for what comes after."""

from __future__ import annotations

import json
import time
from collections.abc import Collection

from bot.state.database import Database

KEPT = 200  # runs


class Evaluations:
    """The runs, in order."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def note(self, right_ids: Collection[str], total: int, generation: int | None) -> None:
        """Write a run down."""
        async with self._db.writing() as connection:
            await connection.execute(
                "INSERT INTO evaluations (at, generation, total, right_ids) VALUES (?, ?, ?, ?)",
                (int(time.time()), generation, total, json.dumps(sorted(right_ids))),
            )
            await connection.execute(
                "DELETE FROM evaluations WHERE rowid <= (SELECT MAX(rowid) FROM evaluations) - ?", (KEPT,)
            )

    async def floor(self, ids: Collection[str]) -> int | None:
        """The most of these questions that ever came out right in one run; None before the first."""
        rows = await self._db.read("SELECT right_ids FROM evaluations")
        wanted = set(ids)
        return max((len(wanted.intersection(json.loads(row[0]))) for row in rows), default=None)
