"""What the article file takes in and gives out: articles with what was made of them, passages, counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from corpus.errors import StoreError
from corpus.models import Passage, Terms
from corpus.store.terms import pack, unpack, unpack_texts


@dataclass(frozen=True, slots=True)
class AnalyzedPassage:
    """A passage and its terms by field, packed: what is stored, and small on its way between processes."""

    passage: Passage
    packed: bytes

    @classmethod
    def of(cls, passage: Passage, terms: Terms) -> AnalyzedPassage:
        """A passage with its terms."""
        return cls(passage, pack(terms))

    @property
    def terms(self) -> Terms:
        """Its terms by field."""
        return unpack(self.packed)


@dataclass(frozen=True, slots=True)
class AnalyzedArticle:
    """The passages of an article, its sheet (`Sheet.pack`), and the places of the province that it mentions."""

    passages: Sequence[AnalyzedPassage]
    sheet: bytes
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage [start, end) as it is stored; offsets are code points of the article's text.

    `published_s`: of its article, Unix seconds. `packed`: its terms (`store.terms.pack`).
    """

    id: int
    article_id: str
    start: int
    end: int
    published_s: int | None
    packed: bytes

    @property
    def terms(self) -> Terms:
        """Its terms by field. Raises StoreError where they are damaged."""
        with _undamaged(self.article_id):
            return unpack(self.packed)

    @property
    def texts(self) -> Mapping[str, str]:
        """Its terms by field, joined by spaces. Raises StoreError where they are damaged."""
        with _undamaged(self.article_id):
            return unpack_texts(self.packed)


@contextmanager
def _undamaged(article_id: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError) as error:
        raise StoreError(f"a passage of article {article_id} is damaged; run hoibao verify") from error


@dataclass(frozen=True, slots=True)
class Put:
    """What storing some articles did: how many were `new`, and how many have a new version (`changed`)."""

    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What the archive holds of articles that are served.

    `oldest_at`, `newest_at`: when they were published, None where none bears a date. `publishers`: each with how many
    articles it has, the most first.
    """

    articles: int
    passages: int
    oldest_at: datetime | None
    newest_at: datetime | None
    publishers: tuple[tuple[str, int], ...]
