"""Words of a Vietnamese line, as pyvi segments them. The only module that knows pyvi."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _pyvi() -> Any:
    """Imported at the first use: it loads its model and scikit-learn."""
    from pyvi import ViTokenizer

    return ViTokenizer


def segment(line: str) -> list[str]:
    """The words of a line in order; syllables of one word are joined by "_".

    pyvi rewrites what it reads (spaces, normal form): its output is for the index, never for a reader.
    """
    return str(_pyvi().tokenize(line)).split()
