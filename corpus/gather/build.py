"""From labelled paragraphs to an Article: the one place where `Article.text` and ids are made."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime

from corpus.gather.canonical import canonical
from corpus.gather.cleaning import clean
from corpus.models import Article, Part, PartKind

_ID_LENGTH = 16
_SPACES = re.compile(r"\s+")
_LINE = re.compile(r"[^\n]*\S")


@dataclass
class TextBuilder:
    """Joins blocks of text with line breaks and remembers what each paragraph is."""

    _blocks: list[str] = field(default_factory=list)
    _parts: list[Part] = field(default_factory=list)
    _length: int = 0

    def add(self, kind: PartKind, block: str) -> None:
        """Append `block` as it is (normalised already); each of its non-blank lines is a part, trimmed."""
        start = self._length + 1 if self._blocks else 0
        for line in _LINE.finditer(block):
            indent = len(line[0]) - len(line[0].lstrip())
            self._parts.append(Part(kind, start + line.start() + indent, start + line.end()))
        self._blocks.append(block)
        self._length = start + len(block)

    @property
    def text(self) -> str:
        """Everything that was added, a block after a line break."""
        return "\n".join(self._blocks)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The paragraphs, in order."""
        return tuple(self._parts)


def one_line(text: str) -> str:
    """Cleaned text on one line: runs of white space are one space."""
    return _SPACES.sub(" ", clean(text)).strip()


def article_id(url: str | None, publisher: str | None, headline: str, published_at: datetime | None) -> str:
    """The id of an article that brings none: a hash of its page's one name or, without one, of how it is cited."""
    published = published_at.isoformat() if published_at else None
    named = (
        (canonical(url) or url) if url else json.dumps([publisher, headline, published], ensure_ascii=False)
    )
    return hashlib.sha256(named.encode()).hexdigest()[:_ID_LENGTH]


def build(
    headline: str,
    builder: TextBuilder,
    *,
    id: str | None = None,  # noqa: A002 - the word for it everywhere else
    url: str | None = None,
    home_url: str | None = None,
    publisher: str | None = None,
    section: str | None = None,
    published_at: datetime | None = None,
) -> Article:
    """The article of that headline and text; its id is derived where none is given (`article_id`).

    Everything is cleaned and normalised already. `url`: the article's page; `home_url`: the newspaper's.
    """
    return Article(
        id=id or article_id(url, publisher, headline, published_at),
        headline=headline,
        text=builder.text,
        parts=builder.parts,
        url=url,
        home_url=home_url,
        publisher=publisher,
        section=section,
        published_at=published_at,
    )
