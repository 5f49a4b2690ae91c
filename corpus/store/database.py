"""Opening SQLite files: WAL, migrations as SQL files, versions that are too new refused, only the owner may read."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

import aiosqlite

from corpus.errors import StoreError, StoreLocked, StoreTooNew
from corpus.store.system_errors import why

BUSY_TIMEOUT_S = 10.0
_LEAST_ROOM = 1 << 16  # bytes
_CHUNK = 64  # rows that a cursor fetches at once, aiosqlite's own default
T = TypeVar("T")


class Connection(aiosqlite.Connection):
    """aiosqlite's, that also does several statements on one way to its thread and back."""

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` returns, done in the connection's thread."""
        result: T = await self._execute(lambda: work(self._conn))  # type: ignore[no-untyped-call]
        return result

    async def transact(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """`run` as one transaction: all of it or nothing."""
        return await self.run(lambda connection: _transacted(connection, work))


def _transacted(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    return result


async def connect(path: Path, migrations: Traversable, *, read_only: bool = False) -> Connection:
    """A connection to an up-to-date file, which is made where it is missing. Raises StoreError.

    `migrations`: a folder of files NNN_name.sql; `PRAGMA user_version` says how many of them a file has seen.
    """
    if not read_only:
        _make_private(path)
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    options = {"uri": True, "timeout": BUSY_TIMEOUT_S, "isolation_level": None}
    connection = Connection(partial(sqlite3.connect, address, **options), _CHUNK)
    async with store_errors(path):
        await connection
    try:
        async with store_errors(path):
            if not read_only:
                await connection.execute("PRAGMA journal_mode = WAL")
                await connection.execute("PRAGMA synchronous = NORMAL")
                await connection.execute("PRAGMA foreign_keys = ON")
            await _migrate(connection, migrations, read_only=read_only)
    except BaseException:
        await connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    try:
        make_folder(path.parent)
        path.touch(mode=0o600, exist_ok=True)
        path.open("r+b").close()  # a folder, or a file that is somebody else's
    except OSError as error:
        raise StoreError(f"cannot write {path.name} in the data folder: {why(error)}") from error


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may look into; one that is there stays as it is. Raises OSError."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)


async def _migrate(connection: aiosqlite.Connection, migrations: Traversable, *, read_only: bool) -> None:
    scripts = sorted(
        (item for item in migrations.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name
    )
    seen = await _version(connection)
    if seen > len(scripts):
        raise StoreTooNew("the data folder was written by a newer hoibao; upgrade the program, not the file")
    if read_only and seen < len(scripts):
        raise StoreError("the data folder was written by an older hoibao; run any verb that writes first")
    for number, script in enumerate(scripts[seen:], start=seen + 1):
        # One transaction each: the version only moves together with the tables.
        async with transaction(connection):
            if await _version(connection) >= number:
                continue  # another process was faster
            for statement in _statements(script.read_text("utf-8")):
                await connection.execute(statement)
            await connection.execute(f"PRAGMA user_version = {number}")


async def _version(connection: aiosqlite.Connection) -> int:
    rows = list(await connection.execute_fetchall("PRAGMA user_version"))
    return int(rows[0][0])


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would end the transaction that they belong to."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


@asynccontextmanager
async def store_errors(path: Path) -> AsyncIterator[None]:
    """SQLite's errors as ours, with the file's name but not its folder."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise as_store_error(path, error) from None


def as_store_error(path: Path, error: sqlite3.DatabaseError | UnicodeDecodeError) -> StoreError:
    """What SQLite said of a file, in the words of a StoreError; never what stands in the file."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} or str(error) == "database is locked":
        return StoreLocked(f"{path.name} is locked by another process; try again when it is done")
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(path)):
        return StoreError("the disk is full")
    if isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode"):
        return StoreError(f"{path.name} is damaged or no database: a text in it is no UTF-8")
    if not isinstance(error, sqlite3.OperationalError):
        return StoreError(f"{path.name} is damaged or no database: {error}")
    return StoreError(f"{path.name} cannot be used: {error}")


def _is_full(path: Path) -> bool:
    """Whether there is not even room for what SQLite writes first, the table of its log."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


@asynccontextmanager
async def transaction(connection: aiosqlite.Connection) -> AsyncIterator[None]:
    """All or nothing."""
    await connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        await connection.rollback()
        raise
    await connection.commit()
