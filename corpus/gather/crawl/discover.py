"""The first half of a run: feeds, sitemaps and section pages are read, and what they tell of is remembered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.feeds import read_feed
from corpus.gather.crawl.fetch import Fetched, Fetcher, Validators
from corpus.gather.crawl.finds import Finds, SourceKind, pages_of
from corpus.gather.crawl.sections import first_page, read_section
from corpus.gather.crawl.site import CrawlSite
from corpus.gather.crawl.sitemaps import read_sitemap
from corpus.gather.crawl.stopping import go_on, heed
from corpus.reasons import Reason
from corpus.store import Store
from corpus.store.frontier import Frontier
from corpus.store.runs import Runs
from corpus.store.tallies import Run, RunSource

SOURCES = 50  # read in one run; the rest has its turn in the next

logger = logging.getLogger(__name__)


class Discovery:
    """Reads one site's sources in one run, one after the other; goes on where it was cut off."""

    def __init__(self, site: CrawlSite, fetcher: Fetcher, store: Store, source_bytes: int) -> None:
        self._site, self._fetcher, self._store, self._source_bytes = site, fetcher, store, source_bytes
        self._runs, self._frontier = Runs(store), Frontier(store)

    async def run(self, run: Run, now_s: int, stop: Callable[[], Reason | None] = go_on) -> None:
        """Read the sources that this run has not read. Raises FetchFailed where none could be read, Stopped."""
        if not await self._runs.sources_read(run.id):
            sources = await self._first_sources()
            async with self._store.change() as write:
                await self._runs.add_sources(write, run.id, sources)
        while await self._runs.sources_read(run.id) < SOURCES:
            source = await self._runs.next_source(run.id)
            if source is None:
                break
            heed(stop)
            await self._read(run, source, now_s)
        if not await self._runs.any_source_read(run.id):
            raise FetchFailed(Reason.NO_SOURCE)

    async def _first_sources(self) -> list[RunSource]:
        plan = self._site.plan
        sitemaps = plan.sitemaps or (await self._fetcher.rules(self._site.home_url)).sitemaps
        sections = plan.sections if plan.feeds or sitemaps or plan.sections else (self._site.home_url,)
        return [
            *(RunSource(url, SourceKind.FEED) for url in plan.feeds),
            *(RunSource(url, SourceKind.SITEMAP) for url in sitemaps),
            *(first_page(section) for section in sections),
        ]

    async def _read(self, run: Run, source: RunSource, now_s: int) -> None:
        """Read one source; what it tells of and that it was read go into one transaction."""
        lastmod_s, etag, last_modified = await self._runs.source(source.url)
        if source.lastmod_s is not None and source.lastmod_s == lastmod_s:
            async with self._store.change() as write:
                await self._runs.source_done(write, run.id, source.url, "unchanged")
            return
        try:
            fetched = await self._fetcher.get(source.url, Validators(etag, last_modified), self._source_bytes)
            if fetched.body is None:
                finds = Finds()
            else:
                finds = await asyncio.to_thread(_finds, fetched, fetched.body, source, self._site)
        except FetchFailed as failed:
            async with self._store.change() as write:
                await self._runs.source_done(
                    write, run.id, source.url, "failed", failed.reason, failed.detail
                )
            return
        await self._keep(run, source, fetched, finds, now_s)

    async def _keep(self, run: Run, source: RunSource, fetched: Fetched, finds: Finds, now_s: int) -> None:
        site = self._site
        found = pages_of(finds.links, site.domain, site.home_url, site.plan)
        pages = await self._frontier.fitting(site.domain, found)
        async with self._store.change() as write:
            new = await self._frontier.add(write, site.domain, pages, now_s)
            follow = (finds.next_page,) if finds.next_page and new else ()
            await self._runs.add_sources(write, run.id, (*finds.more, *follow))
            told = (fetched.validators.etag, fetched.validators.last_modified)
            if len(pages) < len(
                found
            ):  # what found no room is found again: the source is not known as it is now
                logger.warning("%s lists more pages than are remembered; the rest has to wait", site.domain)
                source, told = replace(source, lastmod_s=None), (None, None)
            await self._runs.source_read(write, run, source, told)


def _finds(fetched: Fetched, body: bytes, source: RunSource, site: CrawlSite) -> Finds:
    try:
        return _read(fetched, body, source, site)
    except FetchFailed:
        raise
    except Exception as bug:
        logger.warning("reading a %s of %s failed: %s", source.kind, site.domain, type(bug).__name__)
        logger.debug("it was %s", source.url, exc_info=True)
        raise FetchFailed(Reason.MALFORMED) from bug


def _read(fetched: Fetched, body: bytes, source: RunSource, site: CrawlSite) -> Finds:
    if source.kind == SourceKind.FEED:
        return read_feed(body, fetched.url)
    if source.kind == SourceKind.SITEMAP:
        return read_sitemap(body, fetched.url, source.depth)
    plan = site.plan
    return read_section(body, source.url, source.depth, plan.sections, plan.section_pages, fetched.charset)
