"""One site's run: discover, fetch what is due, try once more what failed in passing. Goes on where it was cut off."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.errors import HoiBaoError
from corpus.gather.canonical import registered
from corpus.gather.crawl.discover import Discovery
from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.fetch import PATIENCE_S, Fetcher, Validators
from corpus.gather.crawl.reading import ReadPage, read_article
from corpus.gather.crawl.request import Limits
from corpus.gather.crawl.revisit import DAY_S
from corpus.gather.crawl.settle import Visit
from corpus.gather.crawl.site import CrawlSite
from corpus.gather.crawl.stopping import Stopped, go_on, heed
from corpus.reasons import Reason
from corpus.store import Store
from corpus.store.frontier import Frontier, Page
from corpus.store.runs import Runs
from corpus.store.switches import Switches
from corpus.store.tallies import Run, RunKind, SiteTally
from corpus.store.withdrawals import Withdrawals

TOGETHER = 16  # visits that are stored in one transaction …
AT_MOST_S = 2.0  # … or after that long
CHUNK = 64
IN_A_ROW = 10.0  # pages failing in passing, one after the other: the site is down
FAILED_BEFORE = 0.2  # how much of such a page one counts that failed before: that it fails again says little

Keep = Callable[[Run, Sequence[Visit]], Awaitable[None]]
"""Store what visits brought and note how they count, all of it or nothing, and make it searchable."""
Report = Callable[[SiteTally, int], None]
"""(what the run has done so far, how many pages it has yet to fetch)."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the runs of all sites share. `sites`: by registered domain. `clock`: Unix seconds. `stop`: why to end."""

    sites: Mapping[str, CrawlSite]
    store: Store
    fetcher: Fetcher
    read: ReadPage
    keep: Keep
    limits: Limits
    clock: Callable[[], float] = time.time
    stop: Callable[[], Reason | None] = go_on


async def oldest_kept(store: Store, site: CrawlSite, now_s: int) -> int | None:
    """When the oldest articles were published that the site's rule keeps; None where it keeps all.

    Counted from the site's newest article, so that a wrong clock, or a paper that ceased, empties nothing.
    """
    newest_s = await Withdrawals(store).newest(site.domain)
    if site.plan.keep_days is None or newest_s is None:
        return None
    return min(now_s, newest_s) - site.plan.keep_days * DAY_S


class SiteRun:
    """A run of one site. `only`: canonical addresses to fetch, without looking for others; None: all that is due."""

    def __init__(
        self, site: CrawlSite, tools: Tools, report: Report, *, only: Sequence[str] | None, most: int | None
    ) -> None:
        self._site, self._tools, self._report, self._only = site, tools, report, only
        self._most = site.plan.pages_a_run if most is None else most
        self._runs, self._frontier = Runs(tools.store), Frontier(tools.store)
        self._visits: list[Visit] = []
        self._kept_at = time.monotonic()
        self._in_a_row = 0.0
        self._oldest_s: int | None = None

    async def run(self) -> tuple[Run, Reason | None]:
        """Do it; the run, which is still open, and why it stopped early, None where it did not."""
        kind = RunKind.SITE if self._only is None else RunKind.LIST
        run = await self._runs.open(self._site.domain, self._now(), kind)
        try:
            await self._begin(run)
            await self._visit_due(run)
            await self._second_chances(run)
        except Stopped as stopped:
            return run, stopped.reason
        except HoiBaoError:
            raise
        except Exception:
            logger.exception("the crawl of %s failed", self._site.domain)
            return run, Reason.BROKEN
        finally:
            await self._keep(run)
        return run, None

    def _now(self) -> int:
        return int(self._tools.clock())

    async def _begin(self, run: Run) -> None:
        heed(self._tools.stop)
        self._oldest_s = await oldest_kept(self._tools.store, self._site, self._now())
        switches = Switches(self._tools.store)
        if await switches.resume_after(self._site.domain) > self._now():
            raise Stopped(Reason.BUSY)
        try:
            if (await self._tools.fetcher.rules(self._site.home_url)).is_down:
                raise Stopped(Reason.ROBOTS_DOWN)
            if self._only is None:
                limit = self._tools.limits.source_bytes
                discovery = Discovery(self._site, self._tools.fetcher, self._tools.store, limit)
                await discovery.run(run, self._now(), self._tools.stop)
        except FetchFailed as failed:
            raise Stopped(failed.reason) from failed

    async def _visit_due(self, run: Run) -> None:
        while pages := await self._next(run):
            for page in pages:
                await self._visit(run, page)
            await self._keep(run)

    async def _next(self, run: Run) -> list[Page]:
        if self._only is None:
            room = self._most - (await self._runs.tally(run)).pages
            return await self._frontier.due(self._site.domain, run.id, self._now(), max(0, min(room, CHUNK)))
        left = await self._runs.not_visited(run.id, self._only)
        return list((await self._frontier.pages(left[:CHUNK])).values())

    async def _second_chances(self, run: Run) -> None:
        while urls := await self._runs.second_chances(run.id, CHUNK):
            for page in (await self._frontier.pages(urls)).values():
                await self._visit(run, page, is_second=True)
            await self._keep(run)

    async def _visit(self, run: Run, page: Page, *, is_second: bool = False) -> None:
        heed(self._tools.stop)
        visit = await self._fetch(page, is_second)
        self._visits.append(visit)
        if len(self._visits) >= TOGETHER or time.monotonic() - self._kept_at > AT_MOST_S:
            await self._keep(run)
        weight = FAILED_BEFORE if page.tries else 1.0
        self._in_a_row = self._in_a_row + weight if visit.is_passing else 0.0
        if self._in_a_row >= IN_A_ROW and visit.reason:
            raise Stopped(visit.reason)

    async def _fetch(self, page: Page, is_second: bool) -> Visit:
        try:
            validators = Validators(page.etag, page.last_modified)
            fetched = await self._tools.fetcher.page(page.address, validators, self._tools.limits.page_bytes)
            if fetched.body is None:
                return Visit(page, self._now(), is_second=is_second)
            article = await asyncio.to_thread(
                read_article,
                fetched.body,
                fetched.url,
                fetched.charset,
                self._owner(fetched.url),
                self._tools.read,
            )
            published = article.published_at
            if self._oldest_s is not None and published and published.timestamp() < self._oldest_s:
                raise FetchFailed(Reason.OLD)
        except FetchFailed as failed:
            await self._heed(failed)
            return Visit(
                page,
                self._now(),
                reason=failed.reason,
                detail=failed.detail,
                is_passing=failed.is_passing,
                is_second=is_second,
            )
        new = fetched.validators
        return Visit(
            page,
            self._now(),
            article,
            is_second=is_second,
            etag=new.etag,
            last_modified=new.last_modified,
        )

    def _owner(self, url: str) -> CrawlSite:
        """The site that a page came from: a redirect may lead to another paper of the table."""
        domain = registered(urlsplit(url).hostname or "", self._tools.sites)
        return self._tools.sites[domain] if domain else self._site

    async def _heed(self, failed: FetchFailed) -> None:
        """A site that asks to be left alone for long is; the page at hand stays due."""
        if failed.retry_after_s is not None and failed.retry_after_s > PATIENCE_S:
            until_s = self._now() + int(failed.retry_after_s)
            await Switches(self._tools.store).leave_alone(self._site.domain, until_s)
            raise Stopped(Reason.BUSY)

    async def _keep(self, run: Run) -> None:
        """Store what was visited since the last time."""
        self._kept_at = time.monotonic()
        visits, self._visits = self._visits, []
        if not visits:
            return
        await self._tools.keep(run, visits)
        tally = await self._runs.tally(run)
        self._report(tally, await self._left(run, tally))

    async def _left(self, run: Run, tally: SiteTally) -> int:
        if self._only is not None:
            return len(await self._runs.not_visited(run.id, self._only))
        due = await self._frontier.count_due(self._site.domain, run.id, self._now())
        return min(due, max(0, self._most - tally.pages))
