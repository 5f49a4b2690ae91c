"""Crawls of the archive: what they are told, what they bring kept, what is gone withdrawn, how the papers stand.

How pages are found and fetched is the business of `corpus.gather.crawl`. This face has values only; who crawls imports
`crawling`, who looks after the papers `newspapers`: these load the HTTP client and the parsers.
"""

from corpus.crawls.values import (
    CrawlOrder,
    CrawlProgress,
    CrawlTally,
    HeldBack,
    SiteState,
    SiteTimes,
    StopCrawl,
    WatchCrawl,
)

__all__ = [
    "CrawlOrder",
    "CrawlProgress",
    "CrawlTally",
    "HeldBack",
    "SiteState",
    "SiteTimes",
    "StopCrawl",
    "WatchCrawl",
]
