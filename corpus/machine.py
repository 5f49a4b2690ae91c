"""What this process may use of the machine, and what it uses."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_M_ARENA_MAX = -8  # malloc.h
_ARENAS = 2
_SWITCH_S = 0.001  # a fifth of what Python begins with
_PR_SET_PDEATHSIG = 1  # sys/prctl.h
_MADV_DONTNEED = 4  # sys/mman.h
_ALLOWED: frozenset[int] = frozenset(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ())


def allowed_processors() -> frozenset[int]:
    """Those that this process may run on, by number, as it was when it began; empty where the system does not tell."""
    return _ALLOWED


def processors() -> int:
    """How many processors this process may run on."""
    return len(_ALLOWED) or os.cpu_count() or 1


def keep_to_one_processor() -> None:
    """Let this thread, and those that it will start, run on one processor.

    Threads of Python never run at the same time: on several processors they pass their lock from one to the other,
    which can cost more than what they do.
    """
    if len(_ALLOWED) > 1:
        run_on({sorted(_ALLOWED)[os.getpid() % len(_ALLOWED)]})


def take_short_turns() -> None:
    """Let a thread that is at work hold up the others, the event loop among them, for a thousandth of a second.

    One that waits has to wait for several turns, where there are several.
    """
    sys.setswitchinterval(_SWITCH_S)


def run_on(allowed: Set[int]) -> None:
    """Let this thread, and those that it will start, run on these processors; none: wherever it runs now."""
    with suppress(OSError):  # where it is forbidden everything works all the same
        if allowed:
            os.sched_setaffinity(0, allowed)


@contextmanager
def on_all_processors() -> Iterator[None]:
    """Threads that are started inside run on all processors again: those of libraries that need no lock of Python's."""
    before = os.sched_getaffinity(0) if _ALLOWED else set()
    run_on(_ALLOWED)
    try:
        yield
    finally:
        run_on(before)


@cache
def share_freed_memory() -> None:
    """Let threads take memory from two heaps instead of up to eight for each processor; where it is glibc's.

    To be called before there are many threads: glibc reckons how many heaps it may have once.
    What a thread frees stays in the heap that it came from, and threads that write an index come and go, each to
    another heap: without this a process that takes in articles now and then comes to hold twice what it uses.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


def end_with_parent(parent: int) -> None:
    """Let the system end this process with the one that started it, by number, even where that one is killed.

    On Linux; elsewhere nothing. It is bound to the thread that started it: not for what a passing thread starts.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it ended before it could be said
            os._exit(1)


def resident_files_mb() -> float:
    """How much of mapped files this process has in memory; 0 where the system does not tell."""
    return _pages(Path("/proc/self/statm"), 2) * _PAGE_BYTES / 2**20


def let_go_of(folder: Path, suffix: str) -> None:
    """Let the system have the pages of files in a folder back that this process has mapped to read; on Linux.

    Whoever reads them meanwhile or later gets them again, mostly from the system's own cache.
    """
    inside = f"{folder.resolve()}{os.sep}"
    with suppress(OSError, AttributeError, ValueError):
        advise = ctypes.CDLL(None, use_errno=True).madvise
        for line in Path("/proc/self/maps").read_text("utf-8", "replace").splitlines():
            span, rights, _offset, _device, _inode, *named = line.split(maxsplit=5)
            if named and named[0].startswith(inside) and named[0].endswith(suffix) and "w" not in rights:
                start, end = (int(one, 16) for one in span.split("-"))
                advise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _MADV_DONTNEED)


def resident_mb(pid: int) -> float:
    """What of a process is in memory, files that it maps included; 0 where it is gone or the system does not tell."""
    return _pages(Path(f"/proc/{pid}/statm"), 1) * _PAGE_BYTES / 2**20


def processor_s(pid: int) -> float:
    """Processor time that a process has taken; 0 where it is gone or the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def _pages(statm: Path, place: int) -> int:
    try:
        return int(statm.read_text("ascii").split()[place])
    except (OSError, ValueError, IndexError):
        return 0
