"""`hoibao crawl` as its users run it, on a made-up newspaper on loopback."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from cli_support import Done, hoibao_here
from crawl_server import Reply
from crawl_site import Paper

from corpus.gather import sites
from corpus.gather.crawl.plan import CrawlPlan

ENTRY = """
import sys
from corpus.gather import sites
from test_crawl_cli import entry
home = sys.argv.pop(1)
sites.SITES.clear()
sites.SITES["127.0.0.1"] = entry(home)
from bot.cli import main
main(prog_name="hoibao")
"""
OWN = {"HOIBAO_CRAWL_PRIVATE": "127.0.0.0/8", "HOIBAO_CONTACT": "toasoan@bao.test"}


def entry(home: str) -> sites.Site:
    """What the sites table says of the paper."""
    plan = CrawlPlan(feeds=(f"{home}/rss",), sitemaps=(f"{home}/sitemap.xml",), delay_s=0.0)
    return sites.Site("Báo Thử", home, date(2026, 11, 25), crawl=plan)


@dataclass
class Terminal:
    """Runs the command in a folder, with that one paper in its sites table."""

    paper: Paper
    data: Path

    async def __call__(self, *arguments: str, stdin: str = "", **environment: str) -> Done:
        """In this process."""
        return await asyncio.to_thread(hoibao_here, self.data, *arguments, stdin=stdin, **(OWN | environment))

    async def process(self, *arguments: str) -> Done:
        """In a process of its own."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith("HOIBAO_")}
        here = os.pathsep.join((str(Path(__file__).parent), plain.get("PYTHONPATH", "")))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", ENTRY, self.paper.home, *arguments),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=plain | OWN | {"HOIBAO_DATA_DIR": str(self.data), "PYTHONPATH": here},
        )
        out, err = await asyncio.wait_for(process.communicate(), 60)
        return Done(process.returncode, out.decode(), err.decode())


@pytest.fixture
async def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Terminal]:
    paper = Paper.of(8, "127.0.0.1")
    async with paper.server:
        for domain in list(sites.SITES):
            monkeypatch.delitem(sites.SITES, domain)  # type: ignore[arg-type] # it is a dict
        monkeypatch.setitem(sites.SITES, "127.0.0.1", entry(paper.home))  # type: ignore[arg-type]
        paper.faults["/tin/bai-viet-so-1003.html"] = Reply(403)
        paper.publish()
        yield Terminal(paper, tmp_path)


async def test_a_crawl_tallies_and_what_it_brought_is_answered(terminal: Terminal) -> None:
    done = await terminal.process("crawl", "--json")
    assert done.code == 0, done.err
    tally = json.loads(done.out)
    assert (tally["new"], tally["failed"], tally["refused"]) == (7, 1, [])
    (site,) = tally["sites"]
    assert site["failures"] == [{"reason": "status", "detail": "403", "count": 1}]
    assert site["newest_article_at"] == terminal.paper.stories[1008].published_at.isoformat()
    assert "127.0.0.1: 7 new, 0 changed, 0 unchanged, 0 copies, 0 skipped, 0 gone, 1 failed" in done.err
    assert "1 failed: it answers with an error (403)" in done.err
    assert all(
        one.headers["user-agent"].endswith("(+toasoan@bao.test)") for one in terminal.paper.server.asked
    )
    asked = terminal.paper.stories[1005]
    answer = json.loads((await terminal("ask", asked.paragraphs[0], "--json")).out)
    assert answer["quotes"][0]["url"] == f"{terminal.paper.home}{asked.path}"


async def test_named_sites_lists_and_limits(terminal: Terminal) -> None:
    assert "2 new" in (await terminal("crawl", "127.0.0.1", "--most", "2")).err
    listed = f"{terminal.paper.home}/tin/bai-viet-so-1002.html\n# không\nhttps://khac.test/1\n"
    done = await terminal("crawl", "--list", "-", stdin=listed)
    assert "1 new" in done.err
    assert "refused https://khac.test/1: it belongs to no site of the sites table" in done.err


async def test_pages_that_were_given_up_are_tried_again_on_request(terminal: Terminal) -> None:
    await terminal("crawl")
    terminal.paper.faults.clear()
    terminal.paper.publish()
    assert "0 new" in (await terminal("crawl")).err
    assert "1 new" in (await terminal("crawl", "--retry")).err


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "says"),
    [
        (("crawl", "bao.tst"), {}, 1, "no site 'bao.tst' in the sites table; there are 127.0.0.1"),
        (("crawl", "--list", "/không/có"), {}, 1, "cannot read"),
        (("crawl", "127.0.0.1", "--list", "-"), {}, 2, "either sites or --list FILE"),
        (("crawl", "--most", "0"), {}, 2, "--most"),
        (("crawl",), {"HOIBAO_CRAWL_PRIVATE": "nhà"}, 1, "HOIBAO_CRAWL_PRIVATE is 'nhà'"),
        (("crawl",), {"HOIBAO_CONTACT": "tòa soạn"}, 1, "HOIBAO_CONTACT must be"),
        (("crawl",), {"HOIBAO_CRAWL_PRIVATE": ""}, 1, "robots.txt cannot be read"),
    ],
)
async def test_errors_say_what_to_do(
    terminal: Terminal, arguments: tuple[str, ...], environment: dict[str, str], code: int, says: str
) -> None:
    done = await terminal(*arguments, **environment)
    assert (done.code, says in done.err) == (code, True), done.err
    assert terminal.paper.server.asked == []


async def test_a_paper_that_cannot_be_read_is_no_crawl_that_is_done(terminal: Terminal) -> None:
    terminal.paper.faults["/robots.txt"] = Reply(500)
    terminal.paper.publish()
    done = await terminal("crawl", "--json")
    assert done.code == 1
    assert "nothing could be read: robots.txt cannot be read" in done.err
    assert json.loads(done.out)["unread"] == 1
