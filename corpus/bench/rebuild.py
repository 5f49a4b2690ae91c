"""`hoibao reindex`: an index built anew from the stored terms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from corpus.bench.archives import COMMAND, archive, environment
from corpus.bench.measure import run
from corpus.bench.plan import Plan
from corpus.bench.report import Table
from corpus.index.generations import Generations
from corpus.store.connections import FILE_NAME

ROUNDS = 3


def measure(plan: Plan) -> Iterator[Table]:
    """One table, a row for each size of archive."""
    rows: list[list[object]] = []
    for size in plan.sizes:
        around = environment(archive(plan, size))
        wall_s, peak_mb = built_anew(around)
        passages = json.loads(run([*COMMAND, "status", "--json"], around).out)["passages"]
        rows.append([passages, wall_s, passages / wall_s, peak_mb, *_sizes_mb(archive(plan, size))])
    yield Table(
        "Index built anew from stored terms",
        ["passages", "s", "passages a second", "most memory, MB", "article file, MB", "index, MB"],
        rows,
        [f"`hoibao reindex` with tantivy, without the start of Python; the median of {ROUNDS}."],
    )


def built_anew(around: Mapping[str, str]) -> tuple[float, float]:
    """Seconds that an index takes without the start of Python, the median, and the most MB that were resident."""
    done = [run([*COMMAND, "reindex"], around) for _ in range(ROUNDS)]
    start_s = run([*COMMAND, "--help"], around).wall_s
    return median(one.wall_s for one in done) - start_s, max(one.peak_mb for one in done)


def _sizes_mb(folder: Path) -> tuple[float, float]:
    """On disk: of the article file, and of the index that serves."""
    generations = Generations(folder / "index")
    serving = generations.current()
    assert serving is not None  # noqa: S101 - it was built
    index = sum(file.stat().st_size for file in generations.path(serving.number).iterdir())
    return (folder / FILE_NAME).stat().st_size / 1e6, index / 1e6
