"""What is said to a crawl, and what it says: values only, so that nobody loads an HTTP client to name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.reasons import Reason
from corpus.store.tallies import SiteTally


@dataclass(frozen=True, slots=True)
class CrawlOrder:
    """What to crawl: the sites named, else those that are on. `addresses`: only these pages, of whatever sites.

    `most`: pages of a site, in place of its table entry's number. `withdraw_many`: withdraw articles that are gone
    from their site even where they are suspiciously many.
    """

    sites: tuple[str, ...] = ()
    addresses: tuple[str, ...] | None = None
    most: int | None = None
    withdraw_many: bool = False


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far a crawl is: pages visited, pages known to be left, and each site's tally so far."""

    done: int
    left: int
    sites: tuple[SiteTally, ...]


@dataclass(frozen=True, slots=True)
class CrawlTally:
    """What a crawl did, site by site. `refused`: addresses that were asked for and belong to no configured site."""

    sites: tuple[SiteTally, ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteState:
    """How a site stands; times in Unix seconds. `waiting`: pages never fetched; `failing`: whose last fetch failed.

    `last_success_at`: when the last run ended that was not stopped and reached something. `last`: the last run. Runs
    that fetched only a list of addresses do not count: they saw nothing of what the site has new.
    """

    domain: str
    publisher: str
    home_url: str
    is_on: bool
    articles: int
    newest_s: int | None
    waiting: int
    failing: int
    last_success_at: int | None
    last: SiteTally | None


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Articles that are gone from their site and served all the same: more than a site takes down by itself."""

    domain: str
    publisher: str
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteTimes:
    """When a site's runs ended, in Unix seconds; None where none did. Runs by a list of addresses do not count.

    `ended_at`: the last run that was not cut off by the end of its program. `success_at`: the last that was not stopped
    and reached something. `stopped`: why the last one ended early.
    """

    domain: str
    publisher: str
    ended_at: int | None
    success_at: int | None
    stopped: str | None


WatchCrawl = Callable[[CrawlProgress], None]
StopCrawl = Callable[[], Reason | None]
"""Asked before each page and each source: why the crawl is to end now, None where it is to go on."""
