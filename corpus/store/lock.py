"""One writer at a time: a lock on a file of the data folder, which the system lets go when a process dies."""

from __future__ import annotations

import asyncio
import fcntl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from corpus.errors import StoreError, StoreLocked

POLL_S = 0.1


@asynccontextmanager
async def writing(folder: Path, timeout_s: float = 30.0) -> AsyncIterator[None]:
    """Hold the write lock of a data folder. Raises StoreLocked where another holds it for longer."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "write.lock"
        path.touch(mode=0o600)
        file = path.open("a")
    except OSError as error:
        raise StoreError(f"cannot write in the data folder: {error.strerror}") from error
    with file:
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() > deadline:
                    raise StoreLocked(
                        "another hoibao is writing to this data folder; try again later"
                    ) from error
                await asyncio.sleep(POLL_S)
        yield
