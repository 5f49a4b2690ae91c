"""A query as the cluster understands it, and its answer as hits."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Any

from corpus.index.engine import DATE, ID, in_order
from corpus.index.opensearch_index import NOTHING
from corpus.models import Hit, Query, Term

MAX_CLAUSES = 1_000  # OpenSearch refuses more than 1,024
MAX_WINDOW = 10_000  # it gives out no more hits than that
SPARE = 8  # hits beyond k: sums of the same numbers in another order differ in the last digit, and ids settle ties


def request(query: Query, k: int) -> dict[str, Any]:
    """The body of a search for the best `k`, and for a few more."""
    should = _clauses(query.terms)
    period = {
        bound: limit
        for bound, limit in (("gte", query.published_from), ("lt", query.published_to))
        if limit is not None
    }
    wanted: dict[str, Any] = {"should": should, "minimum_should_match": 1}
    if period:
        wanted["filter"] = [{"range": {DATE: period}}]
    return _best(wanted, k + SPARE)


def _clauses(by_field: Mapping[str, Mapping[str, float]]) -> list[dict[str, Any]]:
    return [
        {"term": {field: {"value": term, "boost": weight}}} for (field, term), weight in _heaviest(by_field)
    ]


def _best(wanted: Mapping[str, Any], size: int) -> dict[str, Any]:
    return {
        "query": {"bool": wanted},
        "size": min(size, MAX_WINDOW),
        "sort": ["_score", {ID: "asc"}],
        "track_total_hits": False,
        "_source": False,
        "stored_fields": "_none_",  # score and id come with the sort: nothing is fetched
    }


def terms_of(query: Query) -> list[Term]:
    """The terms that a search for this query looks for."""
    return [term for term, _weight in _heaviest(query.terms)]


def _heaviest(by_field: Mapping[str, Mapping[str, float]]) -> list[tuple[Term, float]]:
    weights = {
        (field, term): weight
        for field, terms in by_field.items()
        for term, weight in terms.items()
        if term != NOTHING
    }
    return nlargest(MAX_CLAUSES, weights.items(), key=lambda one: one[1])


def hits_of(answer: Mapping[str, Any], k: int) -> list[Hit]:
    """The best `k` of an answer; equal scores by passage id."""
    found = [
        Hit(int(number), float(score)) for score, number in (one["sort"] for one in answer["hits"]["hits"])
    ]
    return in_order(found)[:k]


def counting(terms: Sequence[Term]) -> dict[str, Any]:
    """The body of a request for the number of all passages and of those that have each of some terms."""
    filters = {str(at): {"term": {field: term}} for at, (field, term) in enumerate(terms)}
    return {
        "size": 0,
        "track_total_hits": True,
        **({"aggs": {"terms": {"filters": {"filters": filters}}}} if terms else {}),
    }


def counts_of(answer: Mapping[str, Any], terms: Iterable[Term]) -> dict[Term, int]:
    """In how many passages each term stands, out of the answer to `counting`."""
    buckets = answer["aggregations"]["terms"]["buckets"] if "aggregations" in answer else {}
    return {term: int(buckets[str(at)]["doc_count"]) for at, term in enumerate(terms)}


def copy_for(query: Query) -> str:
    """Which copies of the shards answer: always the same for the same question, others for another.

    Copies hold the same passages, but removed ones count in N and df until each copy merges them away.
    """
    return f"q{zlib.crc32(repr(sorted(terms_of(query))).encode())}"
