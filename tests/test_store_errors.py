"""What SQLite says of a file is told by its code, and never by what stands in the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import StoreError, StoreLocked
from corpus.store.copying import complaints
from corpus.store.database import as_store_error

SECRET = "0905123456"  # noqa: S105 - stands in a text


def told(path: Path, statement: str, *setting_up: str) -> StoreError:
    """The StoreError of a statement that fails."""
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        for one in setting_up:
            connection.execute(one)
        with pytest.raises(sqlite3.DatabaseError) as failed:
            connection.execute(statement).fetchall()
    return as_store_error(path, failed.value)


@pytest.mark.parametrize("word", ["locked", "busy", "full"])
def test_a_text_that_cannot_be_read_is_damage_whatever_it_says(tmp_path: Path, word: str) -> None:
    spoilt = f"SELECT CAST(x'ff' || CAST('{SECRET} {word}' AS BLOB) AS TEXT)"
    error = told(tmp_path / "a.db", spoilt)
    assert type(error) is StoreError
    assert str(error) == "a.db is damaged or no database: a text in it is no UTF-8"


def test_a_full_file_is_a_full_disk(tmp_path: Path) -> None:
    error = told(
        tmp_path / "a.db",
        "INSERT INTO t SELECT randomblob(100000)",
        "CREATE TABLE t (v)",
        "PRAGMA max_page_count = 3",
    )
    assert str(error) == "the disk is full"


def test_a_file_in_use_is_locked_and_not_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    monkeypatch.setattr("corpus.store.copying.BUSY_TIMEOUT_S", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("CREATE TABLE t (v)")
        holder.execute("BEGIN EXCLUSIVE")
        assert isinstance(told(path, "SELECT * FROM t"), StoreLocked)
        with pytest.raises(StoreLocked, match=r"a\.db is locked by another process"):
            complaints(path)
    assert complaints(path) == []


def test_what_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"no database, but longer than a header of one would be" * 9)
    assert "is damaged or no database" in str(told(path, "SELECT 1 FROM sqlite_master"))
    assert complaints(path)
