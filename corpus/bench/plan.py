"""What a run of the benchmarks is to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.models import Answer


@dataclass(frozen=True, slots=True)
class Plan:
    """`articles`: real news, a file or folder, instead of the samples. `folder`: for what is built on the way.

    `is_large`: a million passages and 20,000 articles, for half an hour. `render`: an answer as readers get it.
    `say`: how the work goes on, for a terminal.
    """

    articles: Path | None
    folder: Path
    is_large: bool
    render: Callable[[Answer], object]
    say: Callable[[str], None]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Archives of so many passages are compared."""
        return (10_000, 100_000, 1_000_000) if self.is_large else (10_000, 100_000)
