"""What the tests of the crawl share: a fetcher that may visit a local server, and nothing else."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from ipaddress import ip_network

from corpus.gather.crawl.fetch import Fetcher
from corpus.gather.crawl.request import Limits, Requester

LOOPBACK = [ip_network("127.0.0.0/8")]
LIMITS = Limits(page_bytes=200_000, source_bytes=400_000, connect_s=2, silence_s=1, total_s=2)
AGENT = "hoibao/test (+toasoan@bao.test)"


async def at_home(_host: str, _port: int) -> Sequence[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


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
