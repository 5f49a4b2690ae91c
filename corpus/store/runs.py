"""Runs: what each crawl of a site did. A run that was cut off is gone on with; nothing in it is counted twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple

import aiosqlite

from corpus.reasons import Reason
from corpus.store.store import Store
from corpus.store.tallies import Failure, Run, RunKind, RunSource, SiteTally, SourceFailure, Visited

RESUMED_WITHIN_S = 86_400  # an older run that was cut off is closed, and a new one begins
KEPT_RUNS_S = 90 * 86_400
_SUMS = "new, changed, unchanged, copies, skipped, gone, failed, failures, source_failures"
LISTED = 20  # sources that failed are kept by name, up to as many


class Runs:
    """The runs of all sites. Methods that take `write` are parts of a transaction of `Store.change`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def open(self, site: str, now_s: int, kind: RunKind = RunKind.SITE) -> Run:
        """The site's run of that kind that was cut off, where it is not too old, else a new one."""
        rows = await self._store.read(
            "SELECT id, started_at, kind FROM site_runs WHERE site = ? AND ended_at IS NULL ORDER BY id DESC",
            (site,),
        )
        for number, started, _kind in rows:
            if now_s - started >= RESUMED_WITHIN_S:
                await self.close(number, now_s, stopped="abandoned")
        for number, started, its_kind in rows:
            if its_kind == kind and now_s - started < RESUMED_WITHIN_S:
                return Run(number, site, started, resumed=True, kind=kind)
        async with self._store.change() as write:
            cursor = await write.execute(
                "INSERT INTO site_runs (site, started_at, kind) VALUES (?, ?, ?)", (site, now_s, kind)
            )
            assert cursor.lastrowid is not None  # noqa: S101 - a row was inserted
            return Run(cursor.lastrowid, site, now_s, resumed=False, kind=kind)

    async def add_sources(self, write: aiosqlite.Connection, run: int, sources: Iterable[RunSource]) -> None:
        """Remember what is to be read in this run; what is there already stays as it is."""
        await write.executemany(
            "INSERT OR IGNORE INTO run_sources (run, url, kind, depth, lastmod_s) VALUES (?, ?, ?, ?, ?)",
            [(run, one.url, one.kind, one.depth, one.lastmod_s) for one in sources],
        )

    async def next_source(self, run: int) -> RunSource | None:
        """What to read next: outer ones first, then those never read, then the newest. None: all were read."""
        rows = await self._store.read(
            "SELECT r.url, r.kind, r.depth, r.lastmod_s FROM run_sources r LEFT JOIN sources s USING (url) "
            "WHERE r.run = ? AND r.outcome IS NULL "
            "ORDER BY r.depth, s.fetched_at IS NOT NULL, r.lastmod_s IS NULL, r.lastmod_s DESC, r.rowid LIMIT 1",
            (run,),
        )
        return RunSource(*rows[0]) if rows else None

    async def sources_read(self, run: int) -> int:
        """How many sources the run has been through."""
        rows = await self._store.read(
            "SELECT COUNT(*) FROM run_sources WHERE run = ? AND outcome IS NOT NULL", (run,)
        )
        return int(rows[0][0])

    async def any_source_read(self, run: int) -> bool:
        """Whether there was a source that did not fail, or none at all."""
        rows = await self._store.read(
            "SELECT COUNT(*), COALESCE(SUM(outcome = 'failed'), 0) FROM run_sources WHERE run = ?", (run,)
        )
        return bool(rows[0][0] == 0 or rows[0][1] < rows[0][0])

    async def source(self, url: str) -> tuple[int | None, str | None, str | None]:
        """What a source was when last read: its date in the sitemap index, ETag, Last-Modified."""
        rows = await self._store.read(
            "SELECT lastmod_s, etag, last_modified FROM sources WHERE url = ?", (url,)
        )
        return (rows[0][0], rows[0][1], rows[0][2]) if rows else (None, None, None)

    async def source_read(
        self,
        write: aiosqlite.Connection,
        run: Run,
        source: RunSource,
        validators: tuple[str | None, str | None],
    ) -> None:
        """Note that a source was read, and what it was. `validators`: ETag and Last-Modified, or None."""
        await write.execute(
            "INSERT OR REPLACE INTO sources (url, site, lastmod_s, etag, last_modified, fetched_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (source.url, run.site, source.lastmod_s, *validators, run.started_at),
        )
        await self.source_done(write, run.id, source.url, "read")

    async def source_done(
        self,
        write: aiosqlite.Connection,
        run: int,
        url: str,
        outcome: str,
        reason: str = "",
        detail: str = "",
    ) -> None:
        """Note how reading a source ended. `outcome`: "read" or "failed"; `reason`, `detail`: "" for none."""
        await write.execute(
            "UPDATE run_sources SET outcome = ?, reason = ?, detail = ? WHERE run = ? AND url = ?",
            (outcome, reason or None, detail or None, run, url),
        )

    async def record(self, write: aiosqlite.Connection, run: int, visited: Iterable[Visited]) -> None:
        """Note what became of pages; a page that is visited a second time counts with its second outcome."""
        await write.executemany(
            "INSERT OR REPLACE INTO run_pages (run, url, outcome, reason, detail, try_again) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(run, one.url, one.outcome, one.reason, one.detail, one.try_again) for one in visited],
        )

    async def not_visited(self, run: int, urls: Sequence[str]) -> list[str]:
        """Those of the pages that the run has not visited, in their order."""
        rows = await self._store.read("SELECT url FROM run_pages WHERE run = ?", (run,))
        visited = {row[0] for row in rows}
        return [url for url in urls if url not in visited]

    async def second_chances(self, run: int, limit: int) -> list[str]:
        """Pages that failed in passing and were not tried again in this run."""
        rows = await self._store.read(
            "SELECT url FROM run_pages WHERE run = ? AND try_again LIMIT ?", (run, limit)
        )
        return [row[0] for row in rows]

    async def tally(self, run: Run) -> SiteTally:
        """What the run has done so far."""
        outcomes = await self._store.read(
            "SELECT outcome, COUNT(*) FROM run_pages WHERE run = ? GROUP BY 1", (run.id,)
        )
        failures = await self._store.read(
            "SELECT reason, detail, COUNT(*) FROM run_pages WHERE run = ? AND outcome = 'failed' "
            "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
            (run.id,),
        )
        sources = await self._store.read(
            "SELECT url, reason, detail FROM run_sources WHERE run = ? AND outcome = 'failed' "
            "ORDER BY depth, rowid LIMIT ?",
            (run.id, LISTED),
        )
        sums = {("copies" if name == "copy" else name): count for name, count in outcomes}
        return SiteTally(
            run.site,
            run.started_at,
            failures=tuple(Failure(*row) for row in failures),
            source_failures=tuple(SourceFailure(*row) for row in sources),
            **sums,
        )

    async def close(
        self, run: int, now_s: int, *, stopped: str | None = None, withdrawn: int = 0, held_back: int = 0
    ) -> None:
        """End a run: its sums go into its row, its notes on single pages go; so do old runs, but for a site's last.

        `stopped`: why it ended early, None where it did not. `withdrawn`, `held_back`: articles, as in SiteTally.
        """
        rows = await self._store.read("SELECT site, started_at FROM site_runs WHERE id = ?", (run,))
        tally = await self.tally(Run(run, rows[0][0], rows[0][1], resumed=False))
        values = (
            *(
                tally.new,
                tally.changed,
                tally.unchanged,
                tally.copies,
                tally.skipped,
                tally.gone,
                tally.failed,
            ),
            json.dumps([astuple(one) for one in tally.failures]),
            json.dumps([astuple(one) for one in tally.source_failures]),
        )
        async with self._store.change() as write:
            await write.execute(
                f"UPDATE site_runs SET ({_SUMS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?), ended_at = ?, "  # noqa: S608
                "stopped = ?, withdrawn = ?, held_back = ?, newest_s = (SELECT MAX(a.published_s) FROM pages p "
                "JOIN articles a ON a.id = p.article_id WHERE p.site = site_runs.site) WHERE id = ?",
                (*values, now_s, stopped, withdrawn, held_back, run),
            )
            await write.execute("DELETE FROM run_pages WHERE run = ?", (run,))
            await write.execute("DELETE FROM run_sources WHERE run = ?", (run,))
            await write.execute(
                "DELETE FROM site_runs WHERE ended_at < ? "
                "AND id NOT IN (SELECT MAX(id) FROM site_runs GROUP BY site, kind)",
                (now_s - KEPT_RUNS_S,),
            )

    async def last(self, site: str, limit: int, kind: RunKind | None = None) -> list[SiteTally]:
        """The site's runs that have ended, of one kind or of every kind, the newest first."""
        rows = await self._store.read(
            f"SELECT started_at, ended_at, {_SUMS}, withdrawn, held_back, newest_s, stopped, kind "  # noqa: S608
            "FROM site_runs WHERE site = ? AND ended_at IS NOT NULL AND (? IS NULL OR kind = ?) "
            "ORDER BY id DESC LIMIT ?",
            (site, kind, kind, limit),
        )
        return [_tally(site, row) for row in rows]

    async def last_success(self, site: str) -> int | None:
        """When the site's newest run ended that was not stopped and reached something; one by a list says nothing."""
        rows = await self._store.read(
            "SELECT MAX(ended_at) FROM site_runs WHERE site = ? AND kind = ? AND stopped IS NULL "
            "AND (failed = 0 OR new + changed + unchanged + copies + skipped + gone > 0)",
            (site, RunKind.SITE),
        )
        return int(rows[0][0]) if rows[0][0] is not None else None

    async def last_ended(self, site: str) -> int | None:
        """When the site's newest run ended, other than with its program or by a list; None where none did."""
        rows = await self._store.read(
            "SELECT MAX(ended_at) FROM site_runs WHERE site = ? AND kind = ? AND stopped IS NOT ?",
            (site, RunKind.SITE, Reason.INTERRUPTED),
        )
        return int(rows[0][0]) if rows[0][0] is not None else None


def _tally(site: str, row: Sequence[object]) -> SiteTally:
    *plain, failures, sources, withdrawn, held_back, newest_s, stopped, kind = row
    told = tuple(Failure(*one) for one in json.loads(str(failures)))
    unread = tuple(SourceFailure(*one) for one in json.loads(str(sources)))
    return SiteTally(site, *plain, told, unread, withdrawn, held_back, newest_s, stopped, RunKind(str(kind)))  # type: ignore[arg-type,call-arg]
