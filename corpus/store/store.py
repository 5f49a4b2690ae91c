"""The article file: the truth about articles, their versions, passages and stored terms."""

from __future__ import annotations

import asyncio
import logging
import time
import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from corpus.errors import StoreError
from corpus.language.place_names import mentioned
from corpus.models import Article, Passage, Terms
from corpus.store.database import Connection, connect, store_errors, transaction
from corpus.store.look import Look, StoredSheet, chunks, marks
from corpus.store.rows import VERSION_COLUMNS, article_of, published_s, version_row
from corpus.store.shelves import Shelves
from corpus.store.terms import pack, unpack, unpack_texts
from corpus.timezone import VIETNAM

FILE_NAME = "corpus.sqlite3"
logger = logging.getLogger(__name__)
_PASSAGES = (
    "SELECT p.id, p.article_id, p.start, p.end, a.published_s, p.terms "
    "FROM passages p JOIN articles a ON a.id = p.article_id"
)
_LAST_VERSION = (
    "COALESCE((SELECT version FROM articles WHERE id = versions.article_id), "
    "(SELECT version FROM withdrawn WHERE article_id = versions.article_id))"
)
_PUT_SHEET = (
    "INSERT INTO sheets (article_id, sheet) VALUES (?, ?) "
    "ON CONFLICT (article_id) DO UPDATE SET sheet = excluded.sheet"
)
NEWEST_FOR_S = 0.5  # that the newest article is taken to be the newest
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AnalyzedPassage:
    """A passage and its terms by field, packed: what is stored, and small on its way between processes."""

    passage: Passage
    packed: bytes

    @classmethod
    def of(cls, passage: Passage, terms: Terms) -> AnalyzedPassage:
        """A passage with its terms."""
        return cls(passage, pack(terms))

    @property
    def terms(self) -> Terms:
        """Its terms by field."""
        return unpack(self.packed)


@dataclass(frozen=True, slots=True)
class AnalyzedArticle:
    """The passages of an article, and its sheet (`Sheet.pack`)."""

    passages: Sequence[AnalyzedPassage]
    sheet: bytes


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it is stored; offsets are code points of the article's text."""

    id: int
    article_id: str
    start: int
    end: int
    published_s: int | None
    packed: bytes

    @property
    def terms(self) -> Terms:
        """Its terms by field. Raises StoreError where they are damaged."""
        with _undamaged(self.article_id):
            return unpack(self.packed)

    @property
    def texts(self) -> Mapping[str, str]:
        """Its terms by field, joined by spaces. Raises StoreError where they are damaged."""
        with _undamaged(self.article_id):
            return unpack_texts(self.packed)


@contextmanager
def _undamaged(article_id: str) -> Iterator[None]:
    try:
        yield
    except (zlib.error, ValueError, TypeError) as error:
        raise StoreError(f"a passage of article {article_id} is damaged; run hoibao verify") from error


@dataclass(frozen=True, slots=True)
class Put:
    """What storing some articles did."""

    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the archive holds."""

    articles: int
    passages: int
    oldest_at: datetime | None
    newest_at: datetime | None
    publishers: tuple[tuple[str, int], ...]


class Store:
    """Articles by id. One writer and one reader connection; readers never wait for a writer (WAL)."""

    def __init__(self, path: Path, writer: Connection, reader: Connection) -> None:
        self._path, self._writer, self._reader = path, writer, reader
        self._turn = asyncio.Lock()
        self._newest: tuple[float, datetime | None] | None = None  # when it was looked up, and what was found
        self.shelves = Shelves(self.read)

    @classmethod
    async def open(cls, folder: Path) -> Store:
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
    async def change(self) -> AsyncIterator[aiosqlite.Connection]:
        """The writing connection, for one transaction: all of it or nothing. Raises StoreError."""
        async with self._turn, store_errors(self._path), transaction(self._writer):
            yield self._writer
        self._newest = None

    async def put(self, articles: Sequence[Article], analyzed: Mapping[str, AnalyzedArticle]) -> Put:
        """Store articles with what was made of them (by article id), in one transaction. Raises StoreError.

        An article whose version is stored already is left alone; another version replaces the passages, and the old
        version stays readable. One that was withdrawn is back.
        """
        async with self.change():
            return await self.put_in_change(articles, analyzed)

    async def put_in_change(
        self, articles: Sequence[Article], analyzed: Mapping[str, AnalyzedArticle]
    ) -> Put:
        """`put` as a part of the transaction that `change` has opened."""
        before = await self._versions(self._writer, [article.id for article in articles])
        fresh = [article for article in articles if before.get(article.id) != article.version]
        await self._put_all(fresh, analyzed)
        changed = sum(article.id in before for article in fresh)
        return Put(new=len(fresh) - changed, changed=changed)

    async def _put_all(self, articles: Sequence[Article], analyzed: Mapping[str, AnalyzedArticle]) -> None:
        """Few statements for many rows: each is a way to the writer's thread and back."""
        many, stored_at = self._writer.executemany, int(time.time())
        await many(
            f"INSERT OR IGNORE INTO versions ({VERSION_COLUMNS}, stored_at) VALUES ({marks(11)})",  # noqa: S608
            [version_row(article, stored_at) for article in articles],
        )
        await many(
            "INSERT INTO articles (id, version, published_s) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET version = excluded.version, published_s = excluded.published_s",
            [(article.id, article.version, published_s(article)) for article in articles],
        )
        ids = [(article.id,) for article in articles]
        await many(
            "INSERT INTO removed_passages (passage_id) SELECT id FROM passages WHERE article_id = ?", ids
        )
        await many("DELETE FROM passages WHERE article_id = ?", ids)
        await many("DELETE FROM withdrawn WHERE article_id = ?", ids)
        await many(
            "INSERT INTO passages (article_id, ordinal, start, end, terms) VALUES (?, ?, ?, ?, ?)",
            [
                (article.id, one.passage.ordinal, one.passage.start, one.passage.end, one.packed)
                for article in articles
                for one in analyzed[article.id].passages
            ],
        )
        await self._put_derived(articles, analyzed)

    async def _put_derived(
        self, articles: Sequence[Article], analyzed: Mapping[str, AnalyzedArticle]
    ) -> None:
        """What is worked out of whole articles: their sheets, and the places that they mention."""
        many = self._writer.executemany
        await many(_PUT_SHEET, [(article.id, analyzed[article.id].sheet) for article in articles])
        await many("DELETE FROM article_places WHERE article_id = ?", [(article.id,) for article in articles])
        await many(
            "INSERT INTO article_places (place, article_id) VALUES (?, ?)",
            [
                (place, article.id)
                for article in articles
                for place in mentioned(f"{article.headline}\n{article.text}")
            ],
        )

    async def reanalyze(self, analyzed: Mapping[str, AnalyzedArticle]) -> None:
        """Replace the passages and sheets of current versions, by article id: another analyzer, another split.

        Where only terms changed a passage keeps its id, so that the index that serves still leads to it.
        """
        async with self.change():
            articles = await self._writer.run(lambda connection: Look(connection).articles(list(analyzed)))
            for number, one in analyzed.items():
                if await self._update_terms(number, one.passages):
                    await self._writer.execute(
                        "UPDATE articles SET published_s = ? WHERE id = ?",
                        (published_s(articles[number]), number),
                    )
                    await self._put_derived([articles[number]], analyzed)
                else:
                    await self._put_all([articles[number]], analyzed)

    async def _update_terms(self, article_id: str, passages: Sequence[AnalyzedPassage]) -> bool:
        """Replace the terms alone; whether the spans are the same, so that it could be done."""
        rows = await self._writer.execute_fetchall(
            "SELECT id, ordinal, start, end FROM passages WHERE article_id = ? ORDER BY ordinal",
            (article_id,),
        )
        found = list(rows)
        spans = [(one.passage.ordinal, one.passage.start, one.passage.end) for one in passages]
        if [tuple(row[1:]) for row in found] != spans:
            return False
        await self._writer.executemany(
            "UPDATE passages SET terms = ? WHERE id = ?",
            [(one.packed, row[0]) for one, row in zip(passages, found, strict=True)],
        )
        return True

    async def analysis_schema(self) -> int | None:
        """The schema that all passages were made with, None where it is not known."""
        rows = await self.read("SELECT schema FROM analysis")
        return rows[0][0] if rows else None

    async def record_analysis(self, schema: int) -> None:
        """From now on all passages are of that schema."""
        async with self.change() as write:
            await write.execute("DELETE FROM analysis")
            await write.execute("INSERT INTO analysis (schema) VALUES (?)", (schema,))

    async def versions_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The current version of each of those articles that is stored."""
        async with store_errors(self._path):
            return await self._versions(self._reader, ids)

    async def article(self, article_id: str, version: str | None = None) -> Article | None:
        """An article in its current version (its last, where it was withdrawn), or in the one asked for; or None."""
        where = "version = ?" if version else f"version = {_LAST_VERSION}"
        rows = await self.read(
            f"SELECT {VERSION_COLUMNS} FROM versions WHERE article_id = ? AND {where}",  # noqa: S608
            (article_id, version) if version else (article_id,),
        )
        return article_of(rows[0]) if rows else None

    async def revised_at(self, article_id: str, version: str) -> int | None:
        """When the current version was stored, in Unix seconds, where it is another one; None where it is that one."""
        rows = await self.read(
            "SELECT v.stored_at FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version "
            "WHERE a.id = ? AND a.version <> ?",
            (article_id, version),
        )
        return int(rows[0][0]) if rows else None

    async def revised(self, versions: Mapping[str, str]) -> dict[str, int]:
        """`revised_at` of several articles at once, by id; those that are what they were are left out."""
        if not versions:
            return {}
        rows = await self.read(
            "SELECT a.id, a.version, v.stored_at FROM articles a "  # noqa: S608
            "JOIN versions v ON v.article_id = a.id AND v.version = a.version "
            f"WHERE a.id IN ({marks(len(versions))})",
            list(versions),
        )
        return {number: int(stored_at) for number, version, stored_at in rows if version != versions[number]}

    async def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Those of the articles that are stored, by id, in their current versions."""
        return await self.look(lambda look: look.articles(ids))

    async def article_ids(self) -> list[str]:
        """Ids of all articles, in order."""
        return [row[0] for row in await self.read("SELECT id FROM articles ORDER BY id")]

    async def only_article(self) -> Article | None:
        """The article, where there is just one; None otherwise."""
        ids = [row[0] for row in await self.read("SELECT id FROM articles LIMIT 2")]
        return await self.article(ids[0]) if len(ids) == 1 else None

    async def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Those of the passages that are stored, by id."""
        found: dict[int, StoredPassage] = {}
        for chunk in chunks(ids):
            rows = await self.read(f"{_PASSAGES} WHERE p.id IN ({marks(len(chunk))})", chunk)
            found |= {row[0]: _passage_of(row) for row in rows}
        return found

    async def places(self, passage_ids: Sequence[int]) -> dict[int, tuple[str, int]]:
        """Passage id → its article's id and its ordinal there, of those that are stored."""
        return await self.look(lambda look: look.places(passage_ids))

    async def sheets(self, article_ids: Sequence[str]) -> dict[str, StoredSheet]:
        """The sheets of articles, of those that have one, by article id."""
        return await self.look(lambda look: look.sheets(article_ids))

    async def passages_after(self, passage_id: int, batch: int) -> AsyncIterator[list[StoredPassage]]:
        """All passages with a higher id, in order of their ids, in batches."""
        while True:
            rows = await self.read(f"{_PASSAGES} WHERE p.id > ? ORDER BY p.id LIMIT ?", (passage_id, batch))
            if not rows:
                return
            yield [_passage_of(row) for row in rows]
            passage_id = rows[-1][0]

    async def removed_after(self, seq: int) -> tuple[list[int], int]:
        """Passages that were removed after that mark, and the newest mark."""
        rows = await self.read(
            "SELECT seq, passage_id FROM removed_passages WHERE seq > ? ORDER BY seq", (seq,)
        )
        return [row[1] for row in rows], rows[-1][0] if rows else seq

    async def marks(self) -> tuple[int, int]:
        """The newest passage id and the newest removal mark: where an index that has everything stands."""
        rows = await self.read(
            "SELECT (SELECT COALESCE(MAX(id), 0) FROM passages), "
            "(SELECT COALESCE(MAX(seq), 0) FROM removed_passages)"
        )
        return rows[0][0], rows[0][1]

    async def newest_at(self) -> datetime | None:
        """When the newest article was published, as of half a second ago. Cheap: every answer says it."""
        now = time.monotonic()
        if self._newest is None or now - self._newest[0] > NEWEST_FOR_S:
            rows = await self.read("SELECT MAX(published_s) FROM articles")
            self._newest = now, _moment(rows[0][0])
        return self._newest[1]

    async def passage_count(self) -> int:
        """How many passages there are."""
        rows = await self.read("SELECT COUNT(*) FROM passages")
        return int(rows[0][0])

    async def summary(self) -> Summary:
        """Counts, dates and publishers."""
        counts = await self.read(
            "SELECT (SELECT COUNT(*) FROM articles), (SELECT COUNT(*) FROM passages), "
            "MIN(published_s), MAX(published_s) FROM articles"
        )
        publishers = await self.read(
            "SELECT v.publisher, COUNT(*) FROM articles a "
            "JOIN versions v ON v.article_id = a.id AND v.version = a.version "
            "WHERE v.publisher IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        articles, passages, oldest, newest = counts[0]
        return Summary(
            articles,
            passages,
            _moment(oldest),
            _moment(newest),
            tuple((row[0], row[1]) for row in publishers),
        )

    async def _versions(self, connection: aiosqlite.Connection, ids: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for chunk in chunks(ids):
            sql = f"SELECT id, version FROM articles WHERE id IN ({marks(len(chunk))})"  # noqa: S608
            found |= {row[0]: row[1] for row in await connection.execute_fetchall(sql, chunk)}
        return found

    async def look(self, work: Callable[[Look], T]) -> T:
        """What `work` makes of what it looks up, in the reading connection's thread. Raises StoreError."""
        async with store_errors(self._path):
            return await self._reader.run(lambda connection: work(Look(connection)))

    async def read(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Rows of the reading connection, for the other files of this room. Raises StoreError."""
        async with store_errors(self._path):
            return list(await self._reader.execute_fetchall(sql, values))


def _passage_of(row: Any) -> StoredPassage:
    number, article_id, start, end, published, packed = row
    return StoredPassage(number, article_id, start, end, published, packed)


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, VIETNAM) if seconds is not None else None
