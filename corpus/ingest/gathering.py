"""Files and folders to be taken in; gather's libraries are loaded only when something is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.models import Article, Skipped


def gathered(paths: Iterable[Path]) -> Iterator[Article | Skipped]:
    """The articles of files and folders, and what is none."""
    from corpus.gather import read_paths

    return read_paths(paths)


def estimated(paths: Iterable[Path]) -> int:
    """About how many articles `gathered` will yield."""
    from corpus.gather import estimate

    return estimate(paths)
