"""A site that is crawled: its table entry as the crawl sees it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.gather.crawl.plan import CrawlPlan


@dataclass(frozen=True, slots=True)
class CrawlSite:
    """`domain`: registered; its subdomains belong to the site. `home_url` tells scheme and host of its pages."""

    domain: str
    publisher: str
    home_url: str
    plan: CrawlPlan
