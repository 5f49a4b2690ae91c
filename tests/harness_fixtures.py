"""A running harness, and the real bot process on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.harness import TOKEN
from bot.harness.background import in_background
from bot.harness.client import Client
from bot.harness.watch import Watch

ADMIN = 1001
PATIENCE_S = 30.0  # on a machine that has much else to do
READY_S = 60  # a bot starts in two seconds, but not where ten do on two cores
ENDED_S = 60  # a busy machine is no defect
BOT = [sys.executable, "-c", "from bot.cli import main; main(['serve'])"]


class RunningHarness(Client):
    """A client of a harness that runs; `api` is the root of its Bot API with the token."""

    @property
    def api(self) -> str:
        return f"{self.url}/bot{TOKEN}"


@contextmanager
def running_harness() -> Iterator[RunningHarness]:
    """Start a harness on a free port, stop it in the end."""
    with in_background() as url, RunningHarness(url, PATIENCE_S) as client:
        yield client


@pytest.fixture
def harness() -> Iterator[RunningHarness]:
    """A fresh harness for one test."""
    with running_harness() as client:
        yield client


@pytest.fixture
def watch(harness: RunningHarness) -> Iterator[Watch]:
    """Fails the test for every call that it did not expect; what it does expect it tells the watch."""
    watch = Watch(harness)
    yield watch
    watch.check()


@pytest.fixture
def bot(harness: RunningHarness, tmp_path: Path, watch: Watch) -> Iterator[BotProcess]:
    """The real bot process on the test's harness, with an empty archive, ready and watched."""
    with running_bot(harness, tmp_path) as process:
        yield process
        watch.check()


def bot_environment(url: str, data: Path, **more: str) -> dict[str, str]:
    """The environment of a bot process on a harness."""
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("HOIBAO_", "TELEGRAM_"))
    }
    return plain | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "HOIBAO_DATA_DIR": str(data),
        "HOIBAO_ADMIN_IDS": str(ADMIN),
        "HOIBAO_QUESTIONS_A_MINUTE": "100000",  # tests ask faster than people
        "HOIBAO_STALE_HOURS": "0",  # the articles of tests have the dates that they need
        **more,
    }


class BotProcess:
    """`hoibao serve` as a process of its own; what it logs is in `log`."""

    def __init__(
        self, harness: RunningHarness, data: Path, command: Sequence[str] = BOT, **more: str
    ) -> None:
        self.log = data / "bot.log"
        self._logged_before = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            environment = bot_environment(harness.url, data, **more)
            self._process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        self.harness = harness

    def wait_until_ready(self) -> None:
        """Until the bot says that it is, in its log."""
        self.harness.wait_for(
            lambda: (
                {"ready": True} if b"ready as @" in self.log.read_bytes()[self._logged_before :] else None
            ),
            "the bot is not ready",
            READY_S,
        )

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it; the exit code."""
        if self._process.poll() is None:
            self._process.send_signal(how)
        return self._process.wait(ENDED_S)

    def wait(self, timeout_s: float = 20) -> int:
        """The exit code once it ends by itself."""
        return self._process.wait(timeout_s)


@contextmanager
def running_bot(
    harness: RunningHarness, data: Path, command: Sequence[str] = BOT, **more: str
) -> Iterator[BotProcess]:
    """A bot that is ready, ended with the block."""
    bot = BotProcess(harness, data, command, **more)
    try:
        bot.wait_until_ready()
        yield bot
    finally:
        bot.stop()
