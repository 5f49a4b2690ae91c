"""What a page says of itself for machines: canonical link, JSON-LD, OpenGraph and other meta elements.

trafilatura reads these too, but keeps only the day of a date and rewrites names; here they stay as written.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

from corpus.gather.build import one_line
from corpus.language.text import fold

_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "og:published_time",
    "article:published",
    "date.created",
)
_GENERAL_SECTIONS = ("trang chu", "home", "tin tuc", "tin moi", "news")
_DOMAIN = re.compile(r"\w\.[a-z]{2,4}$")
_LONGEST_SECTION = 40
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Meta:
    """The page's own statements, cleaned; None or empty where it makes none.

    `titles`: the surest first, those of the window with the paper's name. `dates`: as written, the surest
    first. `is_home`: the page gives a home page's address as its own, and does not call itself an
    article.
    """

    url: str | None
    is_home: bool
    titles: tuple[str, ...]
    description: str | None
    dates: tuple[str, ...]
    authors: tuple[str, ...]
    publisher: str | None
    section: str | None


def read_meta(page: HtmlElement, came_from: str | None) -> Meta:
    """Collect what the page states. `came_from`: where it was fetched or saved from, to resolve its links."""
    metas = _metas(page)
    items = list(_json_ld(page))
    article = next((item for item in items if _is_article(item)), {})
    addresses = list(_addresses(page, metas, article, came_from))
    titles = [_name(article.get("headline")), metas.get("og:title"), *_window_titles(page)]
    return Meta(
        url=next(filter(None, map(address, addresses)), None) or address(came_from),
        is_home=not any(map(address, addresses)) and bool(addresses) and not _is_stated(article, metas),
        titles=tuple(title for title in titles if title),
        description=metas.get("og:description")
        or metas.get("description")
        or _name(article.get("description")),
        dates=tuple(_dates(page, metas, article)),
        authors=tuple(_authors(article)) or tuple(_named_authors(metas)),
        publisher=_name(article.get("publisher")) or _site_name(metas),
        section=_section(_name(article.get("articleSection")), metas.get("article:section"), *_crumbs(items)),
    )


def _metas(page: HtmlElement) -> dict[str, str]:
    """Meta elements by property, name or itemprop in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        content = one_line(html.unescape(meta.get("content", "")))
        for attribute in ("property", "name", "itemprop"):
            if content and (name := meta.get(attribute)):
                found.setdefault(name.strip().lower(), content)
    return found


def _window_titles(page: HtmlElement) -> Iterator[str]:
    for title in page.iter("title"):
        yield one_line(html.unescape(str(title.text_content())))


def _json_ld(page: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Every object of the page's JSON-LD, those in lists and graphs too; what is broken is passed over."""
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting: list[object] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                yield item
                waiting.append(item.get("@graph"))


def _is_article(item: Mapping[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(("Article", "BlogPosting"))
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _is_stated(article: Mapping[str, Any], metas: Mapping[str, str]) -> bool:
    """Whether the page says that it is an article."""
    return bool(article) or metas.get("og:type", "").lower() == "article"


def _name(value: object) -> str | None:
    """The text of a string, or the name of a thing, or of the first of several."""
    if isinstance(value, list):
        return next((name for name in map(_name, value) if name), None)
    if isinstance(value, dict):
        return _name(value.get("name"))
    return one_line(html.unescape(value)) or None if isinstance(value, str) else None


def _authors(article: Mapping[str, Any]) -> Iterator[str]:
    authors = article.get("author")
    for author in authors if isinstance(authors, list) else [authors]:
        is_paper = isinstance(author, dict) and "Organization" in str(author.get("@type"))
        if not is_paper and (name := _name(author)) and _is_person(name):
            yield name


def _named_authors(metas: Mapping[str, str]) -> Iterator[str]:
    """The author by a meta element, where it is a name and not the paper or an address of a profile."""
    for key in ("author", "article:author"):
        name = metas.get(key)
        if name and _is_person(name) and fold(name) != fold(metas.get("og:site_name", "")):
            yield name
            return


def _is_person(name: str) -> bool:
    """Not the address of a profile, and not the paper's domain ("VCCorp.vn")."""
    return "/" not in name and "@" not in name and not _DOMAIN.search(name)


def _dates(page: HtmlElement, metas: Mapping[str, str], article: Mapping[str, Any]) -> Iterator[str]:
    """Dates of publication, the surest first."""
    if isinstance(date := article.get("datePublished"), str):
        yield date
    yield from (metas[name] for name in _PUBLISHED if name in metas)
    for element in page.iter("time"):
        if date := element.get("datetime"):
            yield date


def _addresses(
    page: HtmlElement, metas: Mapping[str, str], article: Mapping[str, Any], came_from: str | None
) -> Iterator[str]:
    """The page's address: by its canonical link, then by OpenGraph, then by JSON-LD."""
    base = metas.get("og:url") or came_from or ""
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (href := link.get("href")):
            with suppress(ValueError):  # brackets around what is no IPv6 address
                yield urljoin(base, href.strip())
    yield from filter(None, [metas.get("og:url"), came_from])
    stated = article.get("mainEntityOfPage") or article.get("url")
    stated = stated.get("@id") if isinstance(stated, dict) else stated
    if isinstance(stated, str):
        yield stated


def address(url: str | None) -> str | None:
    """A usable address of one page; None for what names no host, or only a home page."""
    try:
        parts = urlsplit(url or "")
        path = parts.path.strip("/").lower()
        is_page = path not in ("", "index.html", "index.htm", "index.php", "default.aspx") or bool(
            parts.query
        )
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and is_page
    except ValueError:
        return None
    return urldefrag(one_line(url or "")).url if usable else None


def _site_name(metas: Mapping[str, str]) -> str | None:
    name = metas.get("og:site_name")
    return name if name and " " in name and len(name) <= _LONGEST_NAME else None


def _section(*names: str | None) -> str | None:
    short = [name for name in names if name and len(name) <= _LONGEST_SECTION]
    return next((name for name in short if fold(name) not in _GENERAL_SECTIONS), None)


def _crumbs(items: Sequence[Mapping[str, Any]]) -> list[str]:
    """The sections of the page's breadcrumb, innermost first."""
    trail = next((item for item in items if item.get("@type") == "BreadcrumbList"), {})
    entries = trail.get("itemListElement")
    found = [_name(one.get("name") or one.get("item")) for one in entries or () if isinstance(one, dict)]
    return [name for name in reversed(found) if name]
