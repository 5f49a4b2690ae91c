"""Newspapers whose pages need more than the general reader: one entry each.

An entry tells in CSS selectors where the paper's articles keep headline, lead, date, byline, section and
text, and what of the text to drop; an empty selector leaves that to the general reader. A paper whose pages
the general reader reads well needs an entry only for its name and home page. `crawl` tells where its articles
are listed and how often to ask; what it leaves out is found by robots.txt and the home page.

To add a paper: an entry here, and one page with its golden under `tests/pages/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as day
from enum import StrEnum
from functools import cache
from urllib.parse import urlsplit

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from corpus.gather.crawl.plan import USUAL, CrawlPlan


class Role(StrEnum):
    """What an entry says of an element; each is the name of a field of `Site`."""

    HEADLINE = "headline"
    LEAD = "lead"
    DATE = "date"
    BYLINE = "byline"
    SECTION = "section"
    BODY = "body"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Site:
    """A newspaper's site. `entered`: when the entry was made.

    `verified`: when it was last tried on a real page, and every selector found what it names; `page_of`: of which day
    that page was, since layouts change. None where nobody had such a page: then the selectors are hearsay.
    """

    publisher: str
    home_url: str
    entered: day
    verified: day | None = None
    page_of: day | None = None
    headline: str = ""
    lead: str = ""
    date: str = ""
    byline: str = ""
    section: str = ""
    body: str = ""
    drop: str = ""
    crawl: CrawlPlan = USUAL

    def roles(self, page: HtmlElement) -> dict[HtmlElement, Role]:
        """The elements of a page that the selectors name; `drop` before `body`, as it lies inside."""
        return {element: role for role in Role for element in _select(page, getattr(self, role))}


@cache
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def _select(page: HtmlElement, selector: str) -> Iterator[HtmlElement]:
    if selector:
        yield from (found for found in _compiled(selector)(page) if isinstance(found, HtmlElement))


_ENTERED = day(2026, 11, 25)
_NEIGHBOUR = CrawlPlan(on=False)  # crawled where the operator switches it on, or names it


def _feed(address: str) -> CrawlPlan:
    """A neighbour whose feed's address is known from public code; nobody has tried it for us."""
    return CrawlPlan(feeds=(address,), on=False)


_VCCORP = Site(  # the publishing system that several of the big papers share
    publisher="",
    home_url="",
    entered=_ENTERED,
    headline="h1.detail-title, h1[data-role=title]",
    lead="h2.detail-sapo, [data-role=sapo]",
    date="[data-role=publishdate]",
    byline=".detail-author .name, .author-info .name, [data-role=author]",
    section=".detail-cate a, [data-role=cate-name]",
    body=".detail-content[data-role=content], .detail-content.afcbc-body",
    drop="[type=RelatedNewsBox], [type=RelatedOneNews], [type=insertembedcode], [type=SimilarNews], "
    ".link-content-footer, .detail__related, .box-tin-lien-quan",
)
_ZCE = Site(  # the publishing system of Gia Lai, Lâm Đồng and other provincial papers
    publisher="",
    home_url="",
    entered=_ENTERED,
    headline="h1.article__title",
    lead=".article__sapo",
    date=".article__meta time",
    byline=".article__author .name, .article__author",
    section=".article__breadcrumb a, .breadcrumb a",
    body=".article__body",
    drop=".article__tag, .related-news, .notebox.ncenter, .inner-article, [class*=adsWeb]",
    crawl=_NEIGHBOUR,
)

SITES: Mapping[str, Site] = {
    "baophuyen.vn": Site("Báo Phú Yên Online", "https://baophuyen.vn", _ENTERED),
    "baodaklak.vn": Site("Báo Đắk Lắk điện tử", "https://baodaklak.vn", _ENTERED),
    "baokhanhhoa.vn": Site("Báo Khánh Hòa điện tử", "https://baokhanhhoa.vn", _ENTERED, crawl=_NEIGHBOUR),
    "baoquangngai.vn": Site("Báo Quảng Ngãi điện tử", "https://baoquangngai.vn", _ENTERED, crawl=_NEIGHBOUR),
    "baodanang.vn": Site(
        "Báo Đà Nẵng điện tử",
        "https://baodanang.vn",
        _ENTERED,
        crawl=_feed("https://baodanang.vn/rss/home.rss"),
    ),
    "baobinhdinh.vn": Site("Báo Bình Định điện tử", "https://baobinhdinh.vn", _ENTERED, crawl=_NEIGHBOUR),
    "baogialai.com.vn": replace(_ZCE, publisher="Báo Gia Lai điện tử", home_url="https://baogialai.com.vn"),
    "baolamdong.vn": replace(_ZCE, publisher="Báo Lâm Đồng điện tử", home_url="https://baolamdong.vn"),
    "vnexpress.net": Site(
        "VnExpress",
        "https://vnexpress.net",
        _ENTERED,
        verified=day(2026, 11, 28),
        page_of=day(2025, 10, 22),
        headline="h1.title-detail",
        lead="p.description, p.description .location-stamp",  # the place name is a line of its own
        date=".header-content .date",
        byline="p.author_mail, p.Normal[style*='text-align:right']",
        section="ul.breadcrumb a",
        body="article.fck_detail",
        drop=".box-tinlienquanv2, .list-news, .box_brief_info, .box_quangcao, .social_pin",
        crawl=_feed("https://vnexpress.net/rss/tin-moi-nhat.rss"),
    ),
    "tuoitre.vn": replace(
        _VCCORP,
        publisher="Tuổi Trẻ Online",
        home_url="https://tuoitre.vn",
        crawl=_feed("https://tuoitre.vn/rss/tin-moi-nhat.rss"),
    ),
    "thanhnien.vn": replace(
        _VCCORP,
        publisher="Báo Thanh Niên",
        home_url="https://thanhnien.vn",
        crawl=_feed("https://thanhnien.vn/rss/home.rss"),
    ),
    "nld.com.vn": replace(
        _VCCORP,
        publisher="Báo Người Lao Động",
        home_url="https://nld.com.vn",
        crawl=_feed("https://nld.com.vn/rss/home.rss"),
    ),
    "dantri.com.vn": Site(
        "Báo Dân trí",
        "https://dantri.com.vn",
        _ENTERED,
        headline="h1.title-page",
        lead=".singular-sapo",
        date="time.author-time",
        byline=".author-name",
        section=".breadcrumbs a, .dt-breadcrumb a",
        body=".singular-content",
        drop=".related, .article-related, .dt-news__related",
        crawl=_feed("https://dantri.com.vn/rss/home.rss"),
    ),
}
"""Registered domain → site; its subdomains are the same paper."""


def site_of(url: str | None) -> Site | None:
    """The entry for an address: by its host or the nearest domain above it."""
    host = (urlsplit(url).hostname or "") if url else ""
    while "." in host:
        if host in SITES:
            return SITES[host]
        host = host.partition(".")[2]
    return None
