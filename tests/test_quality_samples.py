"""The samples' own questions against their floors: a change that answers worse is seen at once.

The floors are raised with `python tests/test_quality_samples.py`, and lowered with `--lower` after it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from corpus.evaluation.bench import open_bench, with_articles
from corpus.evaluation.floors import Floor, chosen, digest_of, raised, read, shortfalls, write
from corpus.evaluation.questionset import load
from corpus.evaluation.run import Plan, run
from corpus.evaluation.verb import numbers
from corpus.samples import articles_folder, questions_file

FLOORS = Path(__file__).parent / "quality_floors_samples.json"
VARIANTS = ("typed", "bare")


async def measured(folder: Path) -> Floor:
    questions = with_articles(load(questions_file()), articles_folder())
    archive = await open_bench(folder, [questions], [], None, "rank-bm25", lambda _done, _total: None)
    async with archive:
        plan = Plan(datetime(2026, 11, 24, tzinfo=UTC), VARIANTS, leave_out=False)
        asked = [one async for one in run(archive, questions, plan)]
    found = {name: numbers([one for one in asked if one.variant == name])["all"] for name in VARIANTS}
    digest = digest_of([questions_file(), *sorted(articles_folder().iterdir())])
    return Floor(digest, {name: chosen(report) for name, report in found.items()})


async def test_the_samples_are_answered_as_well_as_before(tmp_path: Path) -> None:
    found = await measured(tmp_path)
    assert shortfalls("samples", read(FLOORS)["samples"], found) == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        now = asyncio.run(measured(Path(name)))
    print(now)
    write(FLOORS, {"samples": raised(read(FLOORS).get("samples"), now, lower="--lower" in sys.argv)})
