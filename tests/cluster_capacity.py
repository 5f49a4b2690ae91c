"""What an article costs on a cluster, measured on the tests' own, and what that makes for archives of some sizes.

    .venv/bin/python tests/cluster_nodes.py around .venv/bin/python tests/cluster_capacity.py [NEWS.jsonl.gz]

Prints the tables of deploy/CAPACITY.md. Without real news the sentences of the samples are recombined.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from corpus import Archive, CorpusSettings
from corpus.bench import data
from corpus.cluster import ClusterSettings

ARTICLES = 4_000
SHARD_GB = 30  # OpenSearch's own advice is 10 to 50
HEAP_SHARE = 0.5  # of a node's memory; the rest is for the system's cache of the index
CACHED = 0.25  # of the index that should be in that cache: the part that questions touch again and again
COPIES = 2  # of each shard: replicas 1
NODE_GB = 16
DISK_SHARE = 0.7  # of a disk that may be full: merges need room
GENERATIONS = 3  # the one that serves, the one before, the one that is built
DOLLARS_A_GB_MEMORY, DOLLARS_A_GB_DISK = 4.0, 0.10  # a month, as an example: put in what you pay
ARCHIVES = [
    ("a million articles", 1_000_000),
    ("one province, twenty years", 400_000),
    ("all 34 provinces, twenty years", 34 * 400_000),
    ("the whole national press, thirty years", 100_000_000),
]


def told(url: str, path: str, method: str = "GET") -> Any:
    with urlopen(Request(url + path, method=method), timeout=120) as answer:  # noqa: S310 - loopback
        return json.load(answer)


async def build(cluster: ClusterSettings, folder: Path, news: Path | None) -> tuple[int, int, float, int]:
    """Articles, passages, seconds that the index took, bytes of the article file."""
    async with await Archive.open(CorpusSettings(folder, "opensearch", cluster=cluster)) as archive:
        await archive.take_in(islice(data.articles(news), ARTICLES))
        started = time.monotonic()
        await archive.reindex()
        took = time.monotonic() - started
        summary = await archive.summary()
    size = sum(path.stat().st_size for path in folder.glob("corpus.sqlite3*"))
    return summary.articles, summary.passages, took, size


def main() -> None:
    urls = tuple(os.environ["HOIBAO_TEST_CLUSTER"].split(","))
    cluster = ClusterSettings(urls, prefix="capacity")
    news = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        articles, passages, took, stored = asyncio.run(build(cluster, Path(folder), news))
    told(urls[0], "/capacity/_forcemerge?max_num_segments=1", "POST")
    index = told(urls[0], "/capacity/_stats/store")["_all"]["primaries"]["store"]["size_in_bytes"]
    print(
        f"{articles:,} articles, {passages:,} passages; built in {took:.0f} s: {passages / took:,.0f} a second\n"
    )
    print("| per article | |\n| --- | --- |")
    print(f"| passages | {passages / articles:.1f} |")
    print(f"| index, one copy | {index / articles / 1000:.1f} kB |")
    print(f"| article file on the bot's machine | {stored / articles / 1000:.1f} kB |\n")
    columns = [
        "archive",
        "articles",
        "passages",
        "index, two copies",
        "disk",
        "shards",
        "memory",
        "nodes",
        "article file",
        "a month",
    ]
    print(f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}")
    for name, count in ARCHIVES:
        one_copy_gb = count * index / articles / 1e9
        memory_gb = COPIES * one_copy_gb * CACHED / (1 - HEAP_SHARE)
        nodes = max(3, math.ceil(memory_gb / NODE_GB))
        disk_gb = GENERATIONS * COPIES * one_copy_gb / DISK_SHARE
        dollars = nodes * NODE_GB * DOLLARS_A_GB_MEMORY + disk_gb * DOLLARS_A_GB_DISK
        row = [
            name,
            f"{count:,}",
            f"{count * passages / articles:,.0f}",
            f"{COPIES * one_copy_gb:,.0f} GB",
            f"{disk_gb:,.0f} GB",
            f"{max(1, round(one_copy_gb / SHARD_GB))}",
            f"{memory_gb:,.0f} GB",
            f"{nodes} of {NODE_GB} GB",
            f"{count * stored / articles / 1e9:,.0f} GB",
            f"${dollars:,.0f}",
        ]
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
