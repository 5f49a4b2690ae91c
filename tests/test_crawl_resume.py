"""A crawl that is killed at any point goes on where it was: nothing lost, nothing twice, one tally."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest
from crawl_server import Reply
from crawl_site import Paper, shares, spoil
from crawl_support import Newsroom, counts

from corpus.errors import StoreLocked
from corpus.store import crawling

pytestmark = pytest.mark.long

HERE = Path(__file__).parent


async def crawl_until(paper: Paper, data: Path, requests: int) -> int:
    """Run a crawl in its own process, and kill it after so many requests; its exit status."""
    before = len(paper.server.asked)
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / "crawl_once.py"), str(data), paper.home, cwd=HERE
    )
    ended = asyncio.create_task(process.wait())
    while not ended.done() and len(paper.server.asked) - before < requests:
        await asyncio.sleep(0.002)
    if not ended.done():
        process.kill()
    await ended
    assert process.returncode is not None
    return process.returncode


async def test_killed_again_and_again_a_crawl_still_comes_to_the_exact_tally(tmp_path: Path) -> None:
    paper, newsroom = Paper.of(50), Newsroom(tmp_path)
    paper.in_a_sitemap = 20
    async with paper.server:
        expected = spoil(paper, shares(list(paper.stories.values())))
        paper.publish()
        # Between the sitemaps, and wherever the later ones fall: while fetching, storing or indexing.
        kills = [await crawl_until(paper, tmp_path, requests) for requests in (3, 14, 24)]
        assert kills == [-signal.SIGKILL] * 3
        assert await crawl_until(paper, tmp_path, 10_000) == 0
    async with await newsroom.archive() as archive:
        rows = await archive._store.read("SELECT COUNT(*), MIN(ended_at IS NOT NULL) FROM site_runs")
        assert [tuple(row) for row in rows] == [(1, 1)]
        (tally,) = await archive._store.read("SELECT new, copies, skipped, gone, failed FROM site_runs")
        names = ("new", "copies", "skipped", "gone", "failed")
        assert dict(zip(names, tally, strict=True)) == {name: expected.first[name] for name in names}
        summary, status = await archive.summary(), await archive.status()
        assert summary.articles == expected.articles
        assert status.problem is None
        assert status.generation is not None
        assert status.generation.passages == summary.passages
    kept = [one for one in paper.stories.values() if one.path not in paper.faults]
    for one in kept[::20]:
        assert (await newsroom.ask(one.paragraphs[0]))[0].endswith(one.path)


async def test_a_run_that_was_cut_off_long_ago_is_closed_and_a_new_one_begins(tmp_path: Path) -> None:
    paper, newsroom = Paper.of(30), Newsroom(tmp_path)
    async with paper.server:
        paper.publish()
        await crawl_until(paper, tmp_path, 24)
        newsroom.clock.forward(days=2)
        assert counts(await newsroom.one(paper.site())).keys() <= {"new", "unchanged"}
    async with await newsroom.archive() as archive:
        assert [one.stopped for one in await archive.newspapers.history("bao.test")] == [None, "abandoned"]
        assert (await archive.summary()).articles == 30


async def test_two_crawls_at_once_are_refused_and_a_cancelled_one_keeps_what_it_had(tmp_path: Path) -> None:
    paper, newsroom = Paper.of(10), Newsroom(tmp_path)
    async with paper.server:
        paper.faults["/tin/bai-viet-so-1006.html"] = Reply(wait_s=30)
        paper.publish()
        crawl = asyncio.create_task(newsroom.one(paper.site()))
        while "/tin/bai-viet-so-1006.html" not in paper.server.paths():
            await asyncio.sleep(0.01)
        with pytest.raises(StoreLocked, match="another crawl"):
            await newsroom.one(paper.site())
        crawl.cancel()
        await asyncio.gather(crawl, return_exceptions=True)
        assert crawl.cancelled()
        async with await newsroom.archive() as archive:
            assert (await archive.summary()).articles == 5
        paper.faults.clear()
        paper.publish()
        assert counts(await newsroom.one(paper.site())) == {"new": 10}


async def test_the_crawl_lock_goes_with_its_holder(tmp_path: Path) -> None:
    async with crawling(tmp_path):
        with pytest.raises(StoreLocked):
            async with crawling(tmp_path):
                pass
    async with crawling(tmp_path):
        pass
