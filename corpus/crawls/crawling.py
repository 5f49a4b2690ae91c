"""Crawls: the sites' runs side by side, what they bring kept, what is gone withdrawn, a tally of each."""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from corpus.crawls.keeping import PATIENCE_S, Keeper
from corpus.crawls.values import CrawlOrder, CrawlProgress, CrawlTally, StopCrawl, WatchCrawl
from corpus.crawls.withdrawing import withdraw
from corpus.errors import CrawlError
from corpus.gather.canonical import address_of, canonical, registered
from corpus.gather.crawl.fetch import Fetcher
from corpus.gather.crawl.guard import Resolve, resolve
from corpus.gather.crawl.reading import ReadPage
from corpus.gather.crawl.request import Limits, Requester
from corpus.gather.crawl.run import SiteRun, Tools
from corpus.gather.crawl.site import CrawlSite
from corpus.gather.crawl.stopping import go_on
from corpus.gather.crawl.table import crawl_sites, read_page
from corpus.reasons import Reason
from corpus.settings import CorpusSettings
from corpus.store import Store, crawling, writing
from corpus.store.frontier import FoundPage, Frontier
from corpus.store.runs import Runs
from corpus.store.switches import Switches
from corpus.store.tallies import Run, SiteTally

TOGETHER = 8  # sites at the same time

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class World:
    """What a crawl meets outside of the archive; tests bring their own.

    `sites`: by registered domain. `resolve`: host and port → addresses. `ssl_context`: who may sign certificates, None
    for those that httpx knows. `clock`: Unix seconds.
    """

    sites: Mapping[str, CrawlSite] = field(default_factory=crawl_sites)
    read: ReadPage = read_page
    resolve: Resolve = resolve
    ssl_context: ssl.SSLContext | None = None
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.time


class Crawler:
    """Crawls into one archive. `catch_up` brings its index to where its store is."""

    def __init__(
        self,
        settings: CorpusSettings,
        store: Store,
        catch_up: Callable[[], Awaitable[None]],
        world: World | None = None,
    ) -> None:
        self._settings, self._store, self._catch_up = settings, store, catch_up
        self._world = world or World()
        self._runs, self._frontier = Runs(store), Frontier(store)

    async def crawl(self, order: CrawlOrder, progress: WatchCrawl, stop: StopCrawl = go_on) -> CrawlTally:
        """Do it, until `stop` gives a reason not to.

        Raises CrawlError for an unknown site, StoreLocked where another crawl is under way, StoreError.
        """
        pages, refused = self._addresses(order)
        domains = await self._domains(order, pages)
        async with crawling(self._settings.data_dir), self._fetcher() as fetcher:
            keep = Keeper(self._store, self._settings.data_dir, self._catch_up)
            world = self._world
            tools = Tools(
                world.sites, self._store, fetcher, world.read, keep, world.limits, world.clock, stop
            )
            board = _Board(progress)
            tickets = asyncio.Semaphore(TOGETHER)
            only = {domain: pages.get(domain) for domain in domains} if order.addresses is not None else {}
            runs = [self._site(domain, tools, board, tickets, order, only.get(domain)) for domain in domains]
            ended = await asyncio.gather(*runs, return_exceptions=True)
        return CrawlTally(tuple(_or_raise(ended)), tuple(refused))

    def _fetcher(self) -> Fetcher:
        world, settings = self._world, self._settings
        requester = Requester(
            settings.user_agent,
            world.limits,
            allowed=settings.crawl_private,
            resolve=world.resolve,
            ssl_context=world.ssl_context,
        )
        homes = {domain: site.home_url for domain, site in world.sites.items()}
        return Fetcher(requester, homes, {domain: site.plan.delay_s for domain, site in world.sites.items()})

    async def _domains(self, order: CrawlOrder, pages: Mapping[str, object]) -> list[str]:
        if order.addresses is not None:
            return list(pages)
        unknown = [name for name in order.sites if name not in self._world.sites]
        if unknown:
            known = ", ".join(sorted(self._world.sites))
            raise CrawlError(f"no site {unknown[0]!r} in the sites table; there are {known}")
        if order.sites:
            return list(dict.fromkeys(order.sites))
        switches = Switches(self._store)
        return [
            domain for domain, site in self._world.sites.items() if await switches.is_on(domain, site.plan.on)
        ]

    def _addresses(self, order: CrawlOrder) -> tuple[dict[str, list[FoundPage]], list[str]]:
        """The addresses asked for, by site, and those that belong to none."""
        found: dict[str, list[FoundPage]] = {}
        refused: list[str] = []
        for address in order.addresses or ():
            url = canonical(address)
            domain = registered(urlsplit(url).hostname or "", self._world.sites) if url else None
            if url is None or domain is None:
                refused.append(address)
                continue
            spelt = address_of(address, self._world.sites[domain].home_url) or address
            found.setdefault(domain, []).append(FoundPage(url, spelt))
        return found, refused

    async def _site(
        self,
        domain: str,
        tools: Tools,
        board: _Board,
        tickets: asyncio.Semaphore,
        order: CrawlOrder,
        pages: Sequence[FoundPage] | None,
    ) -> SiteTally:
        async with tickets:
            site = self._world.sites[domain]
            if pages is not None:
                async with self._store.change() as write:
                    await self._frontier.add(write, domain, pages, int(tools.clock()))
            only = list(dict.fromkeys(page.url for page in pages)) if pages is not None else None
            runner = SiteRun(site, tools, board.report, only=only, most=order.most)
            run, stopped = await runner.run()
            return await self._end(run, site, stopped, order, int(tools.clock()))

    async def _end(
        self, run: Run, site: CrawlSite, stopped: Reason | None, order: CrawlOrder, now_s: int
    ) -> SiteTally:
        """Withdraw what is gone or too old, close the run; its tally."""
        async with writing(self._settings.data_dir, PATIENCE_S):
            leaving = await withdraw(self._store, site, now_s, many=order.withdraw_many)
            await self._runs.close(
                run.id, now_s, stopped=stopped, withdrawn=leaving.withdrawn, held_back=leaving.held_back
            )
            await self._catch_up()
        (tally,) = await self._runs.last(site.domain, 1, run.kind)
        logger.info("%s: %d new, %d changed, %d failed", tally.site, tally.new, tally.changed, tally.failed)
        return tally


class _Board:
    """The sites' tallies side by side, for whoever watches."""

    def __init__(self, progress: WatchCrawl) -> None:
        self._progress = progress
        self._sites: dict[str, tuple[SiteTally, int]] = {}

    def report(self, tally: SiteTally, left: int) -> None:
        """Take in how far one site is, and tell how far all are."""
        self._sites[tally.site] = (tally, left)
        tallies = tuple(one for one, _left in self._sites.values())
        waiting = sum(left for _one, left in self._sites.values())
        self._progress(CrawlProgress(sum(one.pages for one in tallies), waiting, tallies))


def _or_raise(ended: Iterable[SiteTally | BaseException]) -> list[SiteTally]:
    """The tallies; the first error is raised, when all sites are done."""
    tallies = []
    for one in ended:
        if isinstance(one, BaseException):
            raise one
        tallies.append(one)
    return tallies
