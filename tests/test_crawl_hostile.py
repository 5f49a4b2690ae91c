"""A newspaper's site that is hostile, or was hacked: what it may do to the archive, to other papers, to the machine."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from backup_support import rows_of
from crawl_server import Reply, Server, html
from crawl_site import Paper, page, story
from crawl_support import Newsroom, counts, fetching

from bot import render
from bot.harness.text.html import parse
from bot.render import Frame
from bot.texts import VI
from corpus import VIETNAM, CorpusSettings, Question, Reason
from corpus.gather.crawl.fetch import LONGEST_VALIDATOR, LONGEST_WAIT_S, NONE
from corpus.gather.crawl.reading import MOST_TEXT
from corpus.gather.crawl.robots import ROBOTS_BYTES, read_rules
from corpus.store import frontier

EVIL = "baotin.test"
SCRIPT = "<script>alert(1)</script><b>Giá</b> \u202e& tôm"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;Giá&lt;/b&gt; \u202e&amp; tôm"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path / "data")


@pytest.fixture
async def honest(newsroom: Newsroom) -> AsyncIterator[Paper]:
    """A paper whose three articles are in the archive."""
    paper = Paper.of(3)
    async with paper.server:
        paper.publish()
        await newsroom.one(paper.site())
        yield paper


@pytest.fixture
async def hostile() -> AsyncIterator[Paper]:
    """Another paper of the table, which has articles of its own, and fallen into bad hands."""
    paper = Paper(EVIL, {number: story(number + 500) for number in range(1001, 1004)})
    async with paper.server:
        paper.publish()
        yield paper


async def sources(newsroom: Newsroom) -> dict[str, str]:
    """Address → publisher of what is in the archive."""
    async with await newsroom.archive() as archive:
        return {one.url or "": one.publisher or "" for one in await archive.latest(1_000)}


def first(paper: Paper) -> str:
    return paper.stories[1001].path


async def test_nobody_speaks_under_another_papers_address_or_name(
    newsroom: Newsroom, honest: Paper, hostile: Paper
) -> None:
    """Its page says in every way there is that it is an article of the other paper."""
    before = await sources(newsroom)
    claimed = f"{honest.home}{first(honest)}"
    told = (
        f'<meta property="og:url" content="{claimed}"><meta property="og:site_name" content="Báo bao.test">'
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "url": "{claimed}", '
        f'"mainEntityOfPage": "{claimed}", "publisher": {{"name": "Báo bao.test"}}}}</script></head>'
    )
    hostile.faults[first(hostile)] = html(page(hostile.stories[1001], claimed).replace("</head>", told))
    hostile.publish()
    assert counts(await newsroom.one(hostile.site())) == {"new": 3}
    after = await sources(newsroom)
    assert {url: name for url, name in after.items() if url.startswith(honest.home)} == before
    assert {url: name for url, name in after.items() if url not in before} == {
        f"{hostile.home}{one.path}": f"Báo {EVIL}" for one in hostile.stories.values()
    }
    honest_texts = [paragraph for one in honest.stories.values() for paragraph in one.paragraphs]
    async with await newsroom.archive() as archive:
        for one in await archive.latest(100):
            if one.url in before:
                stored = await archive.article(one.article_id, one.version)
                assert stored is not None and stored.text.split("\n")[0] in honest_texts


@pytest.mark.parametrize(
    "host",
    [
        "bao.test.{evil}",  # a name that begins like another's
        "xn--bo-yja.test",
        "bао.test",  # a letter of another alphabet
        "bao.test@{evil}",
        "notbao.test",
        "bao.test:8443",
    ],
)
async def test_addresses_that_look_like_the_papers_are_not_fetched(
    newsroom: Newsroom, honest: Paper, host: str
) -> None:
    asked = len(honest.server.asked)
    honest.extra.append(f"http://{host.format(evil=EVIL)}/tin/bai-viet-so-9999.html")
    honest.publish()
    tally = await newsroom.one(honest.site())
    assert not [one for one in honest.server.asked[asked:] if "9999" in one.path]
    assert tally.new == 0


async def test_markup_and_scripts_in_an_article_stay_text(newsroom: Newsroom, hostile: Paper) -> None:
    one = hostile.stories[1001]
    spoilt = page(one).replace(one.headline, f"{ESCAPED} {one.number}")
    hostile.faults[one.path] = html(spoilt.replace(one.paragraphs[0], f"{one.paragraphs[0]} {ESCAPED}"))
    hostile.publish()
    await newsroom.one(hostile.site())
    async with await newsroom.archive() as archive:
        source = next(one for one in await archive.latest(9) if "script" in one.headline)
        assert source.headline.startswith(SCRIPT.replace("\u202e", ""))  # nor does it turn the line around
        answer = await archive.ask(Question(one.paragraphs[0], now(newsroom)))
    assert answer.quotes[0].source.headline == source.headline
    text, entities = parse(render.answer(answer, Frame(1), VI).html)
    assert "<script>alert(1)</script>" in text
    links = [entity["url"] for entity in entities if entity["type"] == "text_link"]
    assert links and all(link.startswith(f"{hostile.home}/tin/") for link in links)


def now(newsroom: Newsroom) -> datetime:
    return datetime.fromtimestamp(newsroom.clock.now, VIETNAM)


async def test_dates_from_the_future_and_from_nowhere_are_no_dates(
    newsroom: Newsroom, hostile: Paper
) -> None:
    """They would stay the latest news for years, and hide that there is none."""
    for number, date in ((1001, "2099-01-01T00:00:00+07:00"), (1002, "0001-01-01"), (1003, "9999-99-99")):
        one = hostile.stories[number]
        hostile.faults[one.path] = html(page(one).replace(one.published_at.isoformat(), date))
    hostile.publish()
    tally = await newsroom.one(hostile.site())
    assert tally.new == 3
    async with await newsroom.archive() as archive:
        assert [one.published_at for one in await archive.latest(9)] == [None] * 3


@pytest.mark.parametrize("wait", ["9" * 400, "999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
async def test_a_site_that_asks_to_be_left_alone_for_ever_is_asked_again_in_a_week(
    newsroom: Newsroom, hostile: Paper, wait: str
) -> None:
    for one in hostile.stories.values():
        hostile.faults[one.path] = Reply(429, headers={"Retry-After": wait})
    hostile.publish()
    assert (await newsroom.one(hostile.site())).stopped == Reason.BUSY
    asked = len(hostile.server.asked)
    hostile.faults.clear()
    hostile.publish()
    newsroom.clock.forward(seconds=LONGEST_WAIT_S - 60)
    assert (await newsroom.one(hostile.site())).stopped == Reason.BUSY
    assert len(hostile.server.asked) == asked
    newsroom.clock.forward(seconds=120)
    assert (await newsroom.one(hostile.site())).new == 3


async def test_lists_without_end_fill_neither_memory_nor_disk(
    newsroom: Newsroom, hostile: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontier, "MOST_WAITING", 50)
    hostile.extra += [f"{hostile.home}/tin/rac-rac-rac-{number}.html" for number in range(300)]
    hostile.publish()
    assert (await newsroom.one(hostile.site(), most=2)).pages == 2
    assert waiting(newsroom) == 48
    tally = await newsroom.one(hostile.site(), most=40)
    assert tally.pages == 40
    assert waiting(newsroom) <= 50
    while (await newsroom.one(hostile.site())).pages:  # what found no room is found again
        newsroom.clock.forward(hours=1)
    assert len(set(hostile.server.paths())) >= 303


def waiting(newsroom: Newsroom) -> int:
    path = newsroom.data / "corpus.sqlite3"
    rows = rows_of(path, "SELECT COUNT(*) FROM pages WHERE state = 'waiting' AND reason IS NULL")
    return int(str(rows[0][0]))


async def test_what_is_stored_of_a_page_beside_its_article_is_small() -> None:
    long = '"' + "x" * 60_000 + '"'
    routes = {"/x": html("<p>x</p>", ETag=long), "/y": html("<p>x</p>", ETag='"1"')}
    async with Server(routes) as server, fetching(server.port) as fetcher:
        fetched = [
            await fetcher.page(f"http://bao.test:{server.port}{path}", NONE, 1_000) for path in ("/x", "/y")
        ]
    assert [one.validators.etag for one in fetched] == [None, '"1"']
    assert len(long) > LONGEST_VALIDATOR


async def test_a_book_in_the_place_of_an_article_is_refused(newsroom: Newsroom, hostile: Paper) -> None:
    one = hostile.stories[1001]
    copies = MOST_TEXT // len(one.paragraphs[0]) + 1
    hostile.faults[one.path] = html(
        page(one).replace(one.paragraphs[0], " ".join([one.paragraphs[0]] * copies))
    )
    hostile.publish()
    newsroom.limits = replace(newsroom.limits, page_bytes=5_000_000, total_s=20)
    tally = await newsroom.one(hostile.site())
    assert counts(tally) == {"new": 2, "failed": 1}
    assert tally.failures[0].reason == Reason.LARGE


def test_a_robots_txt_of_wildcards_costs_no_time() -> None:
    """Patterns that are turned into regular expressions take for ever on an address that nearly fits."""
    line = "Disallow: /" + "*a" * 200 + "*b$\n"
    rules = read_rules(("User-agent: *\n" + line * (ROBOTS_BYTES // len(line))).encode())
    started = time.process_time()
    assert rules.allow("https://bao.test/" + "a" * 1_900)
    assert time.process_time() - started < 5


async def test_a_hacked_site_can_be_taken_back(newsroom: Newsroom, honest: Paper) -> None:
    """Every article replaced by an advertisement, a different one each: what was there before is still stored."""
    texts = {one.number: one.paragraphs for one in honest.stories.values()}
    for one in honest.stories.values():
        one.paragraphs, one.version = [f"Khuyến mãi lớn số {one.number} " * 60] * 4, 2
    honest.publish()
    newsroom.clock.forward(days=61)
    assert (await newsroom.one(honest.site())).changed == 3
    for one in honest.stories.values():
        one.paragraphs, one.version = texts[one.number], 3
    honest.publish()
    newsroom.clock.forward(days=61)
    assert (await newsroom.one(honest.site())).changed == 3
    assert (await newsroom.ask(texts[1001][0]))[0] == f"{honest.home}{first(honest)}"
    path = CorpusSettings(newsroom.data).data_dir / "corpus.sqlite3"
    kept = rows_of(path, "SELECT COUNT(DISTINCT version) FROM versions")
    assert kept == [(6,)]
