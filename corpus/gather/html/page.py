"""HTML pages: the article's text, block by block as the page has it, without the page around it.

Where the sites table knows the paper, its selectors say where the text is. Elsewhere trafilatura decides which
of the page's blocks are the article's; the text itself is always taken from the page, so that paragraphs,
captions and their order stay what the paper printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from corpus.gather.build import TextBuilder, build
from corpus.gather.dating import Dated, Evidence
from corpus.gather.decode import Unreadable, read_bytes
from corpus.gather.html.article import Region, by_choice, by_roles, read_date, read_parts, read_section
from corpus.gather.html.blocks import Block, read_blocks
from corpus.gather.html.choose import choose
from corpus.gather.html.headline import Headline, read_headline
from corpus.gather.html.labels import IMPRINT, Parts
from corpus.gather.html.meta import Meta, read_meta
from corpus.gather.html.tree import read_tree
from corpus.gather.imprint import Imprint, read_imprint
from corpus.gather.shape import is_prose, syllables
from corpus.gather.sites import Role, Site, site_of
from corpus.models import Article, PartKind, Skipped

NO_ARTICLE = "no article text found"
NO_HEADLINE = "no headline found"
LIST_PAGE = "a home page or a list of articles, not an article"
_IMPRINT_BLOCKS = 40
_LINKS = 5
_SHORTEST_TITLE = 4  # syllables
_LINKED = 0.5
_SILENT = ("script", "style", "noscript", "template", "svg")  # never text, and most of the bytes
_SHORTEST_PARAGRAPH = 15  # syllables


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page came from, as far as that is known besides the page itself.

    `url`: its address, for pages that name none. `declared`: the encoding that the server named.
    `fetched`: when; never a publication date. `now`: for tests.
    """

    url: str | None = None
    declared: str | None = None
    fetched: datetime | None = None
    now: datetime | None = None


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, and how it was read. `decided_by`: the domain of the site's entry, or "trafilatura"."""

    article: Article
    decided_by: str
    dropped: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]


def read(path: Path) -> Iterator[Article | Skipped]:
    """The article of a .html or .htm file, or one compressed with gzip."""
    try:
        yield parse(read_bytes(path)).article
    except Unreadable as bad:
        yield Skipped(path, bad.reason)


def parse(data: bytes, origin: Origin = NOWHERE) -> Reading:
    """The article of a page. Raises Unreadable where there is none."""
    page, saved_from = read_tree(data, origin.declared)
    meta = read_meta(page, origin.url or saved_from)
    site = site_of(meta.url)
    etree.strip_elements(page, *_SILENT, with_tail=False)
    blocks = read_blocks(page, site.roles(page) if site else {})
    headline = read_headline(blocks, meta)
    region = _region(page, blocks, headline)
    if region is None or headline is None:
        raise Unreadable(LIST_PAGE if meta.is_home else NO_HEADLINE if region else NO_ARTICLE)
    if _is_list(region.body, meta):
        raise Unreadable(LIST_PAGE)
    parts = read_parts(region, headline.text, meta)
    if not any(_is_paragraph(kind, text) for kind, text in parts.found):
        raise Unreadable(NO_ARTICLE)
    dated = read_date(blocks, region, headline, meta, Evidence(None, meta.url, origin.fetched, origin.now))
    below = [text for reason, text in parts.dropped if reason == IMPRINT]
    imprint = read_imprint([*below, *(block.text for block in region.rest[-_IMPRINT_BLOCKS:])])
    article = _article(headline, parts, meta, site, imprint, dated, read_section(blocks, headline, meta))
    by_site = any(block.role is Role.BODY for block in blocks)
    decided_by = urlsplit(site.home_url).hostname if site and by_site else None
    return Reading(article, decided_by or "trafilatura", tuple(parts.dropped), dated.doubts)


def _region(page: HtmlElement, blocks: Sequence[Block], headline: Headline | None) -> Region | None:
    if any(block.role is Role.BODY for block in blocks):
        return by_roles(blocks)
    chosen = choose(page, blocks, headline.at if headline else None)
    return by_choice(blocks, chosen, headline) if chosen else None


def _is_list(body: Sequence[Block], meta: Meta) -> bool:
    """Whether there is a link to another article for every paragraph: headlines with their teasers."""
    links = sum(block.linked > _LINKED and syllables(block.text) >= _SHORTEST_TITLE for block in body)
    prose = sum(block.linked <= _LINKED and is_prose(block.text) for block in body)
    return meta.is_home or (links >= prose and links >= _LINKS)


def _is_paragraph(kind: PartKind, text: str) -> bool:
    return kind in (PartKind.BODY, PartKind.LEAD) and syllables(text) >= _SHORTEST_PARAGRAPH


def _article(
    headline: Headline,
    parts: Parts,
    meta: Meta,
    site: Site | None,
    imprint: Imprint,
    dated: Dated,
    section: str | None,
) -> Article:
    builder = TextBuilder()
    for kind, text in parts.found:
        builder.add(kind, text)
    return build(
        headline.text,
        builder,
        url=meta.url,
        home_url=site.home_url if site else _own_home(meta.url, imprint.home_url),
        publisher=(site.publisher if site else None) or meta.publisher or imprint.publisher,
        section=section,
        published_at=dated.moment,
    )


def _own_home(url: str | None, home_url: str | None) -> str | None:
    """The home page that the imprint names, unless the page itself is from elsewhere."""
    own, home = (urlsplit(address or "").hostname or "" for address in (url, home_url))
    return home_url if not own or own.removeprefix("www.") == home.removeprefix("www.") else None
