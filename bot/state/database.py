"""The file of the bot's memory: one connection, one writer at a time, and what is deleted is overwritten."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.state.identities import FILE_NAME as KEY_FILE
from corpus import Connection, DataFile, StoreLocked, connect, store_errors, transaction

# A question that was waiting when the backup was made has been answered long since; nobody wants that reply twice.
STATE_FILE = DataFile(
    "bot.sqlite3",
    files("bot.state").joinpath("migrations"),
    on_restore=(
        ("questions", "UPDATE questions SET status = 'failed' WHERE status IN ('open', 'sending')"),
        ("inbox", "UPDATE inbox SET who = NULL, body = NULL"),
    ),
    key=KEY_FILE,
)
FILE_NAME = STATE_FILE.name
SCRUB_TRIES = 50
SCRUB_WAIT_S = 0.1
T = TypeVar("T")


class Database:
    """Statements for the state's subjects. All methods raise StoreError where the file does not work."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self._path, self._connection = path, connection
        self._lock = asyncio.Lock()  # one connection: nobody may write into another's transaction

    @classmethod
    async def open(cls, folder: Path) -> Database:
        """The file in `folder`, made where it is missing, brought up to date."""
        path = folder / FILE_NAME
        connection = await connect(path, STATE_FILE.migrations)
        async with store_errors(path):
            # SQLite only marks the space of deleted rows as free; this fills it with zeros.
            await connection.execute("PRAGMA secure_delete = ON")
        return cls(path, connection)

    async def close(self) -> None:
        """Close the file."""
        await self._connection.close()

    async def read(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows, as tuples."""
        async with store_errors(self._path):
            return [tuple(row) for row in await self._connection.execute_fetchall(sql, values)]

    async def write(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement of its own; how many rows it changed."""
        async with self._lock, store_errors(self._path):
            cursor = await self._connection.execute(sql, values)
            return cursor.rowcount

    async def transact(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` returns: several statements, all or none, in the file's own thread on one way there and back."""
        async with self._lock, store_errors(self._path):
            return await self._connection.transact(work)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[aiosqlite.Connection]:
        """Several statements, all or none."""
        async with self._lock, store_errors(self._path), transaction(self._connection):
            yield self._connection

    async def scrub(self) -> None:
        """Empty the write-ahead log too, where what was deleted still stands. Raises StoreLocked after five seconds."""
        for _attempt in range(SCRUB_TRIES):
            async with self._lock, store_errors(self._path):
                rows = list(await self._connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)"))
            if not rows[0][0]:
                return
            await asyncio.sleep(SCRUB_WAIT_S)  # another process reads, such as an export
        raise StoreLocked(
            f"{FILE_NAME} is being read by another process; what was deleted is still in its log"
        )
