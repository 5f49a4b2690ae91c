"""The article file's two connections: one that writes, one that reads; readers never wait for a writer (WAL)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Self, TypeVar

from corpus.store.database import Connection, connect, store_errors, transaction
from corpus.store.look import Look

FILE_NAME = "corpus.sqlite3"
T = TypeVar("T")


class Connections:
    """Both of them, and what every part of the store does through them."""

    def __init__(self, path: Path, writer: Connection, reader: Connection) -> None:
        self._path, self._writer, self._reader = path, writer, reader
        self._turn = asyncio.Lock()
        self._newest: tuple[float, datetime | None] | None = None  # when it was looked up, and what was found

    @classmethod
    async def open(cls, folder: Path) -> Self:
        """The file in `folder`, made where it is missing. Raises StoreError."""
        path = folder / FILE_NAME
        migrations = files("corpus.store").joinpath("migrations")
        writer = await connect(path, migrations)
        try:
            reader = await connect(path, migrations, read_only=True)
        except BaseException:
            await writer.close()
            raise
        return cls(path, writer, reader)

    async def close(self) -> None:
        """Close both connections."""
        await self._reader.close()
        await self._writer.close()

    @asynccontextmanager
    async def change(self) -> AsyncIterator[Connection]:
        """The writing connection, for one transaction: all of it or nothing. Raises StoreError."""
        async with self._turn, store_errors(self._path), transaction(self._writer):
            yield self._writer
        self._newest = None

    async def look(self, work: Callable[[Look], T]) -> T:
        """What `work` makes of what it looks up, in the reading connection's thread. Raises StoreError."""
        async with store_errors(self._path):
            return await self._reader.run(lambda connection: work(Look(connection)))

    async def read(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Rows of the reading connection, for the other files of this room. Raises StoreError."""
        async with store_errors(self._path):
            return list(await self._reader.execute_fetchall(sql, values))
