"""What would be read of a page: for the person who writes an entry in the sites table, and for `hoibao site check`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.gather.decode import Unreadable, read_bytes
from corpus.gather.html import Origin, Reading, parse
from corpus.gather.sites import Site, site_of
from corpus.models import Article, PartKind


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """The reading of a page, or the reason why there is none, and the entry of its paper.

    `fetched_from`: where the page was had, after redirects; None for a saved one.
    """

    reading: Reading | None
    reason: str | None
    site: Site | None
    fetched_from: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        fetched = {"fetched_from": self.fetched_from} if self.fetched_from else {}
        if self.reading is None:
            return {"skipped": self.reason, **fetched, **self._site()}
        return {**_article(self.reading.article), **_how(self.reading), **fetched, **self._site()}

    def _site(self) -> dict[str, Any]:
        if self.site is None:
            return {"site": None}
        dates = {name: getattr(self.site, name) for name in ("entered", "verified", "page_of")}
        told = {name: date.isoformat() if date else None for name, date in dates.items()}
        return {"site": {"publisher": self.site.publisher, **told}}

    def lines(self) -> list[str]:
        """For a terminal: a line for each thing found, then what was dropped and why."""
        found = self.as_dict()
        dropped = found.pop("dropped", [])
        lines = [f"{name:<16}{_shown(value)}" for name, value in found.items()]
        return [*lines, *(f"{'dropped':<16}{one['reason']}: {one['text']}" for one in dropped)]


def check(data: bytes, address: str | None = None, charset: str | None = None) -> SiteCheck:
    """Read a page as ingest would. `address`: where it was fetched from, if the page names no address of its own.

    `charset`: what its server said of its encoding.
    """
    try:
        reading = parse(data, Origin(address, charset))
    except Unreadable as bad:
        return SiteCheck(None, bad.reason, site_of(address))
    return SiteCheck(reading, None, site_of(reading.article.url))


def checked_file(path: Path, address: str | None = None) -> SiteCheck:
    """`check` for a saved page. A file that cannot be read is a reason, too."""
    try:
        return check(read_bytes(path), address)
    except Unreadable as bad:
        return SiteCheck(None, bad.reason, site_of(address))


def _article(article: Article) -> dict[str, Any]:
    paragraphs = [text for kind in (PartKind.BODY, PartKind.LEAD) for text in article.texts(kind)]
    body = article.texts(PartKind.BODY) or paragraphs
    return {
        "headline": article.headline,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "byline": article.byline,
        "section": article.section,
        "publisher": article.publisher,
        "url": article.url,
        "home_url": article.home_url,
        "lead": article.lead,
        "first": body[0],
        "last": body[-1],
        "parts": dict(Counter(str(part.kind) for part in article.parts)),
        "characters": len(article.text),
    }


def _how(reading: Reading) -> dict[str, Any]:
    return {
        "decided_by": reading.decided_by,
        "doubts": list(reading.doubts),
        "dropped": [{"reason": reason, "text": text} for reason, text in reading.dropped],
    }


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "-"
    return "-" if value is None else str(value)
