"""Under which keys the hashes in the file were made: with a key that is gone all readers are strangers.

Each start that finds another key than the one before adds a row to the marks: its name tells the key from others and
says nothing of it, its value is the number of the first question under it. Without such rows nothing is known of
earlier keys.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from bot.state.database import FILE_NAME, Database
from bot.state.identities import FILE_NAME as KEY
from bot.state.identities import KEY_BYTES
from corpus import DataFinding, why

MARK_CHARS = 16
LOST = "lost"  # stands for a key of which nothing is known
MEANING = "nobody finds, exports or deletes what he asked and voted then"
PUT_BACK = (
    "stop the bot, put the copy of it back into the data folder, for its owner alone, and start the bot"
)
TOO_LATE = "where there is no copy, that is deleted like everything after HOIBAO_KEEP_DAYS"
_PREFIX = "key:"
_ERAS = f"SELECT name, value FROM marks WHERE name GLOB '{_PREFIX}*' ORDER BY value"  # noqa: S608 - ours
logger = logging.getLogger(__name__)


def mark_of(key: bytes) -> str:
    """What tells a key from others."""
    return hashlib.sha256(key).hexdigest()[:MARK_CHARS]


async def note(database: Database, mark: str, *, is_new: bool) -> None:
    """Note under which key is written from now on. `is_new`: it was made by this process. Raises StoreError."""
    eras = await database.read(_ERAS)
    ((upcoming,),) = await database.read("SELECT COALESCE(MAX(id), 0) + 1 FROM questions")
    if eras and _mark_in(eras[-1][0]) == mark:
        return
    lost = [(_name(LOST, 1), 1)] if not eras and is_new and upcoming > 1 else []
    async with database.writing() as connection:
        await connection.execute(
            f"DELETE FROM marks WHERE name GLOB '{_PREFIX}*' AND value >= ?",  # noqa: S608 - ours
            (upcoming,),
        )
        for name, first in (*lost, (_name(mark, upcoming), upcoming)):
            await connection.execute(
                "INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)", (name, first)
            )
    if upcoming > 1 and (eras or lost):
        how = "was missing, and a new one was made" if is_new else "is not the one from before"
        logger.warning("%s %s: until now, %s; see hoibao verify", KEY, how, MEANING)


def _name(mark: str, first: int) -> str:
    return f"{_PREFIX}{mark}:{first}"


def _mark_in(name: str) -> str:
    return name.split(":")[1]


def check(folder: Path, mend: bool) -> list[DataFinding]:
    """What is wrong with the key in a data folder, as far as the bot's file beside it knows. Never makes one."""
    path = folder / KEY
    if path.is_dir():
        return [DataFinding(f"{KEY} is a folder, where a file belongs", PUT_BACK)]
    try:
        findings = _closed_to_its_owner(path, mend=mend)
        key = path.read_bytes() if path.exists() else None
    except OSError as error:
        return [DataFinding(f"{KEY} cannot be read: {why(error)}", f"run chmod 600 on {KEY}, as its owner")]
    if key is not None and len(key) != KEY_BYTES:
        what = f"{KEY} is damaged, it holds {len(key)} bytes instead of {KEY_BYTES}: the bot does not start"
        return [*findings, DataFinding(what, f"{PUT_BACK}; without a copy delete it, and a new one is made")]
    strangers = _strangers(folder / FILE_NAME, key)
    if not strangers:
        return findings
    state = "is missing" if key is None else "is not the one from then"
    what = f"{KEY} {state}: {strangers:,} questions were noted under another key, and {MEANING}"
    return [*findings, DataFinding(what, f"{PUT_BACK}; {TOO_LATE}")]


def _closed_to_its_owner(path: Path, *, mend: bool) -> list[DataFinding]:
    if not path.exists() or path.stat().st_mode & stat.S_IRUSR:
        return []
    finding = DataFinding(
        f"{KEY} may not be read by its owner: the bot does not start", f"run chmod 600 on {KEY}"
    )
    if not mend:
        return [finding]
    path.chmod(0o600)
    return [finding.mended]


def _strangers(path: Path, key: bytes | None) -> int:
    """How many questions were noted under other keys. 0 where the file is no use: then that is said of the file."""
    if not path.is_file():
        return 0
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            eras = connection.execute(_ERAS).fetchall() or [(_name(mark_of(key) if key else LOST, 1), 1)]
            ends = [*(first for _name, first in eras[1:]), None]
            return sum(
                _asked(connection, first if at else 0, end)
                for at, ((name, first), end) in enumerate(zip(eras, ends, strict=True))
                if key is None or _mark_in(name) != mark_of(key)
            )
    except sqlite3.DatabaseError:
        return 0


def _asked(connection: sqlite3.Connection, first: int, end: int | None) -> int:
    sql = "SELECT COUNT(*) FROM questions WHERE id >= ? AND (? IS NULL OR id < ?)"
    return int(connection.execute(sql, (first, end, end)).fetchone()[0])
