"""The sites table as the crawl reads it, and the reader of its pages."""

from __future__ import annotations

from corpus.gather.crawl.site import CrawlSite
from corpus.gather.html import Origin, parse
from corpus.gather.sites import SITES
from corpus.models import Article
from corpus.timezone import now


def crawl_sites() -> dict[str, CrawlSite]:
    """Registered domain → site, for every entry of the table."""
    return {
        domain: CrawlSite(domain, site.publisher, site.home_url, site.crawl) for domain, site in SITES.items()
    }


def read_page(body: bytes, url: str, charset: str | None) -> Article:
    """The article of a page that was fetched from `url` just now. Raises Unreadable where there is none."""
    return parse(body, Origin(url, charset, fetched=now())).article
