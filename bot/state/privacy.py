"""What is stored of a person: shown to them, deleted for them, forgotten after its time."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from typing import Any

from bot.state.chats import unsubscribe
from bot.state.database import Database
from bot.state.identities import Identities
from bot.state.inbox import DAY_S
from bot.state.inbox import KEPT_DAYS as INBOX_KEPT_DAYS
from bot.state.links import KEPT_DAYS as LINKS_KEPT_DAYS

ALERTS_KEPT_DAYS = 90
WAITED_DAYS = 2  # that somebody may wait for a reply


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was deleted."""

    questions: int
    votes: int
    orders: int


class Privacy:
    """All subjects of the state, seen from one person. Their private chat has their own number at Telegram."""

    def __init__(self, database: Database, identities: Identities) -> None:
        self._db, self._identities = database, identities

    async def erase(self, user_id: int) -> Erased:
        """Delete what is stored of a person, so that not a byte of it is left in the files."""
        who = self._identities.person(user_id)
        async with self._db.writing() as connection:
            votes = await connection.execute("DELETE FROM votes WHERE who = ?", (who,))
            # Others' votes on their answers, and what waits for delivery, go with the questions.
            questions = await connection.execute("DELETE FROM questions WHERE who = ?", (who,))
            await connection.execute("DELETE FROM links WHERE who = ?", (who,))
            orders = await unsubscribe(connection, user_id)
            await connection.execute("UPDATE inbox SET who = NULL, body = NULL WHERE who = ?", (who,))
            await connection.execute("DELETE FROM chats WHERE id = ?", (user_id,))
        await self._db.scrub()
        return Erased(questions.rowcount, votes.rowcount, orders)

    async def export(self, user_id: int) -> dict[str, Any]:
        """Everything that is stored of a person, for them to read: times are Unix seconds."""
        who = self._identities.person(user_id)
        return {
            "chats": await self._rows("SELECT id, kind, language, seen_at FROM chats WHERE id = ?", user_id),
            "questions": await self._rows(
                "SELECT id, kind, thread_id, message_id, text, asked_at, status, outcome, answer FROM questions "
                "WHERE who = ? ORDER BY id",
                who,
            ),
            "votes": await self._rows(
                "SELECT question_id, is_up, reason, at FROM votes WHERE who = ? ORDER BY at", who
            ),
            "updates": await self._rows("SELECT came_at, body FROM inbox WHERE who = ?", who),
            "links": await self._rows("SELECT text, made_at FROM links WHERE who = ?", who),
            "watches": await self._rows("SELECT text, made_at FROM watches WHERE chat_id = ?", user_id),
            "alerts": await self._rows(
                "SELECT w.text, a.article_id, a.found_at, a.status, a.sent_at FROM alerts a "
                "JOIN watches w ON w.id = a.watch_id WHERE w.chat_id = ? ORDER BY a.id",
                user_id,
            ),
            "digests": await self._rows(
                "SELECT weekday, hour, next_at FROM digests WHERE chat_id = ?", user_id
            ),
        }

    async def _rows(self, sql: str, value: object) -> list[dict[str, Any]]:
        """What is found, by the names of its columns."""

        def work(connection: sqlite3.Connection) -> list[dict[str, Any]]:
            cursor = connection.execute(sql, (value,))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

        return await self._db.transact(work)

    async def forget_old(self, days: int) -> None:
        """Delete what is older than people were told."""
        now = int(time.time())
        async with self._db.writing() as connection:
            await connection.execute("DELETE FROM questions WHERE asked_at < ?", (now - days * DAY_S,))
            # Nobody waits for these replies any more; where they should have gone need not be known.
            waited = (now - WAITED_DAYS * DAY_S,)
            await connection.execute(
                "UPDATE questions SET status = 'failed' WHERE status = 'open' AND asked_at < ?",
                waited,
            )
            await connection.execute(
                "DELETE FROM waiting WHERE question_id IN (SELECT id FROM questions WHERE asked_at < ?)",
                waited,
            )
            await connection.execute("DELETE FROM inbox WHERE came_at < ?", (now - INBOX_KEPT_DAYS * DAY_S,))
            await connection.execute(
                "DELETE FROM links WHERE who IS NOT NULL AND made_at < ?", (now - LINKS_KEPT_DAYS * DAY_S,)
            )
            await connection.execute(
                "DELETE FROM alerts WHERE found_at < ?", (now - ALERTS_KEPT_DAYS * DAY_S,)
            )
        await self._db.scrub()
