"""The values that pass between the rooms: frozen, without behaviour that needs a database or a loop.

All offsets count code points of the text they point into, as Python's `str` does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from corpus.errors import QuoteError

_JSON = json.JSONEncoder(ensure_ascii=False)  # made once: it takes as long as writing an article with it


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range [start, end) of code points.

    Raises ValueError where the range is empty, negative or backwards.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The slice of `text`; QuoteError where the text is too short for it."""
        if self.end > len(text):
            raise QuoteError(f"span [{self.start}, {self.end}) beyond a text of {len(text)} code points")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether they share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other one lies within."""
        return self.start <= other.start and other.end <= self.end


class PartKind(StrEnum):
    """What a stretch of an article's text is, in newspaper words."""

    LEAD = "lead"
    SUBHEADING = "subheading"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of `Article.text` and what it is. Parts are in order and never overlap."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """A newspaper article with its exact text.

    `text` is everything that may be quoted (lead, subheadings, captions, body, byline, role), a
    paragraph a line, normalised to NFC once, when it was gathered, and never again. The headline is
    not part of it. `url` is the article's own address or None: it is never invented. `home_url` is
    the paper's home page. `published_at` carries a UTC offset.
    """

    id: str
    headline: str
    text: str
    parts: tuple[Part, ...] = ()
    url: str | None = None
    home_url: str | None = None
    publisher: str | None = None
    section: str | None = None
    published_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.published_at is not None and self.published_at.tzinfo is None:
            raise ValueError(f"article {self.id}: published_at without a UTC offset")
        end = 0
        for part in self.parts:
            if not end <= part.start < part.end <= len(self.text):
                raise ValueError(f"article {self.id}: part {part} out of order or out of the text")
            end = part.end

    @cached_property
    def version(self) -> str:
        """SHA-256 (hex) over all that a reader can see of the article; another text, another version."""
        published = self.published_at.isoformat() if self.published_at else None
        seen = [self.headline, self.text, self.url, self.publisher, self.section, published]
        return hashlib.sha256(_JSON.encode(seen).encode()).hexdigest()

    def texts(self, kind: PartKind) -> list[str]:
        """The text of each part of that kind, in order."""
        return [self.text[part.start : part.end] for part in self.parts if part.kind is kind]

    @property
    def lead(self) -> str | None:
        """The lead (sapo), or None."""
        return "\n".join(self.texts(PartKind.LEAD)) or None

    @property
    def byline(self) -> str | None:
        """Who wrote it, as printed, or None."""
        return "\n".join(self.texts(PartKind.BYLINE)) or None

    @property
    def source(self) -> Source:
        """How the article is cited."""
        return Source(
            self.id, self.version, self.headline, self.url, self.home_url, self.publisher, self.published_at
        )


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was left out, and why, in words an operator can act on.

    `is_kept`: only something of it was left out, and the article itself was taken in.
    """

    path: Path
    reason: str
    line: int | None = None
    is_kept: bool = False

    @property
    def name(self) -> str:
        """The path for people to read, whatever bytes the name holds; bytes that are not UTF-8 become U+FFFD."""
        return str(self.path).encode(errors="surrogateescape").decode(errors="replace")


@dataclass(frozen=True, slots=True)
class Passage:
    """The span [start, end) of a version of an article: what is indexed and found."""

    article_id: str
    version: str
    ordinal: int
    start: int
    end: int


Terms = Mapping[str, tuple[str, ...]]
"""Index field name → its terms in order of appearance (with repetitions)."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days a question asks about: [start, end) in Asia/Ho_Chi_Minh; `label` is how it was read."""

    start: datetime
    end: datetime
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asked. `history`: earlier questions of the conversation, oldest first.

    `shown`: ids of the articles that the last of them was answered with. Where it is given, a question that could stand
    by itself only goes on from the earlier ones if it is answered with one of these articles too.
    """

    text: str
    asked_at: datetime
    history: tuple[str, ...] = ()
    ignore_period: bool = False
    shown: frozenset[str] | None = None


Term = tuple[str, str]
"""A field and a term."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the engines see it.

    `terms`: field → {term: weight}. A document's score is the sum over fields and terms of
    weight × BM25. `published_from` (inclusive) and `published_to` (exclusive), Unix seconds, keep
    out articles published outside them and, where either is set, articles without a date.
    """

    terms: Mapping[str, Mapping[str, float]]
    published_from: int | None = None
    published_to: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matched at least one term, and its score (higher is better)."""

    passage_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Source:
    """How an article is cited.

    `version`: of the text that is cited, as Article.version. `url`: its own page, None where that is not known;
    `home_url`: the newspaper's, which is cited then.
    """

    article_id: str
    version: str
    headline: str
    url: str | None
    home_url: str | None
    publisher: str | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim slice [start, end) of an article's text. `highlight` points into the article's text too.

    `also`: other articles that say the same, nearly word for word.
    """

    source: Source
    start: int
    end: int
    text: str
    score: float
    highlight: Span | None = None
    also: tuple[Source, ...] = ()

    def check(self, article: Article) -> None:
        """Raise QuoteError unless this quote is, to the code point, what the stored version says."""
        if article.id != self.source.article_id or article.version != self.source.version:
            raise QuoteError(f"quote from another version of article {self.source.article_id}")
        if Span(self.start, self.end).of(article.text) != self.text:
            raise QuoteError(f"quote [{self.start}, {self.end}) is not in article {article.id}")
        mark = self.highlight
        if mark is not None and not self.start <= mark.start < mark.end <= self.end:
            raise QuoteError(f"highlight outside the quote in article {article.id}")


class Outcome(StrEnum):
    """The three ways an answer can end; they are never mixed up."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Renamed:
    """A place in a question and the other name that it has in what was found.

    `is_old`: the place in the question is no more. `is_namesake`: the other is a larger place, which had the name
    before. `is_part`: the other is a part of the place. `is_divided`: the old one of the two was split, and the new one
    has but a part of it.
    """

    name: str
    other: str
    is_old: bool
    is_namesake: bool = False
    is_part: bool = False
    is_divided: bool = False


# Of an answer's confidence: below it three of four hold nothing of what is asked (CONTRIBUTING, "Answer quality").
EVEN_ODDS = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the reader.

    `quotes`: best first, at most three, at most 900 characters together. `more`: the next ones, shown when asked for.
    `related`: the nearest articles, only under `not_found`. `confidence`: how likely it is, 0 to 1, that the quotes
    answer, or would have answered where they were held back. `is_sure`: whether it was answered, and more likely right
    than not; where not, the reply says so. `follows`: the question before it, where that was needed to understand this
    one, as it was meant. `renamed`: the place that has another name in what was found. `amounts_differ`: the first two
    quotes are of articles that give different amounts, the newer first. `unmentioned`: words of the question that no
    article has, as typed, only under `not_found`.
    """

    question: str
    outcome: Outcome
    quotes: tuple[Quote, ...] = ()
    more: tuple[Quote, ...] = ()
    related: tuple[Source, ...] = ()
    period: Period | None = None
    newest_article_at: datetime | None = None
    elapsed_ms: float = 0.0
    confidence: float = 0.0
    follows: str | None = None
    renamed: Renamed | None = None
    amounts_differ: bool = False
    unmentioned: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether it is more likely right than not."""
        return self.outcome is Outcome.ANSWERED and self.confidence >= EVEN_ODDS
