"""A hundred thousand questions: memory and open files at the end are what they were after the first thousands.

    .venv/bin/python tests/survive_load.py --questions 100000

The archive is asked in this process, on both engines, with articles taken in and the index built anew meanwhile. What
counts is memory of its own (RssAnon in /proc/self/status): pages of files that it maps are the system's to take back,
and are printed beside it. Memory that was freed is given back before it is counted: how much of it a heap keeps depends
on how many threads wrote an index at the same moment, which is chance, fifteen megabytes of it on a busy machine. An
index that was just written still leaves other memory behind than one that has served: medians of much of the time are
compared, from the second to the fifth tenth of the questions and of the last four tenths.
"""

from __future__ import annotations

import argparse
import asyncio
import ctypes
import gc
import random
import re
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from backup_support import TOPICS, article, filled

from corpus import Archive, CorpusSettings, Outcome, Question

ARTICLES = 300
TAKE_INS, REINDEXES, LOOKS = 50, 10, 400  # while all questions are asked
MAX_GROWTH_MB = 8.0


@dataclass(frozen=True)
class Held:
    """What this process holds: memory of its own, pages of mapped files, open files."""

    own_mb: float
    mapped_mb: float
    files: float

    @classmethod
    def now(cls) -> Held:
        gc.collect()
        with suppress(AttributeError):  # glibc's
            ctypes.CDLL(None).malloc_trim(0)
        status = Path("/proc/self/status").read_text()
        own, mapped = (
            int(re.findall(rf"^{name}:\s+(\d+) kB$", status, re.M)[0]) for name in ("RssAnon", "RssFile")
        )
        return cls(own / 1024, mapped / 1024, sum(1 for _ in Path("/proc/self/fd").iterdir()))

    @classmethod
    def median(cls, many: list[Held]) -> Held:
        return cls(
            median(one.own_mb for one in many),
            median(one.mapped_mb for one in many),
            median(one.files for one in many),
        )

    def __str__(self) -> str:
        return f"{self.own_mb:.1f} MB of its own, {self.mapped_mb:.1f} MB of mapped files, {self.files:.0f} open files"


async def load(engine: str, questions: int, chance: random.Random) -> tuple[Held, Held]:
    """What the process held early and late in the questions. Raises AssertionError where an answer is wrong."""
    with tempfile.TemporaryDirectory(prefix="hoibao-load-") as name:
        await filled(Path(name), map(article, range(ARTICLES)))
        async with await Archive.open(CorpusSettings(Path(name), engine)) as archive:
            await archive.reindex()
            await ask(archive, chance)  # dictionaries and trees are read with the first question
            gc.collect()
            gc.freeze()  # what stays anyway is not looked through before each count: that took most of the time
            seen: list[Held] = []
            for number in range(1, questions + 1):
                await ask(archive, chance)
                if number % max(questions // TAKE_INS, 1) == 0:
                    await archive.take_in([article(chance.randrange(ARTICLES), f"mùa {number}")])
                if number % max(questions // REINDEXES, 1) == 0:
                    await archive.reindex()
                if number % max(questions // LOOKS, 1) == 0:
                    seen.append(Held.now())
            tenth = len(seen) // 10
            return Held.median(seen[tenth : 5 * tenth]), Held.median(seen[-4 * tenth :])


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
        early, late = asyncio.run(load(engine, chosen.questions, random.Random(chosen.seed)))
        rate = chosen.questions / (time.monotonic() - started)
        print(
            f"{engine}: {chosen.questions} questions, {rate:.0f} a second\n  early: {early}\n  late:  {late}",
            flush=True,
        )
        is_flat &= late.own_mb - early.own_mb < MAX_GROWTH_MB and late.files <= early.files
    return not is_flat


if __name__ == "__main__":
    sys.exit(main())
