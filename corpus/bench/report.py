"""Results as Markdown, and the machine they come from."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from corpus.machine import processors

_LIBRARIES = ("numpy", "tantivy", "rank-bm25", "pyvi", "aiosqlite", "python-telegram-bot")


@dataclass(frozen=True, slots=True)
class Table:
    """A result. `notes`: what was measured and how, a sentence each."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    notes: Sequence[str] = ()

    def markdown(self) -> str:
        """A heading, the table, and the notes as a list below it."""
        lines = [f"### {self.title}", "", _row(self.columns), _row(["---"] * len(self.columns))]
        lines += [_row([_cell(value) for value in row]) for row in self.rows]
        return "\n".join([*lines, "", *(f"- {note}" for note in self.notes)]).rstrip() + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    """Numbers with three digits that count, as far as there are any."""
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def machine() -> str:
    """Processor, memory, system, versions, date: what a number means nothing without."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{processors()} cores of {_processor()}, {_memory_gb():.0f} GB, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}; {libraries}. {date.today().isoformat()}, "
        f"load average {os.getloadavg()[0]:.1f} at the start."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
