"""What tests of the index and the store share: articles by number, a store that holds them, an index on it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

import pytest

from corpus.cluster import ClusterSettings
from corpus.index import ENGINES
from corpus.index.engines import Engine
from corpus.ingest import bring_up, store_articles
from corpus.models import Article, Query
from corpus.store import Store
from corpus.store.store import FILE_NAME
from corpus.timezone import VIETNAM

# `make test-cluster` starts a cluster and says here where it is. The other engines need nothing.
CLUSTER_URLS = os.environ.get("HOIBAO_TEST_CLUSTER", "")
CLUSTER = (
    ClusterSettings(tuple(CLUSTER_URLS.split(",")), prefix=f"test-{os.getpid()}") if CLUSTER_URLS else None
)
ENGINES_HERE = [
    pytest.param(
        name, marks=pytest.mark.skipif(name == "opensearch" and not CLUSTER, reason="needs make test-cluster")
    )
    for name in sorted(ENGINES)
]


def environment_of(name: str) -> dict[str, str]:
    """What a process must be told to use an engine, on the tests' own cluster if it needs one."""
    cluster = {"OPENSEARCH_URL": CLUSTER_URLS, "OPENSEARCH_PREFIX": CLUSTER.prefix} if CLUSTER else {}
    return {"HOIBAO_ENGINE": name, **cluster}


def engine_here(name: str) -> Engine:
    """An engine, on the tests' own cluster if it needs one."""
    return ENGINES[name](CLUSTER)


def article(number: int, version: str = "đầu") -> Article:
    """An article of two passages, with a word that no other has."""
    long = "Ngư dân neo thuyền chờ gió lặng rồi mới ra khơi. " * 6
    text = f"Chuyến thứ {number} mang mã số chuyen{number}x, bản {version}. {long}\nThuyền về bến ket{number}x. {long}"
    return Article(
        f"a{number}",
        f"Chuyến tàu {number}",
        text,
        published_at=datetime(2026, 1, 1 + number % 28, tzinfo=VIETNAM),
    )


def word(number: int) -> Query:
    """What only the first passage of that article answers."""
    return Query({"syllables": {f"chuyen{number}x": 1.0}})


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Store]:
    """The store of a folder; closed whatever happens, since its threads would keep the process alive."""
    store = await Store.open(folder)
    try:
        yield store
    finally:
        await store.close()


async def put(store: Store, articles: Iterable[Article]) -> None:
    """Analyze and store articles; the index is not told."""
    await bring_up(store, silent)
    await store_articles(store, articles, silent)


def drop(folder: Path, numbers: Iterable[int]) -> None:
    """Take the passages of articles out of the archive, as when they are withdrawn."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        for number in numbers:
            connection.execute(
                "INSERT INTO removed_passages (passage_id) SELECT id FROM passages WHERE article_id = ?",
                (f"a{number}",),
            )
            connection.execute("DELETE FROM passages WHERE article_id = ?", (f"a{number}",))


COMMAND = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from bot.cli import main; main(prog_name='hoibao')"
)


def silent(_done: int, _total: int | None) -> None:
    """No progress shown."""


def hoibao(
    data: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """The command in a process of its own, with an archive in `data` and nothing else from this environment.

    It heeds Control-C, also where these tests were started in the background, which does not.
    """
    ours = ("HOIBAO_", "TELEGRAM_", "OPENSEARCH_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=plain | {"HOIBAO_DATA_DIR": str(data)} | dict(environment or {}),
    )
