"""The engines, and which one serves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.cluster import ClusterSettings
from corpus.errors import EngineSilent, IndexUnavailable
from corpus.index.engine import Retriever

CLUSTER_FILE = "opensearch.json"  # in the folder of a generation whose index is on a cluster
logger = logging.getLogger(__name__)
IN_MEMORY_UP_TO = 10_000  # passages: beyond, what an addition costs in memory begins to be felt


@dataclass(frozen=True, slots=True)
class Engine:
    """How to make an empty index in a folder, and how to open one that is there."""

    create: Callable[[Path], Retriever]
    open: Callable[[Path], Retriever]


def _rank_bm25(_cluster: ClusterSettings | None = None) -> Engine:
    from corpus.index.rank_bm25_engine import RankBM25Retriever

    return Engine(RankBM25Retriever.create, RankBM25Retriever.open)


def _tantivy(_cluster: ClusterSettings | None = None) -> Engine:
    from corpus.index.tantivy_engine import TantivyRetriever

    return Engine(TantivyRetriever.create, TantivyRetriever.open)


def _opensearch(cluster: ClusterSettings | None = None) -> Engine:
    from corpus.index.opensearch_engine import OpenSearchRetriever

    return Engine(
        lambda folder: OpenSearchRetriever.create(folder, cluster),
        lambda folder: OpenSearchRetriever.open(folder, cluster),
    )


class Load(Protocol):
    """Makes an engine usable; its library is imported now, not before. `cluster`: for engines that need one."""

    def __call__(self, cluster: ClusterSettings | None = None, /) -> Engine: ...


ENGINES: Mapping[str, Load] = {"rank-bm25": _rank_bm25, "tantivy": _tantivy, "opensearch": _opensearch}


def choose_engine(setting: str, passages: int, serving: str | None = None) -> tuple[str, str]:
    """The engine for an archive of that many passages, and why, in words for an operator.

    `serving`: the engine of the index that is there. One on disk stays there until the archive is half as large as
    what is kept in memory, so that an archive of about that size is not built anew with every article.
    """
    if setting != "auto":
        return setting, "set by HOIBAO_ENGINE"
    if passages > IN_MEMORY_UP_TO:
        return "tantivy", f"auto: {passages:,} passages are more than the {IN_MEMORY_UP_TO:,} kept in memory"
    if serving == "tantivy" and passages > IN_MEMORY_UP_TO // 2:
        return "tantivy", f"auto: on disk already, and {passages:,} passages are not much less than then"
    return "rank-bm25", f"auto: {passages:,} passages fit in memory (up to {IN_MEMORY_UP_TO:,})"


def check_cluster(cluster: ClusterSettings) -> None:
    """Raise SettingsError where the cluster will never do: credentials, certificate, version."""
    from corpus.index import opensearch_engine

    opensearch_engine.check(cluster)


def check_schema(cluster: ClusterSettings) -> None:
    """Raise SettingsError where the index that serves on the cluster was made by another version of hoibao."""
    from corpus.index import opensearch_engine

    opensearch_engine.check_schema(cluster)


def announce(folder: Path, cluster: ClusterSettings | None) -> None:
    """Say outside the folder, too, that the generation in it serves from now on. Raises IndexUnavailable."""
    if _is_on_a_cluster(folder):
        from corpus.index import opensearch_engine

        opensearch_engine.announce(folder, cluster)


def give_back(folder: Path, cluster: ClusterSettings | None) -> None:
    """Delete what the generation in a folder has outside of it. Raises EngineSilent where that must wait.

    Without a cluster in the settings its index stays: nobody knows where.
    """
    if cluster and _is_on_a_cluster(folder):
        from corpus.index import opensearch_engine

        try:
            opensearch_engine.delete(folder, cluster)
        except EngineSilent:
            raise
        except IndexUnavailable as error:  # a file that names no index, an index that is not there any more
            logger.warning("an index that is not needed any more may still be on the cluster: %s", error)


def _is_on_a_cluster(folder: Path) -> bool:
    return (folder / CLUSTER_FILE).exists()
