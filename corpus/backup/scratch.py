"""A folder to work in beside what will come of it: on the same disk, for the owner alone, gone afterwards."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import BackupError
from corpus.store.copying import plain_errors

PREFIX = ".work-"


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A fresh folder inside `folder`. Raises BackupError where another process works there, StoreError.

    Whoever holds the lock is alone, so what an earlier process left behind when it was killed can go.
    """
    with plain_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (folder / ".lock").open("a")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError("another backup or restore is at work in this folder") from error
        for left in folder.glob(f"{PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        with plain_errors(folder):
            work = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
