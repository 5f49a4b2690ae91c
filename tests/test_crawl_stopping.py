"""A crawl that is told to end: after the page at hand, with its tally, and the next one does the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from crawl_site import Paper
from crawl_support import Newsroom, counts, published

from corpus import Reason
from corpus.crawls.newspapers import Newspapers


@pytest.fixture
async def paper() -> AsyncIterator[Paper]:
    async with published(40) as made:
        yield made


async def test_the_rest_waits_for_the_next_crawl(paper: Paper, tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path / "data")
    newsroom.stop = lambda: Reason.STOPPED if len(paper.server.asked) >= 8 else None
    first = await newsroom.one(paper.site())
    assert first.stopped == Reason.STOPPED
    assert counts(first) == {"new": 5}  # behind robots.txt and two sitemaps
    newsroom.stop = lambda: None
    assert counts(await newsroom.one(paper.site())) == {"new": 35}


async def test_it_ends_among_the_lists_and_before_them_too(paper: Paper, tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path / "data")
    newsroom.stop = lambda: Reason.STOPPED if len(paper.server.asked) >= 2 else None
    assert counts(await newsroom.one(paper.site())) == {}
    assert len(paper.server.asked) == 2
    await newsroom.one(paper.site())
    assert len(paper.server.asked) == 2


@pytest.mark.parametrize(("reason", "has_ended"), [(Reason.STOPPED, True), (Reason.INTERRUPTED, False)])
async def test_what_the_end_of_its_program_cut_off_did_not_end(
    paper: Paper, tmp_path: Path, reason: Reason, has_ended: bool
) -> None:
    """The clock of scheduled crawls goes by it: what an operator stopped is not begun again at once."""
    newsroom = Newsroom(tmp_path / "data")
    newsroom.stop = lambda: reason
    site = paper.site()
    await newsroom.crawl(site)
    async with await newsroom.archive() as archive:
        (times,) = await Newspapers(archive._store, {site.domain: site}).times()
    assert (times.ended_at is not None, times.success_at, times.stopped) == (has_ended, None, reason)
