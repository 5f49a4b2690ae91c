"""The engines, and which one serves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.index.engine import Retriever

IN_MEMORY_UP_TO = 10_000  # passages: beyond, what an addition costs in memory begins to be felt


@dataclass(frozen=True, slots=True)
class Engine:
    """How to make an empty index in a folder, and how to open one that is there."""

    create: Callable[[Path], Retriever]
    open: Callable[[Path], Retriever]


def _rank_bm25() -> Engine:
    from corpus.index.rank_bm25_engine import RankBM25Retriever

    return Engine(RankBM25Retriever.create, RankBM25Retriever.open)


def _tantivy() -> Engine:
    from corpus.index.tantivy_engine import TantivyRetriever

    return Engine(TantivyRetriever.create, TantivyRetriever.open)


# Each engine's library is imported when the engine is first used, not before.
ENGINES: Mapping[str, Callable[[], Engine]] = {"rank-bm25": _rank_bm25, "tantivy": _tantivy}


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
