"""Looking at articles without asking: by section, by place, by when they came, and version by version."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from corpus.models import Period, Source
from corpus.store.rows import SOURCE_COLUMNS, source_of
from corpus.timezone import VIETNAM

Read = Callable[[str, Sequence[Any]], Awaitable[list[Any]]]
Counts = tuple[tuple[str, int], ...]
_SOURCES = (
    f"SELECT {SOURCE_COLUMNS}, v.section FROM articles a "  # noqa: S608 - our own columns
    "JOIN versions v ON v.article_id = a.id AND v.version = a.version "
)


@dataclass(frozen=True, slots=True)
class News:
    """An article that came in, its section, and when (Unix seconds)."""

    source: Source
    section: str | None
    stored_s: int


class Shelves:
    """Reads of the article file; `read` runs a statement and raises StoreError."""

    def __init__(self, read: Read) -> None:
        self._read = read

    async def latest(
        self,
        limit: int,
        offset: int = 0,
        *,
        sections: Collection[str] = (),
        place: str | None = None,
        period: Period | None = None,
    ) -> list[Source]:
        """Articles, newest first, those without a date last.

        All, or those in `sections` (of "": that name none), that mention a place, that were published in a period.
        """
        conditions, values = ["1"], list[Any]()
        if period is not None:
            conditions.append("a.published_s >= ? AND a.published_s < ?")
            values += [int(period.start.timestamp()), int(period.end.timestamp())]
        if sections:
            conditions.append(f"COALESCE(v.section, '') IN ({', '.join('?' * len(sections))})")
            values += sections
        if place is not None:
            conditions.append("a.id IN (SELECT article_id FROM article_places WHERE place = ?)")
            values.append(place)
        where = " AND ".join(conditions)
        rows = await self._read(
            f"{_SOURCES} WHERE {where} "
            "ORDER BY a.published_s IS NULL, a.published_s DESC, a.id LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        return [source_of(row[:-1]) for row in rows]

    async def nearest(self, period: Period, limit: int, place: str | None = None) -> list[Source]:
        """Articles published before or after a period, those that lie nearest to it first."""
        start, end = int(period.start.timestamp()), int(period.end.timestamp())
        where, values = "", list[Any]()
        if place is not None:
            where = "AND a.id IN (SELECT article_id FROM article_places WHERE place = ?) "
            values.append(place)
        before = await self._read(
            f"{_SOURCES} WHERE a.published_s < ? {where}ORDER BY a.published_s DESC, a.id LIMIT ?",
            (start, *values, limit),
        )
        after = await self._read(
            f"{_SOURCES} WHERE a.published_s >= ? {where}ORDER BY a.published_s, a.id LIMIT ?",
            (end, *values, limit),
        )
        found = [source_of(row[:-1]) for row in (*before, *after)]

        def distance_s(one: Source) -> float:
            at = one.published_at.timestamp() if one.published_at else 0.0
            return max(start - at, at - end)

        return sorted(found, key=distance_s)[:limit]

    async def sections(self) -> Counts:
        """Sections and how many articles each has."""
        rows = await self._read(
            "SELECT v.section, COUNT(*) FROM versions v "
            "JOIN articles a ON a.id = v.article_id AND a.version = v.version "
            "WHERE v.section IS NOT NULL AND v.section <> '' GROUP BY 1",
            (),
        )
        return tuple((row[0], row[1]) for row in rows)

    async def places(self) -> Counts:
        """Places and how many articles mention each."""
        rows = await self._read("SELECT place, COUNT(*) FROM article_places GROUP BY 1", ())
        return tuple((row[0], row[1]) for row in rows)

    async def news(self, after: int, upto: int) -> list[News]:
        """Articles of which passages are numbered within (after, upto] and which had no version before; newest first.

        A corrected article is no news, nor is one that was only analyzed anew (its `stored_s` is old).
        """
        rows = await self._read(
            f"SELECT {SOURCE_COLUMNS}, v.section, v.stored_at FROM articles a "  # noqa: S608
            "JOIN versions v ON v.article_id = a.id AND v.version = a.version "
            "WHERE a.id IN (SELECT article_id FROM passages WHERE id > ? AND id <= ?) "
            "AND (SELECT COUNT(*) FROM versions o WHERE o.article_id = a.id) = 1 "
            "ORDER BY a.published_s IS NULL, a.published_s DESC, a.id",
            (after, upto),
        )
        return [News(source_of(row[:-2]), row[-2], row[-1]) for row in rows]

    async def stored_at(self, article_id: str, version: str) -> datetime | None:
        """When a version was stored, None where it is not."""
        rows = await self._read(
            "SELECT stored_at FROM versions WHERE article_id = ? AND version = ?", (article_id, version)
        )
        return datetime.fromtimestamp(rows[0][0], VIETNAM) if rows else None

    async def current_version(self, article_id: str) -> str | None:
        """The version of an article that counts now."""
        rows = await self._read("SELECT version FROM articles WHERE id = ?", (article_id,))
        return rows[0][0] if rows else None
