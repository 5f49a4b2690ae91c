"""`hoibao site check URL`: one page, as a crawl would fetch it, also of a paper that has no entry yet."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cli_support import Done, hoibao_here
from crawl_server import Reply, Server, html, redirect
from crawl_site import page, story
from crawl_support import AGENT, LIMITS, LOOPBACK, at_home
from gather_support import PAGES

from corpus.gather.check import SiteCheck, check
from corpus.gather.crawl.peek import checked_address, is_address
from corpus.reasons import TEXTS, Reason

ONE = story(7)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server({ONE.path: html(page(ONE))}) as made:
        yield made


async def checked(server: Server, path: str, host: str = "www.bao.test") -> SiteCheck:
    address = f"http://{host}:{server.port}{path}"
    return await checked_address(address, AGENT, allowed=LOOPBACK, limits=LIMITS, resolve=at_home)


async def test_a_paper_without_an_entry_is_fetched_and_read(server: Server) -> None:
    found = (await checked(server, ONE.path)).as_dict()
    assert (found["headline"], found["site"], found["decided_by"]) == (ONE.headline, None, "trafilatura")
    assert found["published_at"] == ONE.published_at.isoformat()
    assert found["url"] == found["fetched_from"] == f"http://www.bao.test:{server.port}{ONE.path}"
    assert [one.path for one in server.asked] == ["/robots.txt", ONE.path]
    assert {one.headers["user-agent"] for one in server.asked} == {AGENT}


async def test_the_papers_own_spellings_of_its_host_are_followed(server: Server) -> None:
    server.routes["/cu"] = redirect(f"http://bao.test:{server.port}{ONE.path}", 301)
    found = (await checked(server, "/cu")).as_dict()
    assert found["fetched_from"] == f"http://bao.test:{server.port}{ONE.path}"


async def test_a_paper_of_the_table_is_read_by_its_entry(server: Server) -> None:
    saved = (PAGES / "dantri.com.vn.html").read_bytes()
    server.routes["/x"] = Reply(body=saved, headers={"Content-Type": "text/html"})
    server.routes["/robots.txt"] = Reply(404)
    address = f"http://dantri.com.vn:{server.port}/x"
    refused = await checked_address(address, AGENT, allowed=LOOPBACK, limits=LIMITS, resolve=at_home)
    assert refused.reason == TEXTS[Reason.ADDRESS]  # the entry says on which port the paper is
    found = check(saved, address).as_dict()
    assert (found["decided_by"], found["site"]["publisher"]) == ("dantri.com.vn", "Báo Dân trí")


@pytest.mark.parametrize(
    ("routes", "says"),
    [
        (
            {"/x": redirect("https://khac.test/x")},
            "it leads to another host, khac.test: check the address there",
        ),
        (
            {"/x": redirect("http://169.254.169.254/latest/meta-data")},
            "it leads to another host, 169.254.169.254",
        ),
        ({"/robots.txt": Reply(body=b"User-agent: *\nDisallow: /")}, "robots.txt asks not to fetch it"),
        ({"/robots.txt": Reply(503)}, "robots.txt cannot be read, so nothing may be fetched"),
        ({"/x": Reply(404)}, "(404)"),
        ({"/x": html("a" * 300_000)}, "it is too large"),
        ({"/x": Reply(body=b"%PDF", headers={"Content-Type": "application/pdf"})}, "(application/pdf)"),
        ({"/x": html("<p>Trang lịch phát sóng.</p>")}, "no article text found"),
    ],
    ids=["elsewhere", "metadata", "closed", "robots down", "gone", "large", "pdf", "no article"],
)
async def test_what_cannot_be_had_has_its_reason(server: Server, routes: dict[str, Reply], says: str) -> None:
    server.routes |= routes
    found = await checked(server, "/x")
    assert found.reading is None
    assert found.reason is not None
    assert says in found.reason


async def test_private_addresses_are_refused_and_the_reason_is_theirs(server: Server) -> None:
    address = f"http://bao.test:{server.port}{ONE.path}"
    found = await checked_address(address, AGENT, limits=LIMITS, resolve=at_home)
    assert found.reason is not None
    assert "leads into a private or local network" in found.reason
    assert server.asked == []


@pytest.mark.parametrize("address", ["http:///x", "http://a@bao.test/x", "http://[::1/x", "https://"])
async def test_what_is_no_address_is_refused(address: str) -> None:
    found = await checked_address(address, AGENT, limits=LIMITS, resolve=at_home)
    assert found.reason == TEXTS[Reason.ADDRESS]


def test_files_are_told_from_addresses() -> None:
    assert is_address("HTTPS://bao.vn/x")
    assert not is_address("https.html")
    assert not is_address("ftp://bao.vn/x")


async def command(data: Path, *arguments: str, **environment: str) -> Done:
    return await asyncio.to_thread(hoibao_here, data, "site", "check", *arguments, **environment)


async def test_the_command(server: Server, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{server.port}{ONE.path}"
    allowed = {"HOIBAO_CRAWL_PRIVATE": "127.0.0.0/8", "HOIBAO_CONTACT": "toasoan@bao.test"}
    done = await command(tmp_path, address, **allowed)
    assert (done.code, done.err) == (0, "")
    assert f"headline        {ONE.headline}" in done.out
    as_json = await command(tmp_path, address, "--json", **allowed)
    assert json.loads(as_json.out)["fetched_from"] == address
    private = await command(tmp_path, address)
    assert private.code == 1
    assert "private or local network" in private.out
    assert "HOIBAO_CONTACT is not set" in private.err
    both = await command(tmp_path, address, "--address", "https://bao.vn/x")
    assert (both.code, "--address is for saved pages" in both.err) == (2, True)
    assert list(tmp_path.iterdir()) == []
