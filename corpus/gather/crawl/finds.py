"""What a feed, a sitemap or a section page gives away: pages to fetch, and more places to look."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from corpus.gather.canonical import address_of, canonical, registered
from corpus.gather.crawl.plan import CrawlPlan
from corpus.store.frontier import FoundPage
from corpus.store.tallies import RunSource


class SourceKind(StrEnum):
    """What a place is that tells of pages."""

    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Link:
    """An address as it was written, made absolute. `hint_s`: when the page was published or changed, if told.

    `sure`: it is known to be an article, as in a feed; else its path must look like one.
    """

    url: str
    hint_s: int | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Finds:
    """`more` is read in any case, `next_page` only where this page told of something new."""

    links: tuple[Link, ...] = ()
    more: tuple[RunSource, ...] = ()
    next_page: RunSource | None = None


_NO_ARTICLE = re.compile(
    r"/(?:tags?|tim-kiem|search|rss|feeds?|sitemaps?|author|tac-gia|login|dang-nhap|lien-he|quang-cao|media|images?"
    r"|static|uploads?)(?:/|$)|\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|rar|mp[34]|css|js|xml|json|rss|ico)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{4,}")
_PAGE_SUFFIX = re.compile(r"\.(?:html?|aspx|epi|tpo|vov|vnp|ldo|antd|bbg)$", re.IGNORECASE)
_WORDS = 4  # hyphened words in the last segment of an address that names a headline


def looks_like_article(path: str, plan: CrawlPlan) -> bool:
    """Whether the path of an address is an article's: by the plan's pattern, or by the usual shapes."""
    if plan.article_pattern:
        return bool(plan.article_pattern.search(path))
    last = unquote(path.rstrip("/").rpartition("/")[2])
    if not last or _NO_ARTICLE.search(path):
        return False
    words = last.count("-") + 1
    return bool(_NUMBERED.search(last)) or words > _WORDS or (bool(_PAGE_SUFFIX.search(last)) and words > 2)


def pages_of(links: Iterable[Link], site: str, home_url: str, plan: CrawlPlan) -> list[FoundPage]:
    """The links that lead to articles of the site, each page once; the newest hint counts."""
    now_s = int(time.time())
    found: dict[str, FoundPage] = {}
    for link in links:
        url, address = canonical(link.url), address_of(link.url, home_url)
        if url is None or address is None:
            continue
        parts = urlsplit(url)
        if registered(parts.hostname or "", {site: None}) is None or parts.path == "/":
            continue
        if not link.sure and not looks_like_article(parts.path, plan):
            continue
        # A list that promises changes in the future would have the page fetched again and again.
        hint_s = min(link.hint_s, now_s) if link.hint_s is not None else None
        before = found.get(url)
        if before is None or (hint_s or 0) > (before.hint_s or 0):
            found[url] = FoundPage(url, before.address if before else address, hint_s)
    return list(found.values())


def moment(text: str | None) -> int | None:
    """Unix seconds of an ISO 8601 date, with or without a time; one without an offset is taken for UTC."""
    try:
        found = datetime.fromisoformat((text or "").strip())
        return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError, OSError):
        return None
