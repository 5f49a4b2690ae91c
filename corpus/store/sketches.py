"""Sketches: a sample of each article's shingles, kept so that articles with the same text are found at once."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from corpus.store.database import Connection
from corpus.store.store import Store


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sample of an article's shingles (30-bit hashes). `content`: equal for exact copies. `day`: since 1970."""

    article_id: str
    content: bytes
    day: int
    shingles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Shared:
    """Another article and how many shingles of the sample it shares; `size` is its own sample's."""

    article_id: str
    count: int
    size: int


Alike = Callable[[Sketch, Iterable[Shared]], list[tuple[str, float]]]
"""(an article, others that share shingles with it) → those that tell the same, and how much of it."""


class Sketches:
    """The sketches of all articles. Methods that take `write` are parts of a transaction of `Store.change`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def put_linked(
        self, write: Connection, fresh: Sequence[Sketch], alike: Alike, days: int, limit: int
    ) -> None:
        """Keep the sketches of articles that were just stored, and link each to those that tell the same.

        `alike` judges those within so many `days` that share the most shingles, at most `limit` for each.
        """

        def work(connection: sqlite3.Connection) -> None:
            for own in fresh:
                _put(connection, own)
                found = alike(own, _sharing(connection, own, days, limit))
                _link(connection, own.article_id, found)

        await write.run(work)

    async def put(self, write: Connection, sketch: Sketch) -> None:
        """Keep a sketch, in place of the article's former one; its links go with that."""
        await write.run(lambda connection: _put(connection, sketch))

    async def sharing(self, write: Connection, sketch: Sketch, days: int, limit: int) -> list[Shared]:
        """Articles within so many days that share the most shingles, best first; never the article itself."""
        return await write.run(lambda connection: _sharing(connection, sketch, days, limit))

    async def near(self, article_id: str) -> list[tuple[str, float]]:
        """Articles that are nearly the same and how much, the most alike first; withdrawn ones are left out."""
        rows = await self._store.read(
            "SELECT n.id, n.likeness FROM ("
            "SELECT other_id AS id, likeness FROM near_duplicates WHERE article_id = ?1 UNION ALL "
            "SELECT article_id, likeness FROM near_duplicates WHERE other_id = ?1"
            ") n JOIN articles USING (id) ORDER BY 2 DESC, 1",
            (article_id,),
        )
        return [(row[0], row[1]) for row in rows]

    async def copies(self, contents: Collection[bytes]) -> dict[bytes, str]:
        """Served articles with exactly that content: content → article id."""
        found: dict[bytes, str] = {}
        for content in contents:
            rows = await self._store.read(
                "SELECT k.article_id FROM sketches k JOIN articles a ON a.id = k.article_id "
                "WHERE k.content = ? ORDER BY k.number LIMIT 1",
                (content,),
            )
            if rows:
                found[content] = rows[0][0]
        return found

    async def missing(self, ids: Sequence[str]) -> list[str]:
        """Those of the articles that have no sketch."""
        return [
            one
            for one in ids
            if not await self._store.read("SELECT 1 FROM sketches WHERE article_id = ?", (one,))
        ]


def _put(connection: sqlite3.Connection, sketch: Sketch) -> None:
    _drop(connection, sketch.article_id)
    cursor = connection.execute(
        "INSERT INTO sketches (article_id, content, day, shingles) VALUES (?, ?, ?, ?)",
        (sketch.article_id, sketch.content, sketch.day, array("I", sorted(sketch.shingles)).tobytes()),
    )
    connection.executemany(
        "INSERT INTO shingles (shingle, day, number) VALUES (?, ?, ?)",
        [(shingle, sketch.day, cursor.lastrowid) for shingle in sorted(sketch.shingles)],
    )


def _drop(connection: sqlite3.Connection, article_id: str) -> None:
    rows = connection.execute(
        "SELECT number, day, shingles FROM sketches WHERE article_id = ?", (article_id,)
    ).fetchall()
    for number, day, data in rows:
        keys = [(shingle, day, number) for shingle in array("I", data)]
        connection.executemany("DELETE FROM shingles WHERE shingle = ? AND day = ? AND number = ?", keys)
        connection.execute("DELETE FROM sketches WHERE number = ?", (number,))
        connection.execute(
            "DELETE FROM near_duplicates WHERE article_id = ?1 OR other_id = ?1", (article_id,)
        )


def _sharing(connection: sqlite3.Connection, sketch: Sketch, days: int, limit: int) -> list[Shared]:
    marks = ", ".join("?" * len(sketch.shingles))
    rows = connection.execute(
        "SELECT k.article_id, f.shared, LENGTH(k.shingles) / 4 FROM ("  # noqa: S608
        f"SELECT number, COUNT(*) AS shared FROM shingles WHERE shingle IN ({marks}) "
        "AND day BETWEEN ? AND ? GROUP BY number ORDER BY shared DESC, number LIMIT ?"
        ") f JOIN sketches k USING (number) WHERE k.article_id <> ? ORDER BY f.shared DESC, k.article_id",
        (*sketch.shingles, sketch.day - days, sketch.day + days, limit + 1, sketch.article_id),
    )
    return [Shared(*row) for row in rows]


def _link(connection: sqlite3.Connection, article_id: str, others: Iterable[tuple[str, float]]) -> None:
    """Note that articles are nearly the same, and how much."""
    connection.executemany(
        "INSERT OR REPLACE INTO near_duplicates (article_id, other_id, likeness) VALUES (?, ?, ?)",
        [(*sorted((article_id, other)), likeness) for other, likeness in others],
    )
