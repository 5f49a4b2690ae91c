"""The journal: every question from its arrival to its reply, and the log that remains of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from hmac import compare_digest
from typing import Any

import aiosqlite

from bot.state.asked import COLUMNS, Asked, Incoming, asked_of
from bot.state.database import Database
from bot.state.identities import Identities
from bot.state.inbox import SET_CLAIMED, SET_HANDLED

HISTORY = 12  # earlier questions of a conversation


_WAITING = f"SELECT {COLUMNS}, chat_id, follows FROM questions JOIN waiting ON question_id = id "  # noqa: S608 - ours
_CHAINED = f"SELECT {COLUMNS}, NULL, follows FROM questions"  # noqa: S608 - ours
_WAITING_AT = f"{_WAITING} WHERE place = ? AND message_id = ? AND status = 'open'"


class Journal:
    """Questions on their way. `claim` decides who answers; what was claimed is never sent twice."""

    def __init__(self, database: Database, identities: Identities) -> None:
        self._db, self._identities = database, identities

    async def receive(self, came: Incoming) -> Asked | None:
        """Write a question down; None where it was there already and has been answered, or is being answered."""
        place, who = self._identities.place(came.chat_id), self._identities.person(came.user_id)
        row = (came.thread_id, came.message_id, came.restated, came.text, came.asked_at)
        # One follows one's own question only, in the same place and topic, by replying to its answer.
        followed = (place, who, came.replies_to, came.thread_id)

        def work(connection: sqlite3.Connection) -> Sequence[Any] | None:
            cursor = connection.execute(
                "INSERT OR IGNORE INTO questions "
                "(kind, who, place, thread_id, message_id, restated, text, asked_at, follows) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM questions "
                "WHERE place = ? AND who = ? AND reply_id = ? AND thread_id IS ?))",
                (came.kind, who, place, *row, *followed),
            )
            if cursor.rowcount > 0:
                connection.execute(
                    "INSERT INTO waiting (question_id, chat_id) VALUES (?, ?)",
                    (cursor.lastrowid, came.chat_id),
                )
            found: Sequence[Any] | None = connection.execute(_WAITING_AT, (place, came.message_id)).fetchone()
            return found

        waiting = await self._db.transact(work)
        return asked_of(waiting) if waiting else None

    async def amend(self, chat_id: int, message_id: int, text: str) -> Asked | None:
        """Another text for a question whose message was edited: it is open again, and its reply is there to be edited.

        None where nothing is to be done: not a question, the same text, or its reply may just be leaving.
        """
        place = self._identities.place(chat_id)
        async with self._db.writing() as connection:
            cursor = await connection.execute(
                "UPDATE questions SET text = ?, status = 'open', outcome = NULL, answer = NULL "
                "WHERE place = ? AND message_id = ? AND text <> ? AND status IN ('open', 'sent') "
                "RETURNING id",
                (text, place, message_id, text),
            )
            row = await cursor.fetchone()
            if row is None:
                return None
            await _wait_again(connection, row[0], chat_id)
        return await self._waiting_at(place, message_id)

    async def asked_by(self, chat_id: int, message_id: int) -> Asked | None:
        """The question that a message asked, wherever it is on its way."""
        return await self._one("place = ? AND message_id = ?", self._identities.place(chat_id), message_id)

    async def take_back(self, number: int) -> None:
        """What was a question is none any more: nobody answers it, counts it or goes on from it."""
        await self._db.write("DELETE FROM questions WHERE id = ?", (number,))

    async def before(self, asked: Asked, within_s: int, *, answered: bool) -> Asked | None:
        """The question that this one follows; where it follows none, this person's latest one there, in the same topic.

        `answered`: the latest that was.
        """
        if asked.follows is not None:
            rows = await self._db.read(f"{_CHAINED} WHERE id = ?", (asked.follows,))
            return asked_of(rows[0]) if rows else None
        rows = await self._db.read(
            f"{_CHAINED} WHERE place = ? AND who = ? AND thread_id IS ? AND kind = 'question' "
            "AND id < ? AND asked_at >= ? AND (outcome = 'answered' OR NOT ?) ORDER BY id DESC LIMIT 1",
            (asked.place, asked.who, asked.thread_id, asked.id, asked.asked_at - within_s, answered),
        )
        return asked_of(rows[0]) if rows else None

    async def follow(self, number: int, earlier: int | None) -> None:
        """A question follows that earlier one from now on, or none."""
        await self._db.write("UPDATE questions SET follows = ? WHERE id = ?", (earlier, number))

    async def open_again(
        self, number: int, chat_id: int, user_id: int, *, is_alone: bool = False
    ) -> Asked | None:
        """A question that was answered is to be answered once more, in place, as its asker wishes.

        `is_alone`: it follows none from now on. None where it is not there, or somebody else asked it.
        """
        place, who = self._identities.place(chat_id), self._identities.person(user_id)
        async with self._db.writing() as connection:
            cursor = await connection.execute(
                "UPDATE questions SET status = 'open', outcome = NULL, answer = NULL, "
                "follows = CASE WHEN ? THEN NULL ELSE follows END "
                "WHERE id = ? AND place = ? AND who = ? AND status = 'sent' RETURNING message_id",
                (is_alone, number, place, who),
            )
            row = await cursor.fetchone()
            if row is None:
                return None
            await _wait_again(connection, number, chat_id)
        return await self._waiting_at(place, row[0])

    async def knows(self, chat_id: int, message_id: int) -> bool:
        """Whether a message is a question in the log."""
        found = await self._db.read(
            "SELECT 1 FROM questions WHERE place = ? AND message_id = ?",
            (self._identities.place(chat_id), message_id),
        )
        return bool(found)

    async def _waiting_at(self, place: str, message_id: int) -> Asked | None:
        rows = await self._db.read(_WAITING_AT, (place, message_id))
        return asked_of(rows[0]) if rows else None

    async def claim(
        self, number: int, outcome: str | None, answer: str | None, update_id: int | None = None
    ) -> bool:
        """Say that the reply is about to leave; False where somebody else said so before.

        `outcome`: None where nothing was asked for ("vì sao?" alone), which `Log` does not count.
        `update_id`: of the inbox, claimed together with the question.
        """

        def work(connection: sqlite3.Connection) -> bool:
            changed = connection.execute(
                "UPDATE questions SET status = 'sending', outcome = ?, answer = ? "
                "WHERE id = ? AND status = 'open'",
                (outcome, answer, number),
            ).rowcount
            if changed and update_id is not None:
                connection.execute(SET_CLAIMED, (update_id,))
            return changed > 0

        return await self._db.transact(work)

    async def sent(
        self, number: int, reply_id: int, elapsed_ms: float | None = None, update_id: int | None = None
    ) -> None:
        """The reply is out; where it went is forgotten, and of the inbox what the update with `update_id` was."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE questions SET status = 'sent', reply_id = ?, elapsed_ms = ? WHERE id = ?",
                (reply_id, elapsed_ms, number),
            )
            connection.execute("DELETE FROM waiting WHERE question_id = ?", (number,))
            if update_id is not None:
                connection.execute(SET_HANDLED, (update_id,))

        await self._db.transact(work)

    async def reopen(self, number: int) -> None:
        """The reply surely did not leave: it may be tried again."""
        await self._db.write(
            "UPDATE questions SET status = 'open' WHERE id = ? AND status = 'sending'", (number,)
        )

    async def give_up(self, number: int) -> None:
        """The reply cannot be delivered: blocked, deleted, refused."""
        async with self._db.writing() as connection:
            await connection.execute("UPDATE questions SET status = 'failed' WHERE id = ?", (number,))
            await connection.execute("DELETE FROM waiting WHERE question_id = ?", (number,))

    async def open_questions(self) -> list[Asked]:
        """Questions that wait for a reply, oldest first.

        However old they are by a clock that may be wrong: what nobody waits for any more is closed when it is forgotten
        where it should go.
        """
        return [asked_of(row) for row in await self._db.read(f"{_WAITING} WHERE status = 'open' ORDER BY id")]

    async def reopen_edits(self) -> None:
        """At the start: replies that were being edited may be edited again, since that doubles nothing."""
        await self._db.write(
            "UPDATE questions SET status = 'open' WHERE status = 'sending' AND reply_id IS NOT NULL"
        )

    async def waiting(self) -> tuple[int, int]:
        """How many questions are open, and of how many it is unknown whether the reply left."""
        rows = await self._db.read(
            "SELECT status, COUNT(*) FROM questions WHERE status IN ('open', 'sending') GROUP BY status"
        )
        counts = dict(rows)
        return counts.get("open", 0), counts.get("sending", 0)

    async def question(self, number: int, chat_id: int) -> Asked | None:
        """A question that was asked in that chat, None where it is gone or was asked elsewhere."""
        return await self._one("id = ? AND place = ?", number, self._identities.place(chat_id))

    async def replied_with(self, reply_id: int, chat_id: int) -> Asked | None:
        """The question whose reply is that message of that chat."""
        return await self._one("reply_id = ? AND place = ?", reply_id, self._identities.place(chat_id))

    async def shared(self, number: int, seal: str) -> Asked | None:
        """A question by the link to its answer, None where the link is wrong or the question is gone."""
        if not compare_digest(seal.encode(), self._identities.seal(number).encode()):
            return None
        return await self._one("id = ?", number)

    async def _one(self, where: str, *values: int | str) -> Asked | None:
        """The question that an SQL condition finds."""
        rows = await self._db.read(f"SELECT {COLUMNS} FROM questions WHERE {where}", values)  # noqa: S608 - ours
        return asked_of(rows[0]) if rows else None

    async def history(self, asked: Asked) -> tuple[str, ...]:
        """The questions that it follows, oldest first: as `receive` and `follow` wrote it down."""
        rows = await self._db.read(
            "WITH RECURSIVE chain (text, follows, depth) AS ("
            "SELECT text, follows, 0 FROM questions WHERE id = ? UNION ALL "
            "SELECT q.text, q.follows, depth + 1 FROM questions q JOIN chain ON q.id = chain.follows "
            "WHERE depth < ?) SELECT text FROM chain WHERE depth > 0 ORDER BY depth DESC",
            (asked.id, HISTORY),
        )
        return tuple(row[0] for row in rows)

    async def note(self, came: Incoming, outcome: str | None) -> None:
        """Log a question that was answered elsewhere: inline, or as a guest. `outcome`: as of `claim`."""
        await self._db.write(
            "INSERT OR IGNORE INTO questions "
            "(kind, who, place, message_id, text, asked_at, status, outcome) "
            "VALUES (?, ?, ?, ?, ?, ?, 'sent', ?)",
            (
                came.kind,
                self._identities.person(came.user_id),
                self._identities.place(came.chat_id),
                came.message_id,
                came.text,
                came.asked_at,
                outcome,
            ),
        )


async def _wait_again(connection: aiosqlite.Connection, number: int, chat_id: int) -> None:
    """What goes with a question that is open again: where its reply goes; what was thought of the old one is gone."""
    await connection.execute(
        "INSERT OR IGNORE INTO waiting (question_id, chat_id) VALUES (?, ?)", (number, chat_id)
    )
    await connection.execute("DELETE FROM votes WHERE question_id = ?", (number,))
