"""What a benchmark starts ends with it, also where it is killed and can say nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pytest
from test_ingest_analysts import is_alive

from corpus.bench import data
from corpus.bench.archives import write_jsonl
from corpus.bench.measure import family
from corpus.machine import processors

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system must tell who ends")
PATIENCE_S = 60

INGESTING = """
import sys
from pathlib import Path
from corpus.bench.archives import COMMAND, environment
from corpus.bench.measure import run
run([*COMMAND, "ingest", sys.argv[1]], environment(Path(sys.argv[2])))
"""
SERVING = """
import sys, time
from pathlib import Path
from bot.demo import bot_process
from bot.harness.client import Client
from bot.bench.own_harness import harness_process
with harness_process() as harness, bot_process(harness.url, Path(sys.argv[1])), Client(harness.url, 60) as client:
    client.expect_call("setMyShortDescription")
    print("ready", flush=True)
    time.sleep(600)
"""


def killed(script: str, arguments: Sequence[str], children: int) -> list[int]:
    """Run a script until it has so many processes below it, kill it; their numbers."""
    parent = subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + PATIENCE_S
    while len(below := family(parent.pid)[1:]) < children and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(below) >= children
    assert all(map(is_alive, below))
    parent.kill()
    parent.wait()
    return below


def gone(pids: Sequence[int]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(map(is_alive, pids))


def test_an_ingest_and_its_analysts_end_with_the_benchmark(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    write_jsonl(news, islice(data.articles(None), 4_000))  # far more than is read until then
    analysts = processors() if processors() > 1 else 0
    assert gone(killed(INGESTING, [str(news), str(tmp_path / "archive")], 1 + analysts))


def test_bot_and_harness_end_with_the_benchmark(tmp_path: Path) -> None:
    assert gone(killed(SERVING, [str(tmp_path)], 2))
