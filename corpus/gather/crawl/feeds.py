"""RSS and Atom."""

from __future__ import annotations

import calendar
import io
from typing import Any
from urllib.parse import urljoin

from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.finds import Finds, Link
from corpus.gather.crawl.xml import refuse_entities
from corpus.reasons import Reason

ENTRIES = 1_000
FEED_BYTES = 5 * 2**20
MARKS = 100_000  # of < and & in a feed: what feedparser cannot parse strictly it parses slowly, mark by mark


def read_feed(body: bytes, url: str) -> Finds:
    """The entries' links. Dates only order them: whether an article's date is right is for its page to say.

    Raises FetchFailed for what is no feed.
    """
    import feedparser  # a fifth of a second: only for those who crawl

    if len(body) > FEED_BYTES or body.count(b"<") + body.count(b"&") > MARKS:
        raise FetchFailed(Reason.LARGE)
    refuse_entities(body)
    # A stream: feedparser would take bytes for the name of a file, or for an address to fetch.
    try:
        feed = feedparser.parse(io.BytesIO(body), resolve_relative_uris=False, sanitize_html=False)
    except (
        Exception
    ) as bug:  # whatever it is: feedparser raises what Python raises, as for &#9999999999999999999;
        raise FetchFailed(Reason.MALFORMED) from bug
    if not feed.entries and not feed.get("version"):
        raise FetchFailed(Reason.MALFORMED)
    links = (_link(entry, url) for entry in feed.entries[:ENTRIES])
    return Finds(tuple(link for link in links if link))


def _link(entry: Any, url: str) -> Link | None:
    address = entry.get("link")
    if not isinstance(address, str) or not address.strip():
        return None
    # Of the dict itself: feedparser's own `get` maps one to the other, with a warning.
    told = dict.get(entry, "updated_parsed") or dict.get(entry, "published_parsed")
    try:
        hint_s = calendar.timegm(told) if told else None
    except (ValueError, OverflowError, TypeError):
        hint_s = None
    try:
        return Link(urljoin(url, address.strip()), hint_s, sure=True)
    except ValueError:
        return None
