"""Looking through the article file row by row, on a connection of its own that only reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import StoreError
from corpus.models import Article
from corpus.store.copying import plain_errors
from corpus.store.rows import VERSION_COLUMNS, article_of, published_s
from corpus.store.terms import unpack


@dataclass(frozen=True, slots=True)
class CheckedVersion:
    """A row of `versions`. `is_true`: it still is what was stored, its hash says so."""

    article_id: str
    version: str
    is_true: bool


@dataclass(frozen=True, slots=True)
class CheckedPassages:
    """All passages of an article's current version: whether they are in order, inside the text, and readable."""

    article_id: str
    count: int
    are_well: bool


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads. Raises StoreError."""
    with plain_errors(path):
        address = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.execute("BEGIN")  # everything below is seen as it is at one moment
            yield connection


def versions(connection: sqlite3.Connection) -> Iterator[CheckedVersion]:
    """Every version that is stored, current or not."""
    for row in connection.execute(f"SELECT {VERSION_COLUMNS} FROM versions"):  # noqa: S608
        yield CheckedVersion(row[0], row[1], _article(row) is not None)


def _article(row: Any) -> Article | None:
    try:
        return article_of(row)
    except StoreError:
        return None


def wrongly_dated(connection: sqlite3.Connection) -> list[str]:
    """Ids of articles whose order and periods do not follow their own date."""
    columns = ", ".join(f"v.{name.strip()}" for name in VERSION_COLUMNS.split(","))
    rows = connection.execute(
        f"SELECT a.published_s, {columns} FROM articles a "  # noqa: S608
        "JOIN versions v ON v.article_id = a.id AND v.version = a.version"
    )
    pairs = ((seconds, _article(row)) for seconds, *row in rows)
    return [article.id for seconds, article in pairs if article and published_s(article) != seconds]


def passages(connection: sqlite3.Connection) -> Iterator[CheckedPassages]:
    """The passages of every article that has some or should have some."""
    rows = connection.execute(
        "SELECT a.id, v.text, p.ordinal, p.start, p.end, p.terms FROM articles a "
        "JOIN versions v ON v.article_id = a.id AND v.version = a.version "
        "LEFT JOIN passages p ON p.article_id = a.id ORDER BY a.id, p.ordinal"
    )
    current: list[Any] = []
    for row in rows:
        if current and row[0] != current[0][0]:
            yield _checked(current)
            current = []
        current.append(row)
    if current:
        yield _checked(current)


def _checked(rows: list[Any]) -> CheckedPassages:
    text: str = rows[0][1]
    found = [row[2:] for row in rows if row[2] is not None]
    in_order = [row[0] for row in found] == list(range(len(found)))
    inside = all(0 <= start < end <= len(text) for _ordinal, start, end, _terms in found)
    expected = bool(text.strip()) <= bool(found)
    return CheckedPassages(
        rows[0][0], len(found), in_order and inside and expected and all(_readable(row[3]) for row in found)
    )


def _readable(terms: Any) -> bool:
    try:
        return bool(unpack(terms))
    except Exception:  # damaged, no text, a value that is no bytes: whatever it is, it cannot be indexed
        return False
