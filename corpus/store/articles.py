"""Articles as they are read: by id, in their current versions or older ones, and what there is of them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime

import aiosqlite

from corpus.models import Article
from corpus.store.connections import Connections
from corpus.store.database import store_errors
from corpus.store.look import chunks, marks
from corpus.store.rows import VERSION_COLUMNS, article_of
from corpus.store.values import Summary
from corpus.timezone import VIETNAM

_LAST_VERSION = (
    "COALESCE((SELECT version FROM articles WHERE id = versions.article_id), "
    "(SELECT version FROM withdrawn WHERE article_id = versions.article_id))"
)
NEWEST_FOR_S = 0.5  # that the newest article is taken to be the newest


class Articles(Connections):
    """Reading articles."""

    async def versions_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The current version of each of those articles that is stored."""
        async with store_errors(self._path):
            return await self._versions(self._reader, ids)

    async def _versions(self, connection: aiosqlite.Connection, ids: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for chunk in chunks(ids):
            sql = f"SELECT id, version FROM articles WHERE id IN ({marks(len(chunk))})"  # noqa: S608
            found |= {row[0]: row[1] for row in await connection.execute_fetchall(sql, chunk)}
        return found

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

    async def newest_at(self) -> datetime | None:
        """When the newest article was published, as of half a second ago. Cheap: every answer says it."""
        now = time.monotonic()
        if self._newest is None or now - self._newest[0] > NEWEST_FOR_S:
            rows = await self.read("SELECT MAX(published_s) FROM articles")
            self._newest = now, _moment(rows[0][0])
        return self._newest[1]

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


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, VIETNAM) if seconds is not None else None
