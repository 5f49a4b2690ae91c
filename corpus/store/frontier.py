"""The frontier: every page that a crawl came across, how it stands, and when it is to be fetched."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Any

import aiosqlite

from corpus.store.store import Store


class PageState(StrEnum):
    """What is known of a page. A page that was never had is waiting, however often it failed."""

    WAITING = "waiting"
    ARTICLE = "article"
    COPY = "copy"
    OTHER = "other"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page as a feed, a sitemap or a link tells of it. `hint_s`: when it was published or last changed."""

    url: str
    address: str
    hint_s: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A row of the frontier; times in Unix seconds. `url` is canonical, `address` is what is fetched.

    `site`: its registered domain. `article_id`: which article it holds or held. `hint_s`: when it was published or
    last changed, as its site says. `due_at`: when to fetch it, None for never. `etag` and `last_modified`: its
    validators. `tries`: failures in a row; `reason` and `detail`: of the last one, or why it is none of ours. `doubt`:
    what was seen once, at `doubt_since`, and must be seen again, a day later, to be believed.
    """

    url: str
    site: str
    address: str
    state: PageState = PageState.WAITING
    article_id: str | None = None
    found_at: int = 0
    hint_s: int | None = None
    fetched_at: int | None = None
    due_at: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    tries: int = 0
    reason: str | None = None
    detail: str | None = None
    doubt: str | None = None
    doubt_since: int | None = None


_COLUMNS = (
    "url, site, address, state, article_id, found_at, hint_s, fetched_at, due_at, etag, last_modified, "
    "tries, reason, detail, doubt, doubt_since"
)
MOST_WAITING = 200_000  # pages of one site, lest lists without end fill the disk
_DUE = "site = ? AND due_at <= ? AND url NOT IN (SELECT url FROM run_pages WHERE run = ?)"


class Frontier:
    """The pages of all sites. Methods that take `write` are parts of a transaction that `Store.change` has opened."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(
        self, write: aiosqlite.Connection, site: str, found: Iterable[FoundPage], now_s: int
    ) -> int:
        """Remember pages, due at once; how many of them were not known. A known one is due where it changed since."""
        before = write.total_changes
        rows = [(one.url, site, one.address, now_s, one.hint_s, now_s) for one in found]
        await write.executemany(
            "INSERT INTO pages (url, site, address, state, found_at, hint_s, due_at) "
            "VALUES (?, ?, ?, 'waiting', ?, ?, ?) ON CONFLICT (url) DO NOTHING",
            rows,
        )
        new = write.total_changes - before
        await write.executemany(
            "UPDATE pages SET hint_s = ?, due_at = MIN(COALESCE(due_at, ?), ?) "
            "WHERE url = ? AND state IN ('article', 'other', 'gone') AND fetched_at < ?",
            [(one.hint_s, now_s, now_s, one.url, one.hint_s) for one in found if one.hint_s is not None],
        )
        return new

    async def fitting(self, site: str, found: Sequence[FoundPage]) -> Sequence[FoundPage]:
        """Those pages of a site that are known, and of the others as many as may wait for their first fetch."""
        room = await self._room(site)
        if len(found) <= room:
            return found
        urls = json.dumps([one.url for one in found])
        rows = await self._store.read(
            "SELECT url FROM pages WHERE url IN (SELECT value FROM json_each(?))", (urls,)
        )
        known = {row[0] for row in rows}
        new = itertools.islice((one for one in found if one.url not in known), room)
        return [*(one for one in found if one.url in known), *new]

    async def _room(self, site: str) -> int:
        rows = await self._store.read(
            "SELECT COUNT(*) FROM pages WHERE site = ? AND due_at IS NOT NULL AND state = 'waiting' "
            "AND reason IS NULL",
            (site,),
        )
        return max(0, MOST_WAITING - int(rows[0][0]))

    async def put(self, write: aiosqlite.Connection, pages: Iterable[Page]) -> None:
        """Write pages as they stand now."""
        marks = ", ".join("?" * 16)
        await write.executemany(
            f"INSERT OR REPLACE INTO pages ({_COLUMNS}) VALUES ({marks})",  # noqa: S608
            [astuple(page) for page in pages],
        )

    async def due(self, site: str, run: int, now_s: int, limit: int) -> list[Page]:
        """Pages to fetch in a run: new ones first, the newest first, then those to be looked at again."""
        rows = await self._store.read(
            f"SELECT {_COLUMNS} FROM pages WHERE {_DUE} "  # noqa: S608
            "ORDER BY tries > 0, fetched_at IS NOT NULL, hint_s IS NULL, hint_s DESC, found_at, rowid LIMIT ?",
            (site, now_s, run, limit),
        )
        return [_page(row) for row in rows]

    async def count_due(self, site: str, run: int, now_s: int) -> int:
        """How many pages of a site a run has yet to fetch."""
        rows = await self._store.read(f"SELECT COUNT(*) FROM pages WHERE {_DUE}", (site, now_s, run))  # noqa: S608
        return int(rows[0][0])

    async def pages(self, urls: Sequence[str]) -> dict[str, Page]:
        """Those of the pages that are known, by canonical address."""
        found: dict[str, Page] = {}
        for url in urls:
            rows = await self._store.read(f"SELECT {_COLUMNS} FROM pages WHERE url = ?", (url,))  # noqa: S608
            found |= {row[0]: _page(row) for row in rows}
        return found

    async def holders(self, article_ids: Sequence[str]) -> dict[str, set[str]]:
        """The pages that hold each of those articles; copies hold none."""
        found: dict[str, set[str]] = {}
        for article_id in article_ids:
            rows = await self._store.read(
                "SELECT url FROM pages WHERE article_id = ? AND state = 'article'", (article_id,)
            )
            found[article_id] = {row[0] for row in rows}
        return found

    async def failing(self, site: str | None, limit: int, offset: int = 0) -> list[Page]:
        """Pages whose last fetch failed, the newest failure first; of all sites where none is named."""
        rows = await self._store.read(
            f"SELECT {_COLUMNS} FROM pages WHERE tries > 0 AND (? IS NULL OR site = ?) "  # noqa: S608
            "ORDER BY COALESCE(hint_s, found_at) DESC, url LIMIT ? OFFSET ?",
            (site, site, limit, offset),
        )
        return [_page(row) for row in rows]

    async def counts(self, site: str) -> tuple[int, int]:
        """How many pages of a site wait for their first fetch, and how many fail."""
        rows = await self._store.read(
            "SELECT COALESCE(SUM(state = 'waiting' AND tries = 0 AND due_at IS NOT NULL), 0), "
            "COALESCE(SUM(tries > 0), 0) FROM pages WHERE site = ?",
            (site,),
        )
        return int(rows[0][0]), int(rows[0][1])

    async def count_failing(self) -> int:
        """How many pages of all sites fail."""
        return int((await self._store.read("SELECT COUNT(*) FROM pages WHERE tries > 0"))[0][0])

    async def retry(
        self, write: aiosqlite.Connection, now_s: int, site: str | None, urls: Sequence[str] | None
    ) -> int:
        """Make failing pages due now: those of a site, those named, or all; how many."""
        before = write.total_changes
        if urls is None:
            await write.execute(
                "UPDATE pages SET due_at = ? WHERE tries > 0 AND (? IS NULL OR site = ?)", (now_s, site, site)
            )
        else:
            await write.executemany(
                "UPDATE pages SET due_at = ? WHERE tries > 0 AND url = ?", [(now_s, url) for url in urls]
            )
        return write.total_changes - before

    async def doubts(self, site: str) -> dict[str, int]:
        """What pages of a site are in doubt about, and how many of them."""
        rows = await self._store.read(
            "SELECT doubt, COUNT(*) FROM pages WHERE site = ? AND doubt IS NOT NULL GROUP BY 1", (site,)
        )
        return {row[0]: row[1] for row in rows}

    async def dismiss(self, write: aiosqlite.Connection, article_ids: Iterable[str], reason: str) -> None:
        """Pages of articles that are too old are not fetched any more, unless their site says that they changed."""
        await write.executemany(
            "UPDATE pages SET state = 'other', due_at = NULL, etag = NULL, last_modified = NULL, reason = ? "
            "WHERE article_id = ? AND state = 'article'",
            [(reason, one) for one in article_ids],
        )

    async def confirmed_gone(self, site: str) -> list[str]:
        """Articles that no page of the site has any more, though the archive still serves them."""
        rows = await self._store.read(
            "SELECT DISTINCT p.article_id FROM pages p JOIN articles a ON a.id = p.article_id "
            "WHERE p.site = ? AND p.state = 'gone' AND NOT EXISTS "
            "(SELECT 1 FROM pages o WHERE o.article_id = p.article_id AND o.state = 'article')",
            (site,),
        )
        return [row[0] for row in rows]


def _page(row: Sequence[Any]) -> Page:
    url, site, address, state, *rest = row
    return Page(url, site, address, PageState(state), *rest)
