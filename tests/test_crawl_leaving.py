"""What leaves the index, and what must not: gone twice, too old, a site's bad hour, a wrong clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from crawl_server import Reply, html, redirect
from crawl_site import Paper, page, sentence, story
from crawl_support import Newsroom, counts, published

from corpus import Archive
from corpus.crawls.newspapers import Newspapers


@pytest.fixture
async def paper() -> AsyncIterator[Paper]:
    async with published(12) as made:
        yield made


@pytest.fixture
async def newsroom(tmp_path: Path, paper: Paper) -> Newsroom:
    room = Newsroom(tmp_path / "data")
    assert counts(await room.one(paper.site())) == {"new": 12}
    room.clock.forward(days=8)
    return room


async def served(newsroom: Newsroom) -> int:
    async with await newsroom.archive() as archive:
        return (await archive.summary()).articles


async def article_id(archive: Archive, url: str) -> str:
    rows = await archive._store.read("SELECT article_id FROM versions WHERE url = ?", (url,))
    return str(rows[0][0])


@pytest.mark.parametrize("answer", [Reply(404), Reply(410), redirect("/")], ids=["404", "410", "home"])
async def test_what_is_gone_twice_a_day_apart_leaves_the_index_and_not_the_store(
    newsroom: Newsroom, paper: Paper, answer: Reply
) -> None:
    lost = paper.stories[1005]
    paper.faults |= {lost.path: answer, "/": html("<p>Trang chủ</p>")}
    paper.publish()
    assert counts(await newsroom.one(paper.site())) == {"unchanged": 11, "gone": 1}
    assert (await newsroom.ask(lost.paragraphs[0]))[0].endswith(lost.path)
    newsroom.clock.forward(hours=23)
    assert counts(await newsroom.one(paper.site())) == {}
    newsroom.clock.forward(hours=1)
    assert counts(await newsroom.one(paper.site())) == {"gone": 1, "withdrawn": 1}
    assert not any(url.endswith(lost.path) for url in await newsroom.ask(lost.paragraphs[0]))
    async with await newsroom.archive() as archive:
        number = await article_id(archive, f"{paper.home}{lost.path}")
        kept, left = await archive.article(number), await archive.newspapers.withdrawal(number)
    assert kept is not None
    assert kept.headline == lost.headline
    assert left is not None
    assert left.reason == "gone"
    assert await served(newsroom) == 11


async def test_one_bad_answer_is_forgotten_when_the_article_is_back(newsroom: Newsroom, paper: Paper) -> None:
    lost = paper.stories[1005].path
    paper.faults[lost] = Reply(404)
    paper.publish()
    await newsroom.one(paper.site())
    paper.faults.clear()
    paper.publish()
    newsroom.clock.forward(days=1)
    assert counts(await newsroom.one(paper.site())) == {"unchanged": 1}
    paper.faults[lost] = Reply(404)
    paper.publish()
    newsroom.clock.forward(days=8)
    tally = await newsroom.one(paper.site())
    assert (tally.gone, tally.withdrawn) == (1, 0)


async def test_a_withdrawn_article_that_is_listed_again_comes_back(newsroom: Newsroom, paper: Paper) -> None:
    lost = paper.stories[1005]
    paper.faults[lost.path] = Reply(404)
    paper.publish()
    for _time in range(2):
        await newsroom.one(paper.site())
        newsroom.clock.forward(days=1)
    assert await served(newsroom) == 11
    paper.faults.clear()
    paper.publish()
    assert counts(await newsroom.one(paper.site(), addresses=(f"{paper.home}{lost.path}",))) == {"new": 1}
    assert await served(newsroom) == 12
    assert (await newsroom.ask(lost.paragraphs[0]))[0].endswith(lost.path)


async def test_a_site_that_loses_everything_empties_nothing(newsroom: Newsroom, paper: Paper) -> None:
    paper.faults = {one.path: Reply(404) for one in paper.stories.values()}
    paper.publish()
    assert counts(await newsroom.one(paper.site())) == {"gone": 12}
    newsroom.clock.forward(days=1)
    assert counts(await newsroom.one(paper.site())) == {"gone": 12, "held_back": 12}
    assert await served(newsroom) == 12
    assert counts(await newsroom.one(paper.site(), withdraw_many=True)) == {"withdrawn": 12}
    assert await served(newsroom) == 0


async def test_what_is_held_back_is_believed_by_name_and_comes_back_whole(
    newsroom: Newsroom, paper: Paper
) -> None:
    paper.faults = {one.path: Reply(404) for one in paper.stories.values()}
    paper.publish()
    for _time in range(2):
        tally = await newsroom.one(paper.site())
        newsroom.clock.forward(days=1)
    assert tally.held_back == 12
    async with await newsroom.archive() as archive:
        newspapers = Newspapers(archive._store, {"bao.test": paper.site()})
        (held,) = await newspapers.held_back()
        assert (held.domain, held.publisher, len(held.article_ids)) == ("bao.test", "Báo bao.test", 12)
        before = {one: await archive.article(one) for one in held.article_ids}
        assert await archive.undo_withdrawal() == 0
        assert await archive.believe_gone("bao.test", ["khác"]) == 0
        assert await archive.believe_gone("khac.test", held.article_ids) == 0
        assert await archive.believe_gone("bao.test", held.article_ids) == 12
        assert await newspapers.held_back() == []
        assert (await archive.summary()).articles == 0
        left = await archive.newspapers.withdrawal(held.article_ids[0])
        assert left is not None
        assert left.reason == "believed"
        assert await archive.undo_withdrawal() == 12
        assert {one: await archive.article(one) for one in held.article_ids} == before
        assert await archive.undo_withdrawal() == 0
        assert await archive.index_problems() == []
    assert (await newsroom.ask(paper.stories[1005].paragraphs[0]))[0].endswith(paper.stories[1005].path)


async def test_a_withdrawal_from_before_the_index_was_built_is_not_undone(
    newsroom: Newsroom, paper: Paper
) -> None:
    paper.faults = {one.path: Reply(404) for one in paper.stories.values()}
    paper.stories |= {2000: story(2000)}
    paper.publish()
    for _time in range(2):
        await newsroom.one(paper.site(), withdraw_many=True)
        newsroom.clock.forward(days=1)
    assert await served(newsroom) == 1
    async with await newsroom.archive() as archive:
        await archive._store._writer.execute("UPDATE withdrawn SET withdrawn_at = 1")
        assert await archive.undo_withdrawal() == 0
    assert await served(newsroom) == 1


MAINTENANCE = html("<h1>Hệ thống đang bảo trì</h1><p>Mời quý độc giả quay lại sau ít phút.</p>")
BROKEN = html("<html><body><p>Trang không có nội dung.</p></body></html>")


@pytest.mark.parametrize(
    "answer", [MAINTENANCE, BROKEN, Reply(500), html("")], ids=["bảo trì", "vỡ", "500", "rỗng"]
)
async def test_a_sites_bad_hour_replaces_no_article(newsroom: Newsroom, paper: Paper, answer: Reply) -> None:
    paper.faults = {one.path: answer for one in paper.stories.values()}
    paper.publish()
    for _time in range(3):
        tally = await newsroom.one(paper.site())
        assert tally.failed > 0
        assert (tally.changed, tally.withdrawn) == (0, 0)
        newsroom.clock.forward(days=1)
    for one in (paper.stories[1003], paper.stories[1010]):
        assert (await newsroom.ask(one.paragraphs[1]))[0].endswith(one.path)
    paper.faults.clear()
    paper.publish()
    newsroom.clock.forward(days=8)
    assert counts(await newsroom.one(paper.site())) == {"unchanged": 12}


async def test_an_article_that_lost_most_of_its_text_is_believed_a_day_later(
    newsroom: Newsroom, paper: Paper
) -> None:
    cut = paper.stories[1005]
    cut.paragraphs = [
        "Bài viết đã được rút gọn, mời bạn đọc theo dõi bản đầy đủ trên số báo in phát hành sáng ngày mai."
    ]
    cut.version = 2
    paper.publish()
    tally = await newsroom.one(paper.site())
    assert [(one.reason, one.count) for one in tally.failures] == [("shrunk", 1)]
    newsroom.clock.forward(days=1)
    assert counts(await newsroom.one(paper.site())) == {"changed": 1}


async def test_retention_by_rule(newsroom: Newsroom, paper: Paper) -> None:
    paper.stories |= {number: story(number) for number in range(20_000, 20_003)}  # two weeks younger
    paper.publish()
    assert counts(await newsroom.one(paper.site(keep_days=10))) == {
        "new": 3,
        "unchanged": 12,
        "withdrawn": 12,
    }
    assert await served(newsroom) == 3
    newsroom.clock.forward(days=60)
    again = await newsroom.one(paper.site(keep_days=10))
    assert counts(again) == {"unchanged": 3}
    assert await served(newsroom) == 3


async def test_a_wrong_clock_withdraws_nothing(newsroom: Newsroom, paper: Paper) -> None:
    newsroom.clock.forward(days=20_000)
    assert counts(await newsroom.one(paper.site(keep_days=30))) == {"unchanged": 12}


async def test_an_article_that_is_another_now_gives_way_a_day_later(newsroom: Newsroom, paper: Paper) -> None:
    gone, other = paper.stories[1005], paper.stories[1006]
    paper.faults[gone.path] = redirect(other.path)
    paper.publish()
    tally = await newsroom.one(paper.site())
    assert [(one.reason, one.count) for one in tally.failures] == [("vanished", 1)]
    newsroom.clock.forward(days=1)
    assert counts(await newsroom.one(paper.site())) == {"gone": 1, "withdrawn": 1}


async def test_robots_that_close_a_section_later_leave_what_is_stored(
    newsroom: Newsroom, paper: Paper
) -> None:
    paper.robots = "User-agent: *\nDisallow: /tin/\n"
    paper.publish()
    assert counts(await newsroom.one(paper.site())) == {"skipped": 12}
    assert await served(newsroom) == 12


def test_sentences_are_made_up() -> None:
    import random

    assert sentence(random.Random(1)) == sentence(random.Random(1))
    assert page(story(5)).count("<p>") == 4
