"""How many articles files and folders seem to hold, without reading them: for a progress bar's time left."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus.gather.walk import Reader, walk
from corpus.models import Skipped

_BLOCK = 2**20
_EACH = "counted"


def estimate(paths: Iterable[Path], formats: Mapping[str, Reader]) -> int:
    """One for each line of a .jsonl file, one for each other file of a known kind. Never raises."""
    counters = {suffix: _lines if suffix == ".jsonl" else _one for suffix in formats}
    return sum(1 for _ in walk(paths, counters))


def _one(path: Path) -> Iterator[Skipped]:
    yield Skipped(path, _EACH)


def _lines(path: Path) -> Iterator[Skipped]:
    each = Skipped(path, _EACH)
    last = b"\n"
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        try:
            while block := file.read(_BLOCK):
                yield from (each for _ in range(block.count(b"\n")))
                last = block[-1:]
        except (OSError, EOFError, zlib.error):
            pass  # whoever reads it says what is wrong
    if last != b"\n":
        yield each
