"""Chats: where the bot may write, in which language, and what the admins of a group chose."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass

import aiosqlite

from bot.state.database import Database
from bot.state.identities import Identities


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is written down of a chat. `at`: Unix seconds."""

    kind: str
    language: str | None
    at: int

    def still_holds(self, kind: str, language: str | None, at: int) -> bool:
        return (self.kind, self.language) == (kind, language) and 0 <= at - self.at < SEEN_EVERY_S


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """`is_quiet`: only /hoi is answered. `sections`: what news is about; none is all."""

    is_quiet: bool = False
    sections: frozenset[str] = frozenset()


REMEMBERED = 10_000  # chats of which is known without looking when somebody last wrote, and in which language
SEEN_EVERY_S = 600  # so often it is written down that somebody writes


class Chats:
    """Chats by Telegram's id."""

    def __init__(self, database: Database, identities: Identities) -> None:
        self._db, self._identities = database, identities
        self._seen: dict[int, _Seen] = {}  # those that wrote last

    async def see(self, chat_id: int, kind: str, language: str | None = None) -> None:
        """Somebody wrote in a chat: it is not blocked. `language`: theirs, where the chat is theirs alone."""
        at = int(time.time())
        if (known := self._seen.get(chat_id)) and known.still_holds(kind, language, at):
            return
        await self._db.write(
            "INSERT INTO chats (id, kind, language, seen_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET blocked = 0, kind = excluded.kind, language = excluded.language, "
            "seen_at = excluded.seen_at",
            (chat_id, kind, language, at),
        )
        self.forget(chat_id)
        self._seen[chat_id] = _Seen(kind, language, at)
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]

    def forget(self, chat_id: int) -> None:
        """What memory alone holds of a chat."""
        self._seen.pop(chat_id, None)

    async def language(self, chat_id: int) -> str | None:
        """The language of a chat."""
        if chat_id in self._seen:
            return self._seen[chat_id].language
        rows = await self._db.read("SELECT language FROM chats WHERE id = ?", (chat_id,))
        return rows[0][0] if rows else None

    async def is_reachable(self, chat_id: int) -> bool:
        """Whether somebody wrote there and has not blocked the bot since."""
        return bool(await self._db.read("SELECT 1 FROM chats WHERE id = ? AND NOT blocked", (chat_id,)))

    async def block(self, chat_id: int) -> None:
        """The bot may not write there any more: nothing waits to be sent there."""
        self.forget(chat_id)
        async with self._db.writing() as connection:
            await connection.execute("UPDATE chats SET blocked = 1 WHERE id = ?", (chat_id,))
            await connection.execute(
                "UPDATE questions SET status = 'failed' WHERE status = 'open' AND id IN "
                "(SELECT question_id FROM waiting WHERE chat_id = ?)",
                (chat_id,),
            )
            await connection.execute("DELETE FROM waiting WHERE chat_id = ?", (chat_id,))
            await unsubscribe(connection, chat_id)
        self.forget(chat_id)  # again: somebody may have written meanwhile

    async def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: everything of it moves to the new id."""
        places = self._identities.place(new), self._identities.place(old)
        self.forget(new)
        self.forget(old)
        async with self._db.writing() as connection:
            await connection.execute(
                "DELETE FROM chats WHERE id = ? AND EXISTS (SELECT 1 FROM chats WHERE id = ?)", (new, old)
            )
            await connection.execute("UPDATE chats SET id = ?, kind = 'supergroup' WHERE id = ?", (new, old))
            for table in ("waiting", "sections", "watches", "digests"):
                await connection.execute(
                    f"UPDATE OR IGNORE {table} SET chat_id = ? WHERE chat_id = ?",  # noqa: S608
                    (new, old),
                )
            await connection.execute("UPDATE OR IGNORE questions SET place = ? WHERE place = ?", places)
        self.forget(new)

    async def settings(self, chat_id: int) -> GroupSettings:
        """What the admins chose; the defaults where they chose nothing."""
        quiet = await self._db.read("SELECT is_quiet FROM chats WHERE id = ?", (chat_id,))
        sections = await self._db.read("SELECT name FROM sections WHERE chat_id = ?", (chat_id,))
        return GroupSettings(bool(quiet and quiet[0][0]), frozenset(row[0] for row in sections))

    async def set_quiet(self, chat_id: int, is_quiet: bool) -> None:
        """Answer /hoi alone, or mentions and replies too."""
        await self._db.write("UPDATE chats SET is_quiet = ? WHERE id = ?", (is_quiet, chat_id))

    async def set_sections(self, chat_id: int, names: Collection[str]) -> None:
        """Replace the sections of interest."""
        async with self._db.writing() as connection:
            await connection.execute("DELETE FROM sections WHERE chat_id = ?", (chat_id,))
            await connection.executemany(
                "INSERT INTO sections (chat_id, name) VALUES (?, ?)", [(chat_id, name) for name in names]
            )


async def unsubscribe(connection: aiosqlite.Connection, chat_id: int) -> int:
    """Within a transaction: delete what a chat ordered; how many orders those were."""
    watches = await connection.execute("DELETE FROM watches WHERE chat_id = ?", (chat_id,))
    digests = await connection.execute("DELETE FROM digests WHERE chat_id = ?", (chat_id,))
    return watches.rowcount + digests.rowcount
