"""Taking times: contestants in turns, percentiles, processes with their memory and processor time."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import TypeVar

from corpus.machine import resident_mb

T = TypeVar("T")
SAMPLE_EVERY_S = 0.2  # looking takes processor time, too


def percentile(values: Iterable[float], share: float) -> float:
    """The value that `share` (0 to 1) of them do not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def in_turns(
    contestants: Mapping[str, Callable[[T], object]], inputs: Sequence[T], rounds: int = 3
) -> dict[str, list[float]]:
    """Milliseconds by contestant: for each input the median of the rounds.

    All do one input after another before any does the next, so that a busy moment hits all of them.
    """
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for one in inputs:
        taken: dict[str, list[float]] = {name: [] for name in contestants}
        for _ in range(rounds):
            for name, work in contestants.items():
                started = time.perf_counter()
                work(one)
                taken[name].append((time.perf_counter() - started) * 1000)
        for name, values in taken.items():
            times[name].append(median(values))
    return times


@dataclass(frozen=True, slots=True)
class Ran:
    """A process and its children, run to their end.

    `cpu_s`: processor time; `waited_s`: time that they could have run, had a processor been free. `peak_mb`: the most
    that was resident at one time, pages that they share counted in each. `first_line_s`: until a line was printed.
    """

    wall_s: float
    cpu_s: float
    waited_s: float
    peak_mb: float
    first_line_s: float
    out: str


def run(command: Sequence[str], environment: Mapping[str, str]) -> Ran:
    """Run a command to its end. Raises subprocess.CalledProcessError where it fails."""
    before, started = os.times(), time.perf_counter()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(  # noqa: S603 - a command of ours
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment
        )
        assert process.stdout is not None  # noqa: S101 - a pipe
        with process.stdout as out, _Watch(process.pid) as watch:
            first = out.readline()
            first_line_s = time.perf_counter() - started
            said = first + out.read()
            process.wait()
        wall_s = time.perf_counter() - started
        if process.returncode:
            errors.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, said, errors.read())
    after = os.times()
    cpu_s = after.children_user + after.children_system - before.children_user - before.children_system
    return Ran(wall_s, cpu_s, watch.waited_s, watch.peak_mb, first_line_s, said)


class _Watch:
    """Looks every now and then at the memory of a process and its children, and at how long their threads waited."""

    def __init__(self, pid: int) -> None:
        self._pid, self._done = pid, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._waited_ns: dict[str, int] = {}
        self.peak_mb = 0.0

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    @property
    def waited_s(self) -> float:
        """Time on the run queue, of all threads that were seen."""
        return sum(self._waited_ns.values()) / 1e9

    def _look(self) -> None:
        while not self._done.wait(SAMPLE_EVERY_S):
            pids = family(self._pid)
            self.peak_mb = max(self.peak_mb, sum(map(resident_mb, pids)))
            for pid in pids:
                for file in _of_threads(pid, "schedstat"):
                    with suppress(OSError, IndexError, ValueError):
                        self._waited_ns[str(file)] = int(file.read_text().split()[1])


def _of_threads(pid: int, name: str) -> list[Path]:
    """A file of each thread of a process; none where it has ended, also while it is looked at."""
    with suppress(OSError):
        return list(Path(f"/proc/{pid}/task").glob(f"*/{name}"))
    return []


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for one in found:
        for file in _of_threads(one, "children"):
            with suppress(OSError):
                found += map(int, file.read_text().split())
    return found
