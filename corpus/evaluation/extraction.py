"""How fast pages are read: `python -m corpus.evaluation.extraction PAGE.html…` prints pages a second on one core."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_LEAST_S = 2.0


@dataclass(frozen=True, slots=True)
class Speed:
    """`pages`: how many were read, some of them again; `seconds` of processor time."""

    pages: int
    seconds: float
    kilobytes: float

    @property
    def pages_per_second(self) -> float:
        """Pages a second on one core."""
        return self.pages / self.seconds


def measure(pages: Sequence[bytes], least_s: float = _LEAST_S) -> Speed:
    """Read the pages over and over, for at least that long."""
    from corpus.gather.decode import Unreadable
    from corpus.gather.html import parse

    done, size, started = 0, 0, time.process_time()
    while time.process_time() - started < least_s:
        for page in pages:
            with suppress(Unreadable):  # a home page: it takes its time too
                parse(page)
            done, size = done + 1, size + len(page)
    return Speed(done, time.process_time() - started, size / 1024)


if __name__ == "__main__":
    speed = measure([Path(name).read_bytes() for name in sys.argv[1:]])
    print(f"{speed.pages_per_second:.0f} pages/s, {speed.kilobytes / speed.pages:.0f} KB a page")
