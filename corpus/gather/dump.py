"""The text of a newspaper's page, as copied from a browser: the article is found among menus and link lists.

A page reads: clock, menu, headline, publication date, photo captions, lead, body with subheadings and
captions, byline and role, comment box, link lists, imprint. Any of these may be missing. The first
paragraph of prose tells where the headline is sought (above) and where the article begins;
furniture tells where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from corpus.gather.build import TextBuilder, build
from corpus.gather.decode import Unreadable, read_text
from corpus.gather.dump_body import Body, read_body
from corpus.gather.dump_head import Head, read_head
from corpus.gather.dump_lines import Line, page_lines
from corpus.gather.imprint import read_imprint
from corpus.gather.published import is_labelled
from corpus.language.text import fold
from corpus.models import Article, Skipped

NO_ARTICLE = "no article text found"
_NO_HEADLINE = "no headline found above the text"
_LOOKS_LIKE_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_OWN_ADDRESS = re.compile(
    r"^(?:link|url|canonical|permalink|dia chi bai viet|duong dan|link bai viet|link goc|lien ket bai viet"
    r"|bai goc)\s*:\s*"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def read(path: Path) -> Iterator[Article | Skipped]:
    """The article of a .txt or .txt.gz file."""
    try:
        yield parse(read_text(path))
    except Unreadable as bad:
        yield Skipped(path, bad.reason)


def parse(text: str) -> Article:
    """The article of a page's text. Raises Unreadable where there is none."""
    if _LOOKS_LIKE_HTML.match(text):
        raise Unreadable("it is HTML; give it a name that ends in .html")
    lines = page_lines(text)
    head = read_head(lines)
    if head is None:
        raise Unreadable(_NO_HEADLINE if lines else NO_ARTICLE)
    body = read_body(lines, head.at + 1, head.headline)
    builder = TextBuilder()
    for kind, paragraph in body.paragraphs():
        builder.add(kind, paragraph)
    if not builder.text:
        raise Unreadable(NO_ARTICLE)
    imprint = read_imprint([line.text for line in lines[body.end :]])
    return build(
        head.headline,
        builder,
        url=_own_address(lines, head, imprint.home_url),
        home_url=imprint.home_url,
        publisher=imprint.publisher,
        section=head.section,
        published_at=_published_at(lines, head, body),
    )


def _published_at(lines: Sequence[Line], head: Head, body: Body) -> datetime | None:
    """The date below the headline or the text, above the headline, or named so further down."""
    if body.published_at:
        return body.published_at
    if head.date_above:
        return head.date_above
    return next((line.date for line in lines[body.end :] if line.date and is_labelled(line.text)), None)


def _own_address(lines: Sequence[Line], head: Head, home_url: str | None) -> str | None:
    """The address that the page gives as its own: labelled, or alone on a line above the headline."""
    for number, line in enumerate(lines):
        if _OWN_ADDRESS.match(fold(line.text)) or number < head.at:
            found = _ADDRESS.search(line.text)
            if found and (number >= head.at or found[0] == line.text or _OWN_ADDRESS.match(fold(line.text))):
                return _usable(found[0], home_url)
    return None


def _usable(address: str, home_url: str | None) -> str | None:
    """The address where it names a page, and one of this paper."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    home = (urlsplit(home_url).hostname or "") if home_url else host
    ours = host.removeprefix("www.") == home.removeprefix("www.")
    return address if parts.path.strip("/") and ours else None
