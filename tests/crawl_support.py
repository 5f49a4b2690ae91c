"""What the tests of the crawl share: a fetcher that may visit a local server, and nothing else."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from crawl_site import Paper

from corpus import VIETNAM, Archive, CorpusSettings, CrawlOrder, CrawlProgress, CrawlTally, Question, Reason
from corpus.crawls.crawling import Crawler, World
from corpus.gather.crawl.fetch import Fetcher
from corpus.gather.crawl.request import Limits, Requester
from corpus.gather.crawl.site import CrawlSite
from corpus.store.tallies import SiteTally

LOOPBACK = [ip_network("127.0.0.0/8")]
LIMITS = Limits(page_bytes=200_000, source_bytes=400_000, connect_s=2, silence_s=1, total_s=1)
AGENT = "hoibao/test (+toasoan@bao.test)"


async def at_home(_host: str, _port: int) -> Sequence[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


@asynccontextmanager
async def published(articles: int) -> AsyncIterator[Paper]:
    """A paper of so many articles, which is there to be fetched."""
    paper = Paper.of(articles)
    async with paper.server:
        paper.publish()
        yield paper


@asynccontextmanager
async def fetching(
    port: int,
    *domains: str,
    delay_s: float = 0.0,
    scheme: str = "http",
    context: ssl.SSLContext | None = None,
    **limits: float,
) -> AsyncIterator[Fetcher]:
    """A fetcher for the sites of those domains (else bao.test), all of which are on that port of this machine."""
    homes = {domain: f"{scheme}://{domain}:{port}" for domain in domains or ("bao.test",)}
    requester = Requester(
        AGENT,
        replace(LIMITS, **limits),  # type: ignore[arg-type]
        allowed=LOOPBACK,
        resolve=at_home,
        ssl_context=context,
    )
    async with Fetcher(requester, homes, dict.fromkeys(homes, delay_s)) as fetcher:
        yield fetcher


class Clock:
    """Time that tests move: Unix seconds."""

    def __init__(self, moment: datetime = datetime(2026, 11, 25, 8, tzinfo=VIETNAM)) -> None:
        self.now = moment.timestamp()

    def __call__(self) -> float:
        return self.now

    def forward(self, **ahead: float) -> None:
        self.now += timedelta(**ahead).total_seconds()


@dataclass
class Newsroom:
    """An archive in a folder that crawls made-up papers."""

    data: Path
    clock: Clock = field(default_factory=Clock)
    watched: list[CrawlProgress] = field(default_factory=list)
    watch: Callable[[CrawlProgress], None] = lambda _now: None
    stop: Callable[[], Reason | None] = lambda: None
    limits: Limits = LIMITS

    def settings(self) -> CorpusSettings:
        return CorpusSettings(self.data, contact="toasoan@bao.test", crawl_private=tuple(LOOPBACK))

    async def crawl(self, *sites: CrawlSite, **order: Any) -> CrawlTally:
        world = World(
            sites={site.domain: site for site in sites},
            resolve=at_home,
            limits=self.limits,
            clock=self.clock,
        )
        async with await Archive.open(self.settings()) as archive:
            crawler = Crawler(self.settings(), archive._store, archive._index.catch_up, world)
            return await crawler.crawl(CrawlOrder(**order), self._watch, self.stop)

    def _watch(self, now: CrawlProgress) -> None:
        self.watched.append(now)
        self.watch(now)

    async def one(self, site: CrawlSite, **order: Any) -> SiteTally:
        (tally,) = (await self.crawl(site, **order)).sites
        return tally

    async def archive(self) -> Archive:
        return await Archive.open(self.settings())

    async def ask(self, question: str) -> list[str]:
        async with await Archive.open(self.settings()) as archive:
            answer = await archive.ask(Question(question, datetime.fromtimestamp(self.clock.now, VIETNAM)))
            return [quote.source.url or "" for quote in answer.quotes]


def counts(tally: SiteTally) -> dict[str, int]:
    """The numbers of a tally that are not zero."""
    names = ("new", "changed", "unchanged", "copies", "skipped", "gone", "failed", "withdrawn", "held_back")
    return {name: value for name in names if (value := getattr(tally, name))}
