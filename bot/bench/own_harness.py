"""A harness as a process of its own, which ends with the one that started it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_HARNESS = (
    f"from corpus import end_with_parent; end_with_parent({os.getpid()}); "
    "from bot.harness import run; run('127.0.0.1', 0)"
)


@dataclass(frozen=True, slots=True)
class Running:
    """Where it listens, and the process's number."""

    url: str
    pid: int


@contextmanager
def harness_process() -> Iterator[Running]:
    """Started on a free port, ended with the block."""
    with subprocess.Popen([sys.executable, "-c", _HARNESS], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout  # noqa: S101 - it is a pipe
            yield Running(process.stdout.readline().split()[0], process.pid)
        finally:
            process.terminate()
