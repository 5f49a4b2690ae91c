"""Articles that leave the index: gone from their site, or older than what is kept of it. Never out of the store."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from corpus.gather.crawl.run import oldest_kept
from corpus.gather.crawl.site import CrawlSite
from corpus.reasons import Reason
from corpus.store import Store
from corpus.store.frontier import Frontier
from corpus.store.withdrawals import BELIEVED, GONE, OLD, Withdrawals

FEW = 10  # articles that may be gone at once …
FEW_PART = 0.05  # … or that part of a site's; more look like a site that moved, or broke


@dataclass(frozen=True, slots=True)
class Leaving:
    """How many articles left, and how many were kept because they were too many to be believed."""

    withdrawn: int = 0
    held_back: int = 0


async def withdraw(store: Store, site: CrawlSite, now_s: int, *, many: bool) -> Leaving:
    """Take out a site's articles whose pages were found gone twice, and those that are too old. Raises StoreError.

    `many`: also where more are gone than a site takes down by itself. The write lock is held by the caller.
    """
    withdrawals = Withdrawals(store)
    gone = await Frontier(store).confirmed_gone(site.domain)
    too_many = await _too_many(store, site.domain, len(gone))
    held_back = len(gone) if too_many and not many else 0
    leaving = [] if held_back else gone
    oldest_s = await oldest_kept(store, site, now_s)
    old = await withdrawals.older_than(site.domain, oldest_s) if oldest_s is not None else []
    async with store.change() as write:
        await withdrawals.add(write, leaving, BELIEVED if too_many else GONE, now_s)
        await withdrawals.add(write, [one for one in old if one not in set(leaving)], OLD, now_s)
        await Frontier(store).dismiss(write, old, Reason.OLD)
    return Leaving(len(set(leaving) | set(old)), held_back)


async def _too_many(store: Store, domain: str, count: int) -> bool:
    return count > max(FEW, FEW_PART * await Withdrawals(store).served(domain))


async def held_back(store: Store, domain: str) -> list[str]:
    """Articles that are gone from their site and still served, being too many to be believed."""
    gone = await Frontier(store).confirmed_gone(domain)
    return gone if await _too_many(store, domain, len(gone)) else []


async def believe(
    store: Store, domain: str, article_ids: Collection[str], clock: Callable[[], float] = time.time
) -> int:
    """Take out those of the articles that are held back, since somebody looked and says so; how many left.

    The write lock is held by the caller.
    """
    leaving = [one for one in await held_back(store, domain) if one in set(article_ids)]
    async with store.change() as write:
        await Withdrawals(store).add(write, leaving, BELIEVED, int(clock()))
    return len(leaving)
