"""The newspapers for their operator: what is crawled, how the last crawls went, what fails, what is on and off."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from corpus.crawls.values import HeldBack, SiteState, SiteTimes
from corpus.crawls.withdrawing import held_back
from corpus.errors import CrawlError
from corpus.gather.crawl.site import CrawlSite
from corpus.gather.crawl.table import crawl_sites
from corpus.store import Store
from corpus.store.frontier import Frontier, Page
from corpus.store.runs import Runs
from corpus.store.sketches import Sketches
from corpus.store.switches import Switches
from corpus.store.tallies import RunKind, SiteTally
from corpus.store.withdrawals import Withdrawal, Withdrawals


class Newspapers:
    """The sites of the sites table, and what the article file knows of them."""

    def __init__(
        self,
        store: Store,
        sites: Mapping[str, CrawlSite] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store, self._clock = store, clock
        self._sites = crawl_sites() if sites is None else sites
        self._switches, self._frontier, self._runs = Switches(store), Frontier(store), Runs(store)

    @property
    def publishers(self) -> dict[str, str]:
        """The papers' names by domain, in the order of the table."""
        return {domain: site.publisher for domain, site in self._sites.items()}

    async def states(self) -> list[SiteState]:
        """How every site stands, in the order of the table. Raises StoreError."""
        return [await self._state(site) for site in self._sites.values()]

    async def _state(self, site: CrawlSite) -> SiteState:
        withdrawals = Withdrawals(self._store)
        waiting, failing = await self._frontier.counts(site.domain)
        runs = await self._runs.last(site.domain, 1, RunKind.SITE)
        return SiteState(
            site.domain,
            site.publisher,
            site.home_url,
            await self._switches.is_on(site.domain, site.plan.on),
            await withdrawals.served(site.domain),
            await withdrawals.newest(site.domain),
            waiting,
            failing,
            await self._runs.last_success(site.domain),
            runs[0] if runs else None,
        )

    async def history(self, domain: str, limit: int = 20) -> list[SiteTally]:
        """The site's runs of every kind, the newest first."""
        return await self._runs.last(domain, limit)

    async def last_success_at(self) -> int | None:
        """When the newest run of any site ended that was not stopped and reached something, in Unix seconds."""
        ended = [await self._runs.last_success(domain) for domain in self._sites]
        return max((one for one in ended if one is not None), default=None)

    async def times(self) -> list[SiteTimes]:
        """When the runs ended of the sites that are on. Cheap, unlike `states`: a clock may ask for it."""
        return [
            await self._times(site)
            for site in self._sites.values()
            if await self._switches.is_on(site.domain, site.plan.on)
        ]

    async def _times(self, site: CrawlSite) -> SiteTimes:
        runs = await self._runs.last(site.domain, 1, RunKind.SITE)
        return SiteTimes(
            site.domain,
            site.publisher,
            await self._runs.last_ended(site.domain),
            await self._runs.last_success(site.domain),
            runs[0].stopped if runs else None,
        )

    async def turn(self, domain: str, is_on: bool) -> None:
        """Switch a site on or off: off means that it is crawled only when it is named. Raises CrawlError."""
        if domain not in self._sites:
            raise CrawlError(f"no site {domain!r} in the sites table")
        await self._switches.turn(domain, is_on)

    async def failing(self, domain: str | None = None, limit: int = 20, offset: int = 0) -> list[Page]:
        """Pages whose last fetch failed, with reason and detail, the newest first; of all sites where none is named."""
        return await self._frontier.failing(domain, limit, offset)

    async def failing_count(self) -> int:
        """How many pages' last fetch failed."""
        return await self._frontier.count_failing()

    async def retry(self, domain: str | None = None, urls: Sequence[str] | None = None) -> int:
        """Let the next crawl fetch failing pages: those of a site, those named, or all; how many."""
        async with self._store.change() as write:
            return await self._frontier.retry(write, int(self._clock()), domain, urls)

    async def held_back(self) -> list[HeldBack]:
        """The sites of which too many articles are gone to be believed, and these articles."""
        found = [(site, await held_back(self._store, site.domain)) for site in self._sites.values()]
        return [HeldBack(site.domain, site.publisher, tuple(ids)) for site, ids in found if ids]

    async def withdrawal(self, article_id: str) -> Withdrawal | None:
        """When and why an article left the index; None where it did not."""
        return await Withdrawals(self._store).get(article_id)

    async def near_duplicates(self, article_id: str) -> list[tuple[str, float]]:
        """Articles that tell the same: id and shared part of the shorter text (0 to 1), the most alike first."""
        return await Sketches(self._store).near(article_id)
