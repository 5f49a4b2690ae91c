"""The sites for their operator: how each stands, on and off, what fails and is tried again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from crawl_server import Reply
from crawl_site import Paper
from crawl_support import Newsroom, counts, published

from corpus import CrawlError
from corpus.crawls import SiteState
from corpus.crawls.newspapers import Newspapers
from corpus.store.runs import Runs


@pytest.fixture
async def paper() -> AsyncIterator[Paper]:
    async with published(6) as made:
        yield made


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path / "data")


async def state(newsroom: Newsroom, paper: Paper) -> SiteState:
    async with await newsroom.archive() as archive:
        (found,) = await Newspapers(archive._store, {"bao.test": paper.site()}).states()
        return found


async def test_a_site_that_was_never_crawled(newsroom: Newsroom, paper: Paper) -> None:
    found = await state(newsroom, paper)
    assert (found.is_on, found.articles, found.newest_s, found.last_success_at, found.last) == (
        True,
        0,
        None,
        None,
        None,
    )


async def test_how_a_site_stands_after_a_crawl(newsroom: Newsroom, paper: Paper) -> None:
    paper.faults["/tin/bai-viet-so-1002.html"] = Reply(403)
    paper.publish()
    await newsroom.one(paper.site(), most=4)
    found = await state(newsroom, paper)
    assert (found.articles, found.waiting, found.failing) == (3, 2, 1)
    assert found.last_success_at == int(newsroom.clock.now)
    assert found.newest_s == int(paper.stories[1004].published_at.timestamp())
    assert found.last is not None
    assert [(one.reason, one.detail, one.count) for one in found.last.failures] == [("status", "403", 1)]


async def test_a_run_that_reached_nothing_is_no_success(newsroom: Newsroom, paper: Paper) -> None:
    await newsroom.one(paper.site())
    first = (await state(newsroom, paper)).last_success_at
    newsroom.clock.forward(days=8)
    paper.server.routes["/robots.txt"] = Reply(500)
    await newsroom.one(paper.site())
    found = await state(newsroom, paper)
    assert found.last_success_at == first
    assert found.last is not None
    assert found.last.stopped == "robots_down"


async def test_sites_are_switched_off_and_on_and_crawled_all_the_same_when_named(
    newsroom: Newsroom, paper: Paper
) -> None:
    async with await newsroom.archive() as archive:
        newspapers = Newspapers(archive._store, {"bao.test": paper.site()})
        await newspapers.turn("bao.test", False)
        assert [one.is_on for one in await newspapers.states()] == [False]
        with pytest.raises(CrawlError, match=r"khac\.test"):
            await newspapers.turn("khac.test", True)
    assert (await newsroom.crawl(paper.site())).sites == ()
    assert counts(await newsroom.one(paper.site(), sites=("bao.test",))) == {"new": 6}
    async with await newsroom.archive() as archive:
        await Newspapers(archive._store, {"bao.test": paper.site()}).turn("bao.test", True)
    assert len((await newsroom.crawl(paper.site())).sites) == 1


async def test_a_table_entry_may_be_off_until_somebody_switches_it_on(
    newsroom: Newsroom, paper: Paper
) -> None:
    assert (await newsroom.crawl(paper.site(on=False))).sites == ()
    async with await newsroom.archive() as archive:
        await Newspapers(archive._store, {"bao.test": paper.site(on=False)}).turn("bao.test", True)
    assert len((await newsroom.crawl(paper.site(on=False))).sites) == 1


async def test_an_unknown_site_is_refused_with_those_there_are(newsroom: Newsroom, paper: Paper) -> None:
    with pytest.raises(CrawlError, match=r"no site 'bao\.tst'.*bao\.test"):
        await newsroom.crawl(paper.site(), sites=("bao.tst",))


async def test_failing_pages_are_listed_and_tried_again_on_request(newsroom: Newsroom, paper: Paper) -> None:
    broken = ("/tin/bai-viet-so-1002.html", "/tin/bai-viet-so-1005.html")
    paper.faults = {path: Reply(403) for path in broken}
    paper.publish()
    for _day in range(4):
        await newsroom.one(paper.site())
        newsroom.clock.forward(days=1)
    async with await newsroom.archive() as archive:
        newspapers = Newspapers(archive._store, {"bao.test": paper.site()}, newsroom.clock)
        failing = await newspapers.failing("bao.test")
        assert {one.address for one in failing} == {f"{paper.home}{path}" for path in broken}
        assert {(one.reason, one.detail, one.tries, one.due_at) for one in failing} == {
            ("status", "403", 3, None)
        }
        assert await newspapers.failing("khac.test") == []
        assert len(await newspapers.failing(limit=1, offset=1)) == 1
        assert await newspapers.retry(urls=[failing[0].url, "https://bao.test/khong-co"]) == 1
        paper.faults.clear()
        paper.publish()
        assert (await newsroom.one(paper.site())).new == 1
        assert await newspapers.retry("bao.test") == 1
        assert (await newsroom.one(paper.site())).new == 1
        assert await newspapers.failing() == []


async def test_old_runs_are_forgotten_but_the_last(newsroom: Newsroom, paper: Paper) -> None:
    for _time in range(3):
        await newsroom.one(paper.site())
        newsroom.clock.forward(days=50)
    async with await newsroom.archive() as archive:
        assert len(await archive.newspapers.history("bao.test")) == 2


async def test_a_list_of_addresses_is_a_run_of_its_own_and_makes_no_site_fresh(
    newsroom: Newsroom, paper: Paper
) -> None:
    listed = (f"{paper.home}{paper.stories[1002].path}",)
    first = await newsroom.one(paper.site(), addresses=listed)
    assert (first.kind, first.new) == ("list", 1)
    found = await state(newsroom, paper)
    assert (found.articles, found.last_success_at, found.last) == (1, None, None)
    await newsroom.one(paper.site())
    crawled_at = int(newsroom.clock.now)
    newsroom.clock.forward(days=3)
    assert counts(await newsroom.one(paper.site(), addresses=listed)) == {"unchanged": 1}
    found = await state(newsroom, paper)
    assert found.last_success_at == crawled_at
    assert found.last is not None
    assert (found.last.kind, found.last.new) == ("site", 5)
    async with await newsroom.archive() as archive:
        newspapers = Newspapers(archive._store, {"bao.test": paper.site()})
        assert await newspapers.last_success_at() == crawled_at
        assert [one.ended_at for one in await newspapers.times()] == [crawled_at]
        assert [one.kind for one in await newspapers.history("bao.test")] == ["list", "site", "list"]


async def test_a_list_does_not_go_on_with_the_run_that_was_cut_off(newsroom: Newsroom, paper: Paper) -> None:
    async with await newsroom.archive() as archive:
        cut_off = await Runs(archive._store).open("bao.test", int(newsroom.clock.now))
    listed = (f"{paper.home}{paper.stories[1002].path}",)
    assert (await newsroom.one(paper.site(), addresses=listed)).kind == "list"
    async with await newsroom.archive() as archive:
        again = await Runs(archive._store).open("bao.test", int(newsroom.clock.now))
    assert (again.id, again.resumed) == (cut_off.id, True)
    assert counts(await newsroom.one(paper.site())) == {"new": 5}
