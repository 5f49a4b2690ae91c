"""Section pages: links to articles, and the way to the next page."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree, html

from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.finds import Finds, Link, SourceKind
from corpus.reasons import Reason
from corpus.store.tallies import RunSource

LINKS = 2_000
PAGE = "{page}"
_NEXT_WORDS = frozenset({"trang sau", "trang tiếp", "tiếp", "sau", "next", "xem thêm", "›", "»", ">", ">>"})


def first_page(section: str) -> RunSource:
    """Where a section begins."""
    return RunSource(section.replace(PAGE, "1"), SourceKind.SECTION)


def read_section(
    body: bytes, url: str, depth: int, sections: tuple[str, ...], last_page: int, charset: str | None = None
) -> Finds:
    """The links of a page, and the page after it where the section goes on and has fewer than `last_page` pages so far.

    `depth`: pages after the section's first. `sections`: the site's addresses, of which some count their pages: {page}.
    `charset`: as the server said. Raises FetchFailed for what is no HTML.
    """
    try:
        page = html.document_fromstring(
            body, parser=html.HTMLParser(encoding=_known(charset), no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FetchFailed(Reason.MALFORMED) from error
    anchors = [a for a in page.iter("a") if (a.get("href") or "").strip()]
    links = tuple(Link(address) for a in anchors[:LINKS] if (address := _absolute(url, a.get("href") or "")))
    follow = None
    if depth + 1 < last_page and (address := _template(url, depth, sections) or _next(page, anchors, url)):
        follow = RunSource(address, SourceKind.SECTION, depth + 1)
    return Finds(links, next_page=follow)


def _template(url: str, depth: int, sections: tuple[str, ...]) -> str | None:
    """The next page of a section whose address counts its pages."""
    for section in sections:
        if PAGE in section and section.replace(PAGE, str(depth + 1)) == url:
            return section.replace(PAGE, str(depth + 2))
    return None


def _next(page: html.HtmlElement, anchors: list[html.HtmlElement], url: str) -> str | None:
    """What the page itself calls its next one."""
    for element in [*page.iter("link"), *anchors]:
        marked = "next" in (element.get("rel") or "").lower().split()
        if marked or (element.tag == "a" and element.text_content().strip().lower() in _NEXT_WORDS):
            return _absolute(url, element.get("href") or "")
    return None


def _absolute(base: str, address: str) -> str | None:
    try:
        absolute = urljoin(base, address.strip())
    except ValueError:
        return None
    return absolute if absolute.startswith(("http://", "https://")) else None


def _known(charset: str | None) -> str | None:
    """A charset that the parser knows; else it looks for itself."""
    try:
        return "".encode(charset).decode() or charset if charset else None
    except (LookupError, UnicodeError):
        return None
