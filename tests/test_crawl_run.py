"""Whole crawls of a made-up newspaper on loopback: what comes in, once, and what stays."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from crawl_server import Reply, html, redirect
from crawl_site import Paper, page, shares, spoil, story
from crawl_support import Newsroom, counts, published


@pytest.fixture
async def paper() -> AsyncIterator[Paper]:
    async with published(12) as made:
        yield made


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path / "data")


async def test_a_hundred_pages_with_faults_come_to_an_exact_tally(newsroom: Newsroom) -> None:
    paper = Paper.of(100)
    async with paper.server:
        expected = spoil(paper, shares(list(paper.stories.values())))
        paper.publish()
        first = await newsroom.one(paper.site())
        assert counts(first) == {name: count for name, count in expected.first.items() if count}
        asked = Counter(paper.server.paths())
        tried_twice = {path for path, count in asked.items() if count > 1}
        assert (
            len(tried_twice) == 3 + 2 + 3
        )  # three errors that pass, two that last, three that redirects lead to
        newsroom.clock.forward(days=8)
        second = await newsroom.one(paper.site())
        assert counts(second) == {name: count for name, count in expected.second.items() if count}


async def test_new_articles_are_answerable_with_their_address(newsroom: Newsroom, paper: Paper) -> None:
    await newsroom.one(paper.site())
    asked = paper.stories[1003]
    assert (await newsroom.ask(asked.paragraphs[1]))[0] == f"{paper.home}{asked.path}"


async def test_unchanged_pages_are_not_sent_again(newsroom: Newsroom, paper: Paper) -> None:
    await newsroom.one(paper.site())
    newsroom.clock.forward(days=8)
    paper.server.asked.clear()
    assert counts(await newsroom.one(paper.site())) == {"unchanged": 12}
    conditional = [one for one in paper.server.asked if one.path.startswith("/tin/")]
    assert len(conditional) == 12
    assert all("if-none-match" in one.headers for one in conditional)


async def test_a_crawl_right_after_another_asks_for_nothing_but_the_lists(
    newsroom: Newsroom, paper: Paper
) -> None:
    await newsroom.one(paper.site())
    paper.server.asked.clear()
    assert counts(await newsroom.one(paper.site())) == {}
    assert paper.server.paths() == ["/sitemap.xml", "/sitemap-0.xml.gz"]


async def test_a_corrected_article_is_a_new_version_and_the_old_one_stays(
    newsroom: Newsroom, paper: Paper
) -> None:
    await newsroom.one(paper.site())
    corrected = paper.stories[1003]
    before = corrected.paragraphs[1]
    corrected.paragraphs[1] = "Giá cua huỳnh đế tại bến là 1.250.000 đồng mỗi ký."
    corrected.version = 2
    paper.publish()
    newsroom.clock.forward(days=8)
    assert counts(await newsroom.one(paper.site())) == {"changed": 1, "unchanged": 11}
    assert (await newsroom.ask("giá cua huỳnh đế"))[0].endswith(corrected.path)
    async with await newsroom.archive() as archive:
        rows = await archive._store.read(
            "SELECT text FROM versions WHERE url = ? ORDER BY stored_at, rowid",
            (f"{paper.home}{corrected.path}",),
        )
        number = (
            await archive._store.read(
                "SELECT article_id FROM pages WHERE address LIKE ?", (f"%{corrected.path}",)
            )
        )[0][0]
        current = await archive.article(number)
        assert current is not None
        (old,) = await archive._store.read(
            "SELECT version FROM versions WHERE article_id = ? AND version <> ?", (number, current.version)
        )
        assert await archive.revised_at(number, old[0]) is not None
        assert await archive.revised_at(number, current.version) is None
    assert [before in text for (text,) in rows] == [True, False]


async def test_feeds_and_sections_tell_of_articles_too(newsroom: Newsroom, paper: Paper) -> None:
    site = paper.site(
        sitemaps=(), feeds=(f"{paper.home}/rss",), sections=(f"{paper.home}/tin?page={{page}}",)
    )
    paper.stories |= {number: story(number) for number in range(1013, 1061)}
    paper.publish()
    # Twenty in the feed, and three section pages of ten others: ten of the sixty are in neither.
    assert counts(await newsroom.one(site)) == {"new": 50}


async def test_a_section_without_end_is_left_when_it_tells_of_nothing_new(
    newsroom: Newsroom, paper: Paper
) -> None:
    links = "".join(f'<a href="{one.path}">x</a>' for one in paper.stories.values())
    for number in range(1, 50):
        paper.server.routes[f"/mai?page={number}"] = html(
            f'{links}<a rel="next" href="/mai?page={number + 1}">x</a>'
        )
    site = paper.site(sitemaps=(), sections=(f"{paper.home}/mai?page=1",), section_pages=40)
    assert counts(await newsroom.one(site)) == {"new": 12}
    assert len([path for path in paper.server.paths() if path.startswith("/mai")]) == 2


async def test_sitemaps_without_end_stop(newsroom: Newsroom, paper: Paper) -> None:
    for number in range(200):
        child = "".join(f"<sitemap><loc>/s{number * 3 + n}.xml</loc></sitemap>" for n in range(1, 4))
        paper.server.routes[f"/s{number}.xml"] = Reply(body=f"<sitemapindex>{child}</sitemapindex>".encode())
    tally = await newsroom.one(paper.site(sitemaps=(f"{paper.home}/s0.xml",)))
    assert len([path for path in paper.server.paths() if path.startswith("/s")]) <= 50
    assert counts(tally) == {}


async def test_without_lists_of_its_own_the_sitemaps_in_robots_count(
    newsroom: Newsroom, paper: Paper
) -> None:
    paper.robots = f"Sitemap: {paper.home}/sitemap.xml\n"
    paper.publish()
    assert counts(await newsroom.one(paper.site(sitemaps=()))) == {"new": 12}


async def test_without_any_list_the_home_page_counts(newsroom: Newsroom, paper: Paper) -> None:
    links = "".join(f'<a href="{one.path}">x</a>' for one in list(paper.stories.values())[:5])
    paper.server.routes["/"] = html(links)
    site = paper.site(sitemaps=())
    assert counts(await newsroom.one(site)) == {"new": 5}


async def test_a_source_that_fails_is_told_and_the_others_are_read(newsroom: Newsroom, paper: Paper) -> None:
    site = paper.site(feeds=(f"{paper.home}/khong-co.rss", f"{paper.home}/rss"), sitemaps=())
    tally = await newsroom.one(site)
    assert counts(tally) == {"new": 12}
    assert [(one.url, one.reason) for one in tally.source_failures] == [
        (f"{paper.home}/khong-co.rss", "gone")
    ]
    assert tally.stopped is None


async def test_where_no_source_can_be_read_the_run_says_so(newsroom: Newsroom, paper: Paper) -> None:
    tally = await newsroom.one(paper.site(sitemaps=(), feeds=(f"{paper.home}/khong-co.rss",)))
    assert tally.stopped == "no_source"


async def test_a_list_of_addresses_is_all_that_is_fetched(newsroom: Newsroom, paper: Paper) -> None:
    addresses = (
        f"{paper.home}/tin/bai-viet-so-1002.html?fbclid=1",
        "https://khac.test/x",
        "không phải địa chỉ",
    )
    done = await newsroom.crawl(paper.site(), addresses=addresses)
    assert counts(done.sites[0]) == {"new": 1}
    assert done.refused == ("https://khac.test/x", "không phải địa chỉ")
    assert paper.server.paths() == ["/tin/bai-viet-so-1002.html"]


async def test_a_run_takes_no_more_than_it_may_and_the_next_goes_on(newsroom: Newsroom, paper: Paper) -> None:
    assert counts(await newsroom.one(paper.site(pages_a_run=5))) == {"new": 5}
    assert counts(await newsroom.one(paper.site(), most=4)) == {"new": 4}
    assert counts(await newsroom.one(paper.site())) == {"new": 3}


async def test_sites_are_crawled_side_by_side_and_the_same_text_in_two_papers_is_linked(
    newsroom: Newsroom,
) -> None:
    one, other = Paper.of(4), Paper.of(4, "khac.test")
    other.stories = {number + 500: story(number) for number in other.stories}
    async with one.server, other.server:
        one.publish()
        other.publish()
        tally = await newsroom.crawl(one.site(), other.site())
    assert [(site.site, counts(site)) for site in tally.sites] == [
        ("bao.test", {"new": 4}),
        ("khac.test", {"new": 4}),
    ]
    async with await newsroom.archive() as archive:
        for source in await archive.latest(8):
            ((linked, likeness),) = await archive.newspapers.near_duplicates(source.article_id)
            assert (await archive.article(linked)).headline == source.headline  # type: ignore[union-attr]
            assert likeness == 1.0


async def test_progress_is_told_as_it_comes(newsroom: Newsroom, paper: Paper) -> None:
    await newsroom.one(paper.site())
    assert [(one.done, one.left) for one in newsroom.watched][-1] == (12, 0)
    assert all(one.done + one.left == 12 for one in newsroom.watched)


async def test_a_site_that_is_down_is_not_hammered(newsroom: Newsroom, paper: Paper) -> None:
    for one in paper.stories.values():
        paper.faults[one.path] = Reply(502)
    paper.publish()
    tally = await newsroom.one(paper.site())
    assert tally.stopped == "status"
    assert counts(tally) == {"failed": 10}
    assert len([path for path in paper.server.paths() if path.startswith("/tin/")]) == 10


async def test_a_site_that_asks_to_wait_is_left_alone_until_then(newsroom: Newsroom, paper: Paper) -> None:
    paper.faults["/tin/bai-viet-so-1004.html"] = Reply(503, headers={"Retry-After": "3600"})
    paper.publish()
    tally = await newsroom.one(paper.site())
    assert tally.stopped == "busy"
    assert tally.new == 3
    paper.faults.clear()
    paper.publish()
    paper.server.asked.clear()
    assert (await newsroom.one(paper.site())).stopped == "busy"
    assert paper.server.asked == []
    newsroom.clock.forward(hours=1, seconds=1)
    assert counts(await newsroom.one(paper.site())) == {"new": 9}


async def test_robots_that_cannot_be_read_stop_the_site(newsroom: Newsroom, paper: Paper) -> None:
    paper.server.routes["/robots.txt"] = Reply(500)
    assert (await newsroom.one(paper.site())).stopped == "robots_down"
    assert paper.server.paths() == []


async def test_a_page_that_names_another_as_its_own_is_that_page(newsroom: Newsroom, paper: Paper) -> None:
    original = paper.stories[1001]
    paper.faults["/in-bai-1001.html"] = html(page(original, canonical=f"{paper.home}{original.path}"))
    paper.extra.append(f"{paper.home}/in-bai-1001.html")
    paper.publish()
    assert counts(await newsroom.one(paper.site())) == {"new": 12, "copies": 1}


async def test_pages_that_all_name_one_address_are_told_apart_by_what_they_say(
    newsroom: Newsroom, paper: Paper
) -> None:
    for one in paper.stories.values():
        paper.faults[one.path] = html(page(one, canonical=f"{paper.home}/tin/bai-viet-so-1001.html"))
    paper.publish()
    assert counts(await newsroom.one(paper.site())) == {"new": 12}
    asked = paper.stories[1007]
    assert (await newsroom.ask(asked.paragraphs[2]))[0] == f"{paper.home}{asked.path}"


async def test_redirects_into_other_papers_are_not_followed(newsroom: Newsroom, paper: Paper) -> None:
    paper.faults["/tin/bai-viet-so-1002.html"] = redirect("https://khac.test/tin")
    paper.publish()
    tally = await newsroom.one(paper.site())
    assert [(one.reason, one.detail, one.count) for one in tally.failures] == [("foreign", "khac.test", 1)]


async def test_pages_that_failed_before_do_not_make_a_site_look_down(newsroom: Newsroom) -> None:
    paper = Paper.of(40)
    async with paper.server:
        broken = list(paper.stories.values())[::2]
        paper.faults = {one.path: Reply(500) for one in broken}
        paper.publish()
        assert counts(await newsroom.one(paper.site())) == {"new": 20, "failed": 20}
        newsroom.clock.forward(hours=1)
        tally = await newsroom.one(paper.site())
        assert tally.stopped is None
        assert counts(tally) == {"failed": 20}


async def test_a_redirect_to_another_paper_of_the_table_is_cited_as_that_paper(
    newsroom: Newsroom, paper: Paper
) -> None:
    other = Paper.of(1, "khac.test")
    other.stories = {7001: story(7001)}
    async with other.server:
        other.publish()
        paper.faults["/tin/bai-viet-so-1002.html"] = redirect(f"{other.home}{other.stories[7001].path}", 301)
        paper.publish()
        tally = await newsroom.crawl(paper.site(), other.site(), sites=("bao.test",))
        assert counts(tally.sites[0]) == {"new": 12}
        assert counts((await newsroom.crawl(paper.site(), other.site(), sites=("khac.test",))).sites[0]) == {
            "copies": 1
        }
    async with await newsroom.archive() as archive:
        publishers = dict((await archive.summary()).publishers)
    assert publishers == {"Báo bao.test": 11, "Báo khac.test": 1}


async def test_questions_are_answered_from_what_came_in_while_the_crawl_goes_on(newsroom: Newsroom) -> None:
    paper = Paper.of(60)
    async with paper.server:
        paper.publish()
        first, last = paper.stories[1001], paper.stories[1060]
        gate = asyncio.Event()
        paper.server.hold = lambda asked: gate.wait() if asked.path == last.path else None
        crawl = asyncio.create_task(newsroom.one(paper.site()))
        while last.path not in paper.server.paths():
            await asyncio.sleep(0.02)
        assert (await newsroom.ask(first.paragraphs[0]))[0].endswith(first.path)
        gate.set()
        assert counts(await crawl) == {"new": 60}


async def test_a_fault_of_the_crawl_itself_stops_one_site_and_is_told(
    newsroom: Newsroom, paper: Paper, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_now: object) -> None:
        newsroom.watch = lambda _now: None
        raise ZeroDivisionError

    newsroom.watch = fail
    other = Paper.of(3, "khac.test")
    async with other.server:
        other.publish()
        tally = await newsroom.crawl(paper.site(), other.site())
        assert sorted((site.stopped or "") for site in tally.sites) == ["", "broken"]
        assert "the crawl of" in caplog.text
        await newsroom.crawl(paper.site(), other.site())
    async with await newsroom.archive() as archive:
        assert (await archive.summary()).articles == 15


async def test_an_article_that_was_ingested_before_is_the_same_article(
    newsroom: Newsroom, paper: Paper, tmp_path: Path
) -> None:
    known = paper.stories[1004]
    saved = tmp_path / "saved.html"
    saved.write_text(
        page(known, canonical=f"http://www.bao.test:{paper.server.port}{known.path}?fbclid=1"), "utf-8"
    )
    async with await newsroom.archive() as archive:
        assert (await archive.ingest([saved])).new == 1
    assert counts(await newsroom.one(paper.site())) == {"new": 11, "changed": 1}  # its publisher is known now
    async with await newsroom.archive() as archive:
        assert (await archive.summary()).articles == 12
