"""Articles that leave the index: gone from their site, or older than what is kept of it. Never out of the store."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.gather.crawl.run import oldest_kept
from corpus.gather.crawl.site import CrawlSite
from corpus.reasons import Reason
from corpus.store import Store
from corpus.store.frontier import Frontier
from corpus.store.withdrawals import Withdrawals

BELIEVED = 10  # articles that may be gone at once …
BELIEVED_PART = 0.05  # … or that part of a site's; more look like a site that moved, or broke


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
    frontier = Frontier(store)
    gone = await frontier.confirmed_gone(site.domain)
    believed = max(BELIEVED, BELIEVED_PART * await withdrawals.served(site.domain))
    held_back = len(gone) if len(gone) > believed and not many else 0
    leaving = [] if held_back else gone
    oldest_s = await oldest_kept(store, site, now_s)
    old = await withdrawals.older_than(site.domain, oldest_s) if oldest_s is not None else []
    async with store.change() as write:
        await withdrawals.add(write, leaving, "gone", now_s)
        await withdrawals.add(write, [one for one in old if one not in set(leaving)], "old", now_s)
        await frontier.dismiss(write, old, Reason.OLD)
    return Leaving(len(set(leaving) | set(old)), held_back)
