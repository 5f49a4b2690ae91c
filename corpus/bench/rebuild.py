"""`hoibao reindex`: an index built anew from the stored terms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from statistics import median

from corpus.bench.archives import COMMAND, archive, environment
from corpus.bench.measure import run
from corpus.bench.plan import Plan
from corpus.bench.report import Table

ROUNDS = 3


def measure(plan: Plan) -> Iterator[Table]:
    """One table, a row for each size of archive."""
    rows: list[list[object]] = []
    for size in plan.sizes:
        around = environment(archive(plan, size))
        done = [run([*COMMAND, "reindex"], around) for _ in range(ROUNDS)]
        start_s = run([*COMMAND, "--help"], around).wall_s
        passages = json.loads(run([*COMMAND, "status", "--json"], around).out)["passages"]
        wall_s = median(one.wall_s for one in done) - start_s
        rows.append([passages, wall_s, passages / wall_s, max(one.peak_mb for one in done)])
    yield Table(
        "Index built anew from stored terms",
        ["passages", "s", "passages a second", "most memory, MB"],
        rows,
        [f"`hoibao reindex` with tantivy, without the start of Python; the median of {ROUNDS}."],
    )
