"""What this process may use of the machine, and what it uses."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from functools import cache
from pathlib import Path

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_M_ARENA_MAX = -8  # malloc.h
_ARENAS = 2


def processors() -> int:
    """How many processors this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def share_freed_memory() -> None:
    """Let threads take memory from two heaps instead of up to eight for each processor; where it is glibc's.

    To be called before there are many threads: glibc reckons how many heaps it may have once.
    What a thread frees stays in the heap that it came from, and threads that write an index come and go, each to
    another heap: without this a process that takes in articles now and then comes to hold twice what it uses.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


def resident_files_mb() -> float:
    """How much of mapped files this process has in memory; 0 where the system does not tell."""
    return _pages(Path("/proc/self/statm"), 2) * _PAGE_BYTES / 2**20


def resident_mb(pid: int) -> float:
    """What of a process is in memory, files that it maps included; 0 where it is gone or the system does not tell."""
    return _pages(Path(f"/proc/{pid}/statm"), 1) * _PAGE_BYTES / 2**20


def _pages(statm: Path, place: int) -> int:
    try:
        return int(statm.read_text("ascii").split()[place])
    except (OSError, ValueError, IndexError):
        return 0
