"""What `survive_kills.py` crawls: a newspaper on loopback, in a thread of the program that kills."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from backup_support import rows_of
from crawl_site import Paper
from crawl_support import LIMITS, Newsroom

from bot.state import STATE_FILE
from corpus import verify

STORIES = 60
WAIT_S = 10.0
PATIENT = replace(LIMITS, connect_s=WAIT_S, silence_s=WAIT_S, total_s=WAIT_S)  # a busy machine is no failure
PAPER = Paper.of(STORIES)
PAPER.in_a_sitemap = 20


@contextmanager
def printing() -> Iterator[None]:
    """The paper can be read inside, under one address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="paper", daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(PAPER.server.__aenter__(), loop).result(WAIT_S)
        PAPER.publish()
        yield
    finally:
        asyncio.run_coroutine_threadsafe(PAPER.server.__aexit__(), loop).result(WAIT_S)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(WAIT_S)
        loop.close()


async def nothing_yet(folder: Path) -> None:
    async with await Newsroom(folder).archive():
        pass


async def crawl(folder: Path) -> None:
    await Newsroom(folder, limits=PATIENT).one(PAPER.site())


async def counted_once(folder: Path, is_done: bool) -> None:
    """Every article that is there is whole and there once; the run that was cut off and gone on with has one tally."""
    newsroom = Newsroom(folder)
    report = await verify(newsroom.settings(), [STATE_FILE], mend=False)
    assert report.is_well or not is_done, report.lines()
    wrong = [one for one in report.findings if one.advice != "run hoibao reindex"]
    assert not wrong, wrong
    path = folder / "corpus.sqlite3"
    there = [
        str(row[0]) for row in rows_of(path, "SELECT url FROM versions JOIN articles ON id = article_id")
    ]
    assert len(there) == len(set(there)), "an article is there twice"
    addresses = {f"{PAPER.home}{story.path}" for story in PAPER.stories.values()}
    assert set(there) <= addresses
    if is_done:
        unread = rows_of(path, "SELECT url, state, reason FROM pages WHERE article_id IS NULL")
        assert set(there) == addresses, unread
        runs = rows_of(path, "SELECT new, copies, skipped, gone, failed FROM site_runs ORDER BY rowid")
        # A kill after the run's end but before the process's leaves a run that is closed, and then comes another.
        assert runs[0] == (STORIES, 0, 0, 0, 0), runs
        assert all(run == (0, 0, 0, 0, 0) for run in runs[1:]), runs
