"""What people did: chats, the journal of questions, votes. Its own SQLite file, beside the archive's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import aiosqlite

from corpus import DataFile, connect, store_errors, transaction

# A question that was waiting when the backup was made has been answered long since; nobody wants that reply twice.
STATE_FILE = DataFile(
    "bot.sqlite3",
    files("bot.state").joinpath("migrations"),
    on_restore="UPDATE questions SET status = 'failed' WHERE status IN ('open', 'sending')",
)
KEPT_DAYS = 90
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Asked:
    """A journalled question. `asked_at`: Unix seconds."""

    id: int
    chat_id: int
    message_id: int
    thread_id: int | None
    user_id: int
    text: str
    asked_at: int
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over some days."""

    questions: int
    chats: int
    outcomes: dict[str, int]
    up: int
    down: int
    reasons: dict[str, int]
    unanswered: tuple[tuple[str, int], ...]


_ASKED = "id, chat_id, message_id, thread_id, user_id, text, asked_at, answer"


class State:
    """The bot's own memory. All methods raise StoreError where the file does not work."""

    def __init__(self, path: Path, connection: aiosqlite.Connection) -> None:
        self._path, self._db = path, connection
        self._writing = asyncio.Lock()  # one connection: nobody may write into another's transaction

    @classmethod
    async def open(cls, folder: Path) -> State:
        """The file in `folder`, made where it is missing."""
        path = folder / STATE_FILE.name
        return cls(path, await connect(path, STATE_FILE.migrations))

    async def close(self) -> None:
        """Close the file."""
        await self._db.close()

    # -- the journal

    async def receive(self, asked: Asked) -> Asked | None:
        """Write a question down; None where it was there already and has been answered, or is being answered."""
        await self._write(
            "INSERT OR IGNORE INTO questions (chat_id, message_id, thread_id, user_id, text, asked_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (asked.chat_id, asked.message_id, asked.thread_id, asked.user_id, asked.text, asked.asked_at),
        )
        rows = await self._read(
            f"SELECT {_ASKED} FROM questions WHERE chat_id = ? AND message_id = ? AND status = 'open'",  # noqa: S608
            (asked.chat_id, asked.message_id),
        )
        return Asked(*rows[0]) if rows else None

    async def claim(self, number: int, outcome: str, answer: str | None) -> bool:
        """Say that the reply is about to leave; False where somebody else said so before."""
        return await self._write(
            "UPDATE questions SET status = 'sending', outcome = ?, answer = ? WHERE id = ? AND status = 'open'",
            (outcome, answer, number),
        )

    async def sent(self, number: int, reply_id: int) -> None:
        """The reply is out."""
        await self._write(
            "UPDATE questions SET status = 'sent', reply_id = ? WHERE id = ?", (reply_id, number)
        )

    async def reopen(self, number: int) -> None:
        """The reply surely did not leave: it may be tried again."""
        await self._write(
            "UPDATE questions SET status = 'open' WHERE id = ? AND status = 'sending'", (number,)
        )

    async def give_up(self, number: int) -> None:
        """The reply cannot be delivered: blocked, deleted, refused."""
        await self._write("UPDATE questions SET status = 'failed' WHERE id = ?", (number,))

    async def open_questions(self, max_age_s: int = DAY_S) -> list[Asked]:
        """Questions that wait for a reply, oldest first; older ones nobody waits for any more."""
        rows = await self._read(
            f"SELECT {_ASKED} FROM questions WHERE status = 'open' AND asked_at > ? ORDER BY id",  # noqa: S608
            (int(time.time()) - max_age_s,),
        )
        return [Asked(*row) for row in rows]

    async def question(self, number: int) -> Asked | None:
        """A journalled question, None where it is gone."""
        rows = await self._read(f"SELECT {_ASKED} FROM questions WHERE id = ?", (number,))  # noqa: S608
        return Asked(*rows[0]) if rows else None

    async def waiting(self) -> tuple[int, int]:
        """How many questions are open, and of how many it is unknown whether the reply left."""
        rows = await self._read(
            "SELECT status, COUNT(*) FROM questions WHERE status <> 'sent' GROUP BY status"
        )
        counts = dict(rows)
        return counts.get("open", 0), counts.get("sending", 0)

    # -- votes

    async def vote(self, number: int, user_id: int, *, is_up: bool) -> None:
        """A person's vote on an answer; a later one replaces it."""
        await self._write(
            "INSERT INTO votes (question_id, user_id, is_up, at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET is_up = excluded.is_up, reason = NULL, at = excluded.at",
            (number, user_id, is_up, int(time.time())),
        )

    async def explain(self, number: int, user_id: int, reason: str) -> bool:
        """Why it was a 👎; False without one."""
        return await self._write(
            "UPDATE votes SET reason = ? WHERE question_id = ? AND user_id = ? AND NOT is_up",
            (reason, number, user_id),
        )

    # -- chats

    async def see(self, chat_id: int, kind: str) -> None:
        """Somebody wrote in a chat: it is not blocked."""
        await self._write(
            "INSERT INTO chats (id, kind, seen_at) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET blocked = 0, kind = excluded.kind, seen_at = excluded.seen_at",
            (chat_id, kind, int(time.time())),
        )

    async def language(self, chat_id: int) -> str | None:
        """The language that was chosen in a chat."""
        rows = await self._read("SELECT language FROM chats WHERE id = ?", (chat_id,))
        return rows[0][0] if rows else None

    async def block(self, chat_id: int) -> None:
        """The bot may not write there any more."""
        await self._write("UPDATE chats SET blocked = 1 WHERE id = ?", (chat_id,))

    async def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: everything of it moves to the new id."""
        async with self._writing, store_errors(self._path), transaction(self._db):
            await self._db.execute("DELETE FROM chats WHERE id = ?", (new,))
            await self._db.execute("UPDATE chats SET id = ?, kind = 'supergroup' WHERE id = ?", (new, old))
            await self._db.execute("UPDATE OR IGNORE questions SET chat_id = ? WHERE chat_id = ?", (new, old))

    # -- housekeeping

    async def erase(self, user_id: int) -> tuple[int, int]:
        """Delete what is stored of a person; how many questions and votes that were."""
        async with self._writing, store_errors(self._path), transaction(self._db):
            votes = await self._db.execute("DELETE FROM votes WHERE user_id = ?", (user_id,))
            await self._db.execute(
                "DELETE FROM votes WHERE question_id IN (SELECT id FROM questions WHERE user_id = ?)",
                (user_id,),
            )
            questions = await self._db.execute("DELETE FROM questions WHERE user_id = ?", (user_id,))
            await self._db.execute("DELETE FROM chats WHERE id = ?", (user_id,))
        return questions.rowcount, votes.rowcount

    async def forget_old(self, days: int = KEPT_DAYS) -> None:
        """Delete questions that are older than what people were told."""
        await self._write("DELETE FROM questions WHERE asked_at < ?", (int(time.time()) - days * DAY_S,))

    async def statistics(self, days: int) -> Statistics:
        """Counts over the last `days` days."""
        since = int(time.time()) - days * DAY_S
        totals = await self._read(
            "SELECT COUNT(*), COUNT(DISTINCT chat_id) FROM questions WHERE asked_at > ?", (since,)
        )
        outcomes = await self._read(
            "SELECT outcome, COUNT(*) FROM questions WHERE asked_at > ? AND outcome IS NOT NULL GROUP BY 1",
            (since,),
        )
        votes = dict(await self._read("SELECT is_up, COUNT(*) FROM votes WHERE at > ? GROUP BY 1", (since,)))
        reasons = await self._read(
            "SELECT reason, COUNT(*) FROM votes WHERE at > ? AND reason IS NOT NULL GROUP BY 1", (since,)
        )
        unanswered = await self._read(
            "SELECT text, COUNT(*) FROM questions WHERE asked_at > ? AND outcome = 'not_found' "
            "GROUP BY LOWER(text) ORDER BY 2 DESC, MAX(id) DESC LIMIT 5",
            (since,),
        )
        return Statistics(
            questions=totals[0][0],
            chats=totals[0][1],
            outcomes=dict(outcomes),
            up=votes.get(1, 0),
            down=votes.get(0, 0),
            reasons=dict(reasons),
            unanswered=tuple((text, count) for text, count in unanswered),
        )

    async def _read(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        async with store_errors(self._path):
            return [tuple(row) for row in await self._db.execute_fetchall(sql, values)]

    async def _write(self, sql: str, values: Sequence[Any]) -> bool:
        """Run a statement of its own; whether it changed anything."""
        async with self._writing, store_errors(self._path):
            cursor = await self._db.execute(sql, values)
            return cursor.rowcount > 0
