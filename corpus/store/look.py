"""What one look into the article file finds: plain reads, run one after another in the thread of a connection.

Every await of aiosqlite is a way to that thread and back; what an answer needs is fetched on one.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.errors import ArticleDamaged
from corpus.models import Article
from corpus.store.rows import VERSION_COLUMNS, article_of

BATCH = 500  # below SQLite's limit on the variables of a statement
KEPT = 500  # articles that were read last, some 10 KB each: to check one takes longer than to read it
logger = logging.getLogger(__name__)
_article_of = lru_cache(maxsize=KEPT)(article_of)  # the very same row is the very same article


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet as it is stored, the version of the article that it was made of, and when that was published."""

    version: str
    sheet: bytes
    published_s: int | None = None


class Look:
    """Reads of one connection, for its own thread alone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Those of the articles that are stored, by id, in their current versions."""
        sql = (
            f"SELECT {VERSION_COLUMNS} FROM versions JOIN articles USING (version) "  # noqa: S608
            "WHERE id = article_id AND article_id IN ({})"
        )
        found: dict[str, Article] = {}
        for row in self._rows(sql, ids):
            try:
                found[row[0]] = _article_of(row)
            except ArticleDamaged as error:  # the others still answer
                logger.error("%s", error)
        return found

    def places(self, passage_ids: Sequence[int]) -> dict[int, tuple[str, int]]:
        """Passage id → its article's id and its ordinal there, of those that are stored."""
        rows = self._rows("SELECT id, article_id, ordinal FROM passages WHERE id IN ({})", passage_ids)
        return {row[0]: (row[1], row[2]) for row in rows}

    def sheets(self, article_ids: Sequence[str]) -> dict[str, StoredSheet]:
        """The sheets of articles, of those that have one, by article id."""
        sql = (
            "SELECT article_id, version, sheet, published_s FROM sheets JOIN articles ON id = article_id "
            "WHERE article_id IN ({})"
        )
        return {row[0]: StoredSheet(*row[1:]) for row in self._rows(sql, article_ids)}

    def near_duplicates(self, article_ids: Sequence[str]) -> frozenset[frozenset[str]]:
        """Which of these articles, a statement's worth of them, are nearly the same, two and two."""
        if len(article_ids) < 2:
            return frozenset()
        rows = self._connection.execute(
            f"SELECT article_id, other_id FROM near_duplicates WHERE article_id IN ({marks(len(article_ids))}) "  # noqa: S608
            f"AND other_id IN ({marks(len(article_ids))})",
            (*article_ids, *article_ids),
        )
        return frozenset(frozenset(row) for row in rows)

    def _rows(self, sql: str, ids: Sequence[Any]) -> Iterator[Any]:
        for chunk in chunks(ids):
            yield from self._connection.execute(sql.format(marks(len(chunk))), chunk).fetchall()


def marks(count: int) -> str:
    """So many places for values."""
    return ", ".join("?" * count)


def chunks(ids: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Without repetitions, in lists that a statement bears."""
    unique = list(dict.fromkeys(ids))
    return (unique[at : at + BATCH] for at in range(0, len(unique), BATCH))
