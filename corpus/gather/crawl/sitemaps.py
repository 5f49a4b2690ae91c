"""Sitemaps: plain ones, those for news, those that list other sitemaps; also as plain text and compressed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from corpus.gather.crawl.body import unpack
from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.finds import Finds, Link, SourceKind, moment
from corpus.gather.crawl.xml import refuse_entities
from corpus.reasons import Reason
from corpus.store.tallies import RunSource

PAGES = 50_000  # the sitemap protocol's own limit
CHILDREN = 1_000
DEPTH = 3
SITEMAP_BYTES = 50 * 2**20  # the sitemap protocol's own limit, unpacked


def read_sitemap(body: bytes, url: str, depth: int) -> Finds:
    """Pages and further sitemaps, which are one deeper; those too deep are left out. Raises FetchFailed."""
    body = unpack(body, SITEMAP_BYTES)
    if body.lstrip()[:1] != b"<" and b"\0" not in body[:200]:
        return _plain_text(body)
    refuse_entities(body)
    links: list[Link] = []
    children: list[RunSource] = []
    for is_page, address, hint_s in _entries(body):
        absolute = _absolute(url, address)
        if is_page and absolute and len(links) < PAGES:
            links.append(Link(absolute, hint_s))
        elif absolute and not is_page:
            children.append(RunSource(absolute, SourceKind.SITEMAP, depth + 1, hint_s))
    children.sort(key=lambda child: -(child.lastmod_s or 0))
    return Finds(tuple(links), tuple(children[:CHILDREN]) if depth < DEPTH else ())


def _plain_text(body: bytes) -> Finds:
    lines = body.decode("utf-8", "replace").split()
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        raise FetchFailed(Reason.MALFORMED)
    return Finds(tuple(Link(line) for line in lines[:PAGES]))


def _entries(body: bytes) -> Iterator[tuple[bool, str, int | None]]:
    """(whether it is a page, address, when it was published or changed) of each entry, in document order."""
    seen_any = False
    parser = etree.iterparse(
        io.BytesIO(body),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
    )
    try:
        for _event, element in parser:
            name = _name(element)
            if name in ("urlset", "sitemapindex"):
                seen_any = True
            if name not in ("url", "sitemap"):
                continue
            seen_any = True
            told = {
                _name(child): (child.text or "").strip() for child in element.iter() if child is not element
            }
            yield name == "url", told.get("loc", ""), _hint(told)
            element.clear()
            while (before := element.getprevious()) is not None:
                parent = before.getparent()
                if parent is None:
                    break
                parent.remove(before)
    except (etree.XMLSyntaxError, UnicodeDecodeError) as error:  # the second for bytes that lxml lets through
        if not seen_any:
            raise FetchFailed(Reason.MALFORMED) from error
    if not seen_any:
        raise FetchFailed(Reason.MALFORMED)


def _hint(told: dict[str, str]) -> int | None:
    moments = [moment(told.get("lastmod")), moment(told.get("publication_date"))]
    return max((one for one in moments if one is not None), default=None)


def _name(element: etree._Element) -> str:
    """The element's name without its namespace; comments and instructions have none."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _absolute(base: str, address: str) -> str | None:
    try:
        return urljoin(base, address) if address else None
    except ValueError:
        return None
