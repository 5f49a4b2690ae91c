"""Whole SQLite files through SQLite's online backup: out of a file that is in use, and back into one.

Both ways the copy is one transaction: processes that have the file open go on, and see either all of it or nothing.
https://www.sqlite.org/backup.html
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from corpus.errors import StoreError, StoreTooNew
from corpus.store.database import BUSY_TIMEOUT_S, as_store_error
from corpus.store.store import FILE_NAME
from corpus.store.system_errors import FULL, why

RETRY_EVERY_S = 0.1
SHOWN = 5  # complaints of one integrity check that are worth printing
_NOT_THE_FILE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_COMPANIONS = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A SQLite file of the data folder; `migrations`: the folder whose .sql files it is built by.

    `on_restore`: statements for a copy of this file that is about to be served again, each with the table that it is
    about; a file from before that table goes without. `key`: a file beside it that never goes into a backup, and
    without which nobody can tell whose its rows are.
    """

    name: str
    migrations: Traversable
    on_restore: tuple[tuple[str, str], ...] = ()
    key: str = ""

    @property
    def version(self) -> int:
        """The version that this program writes: how many migrations there are."""
        return sum(item.name.endswith(".sql") for item in self.migrations.iterdir())

    def check_version(self, path: Path) -> int:
        """The version of a file of this kind. Raises StoreTooNew where it is beyond this program's."""
        found = version_of(path)
        if found > self.version:
            raise StoreTooNew(f"{self.name} was written by a newer hoibao; upgrade the program, not the file")
        return found


CORPUS_FILE = DataFile(FILE_NAME, files("corpus.store").joinpath("migrations"))


def copy_out(live: Path, copy: Path) -> None:
    """A consistent copy of a file that may be in use, as one file without a log beside it. Raises StoreError."""
    with plain_errors(live), _open(live) as source, _open(copy, create=True) as target:
        copy.chmod(0o600)
        source.backup(target)  # in one step: the copy is the state of one moment, writers are not held up
        target.execute("PRAGMA journal_mode = DELETE")


def copy_in(copy: Path, live: Path) -> None:
    """Replace what is in a file that may be in use by a copy, in one transaction. Raises StoreError."""
    with plain_errors(live), _open(copy) as source, _open(live, create=True) as target:
        live.chmod(0o600)
        target.execute("PRAGMA journal_mode = WAL")
        source.backup(target, progress=_patience(time.monotonic() + BUSY_TIMEOUT_S), sleep=RETRY_EVERY_S)


def _patience(deadline: float) -> Callable[[int, int, int], None]:
    """Python retries a busy file for ever; this ends it."""

    def look(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > deadline:
            raise sqlite3.OperationalError("database is locked")

    return look


def set_aside(live: Path, mark: str) -> list[Path]:
    """Rename a file that SQLite cannot use, and its log; where it lies now. SQLite leaves renamed files alone."""
    moved = []
    for ending in _COMPANIONS:
        old = live.with_name(live.name + ending)
        if old.exists():
            moved.append(old.rename(live.with_name(f"{live.name}.{mark}{ending}")))
    return moved


def complaints(path: Path) -> list[str]:
    """What SQLite finds wrong with the structure of a file; nothing where it is well."""
    if path.is_dir():
        return ["it is a folder, where a file belongs"]
    try:
        with _open(path) as connection:
            rows = [row[0] for row in connection.execute(f"PRAGMA integrity_check({SHOWN})")]
            if rows != ["ok"]:
                return [str(row) for row in rows]
            broken = connection.execute("PRAGMA foreign_key_check").fetchmany(SHOWN)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "readonly" in str(error):
            raise StoreError("the data folder cannot be written by whoever runs this") from error
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_THE_FILE:
            raise as_store_error(path, error) from error
        return [str(error)]
    return [f"a row of {row[0]} points to a row of {row[2]} that is not there" for row in broken]


def version_of(path: Path) -> int:
    """`PRAGMA user_version`: how many migrations a file has seen. Raises StoreError."""
    with plain_errors(path), _open(path) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def count_articles(path: Path) -> int:
    """How many articles an article file holds. Raises StoreError."""
    with plain_errors(path), _open(path) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0])


def prepare_restored(file: DataFile, copy: Path) -> None:
    """Run what is to be run on a copy before it is served again. Raises StoreError."""
    with plain_errors(copy), _open(copy) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table, statement in file.on_restore:
            if table in tables:
                connection.execute(statement)


@contextmanager
def _open(path: Path, *, create: bool = False) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    with closing(
        sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    ) as connection:
        yield connection


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """What SQLite and the system say, as a StoreError that names the file but not its folder."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if path.is_dir():
            raise StoreError(f"{path.name} is a folder, where a file belongs") from error
        raise as_store_error(path, error) from error
    except OSError as error:
        if error.errno in FULL:
            raise StoreError("the disk is full") from error
        raise StoreError(f"{path.name} cannot be used: {why(error)}") from error
