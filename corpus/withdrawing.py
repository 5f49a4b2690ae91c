"""Articles that leave the index: gone from their site, or older than what is kept of it. Never out of the store."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.gather.crawl.site import CrawlSite
from corpus.store import Store
from corpus.store.frontier import Frontier
from corpus.store.withdrawals import Withdrawals

DAY_S = 86_400
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
    gone = await Frontier(store).confirmed_gone(site.domain)
    believed = max(BELIEVED, BELIEVED_PART * await withdrawals.served(site.domain))
    held_back = len(gone) if len(gone) > believed and not many else 0
    leaving = [] if held_back else gone
    old = await _too_old(withdrawals, site, now_s)
    async with store.change() as write:
        await withdrawals.add(write, leaving, "gone", now_s)
        await withdrawals.add(write, [one for one in old if one not in set(leaving)], "old", now_s)
    return Leaving(len(set(leaving) | set(old)), held_back)


async def _too_old(withdrawals: Withdrawals, site: CrawlSite, now_s: int) -> list[str]:
    """By the site's rule, counted from its newest article: a wrong clock, or a paper that ceased, empties nothing."""
    newest_s = await withdrawals.newest(site.domain)
    if site.plan.keep_days is None or newest_s is None:
        return []
    return await withdrawals.older_than(site.domain, min(now_s, newest_s) - site.plan.keep_days * DAY_S)
