"""Is an index that was built aside fit to serve? Asked before it is swapped in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.errors import InvalidIndex
from corpus.index.engine import IndexDocument, Retriever
from corpus.models import Query

KEEP = (
    0.95  # of the passages of the index that serves: with fewer something was lost, unless one knows better
)
CANARY_TERMS = 12
# The same text may stand in many articles, so a passage need not be the first that its own words find.
CANARY_RANK = 1_000
CANARY_SCORE = 0.5  # of the best


def validate(retriever: Retriever, expected: int, canaries: Iterable[IndexDocument]) -> None:
    """Raise InvalidIndex unless the counts agree and every canary is found by its own words."""
    found = retriever.count()
    if found == 0:
        raise InvalidIndex("the new index is empty")
    if found != expected:
        raise InvalidIndex(f"the new index holds {found} passages instead of {expected}")
    for canary in canaries:
        terms = _rarest(retriever, canary.texts.get("syllables", "").split())
        if terms and not _finds(retriever, canary.passage_id, terms):
            raise InvalidIndex("the new index does not find a passage by its own words")


def _finds(retriever: Retriever, passage_id: int, terms: Sequence[str]) -> bool:
    hits = retriever.search(Query({"syllables": dict.fromkeys(terms, 1.0)}), CANARY_RANK)
    return any(hit.passage_id == passage_id and hit.score >= CANARY_SCORE * hits[0].score for hit in hits)


def _rarest(retriever: Retriever, terms: Sequence[str]) -> list[str]:
    unique = sorted(set(terms))
    return sorted(unique, key=lambda term: retriever.document_frequency("syllables", term))[:CANARY_TERMS]


def compare(passages: int, before: int | None) -> None:
    """Raise InvalidIndex where the new index has much less than the one that serves (`before`, None without one)."""
    if before and passages < KEEP * before:
        raise InvalidIndex(
            f"the new index holds {passages} passages, the one that serves {before}; "
            "if that is right: hoibao reindex --allow-fewer"
        )
