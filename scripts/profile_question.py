"""What a question costs the bot, in processor time: `PYTHONPATH=. python scripts/profile_question.py` prints a table.

The real bot runs in this process, on the harness, and is asked by another process: first as it is, so that what its
event loop and its threads take is known; then with a profiler on the loop, whose shares by library divide that up.
No question is asked twice.
"""

from __future__ import annotations

import asyncio
import cProfile
import json
import os
import pstats
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from itertools import cycle
from pathlib import Path
from typing import Any

from bot import load
from bot.app import run
from bot.harness import TOKEN
from bot.harness.client import Client
from bot.settings import Settings
from corpus import sample_questions
from corpus.store.database import Connection

QUESTIONS, A_SECOND = 500, 25
WARM = 150  # are asked before that: caches fill
BEGIN_PROFILE = signal.SIGUSR1
LIBRARIES = {
    "telegram": "python-telegram-bot",
    **dict.fromkeys(("aiohttp", "yarl", "multidict"), "HTTP (aiohttp)"),
    **dict.fromkeys(("asyncio", "aiosqlite", "concurrent"), "ways to threads and back (asyncio, aiosqlite)"),
    "bot": "the bot's own handlers, rendering, intake",
    "corpus": "the archive's own, between its threads",
}
STAGES = {
    "Searching._hear": "reading the question, searching",
    "Searching._within.<locals>.weighed": "what articles say of the days asked about",
    "Asking._rank": "ranking",
    "Asking._compose": "quotes, highlights, checks",
    "goes_on.<locals>.<lambda>": "reading it, whether it goes on from the one before",
}


class Threads:
    """Processor time of the work in threads, by what it is."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._lock = threading.Lock()

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """`work`, with its time under `name`."""

        @wraps(work)
        def measured(*args: Any, **options: Any) -> Any:
            started = time.thread_time()
            try:
                return work(*args, **options)
            finally:
                with self._lock:
                    self.seconds[name] += time.thread_time() - started

        return measured

    def watch(self) -> None:
        """Time whatever is done in threads: the stages of an answer, what SQLite does."""
        plain, to_thread = Connection._execute, asyncio.to_thread

        async def in_thread(work: Callable[..., Any], *args: Any, **options: Any) -> Any:
            name = getattr(work, "__qualname__", "")
            return await to_thread(self.timed(STAGES.get(name, "other threads"), work), *args, **options)

        asyncio.to_thread = in_thread  # type: ignore[assignment]

        async def execute(
            connection: Connection, work: Callable[..., Any], *args: Any, **options: Any
        ) -> Any:
            timed = self.timed("SQLite, and what is unpacked out of it", work)
            return await plain(connection, timed, *args, **options)  # type: ignore[no-untyped-call]

        Connection._execute = execute  # type: ignore[method-assign, assignment]


def ask(url: str, pid: int) -> None:
    """The other process: asks, tells when to begin and to end, and prints what the loop took while it was let alone."""
    with Client(url, load.READY_S) as client:
        client.expect_call("setMyShortDescription")
        texts = load.never_twice(
            [json.loads(line)["question"] for line in sample_questions().read_text("utf-8").splitlines()]
        )
        for person in range(load.FIRST, load.FIRST + load.PEOPLE):
            client.act("user", id=person, first_name="N")
        people = cycle(range(load.FIRST, load.FIRST + load.PEOPLE))

        def some(count: int) -> None:
            before = client.last_call()
            for _ in range(count):
                person = next(people)
                client.send(next(texts), person, user_id=person)
                time.sleep(1 / A_SECOND)
            while sum(call["method"] == "sendMessage" for call in client.calls(before)) < count:
                time.sleep(0.1)

        some(WARM)
        before = _loop_s(pid)
        some(QUESTIONS)
        print(_loop_s(pid) - before)
        os.kill(pid, BEGIN_PROFILE)
        some(QUESTIONS)
        os.kill(pid, signal.SIGTERM)


def _loop_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/task/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure() -> tuple[float, pstats.Stats, dict[str, float]]:
    """Seconds of the loop for QUESTIONS, its profile, and seconds of threads for WARM + 2 × QUESTIONS."""
    threads, profile = Threads(), cProfile.Profile(time.thread_time)
    threads.watch()
    signal.signal(BEGIN_PROFILE, lambda *_: profile.enable())
    with tempfile.TemporaryDirectory() as folder, load._harness() as harness:
        asyncio.run(load._fill(Path(folder)))
        threads.seconds.clear()
        settings = Settings.from_mapping(
            {
                **load._UNLIMITED,
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": harness.url,
                "HOIBAO_DATA_DIR": folder,
            }
        )
        command = [sys.executable, __file__, "ask", harness.url, str(os.getpid())]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as asker:  # noqa: S603 - ourselves
            run(settings)
            profile.disable()
            assert asker.stdout is not None  # noqa: S101 - a pipe
            loop_s = float(asker.stdout.read())
    return loop_s, pstats.Stats(profile), threads.seconds


def by_library(profile: pstats.Stats) -> dict[str, float]:
    """Shares of the loop's time; what is not written in Python counts where it is called."""
    found: dict[str, float] = defaultdict(float)
    for (file, _line, _name), (_, _, own, _, callers) in profile.stats.items():  # type: ignore[attr-defined]
        if file != "~":
            found[_library(file)] += own
            continue
        for (caller, _at, _called), (_, _, share, _) in callers.items():
            found[_library(caller)] += share
    total = sum(found.values())
    return {name: own / total for name, own in found.items()}


def _library(file: str) -> str:
    return LIBRARIES.get(
        next((part for part in Path(file).parts if part in LIBRARIES), ""), "other libraries"
    )


def main() -> None:
    """Print the table."""
    loop_s, profile, threads = measure()
    loop_ms = 1000 * loop_s / QUESTIONS
    rows = {f"loop: {name}": loop_ms * share for name, share in by_library(profile).items()}
    rows |= {f"thread: {name}": 1000 * s / (WARM + 2 * QUESTIONS) for name, s in threads.items()}
    print("| of a question | ms of processor |\n| --- | --- |")
    for name, ms in sorted(rows.items(), key=lambda row: -row[1]):
        print(f"| {name} | {ms:.2f} |")
    print(f"| **all** | **{sum(rows.values()):.1f}** |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["ask"]:
        ask(sys.argv[2], int(sys.argv[3]))
    else:
        main()
