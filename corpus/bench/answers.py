"""Whole answers: from a question to what a reader gets, from the start of the program to its first answer, memory."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import FileIO
from itertools import pairwise
from pathlib import Path
from statistics import median

from corpus.archive import Archive
from corpus.bench import data
from corpus.bench.archives import COMMAND, archive, environment
from corpus.bench.measure import percentile, run
from corpus.bench.plan import Plan
from corpus.bench.report import Table
from corpus.machine import take_short_turns
from corpus.models import Question
from corpus.samples import articles_folder, questions_file
from corpus.settings import CorpusSettings
from corpus.timezone import now

ROUNDS = 3
STARTS = 5
ASKED = 200
TICK_S = 0.001
Row = tuple[str, float, float, float, float, float, float, float]


def measure(plan: Plan) -> Iterator[Table]:
    """One table, a row for the samples and for each size of archive."""
    asked = [json.loads(line)["question"] for line in questions_file().read_text("utf-8").splitlines()]
    asked = asked[:ASKED]
    rows = [_row("samples", _samples(plan), asked, plan, "auto")]
    texts = data.questions(data.pool(plan.articles), ASKED, seed=5)
    rows += [_row(f"{size:,} passages", archive(plan, size), texts, plan, "tantivy") for size in plan.sizes]
    growth = [
        f"{name}: p50 is {larger / smaller:.1f} times that of {of}."
        for (of, smaller, *_), (name, larger, *_) in pairwise(rows[1:])
    ]
    yield Table(
        "Whole answers",
        [
            "",
            "p50, ms",
            "p95, ms",
            "start to first answer, s",
            "memory, MB",
            "loop waits p99, ms",
            "at most, ms",
            "of this program, ms",
        ],
        rows,
        [
            *growth,
            "From the question to the rendered answer: analysis, retrieval, quotes, check, rendering.",
            f"Start to first answer: `hoibao ask`, with Python's own start, until it is printed; median of {STARTS}.",
            "Memory: the most that was resident of a process that answered all questions, mapped files included.",
            "Loop waits: how much later than asked for the event loop comes round while questions are answered.",
            "Of this program: at most, without the time that its thread was ready and others had the processors.",
        ],
    )


def _samples(plan: Plan) -> Path:
    folder = plan.folder / "samples"
    run([*COMMAND, "ingest", str(articles_folder())], environment(folder, "auto"))
    return folder


def _row(name: str, folder: Path, texts: Sequence[str], plan: Plan, engine: str) -> Row:
    times, waits = asyncio.run(_answer_all(folder, texts, plan, engine))
    around = environment(folder, engine)
    first = median(run([*COMMAND, "ask", "--json", texts[0]], around).first_line_s for _ in range(STARTS))
    batch = plan.folder / "asked.jsonl"
    batch.write_text("\n".join(json.dumps({"question": text}) for text in texts), encoding="utf-8")
    memory = run([*COMMAND, "ask", "--batch", str(batch), "--json"], around).peak_mb
    return (
        name,
        percentile(times, 0.5),
        percentile(times, 0.95),
        first,
        memory,
        percentile([one.late_ms for one in waits], 0.99),
        max(one.late_ms for one in waits),
        max(one.late_ms - one.queued_ms for one in waits),
    )


@dataclass(frozen=True, slots=True)
class Wait:
    """How late the event loop came round, and how much of that its thread was ready and waited for a processor."""

    late_ms: float
    queued_ms: float


async def _answer_all(
    folder: Path, texts: Sequence[str], plan: Plan, engine: str
) -> tuple[list[float], list[Wait]]:
    """Milliseconds of each question (the median of the rounds), and the waits of the event loop."""
    taken: dict[str, list[float]] = {text: [] for text in texts}
    waits: list[Wait] = []
    take_short_turns()  # as the bot does
    async with await Archive.open(CorpusSettings(folder, engine)) as opened:
        await opened.warm_up()
        ticking = asyncio.create_task(_tick(waits))
        for _ in range(ROUNDS):
            for text in texts:
                started = time.perf_counter()
                plan.render(await opened.ask(Question(text, now())))
                taken[text].append((time.perf_counter() - started) * 1000)
        ticking.cancel()
    return [median(times) for times in taken.values()], waits


async def _tick(waits: list[Wait]) -> None:
    """How late the loop is, again and again."""
    with Path("/proc/thread-self/schedstat").open("rb", buffering=0) as counts:
        while True:
            queued_ms, started = _queued_ms(counts), time.perf_counter()
            await asyncio.sleep(TICK_S)
            late_ms = (time.perf_counter() - started - TICK_S) * 1000
            waits.append(Wait(late_ms, _queued_ms(counts) - queued_ms))


def _queued_ms(counts: FileIO) -> float:
    """How long a thread has been ready without a processor (Documentation/scheduler/sched-stats.rst of Linux)."""
    return int(os.pread(counts.fileno(), 100, 0).split()[1]) / 1e6
