"""A hundred thousand questions: memory and open files at the end are what they were after the first thousands.

    .venv/bin/python tests/survive_load.py --questions 100000

The archive is asked in this process, on both engines, with articles taken in and the index built anew meanwhile; what
it holds is read from /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from backup_support import TOPICS, article, filled

from corpus import Archive, CorpusSettings, Outcome, Question

ARTICLES = 300
WARM = 0.1  # the share of the questions after which nothing should grow any more
TAKE_IN_EVERY, REINDEX_EVERY = 2_000, 10_000
MAX_GROWTH_MB = 24.0
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def memory_mb() -> float:
    """What this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_BYTES / 1e6


def open_files() -> int:
    """How many files this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


async def load(engine: str, questions: int, chance: random.Random) -> tuple[float, int]:
    """By how many MB and files the process grew after it was warm. Raises AssertionError where an answer is wrong."""
    with tempfile.TemporaryDirectory(prefix="hoibao-load-") as name:
        await filled(Path(name), map(article, range(ARTICLES)))
        async with await Archive.open(CorpusSettings(Path(name), engine)) as archive:
            await archive.reindex()
            before = (0.0, 0)
            for number in range(questions):
                await ask(archive, chance)
                if number % TAKE_IN_EVERY == TAKE_IN_EVERY - 1:
                    await archive.take_in([article(chance.randrange(ARTICLES), f"mùa {number}")])
                if number % REINDEX_EVERY == REINDEX_EVERY - 1:
                    await archive.reindex()
                if number == int(questions * WARM):
                    before = measured()
            after = measured()
            return after[0] - before[0], after[1] - before[1]


def measured() -> tuple[float, int]:
    gc.collect()
    return memory_mb(), open_files()


async def ask(archive: Archive, chance: random.Random) -> None:
    lot = chance.randrange(ARTICLES)
    words = f"giá {chance.choice(TOPICS)} lô {lot} {chance.choice(['bao nhiêu', 'ở đâu', 'hôm nay', ''])}"
    answer = await archive.ask(Question(words, datetime.now(UTC)))
    assert answer.outcome is not Outcome.UNAVAILABLE
    for quote in answer.quotes:
        stored = await archive.article(quote.source.article_id, quote.source.version)
        assert stored is not None
        assert stored.text[quote.start : quote.end] == quote.text


def main() -> int:
    """Ask; 0 where nothing grew."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--questions", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    is_flat = True
    for engine in ("rank-bm25", "tantivy"):
        started = time.monotonic()
        grown_mb, grown_files = asyncio.run(load(engine, chosen.questions, random.Random(chosen.seed)))
        rate = chosen.questions / (time.monotonic() - started)
        print(
            f"{engine}: {chosen.questions} questions, {rate:.0f} a second; "
            f"grown by {grown_mb:.1f} MB and {grown_files} files after the first tenth",
            flush=True,
        )
        is_flat &= grown_mb < MAX_GROWTH_MB and grown_files <= 0
    return not is_flat


if __name__ == "__main__":
    sys.exit(main())
