"""What every retrieval engine does, whichever library does the work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.models import Hit, Query, Term

SCHEMA = 6  # of an index; one of another schema is not served but built anew, from stored terms
SEARCHED = ("words", "syllables", "bigrams")  # the fields that engines know, of those that the analyzer gives
ID = "passage_id"  # the field that engines keep a passage's number in
K1 = 1.2  # saturation of a term's frequency, Lucene's default
B = 0.75  # share of the length normalisation, Lucene's default
DATE = "published_at"  # the field that engines keep a passage's date in
DAMAGED = "the index is missing or damaged; run hoibao reindex"


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A passage as an engine takes it in: its terms by field, joined by spaces, and its date (Unix seconds).

    In fields that are EACH_ONCE no term comes twice: engines need not count there.
    """

    passage_id: int
    published_at: int | None
    texts: Mapping[str, str]


class Retriever(Protocol):
    """An index of passages. The score of a passage is Σ over fields and terms of weight × idf × tf part, with

        idf = ln(1 + (N - df + ½) / (df + ½))            (Lucene's: never negative)
        tf part = tf (k1 + 1) / (tf + k1 (1 - b + b · length / mean length))

    each field with its own N, df and lengths (N: all passages). Robertson & Zaragoza, "The Probabilistic Relevance
    Framework: BM25 and Beyond", 2009. Methods raise IndexUnavailable where the engine does not answer.
    """

    name: str

    def search(self, query: Query, k: int) -> list[Hit]:
        """At most `k` passages that hold at least one of `query.terms`, best first; equal scores by passage id."""

    def add(self, documents: Iterable[IndexDocument]) -> None:
        """Take passages in; one that is there already is replaced. Durable and searchable on return."""

    def remove(self, passage_ids: Sequence[int]) -> None:
        """Take passages out; unknown ids are ignored. Durable on return."""

    def count(self) -> int:
        """How many passages it holds."""

    def document_frequency(self, field: str, term: str) -> int:
        """In how many passages the term stands in that field."""

    def document_frequencies(self, terms: Iterable[Term]) -> Mapping[Term, int]:
        """The same of many terms, all of them on one way to where they are counted."""

    def close(self) -> None:
        """Let go of files and memory; nothing may be called afterwards."""


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Best first, by passage id where they are equal: sums of the same numbers in another order differ a little."""
    return sorted(hits, key=lambda hit: (-float(f"{hit.score:.5g}"), hit.passage_id))
