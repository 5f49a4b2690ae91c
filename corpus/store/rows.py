"""Rows of the article file ↔ values."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from corpus.errors import ArticleDamaged
from corpus.models import Article, Part, PartKind, Source

VERSION_COLUMNS = (
    "article_id, version, headline, text, parts, url, home_url, publisher, section, published_at"
)
_KINDS = {str(kind): kind for kind in PartKind}
SOURCE_COLUMNS = "v.article_id, v.version, v.headline, v.url, v.home_url, v.publisher, v.published_at"


def version_row(article: Article, stored_at: int) -> tuple[Any, ...]:
    """An article as a row of `versions`."""
    parts = json.dumps([[str(part.kind), part.start, part.end] for part in article.parts])
    published = article.published_at.isoformat() if article.published_at else None
    return (
        article.id,
        article.version,
        article.headline,
        article.text,
        parts,
        article.url,
        article.home_url,
        article.publisher,
        article.section,
        published,
        stored_at,
    )


def article_of(row: Any) -> Article:
    """A row of VERSION_COLUMNS as an article. Raises ArticleDamaged unless it is what was stored, by its hash."""
    try:
        article = _built(row)
    except (ValueError, TypeError, KeyError) as error:
        raise ArticleDamaged(f"article {row[0]} is damaged; run hoibao verify") from error
    if article.version != row[1]:
        raise ArticleDamaged(f"article {row[0]} is not what was stored; run hoibao verify")
    return article


def _built(row: Any) -> Article:
    number, _version, headline, text, parts, url, home_url, publisher, section, published = row
    return Article(
        id=number,
        headline=headline,
        text=text,
        parts=tuple(Part(_KINDS[kind], start, end) for kind, start, end in json.loads(parts)),
        url=url,
        home_url=home_url,
        publisher=publisher,
        section=section,
        published_at=_moment(published),
    )


def source_of(row: Any) -> Source:
    """A row of SOURCE_COLUMNS as a source."""
    article_id, version, headline, url, home_url, publisher, published = row
    return Source(article_id, version, headline, url, home_url, publisher, _moment(published))


def published_s(article: Article) -> int | None:
    """When it was published, in Unix seconds."""
    return int(article.published_at.timestamp()) if article.published_at else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
