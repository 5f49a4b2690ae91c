"""A fetched page as an article under its right address, or the reason why it is none."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from corpus.gather.build import article_id
from corpus.gather.canonical import address_of, canonical, registered
from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.site import CrawlSite
from corpus.gather.decode import Unreadable
from corpus.models import Article
from corpus.reasons import Reason

ReadPage = Callable[[bytes, str, str | None], Article]
"""(page, its address, the charset that its server named) → its article. Raises Unreadable."""

MOST_TEXT = 400_000  # code points; a book of it would hold up whoever analyses it for a minute

logger = logging.getLogger(__name__)


def read_article(body: bytes, url: str, charset: str | None, site: CrawlSite, read: ReadPage) -> Article:
    """The article of a page that was fetched from `url`. Raises FetchFailed.

    Its address is the one that the page names as its own, where that belongs to the same site, else the one that it
    was fetched from; its publisher is the site's.
    """
    try:
        article = read(body, url, charset)
    except Unreadable as bad:
        raise FetchFailed(Reason.NO_ARTICLE) from bad
    except Exception as bug:
        logger.warning("reading a page of %s failed: %s", site.domain, type(bug).__name__)
        logger.debug("the page was %s", url, exc_info=True)
        raise FetchFailed(Reason.MALFORMED) from bug
    if len(article.text) > MOST_TEXT:
        raise FetchFailed(Reason.LARGE)
    address = _own_address(article.url, site) or address_of(url, site.home_url) or url
    return replace(
        article,
        id=article_id(address, None, "", None),
        url=address,
        home_url=site.home_url,
        publisher=site.publisher,
    )


def _own_address(claimed: str | None, site: CrawlSite) -> str | None:
    """What the page names as its address, unless that is another site's, or the home page."""
    name = canonical(claimed) if claimed else None
    if claimed is None or name is None:
        return None
    parts = urlsplit(name)
    ours = registered(parts.hostname or "", {site.domain: None}) is not None
    return address_of(claimed, site.home_url) if ours and parts.path != "/" else None
