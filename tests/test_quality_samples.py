"""The samples' own questions against their floors: a change that answers worse is seen at once.

The floors are raised with `python tests/test_quality_samples.py`, and lowered with `--lower` after it; with
`python tests/cluster_nodes.py around` before it, those of a cluster, too.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from index_support import CLUSTER, ENGINES_HERE

from corpus.cluster import ClusterSettings
from corpus.evaluation.bench import open_bench, with_articles
from corpus.evaluation.floors import Floor, chosen, digest_of, raised, read, shortfalls, write
from corpus.evaluation.questionset import load
from corpus.evaluation.run import Plan, run
from corpus.evaluation.verb import numbers
from corpus.samples import articles_folder, questions_file

FLOORS = Path(__file__).parent / "quality_floors_samples.json"
VARIANTS = ("typed", "bare")
# Engines that keep the lengths of passages in a byte rank a question or two in a hundred otherwise.
FLOOR_OF = {"rank-bm25": "samples", "tantivy": "samples, rounded", "opensearch": "samples, rounded"}


async def measured(folder: Path, engine: str = "rank-bm25", cluster: ClusterSettings | None = None) -> Floor:
    questions = with_articles(load(questions_file()), articles_folder())
    archive = await open_bench(folder, [questions], [], None, engine, lambda _done, _total: None, cluster)
    async with archive:
        plan = Plan(datetime(2026, 11, 24, tzinfo=UTC), VARIANTS, leave_out=False)
        asked = [one async for one in run(archive, questions, plan)]
    found = {name: numbers([one for one in asked if one.variant == name])["all"] for name in VARIANTS}
    digest = digest_of([questions_file(), *sorted(articles_folder().iterdir())])
    return Floor(digest, {name: chosen(report) for name, report in found.items()})


@pytest.mark.parametrize("engine", ENGINES_HERE)
async def test_the_samples_are_answered_as_well_as_before(tmp_path: Path, engine: str) -> None:
    found = await measured(tmp_path, engine, CLUSTER if engine == "opensearch" else None)
    assert shortfalls("samples", read(FLOORS)[FLOOR_OF[engine]], found) == []


if __name__ == "__main__":
    floors = read(FLOORS)
    for serving in ("rank-bm25", "tantivy", *(("opensearch",) if CLUSTER else ())):
        with tempfile.TemporaryDirectory() as name:
            now = asyncio.run(measured(Path(name), serving, CLUSTER if serving == "opensearch" else None))
        print(serving, now)
        floors[FLOOR_OF[serving]] = raised(floors.get(FLOOR_OF[serving]), now, lower="--lower" in sys.argv)
    write(FLOORS, floors)
