"""Fifty new articles, while questions are answered: how soon they are found, and what readers notice of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from corpus.archive import Archive
from corpus.bench import data
from corpus.bench.archives import COMMAND, archive, environment, write_jsonl
from corpus.bench.measure import percentile
from corpus.bench.plan import Plan
from corpus.bench.report import Table
from corpus.machine import (
    allowed_processors,
    keep_to_one_processor,
    on_all_processors,
    run_on,
    take_short_turns,
)
from corpus.models import Article, Question
from corpus.settings import CorpusSettings
from corpus.timezone import now

NEW = 50
ROUNDS = 5
QUIET = 60  # questions before each round, for comparison
A_SECOND = 30  # questions


def measure(plan: Plan) -> Iterator[Table]:
    """One table, a row for each size of archive and each way in."""
    rows: list[list[object]] = []
    source = data.pool(plan.articles)
    for size in plan.sizes:
        folder = archive(plan, size)
        for way, adding, a_second in WAYS:
            asked = data.questions(source, QUIET, seed=3)
            with _as_the_bot():
                seconds, quiet, busy = asyncio.run(_rounds(folder, source, asked, adding, a_second))
            p95 = percentile(quiet, 0.95), percentile(busy, 0.95)
            rows.append(
                [size, way, a_second or "–", seconds, p95[0], p95[1], f"{p95[1] / p95[0]:.2f}", len(busy)]
            )
    yield Table(
        f"{NEW} new articles while questions are answered",
        [
            "passages",
            "taken in by",
            "questions a second",
            "s until found",
            "p95 before, ms",
            "p95 meanwhile, ms",
            "ratio",
            "answers meanwhile",
        ],
        rows,
        [
            "Questions are answered in one process; like the bot it keeps to one processor.",
            f"{A_SECOND} a second: as many as Telegram lets a bot answer; –: without a pause between them.",
            f"Seconds: the median of {ROUNDS} rounds.",
            "Another process: `hoibao ingest`, from its start to its end, half of which is the start of Python.",
        ],
    )


@contextmanager
def _as_the_bot() -> Iterator[None]:
    """What is inside has one processor, and threads that take short turns."""
    take_short_turns()
    keep_to_one_processor()
    try:
        yield
    finally:
        run_on(allowed_processors())


Adding = Callable[[Archive, Path, Sequence[Article]], Awaitable[None]]


async def _rounds(
    folder: Path, source: data.Pool, asked: Sequence[str], adding: Adding, a_second: int
) -> tuple[float, list[float], list[float]]:
    """Seconds until found (median); milliseconds of the answers before and meanwhile."""
    seconds: list[float] = []
    quiet: list[float] = []
    busy: list[float] = []
    async with await Archive.open(CorpusSettings(folder, "tantivy")) as opened:
        await opened.warm_up()
        for number in range(ROUNDS):
            quiet += [await _ask(opened, text) async for text in _paced(asked, a_second)]
            seed = int(time.time() * 1000) + number  # articles that are nowhere yet
            fresh = list(islice(data.recombined(source, seed), NEW))
            fresh[-1] = _marked(fresh[-1], seed)
            started = time.perf_counter()
            work = asyncio.ensure_future(adding(opened, folder, fresh))
            async for text in _paced(cycle(asked), a_second):
                if work.done():
                    break
                busy.append(await _ask(opened, text))
            await work
            seconds.append(time.perf_counter() - started)
            found = await opened.ask(Question(f"tin mã số x{seed}y", now()))
            sources = {quote.source.article_id for quote in found.quotes} | {
                one.article_id for one in found.related
            }
            if fresh[-1].id not in sources:
                raise AssertionError("a new article is not found")
    return median(seconds), quiet, busy


async def _paced(texts: Iterable[str], a_second: int) -> AsyncIterator[str]:
    """So many a second, or as soon as the one before is answered; 0: always as soon as that."""
    started = time.perf_counter()
    for number, text in enumerate(texts):
        if a_second:
            await asyncio.sleep(max(0.0, started + number / a_second - time.perf_counter()))
        yield text


def _marked(article: Article, seed: int) -> Article:
    return replace(article, text=f"{article.text}\nTin có mã số x{seed}y.", parts=())


async def _ask(archive: Archive, text: str) -> float:
    started = time.perf_counter()
    await archive.ask(Question(text, now()))
    return (time.perf_counter() - started) * 1000


async def _add_here(archive: Archive, _folder: Path, fresh: Sequence[Article]) -> None:
    await archive.take_in(fresh)


async def _add_elsewhere(_archive: Archive, folder: Path, fresh: Sequence[Article]) -> None:
    news = folder / "new.jsonl"
    write_jsonl(news, fresh)
    with on_all_processors():
        process = await asyncio.create_subprocess_exec(
            *COMMAND, "ingest", str(news), env=environment(folder), stderr=asyncio.subprocess.DEVNULL
        )
    if await process.wait():
        raise AssertionError("hoibao ingest failed")


WAYS: tuple[tuple[str, Adding, int], ...] = (
    ("this process", _add_here, A_SECOND),
    ("this process", _add_here, 0),
    ("another process", _add_elsewhere, A_SECOND),
    ("another process", _add_elsewhere, 0),
)
