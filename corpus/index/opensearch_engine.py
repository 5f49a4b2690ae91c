"""The engine of archives that one machine does not hold: an OpenSearch cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.helpers import streaming_bulk

from corpus.cluster import ClusterSettings
from corpus.errors import EngineSilent, IndexUnavailable, SettingsError
from corpus.index import opensearch_search as searches
from corpus.index.engine import SCHEMA, IndexDocument
from corpus.index.opensearch_client import REFUSED_FOR_NOW, SILENT, Cluster, cluster
from corpus.index.opensearch_index import body, document, name_for, read_name, write_name
from corpus.models import Hit, Query, Term

# A bulk request is one at a time and waits for its answer: a cluster that is behind slows the build down.
BULK_PASSAGES = 1_000
BULK_BYTES = 4_000_000
BULK_TIMEOUT_S = 60
PATIENT = {"request_timeout": BULK_TIMEOUT_S}  # of what nobody waits for in a chat
# Where the cluster says 429 the refused passages are sent again, after 1, 2, 4 … seconds: a minute in all.
BULK_TRIES = 7
FIRST_WAIT_S, LONGEST_WAIT_S = 1, 20
REMEMBERED = 50_000  # document frequencies

# Part of an answer would be a wrong answer.
WHOLE = {"allow_partial_search_results": "false"}
COUNTING = {
    **WHOLE,
    "preference": "counts",
}  # always the same copies, so that what grows never seems to shrink


class OpenSearchRetriever:
    """An index on a cluster. See `Retriever` for the contract.

    Lengths over 40 terms are kept in a byte, and a field that is empty is one term long, so scores differ a little
    from the formula's. Passages that were removed count in N and df until they are merged away. What another process
    adds is seen at once.
    """

    name = "opensearch"

    def __init__(self, there: Cluster, index: str, shards: int) -> None:
        self._cluster, self._index = there, index
        # With several shards N, df and lengths are asked for first, so that all of them reckon alike.
        self._search_type = "dfs_query_then_fetch" if shards > 1 else "query_then_fetch"
        self._frequencies: dict[Term, int] = {}
        self._changes = 0
        self._lock = Lock()

    @classmethod
    def create(cls, folder: Path, settings: ClusterSettings | None) -> OpenSearchRetriever:
        """An empty index on the cluster, named in `folder`. Raises IndexUnavailable."""
        there = _cluster(settings)
        index = name_for(there.settings, folder)
        write_name(folder, index)  # first: an index whose name is not known could not be deleted
        with there.writing() as client:
            made = client.indices.create(index, body(there.settings), params=PATIENT)
        if not made["shards_acknowledged"]:
            raise EngineSilent(f"{SILENT}: no node takes the new index")
        return cls(there, index, there.settings.shards)

    @classmethod
    def open(cls, folder: Path, settings: ClusterSettings | None) -> OpenSearchRetriever:
        """The index that is named in `folder`. Raises IndexUnavailable."""
        there, index = _cluster(settings), read_name(folder)
        with there.reading() as client:
            (found,) = client.indices.get(index).values()
        if found["mappings"].get("_meta", {}).get("schema") != SCHEMA:
            raise IndexUnavailable("the index was made by another version of hoibao; run hoibao reindex")
        return cls(there, index, int(found["settings"]["index"]["number_of_shards"]))

    def search(self, query: Query, k: int) -> list[Hit]:
        """See Retriever."""
        terms = searches.terms_of(query)
        if k <= 0 or not terms:
            return []
        params = {**WHOLE, "search_type": self._search_type, "preference": searches.copy_for(query)}
        self._count(terms)
        return searches.hits_of(self._ask(searches.request(query, k), params), k)

    def _ask(self, wanted: Mapping[str, Any], params: Mapping[str, str]) -> Mapping[str, Any]:
        with self._cluster.reading() as client:
            answer: Mapping[str, Any] = client.search(body=wanted, index=self._index, params=dict(params))
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineSilent(SILENT)
        return answer

    def add(self, documents: Iterable[IndexDocument]) -> None:
        """See Retriever."""
        self._write({"_id": str(one.passage_id), "_source": document(one)} for one in documents)

    def remove(self, passage_ids: Sequence[int]) -> None:
        """See Retriever."""
        self._write({"_id": str(number), "_op_type": "delete"} for number in passage_ids)

    def _write(self, actions: Iterable[Mapping[str, Any]]) -> None:
        with self._cluster.writing() as client:
            for fine, told in self._sent(client, actions):
                ((kind, item),) = told.items()
                if not fine and not (kind == "delete" and item.get("status") == 404):
                    raise _refusal(item.get("status"))
            refreshed = client.indices.refresh(self._index, params=PATIENT)
        with self._lock:
            self._frequencies, self._changes = {}, self._changes + 1
        if refreshed["_shards"]["failed"]:
            raise EngineSilent(SILENT)

    def _sent(
        self, client: OpenSearch, actions: Iterable[Mapping[str, Any]]
    ) -> Iterator[tuple[bool, Mapping[str, Any]]]:
        sent: Iterator[tuple[bool, Mapping[str, Any]]] = streaming_bulk(
            client,
            actions,
            index=self._index,
            chunk_size=BULK_PASSAGES,
            max_chunk_bytes=BULK_BYTES,
            raise_on_error=False,
            max_retries=BULK_TRIES,
            initial_backoff=FIRST_WAIT_S,
            max_backoff=LONGEST_WAIT_S,
            request_timeout=BULK_TIMEOUT_S,
        )
        return sent

    def count(self) -> int:
        """See Retriever. Always asked for: it tells whether the cluster still has what it was given."""
        answer = self._ask(searches.counting(()), COUNTING)
        return int(answer["hits"]["total"]["value"])

    def document_frequency(self, field: str, term: str) -> int:
        """See Retriever. Those of the terms of the last search are known already."""
        return self._count([(field, term)])[field, term]

    def document_frequencies(self, terms: Iterable[Term]) -> Mapping[Term, int]:
        """See Retriever."""
        return self._count(list(terms))

    def _count(self, terms: Sequence[Term]) -> Mapping[Term, int]:
        """In how many passages each of these terms stands; one request for all that are not known yet."""
        known, changes = self._frequencies, self._changes
        missing = [term for term in terms if term not in known]
        if not missing:
            return known
        found = searches.counts_of(self._ask(searches.counting(missing), COUNTING), missing)
        with self._lock:
            if changes == self._changes:  # else what was counted may be of before the change
                known.update(found)
            if len(known) > REMEMBERED:
                self._frequencies = {}
        return {**found, **{term: known[term] for term in terms if term in known}}

    def close(self) -> None:
        """See Retriever. The client stays, for the retriever that comes next."""


def _cluster(settings: ClusterSettings | None) -> Cluster:
    if settings is None:
        raise SettingsError("an index is on an OpenSearch cluster, but HOIBAO_ENGINE is not opensearch")
    return cluster(settings)


def _refusal(status: object) -> IndexUnavailable:
    kind = EngineSilent if status in REFUSED_FOR_NOW else IndexUnavailable
    return kind(f"the OpenSearch cluster does not take in passages: status {status}")


def announce(folder: Path, settings: ClusterSettings | None) -> None:
    """Let the alias stand for the index that is named in `folder`, in one step. Raises IndexUnavailable.

    Nobody here searches by it: which generation serves is said by the file `current`, beside the store whose passages
    it has. It shows whoever looks at the cluster what serves, and what must not be deleted.
    """
    there, index = _cluster(settings), read_name(folder)
    alias = there.settings.prefix
    moved = [
        {"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}},
        {"add": {"index": index, "alias": alias}},
    ]
    with there.writing() as client:
        client.indices.update_aliases({"actions": moved}, params=PATIENT)


def delete(folder: Path, settings: ClusterSettings | None) -> None:
    """Delete the index that is named in `folder`, if it is there still. Raises IndexUnavailable."""
    there, index = _cluster(settings), read_name(folder)
    with there.writing() as client:
        client.indices.delete(index, params={**PATIENT, "ignore_unavailable": "true"})


def check(settings: ClusterSettings) -> None:
    """Raise SettingsError where the cluster will never do. One that does not answer may do so later."""
    cluster(settings).check()


def check_schema(settings: ClusterSettings) -> None:
    """Raise SettingsError where what serves on the cluster was made by another version, which may be using it."""
    there = cluster(settings)
    try:
        with there.reading() as client:
            serving = client.indices.get_alias(name=settings.prefix, params={"ignore": 404})
            names = [
                name for name in serving if isinstance(serving[name], dict) and "aliases" in serving[name]
            ]
            mappings = client.indices.get_mapping(index=",".join(names)) if names else {}
    except IndexUnavailable:
        return
    for name, found in mappings.items():
        schema = found["mappings"].get("_meta", {}).get("schema")
        if schema != SCHEMA:
            raise SettingsError(
                f"the index {name} on the cluster has schema {schema}, this version of hoibao has {SCHEMA}; "
                "run hoibao reindex, or set another OPENSEARCH_PREFIX"
            )
