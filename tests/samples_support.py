"""The sample articles, indexed: made once for a run of the tests, whichever worker asks first, and copied."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
from pathlib import Path

import pytest

from corpus import Archive, CorpusSettings, sample_articles


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample articles, indexed; this worker's own."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made, folder = shared / "samples-made", tmp_path_factory.mktemp("samples") / "data"
    with (shared / "samples.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the system drops it when a worker dies
        if not made.exists():
            fresh = shared / "samples-fresh"
            shutil.rmtree(fresh, ignore_errors=True)
            asyncio.run(_ingest(fresh))
            fresh.rename(made)
    shutil.copytree(made, folder)
    return folder


async def _ingest(folder: Path) -> None:
    async with await Archive.open(CorpusSettings(folder)) as archive:
        await archive.ingest([sample_articles()])
