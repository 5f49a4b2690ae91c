"""Near-duplicates measured on real news: `python tests/bench_dedupe.py` (needs ../shared, a minute or two).

Quality: pairs that are linked, against the same-event clusters of ktlab_mds. Speed: one article against 100,000 of the
same three days, which is the worst there is: real archives are spread over years.
"""

from __future__ import annotations

import asyncio
import gzip
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.gather import dedupe
from corpus.models import Article
from corpus.store import Store
from corpus.store.sketches import Shared, Sketches

NEWS = Path(__file__).resolve().parents[2] / "shared" / "news"
NOW_S = 1_795_000_000


def records(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(NEWS / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def article(record: dict[str, Any]) -> Article:
    published = datetime.fromisoformat(record["published"]) if record["published"] else None
    return Article(record["id"], record["title"] or "", record["body"] or "", published_at=published)


def quality() -> dict[str, Any]:
    cluster = {one: row["cluster"] for row in records("ktlab_mds.clusters.jsonl.gz") for one in row["docs"]}
    sketches = [dedupe.sketch(article(record), NOW_S) for record in records("ktlab_mds.jsonl.gz")]
    linked = right = same = copied = copied_linked = 0
    for one, other in itertools.combinations(sketches, 2):
        is_same = cluster[one.article_id] == cluster[other.article_id]
        count = len(one.shingles & other.shingles)
        is_copied = is_same and count >= 0.3 * min(len(one.shingles), len(other.shingles))
        near = abs(one.day - other.day) <= dedupe.DAYS
        is_linked = near and bool(dedupe.alike(one, [Shared(other.article_id, count, len(other.shingles))]))
        linked, right, same = linked + is_linked, right + (is_linked and is_same), same + is_same
        copied, copied_linked = copied + is_copied, copied_linked + (is_copied and is_linked)
    return {
        "articles": len(sketches),
        "pairs_of_one_event": same,
        "linked": linked,
        "precision": round(right / linked, 3),
        "recall_of_one_event": round(right / same, 3),
        "recall_where_three_tenths_is_copied": round(copied_linked / copied, 3),
    }


def crowd(size: int) -> Iterator[Article]:
    real = [
        article(one) for name in ("vnds.val.jsonl.gz", "vnds.train-45k.jsonl.gz") for one in records(name)
    ]
    yield from real[:size]
    for number in range(size - len(real)):  # more: the first half of one, the second half of another
        one, other = real[number], real[-1 - number]
        text = one.text[: len(one.text) // 2] + other.text[len(other.text) // 2 :]
        yield Article(f"mixed-{number}", one.headline, text)


async def speed(size: int, asked: int = 300) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(Path(folder))
        sketches = Sketches(store)
        async with store.change() as write:
            started = time.perf_counter()
            for one in crowd(size):
                await sketches.put(write, dedupe.sketch(one, NOW_S))
            filled_s = time.perf_counter() - started
        took: list[float] = []
        worked: list[float] = []
        async with store.change() as write:
            for one in itertools.islice(crowd(size), 0, None, size // asked):
                started, begun = time.perf_counter(), time.process_time()
                own = dedupe.sketch(one, NOW_S)
                dedupe.alike(own, await sketches.sharing(write, own, dedupe.DAYS, dedupe.LOOKED_AT))
                took.append((time.perf_counter() - started) * 1000)
                worked.append((time.process_time() - begun) * 1000)
        rows = await store.read("SELECT SUM(pgsize) FROM dbstat WHERE name IN ('shingles', 'sketches')")
        await store.close()
    cuts, work = statistics.quantiles(took, n=100), statistics.quantiles(worked, n=100)
    return {
        "against": size,
        "p50_ms": round(cuts[49], 2),
        "p95_ms": round(cuts[94], 2),
        "p50_cpu_ms": round(work[49], 2),
        "p95_cpu_ms": round(work[94], 2),
        "added_a_second": round(size / filled_s),
        "megabytes": round((rows[0][0] or 0) / 1e6),
    }


def main() -> None:
    print(json.dumps({"quality": quality(), "speed": asyncio.run(speed(100_000))}, indent=1))


if __name__ == "__main__":
    main()
