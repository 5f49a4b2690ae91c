"""One writer and one crawl at a time: locks on files of the data folder; the system drops them when a process dies."""

from __future__ import annotations

import asyncio
import fcntl
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from corpus.errors import IndexUnavailable, StoreError, StoreLocked
from corpus.store.database import make_folder
from corpus.store.system_errors import FULL, why

POLL_S = 0.1


@contextmanager
def machine_errors() -> Iterator[None]:
    """What the machine has too little of, as an error that says so; what was there before is still there."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StoreError("the disk is full; what was there before still serves") from error
        raise StoreError(f"cannot write in the data folder: {why(error)}") from error
    except MemoryError as error:
        raise IndexUnavailable(
            "there is not enough memory; the index from before still serves. HOIBAO_ENGINE=tantivy needs less"
        ) from error


@asynccontextmanager
async def writing(folder: Path, timeout_s: float = 30.0) -> AsyncIterator[None]:
    """Hold the write lock of a data folder. Raises StoreLocked where another holds it for longer."""
    async with _locked(folder / "write.lock", timeout_s, "another hoibao is writing to this data folder"):
        yield


@asynccontextmanager
async def crawling(folder: Path) -> AsyncIterator[None]:
    """Hold the crawl lock of a data folder, for as long as a crawl takes; others may write meanwhile.

    Raises StoreLocked at once where another crawl is under way.
    """
    async with _locked(folder / "crawl.lock", 0.0, "another crawl of this data folder is under way"):
        yield


@asynccontextmanager
async def _locked(path: Path, timeout_s: float, problem: str) -> AsyncIterator[None]:
    try:
        make_folder(path.parent)
        path.touch(mode=0o600)
        file = path.open("a")
    except OSError as error:
        raise StoreError(f"cannot write in the data folder: {why(error)}") from error
    with file:
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() >= deadline:
                    raise StoreLocked(f"{problem}; try again later") from error
                await asyncio.sleep(POLL_S)
        with machine_errors():
            yield
