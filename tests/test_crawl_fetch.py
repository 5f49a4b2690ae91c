"""One page from a server that may be slow, huge, broken, hostile or busy: each ends with its reason."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import time
import zlib
from email.utils import formatdate

import pytest
from crawl_server import Asked, Reply, Server, html, redirect
from crawl_support import AGENT, LIMITS, fetching

from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.fetch import Fetched, Validators
from corpus.reasons import Reason

NONE = Validators()
PAGE = html("<h1>Giá tôm hùm</h1>")


async def fetch(reply: Reply, path: str = "/x", **limits: float) -> Fetched:
    async with Server({path: reply}) as server, fetching(server.port, **limits) as fetcher:
        return await fetcher.page(f"http://bao.test:{server.port}{path}", NONE, LIMITS.page_bytes)


async def failing(reply: Reply, **limits: float) -> FetchFailed:
    with pytest.raises(FetchFailed) as failed:
        await fetch(reply, **limits)
    return failed.value


def packed(data: bytes) -> Reply:
    return Reply(body=data, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})


async def test_a_page_comes_with_its_kind_and_validators() -> None:
    reply = html("<p>Sông Ba</p>", ETag='"a1"', **{"Last-Modified": "Tue, 24 Nov 2026 00:00:00 GMT"})
    fetched = await fetch(reply)
    assert fetched.body == "<p>Sông Ba</p>".encode()
    assert (fetched.kind, fetched.charset) == ("text/html", "utf-8")
    assert fetched.validators == Validators('"a1"', "Tue, 24 Nov 2026 00:00:00 GMT")


async def test_a_crawl_says_who_it_is() -> None:
    async with Server({"/x": PAGE}) as server, fetching(server.port) as fetcher:
        await fetcher.page(f"http://bao.test:{server.port}/x", NONE, 1000)
    assert {one.headers["user-agent"] for one in server.asked} == {AGENT}


async def test_compressed_pages_are_unpacked_also_in_several_members() -> None:
    assert (await fetch(packed(gzip.compress(b"<p>mot</p>") + gzip.compress(b"<p>hai</p>")))).body == (
        b"<p>mot</p><p>hai</p>"
    )


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (html("x" * 300_000), Reason.LARGE),
        (Reply(headers={"Content-Length": "60000000"}, wait_s=0, endless=True), Reason.LARGE),
        (Reply(headers={"Content-Type": "text/html", "Connection": "close"}, endless=True), Reason.LARGE),
        (packed(gzip.compress(b"\0" * 50_000_000)), Reason.LARGE),
        (packed(gzip.compress(gzip.compress(b"\0" * 1000) * 20_000)), Reason.LARGE),
        (packed(gzip.compress(b"<p>" * 1000)[:-20]), Reason.CODING),
        (packed(b"khong phai gzip"), Reason.CODING),
        (Reply(body=zlib.compress(b"x"), headers={"Content-Encoding": "br"}), Reason.CODING),
        (Reply(body=b"%PDF", headers={"Content-Type": "application/pdf"}), Reason.KIND),
        (Reply(404), Reason.GONE),
        (Reply(410), Reason.GONE),
        (redirect("/"), Reason.GONE),
        (Reply(500), Reason.STATUS),
        (Reply(403), Reason.STATUS),
        (Reply(204), Reason.STATUS),
        (Reply(304), Reason.STATUS),
        (Reply(503), Reason.STATUS),
        (Reply(raw=b"HTTP/9 xyz\r\n\r\n"), Reason.PROTOCOL),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nngan"), Reason.PROTOCOL),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n"), Reason.PROTOCOL),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), Reason.PROTOCOL),
        (Reply(raw=b""), Reason.PROTOCOL),
        (Reply(body=b"x" * 50, drip_s=0.1), Reason.SLOW),
        (Reply(wait_s=5), Reason.SLOW),
        (redirect("https://khac.test/x"), Reason.FOREIGN),
        (redirect("http://127.0.0.1/latest/meta-data"), Reason.FOREIGN),
        (redirect("file:///etc/passwd"), Reason.ADDRESS),
        (redirect("http://bao.test:22/"), Reason.ADDRESS),
        (redirect("/x"), Reason.REDIRECTS),
        (redirect("//[::1"), Reason.PROTOCOL),
    ],
    ids=lambda value: value.value if isinstance(value, Reason) else "",
)
async def test_each_fault_has_its_reason(reply: Reply, reason: Reason) -> None:
    home = {"/": html("<p>trang chủ</p>")}
    async with Server({"/x": reply} | home) as server, fetching(server.port, total_s=1.0) as fetcher:
        started = time.monotonic()
        with pytest.raises(FetchFailed) as failed:
            await fetcher.page(f"http://bao.test:{server.port}/x", NONE, LIMITS.page_bytes)
        assert failed.value.reason is reason
        assert time.monotonic() - started < 5


async def test_a_body_that_never_pauses_still_ends_at_the_deadline() -> None:
    failed = await failing(Reply(body=b"x" * 100_000, drip_s=0.01), total_s=0.5, silence_s=10)
    assert failed.reason is Reason.SLOW
    assert failed.is_passing


@pytest.mark.parametrize(
    ("status", "passing"), [(500, True), (502, True), (504, True), (403, False), (451, False), (400, False)]
)
async def test_only_errors_that_pass_are_worth_another_try(status: int, passing: bool) -> None:
    failed = await failing(Reply(status))
    assert (failed.detail, failed.is_passing) == (str(status), passing)


async def test_redirects_are_followed_within_the_site() -> None:
    routes = {"/a": redirect("/b", 301), "/b": redirect("http://www.bao.test:{port}/c", 308), "/c": PAGE}
    async with Server(routes) as server, fetching(server.port) as fetcher:
        server.routes["/b"] = redirect(f"http://www.bao.test:{server.port}/c", 308)
        fetched = await fetcher.page(f"http://bao.test:{server.port}/a", NONE, 1000)
    assert fetched.url == f"http://www.bao.test:{server.port}/c"


async def test_a_chain_of_redirects_ends() -> None:
    routes = {f"/{number}": redirect(f"/{number + 1}") for number in range(20)}
    async with Server(routes) as server, fetching(server.port) as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await fetcher.page(f"http://bao.test:{server.port}/0", NONE, 1000)
    assert failed.value.reason is Reason.REDIRECTS
    assert len(server.paths()) == 6


async def test_conditions_are_sent_and_an_unchanged_page_has_no_body() -> None:
    known = Validators('"a1"', "Tue, 24 Nov 2026 00:00:00 GMT")
    async with Server({"/x": Reply(304)}) as server, fetching(server.port) as fetcher:
        fetched = await fetcher.page(f"http://bao.test:{server.port}/x", known, 1000)
    assert (fetched.body, fetched.validators) == (None, known)
    headers = server.asked[-1].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == (known.etag, known.last_modified)


async def test_cookies_are_not_kept() -> None:
    page = html("x", **{"Set-Cookie": "a=1; Path=/"})
    async with Server({"/x": page}) as server, fetching(server.port) as fetcher:
        for _time in range(2):
            await fetcher.page(f"http://bao.test:{server.port}/x", NONE, 1000)
    assert not any("cookie" in one.headers for one in server.asked)


async def test_one_request_at_a_time_to_a_host_with_a_pause_between() -> None:
    routes = {f"/{number}": Reply(body=b"x", wait_s=0.02) for number in range(4)}
    async with (
        Server(routes) as server,
        fetching(server.port, "bao.test", "khac.test", delay_s=0.15) as fetcher,
    ):
        addresses = [
            f"http://{host}:{server.port}/{n}" for n in range(4) for host in ("bao.test", "khac.test")
        ]
        await asyncio.gather(*(fetcher.page(address, NONE, 1000) for address in addresses))
    for host in ("bao.test", "khac.test"):
        times = [one.at for one in server.asked if one.host == host]
        assert len(times) == 5
        assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.15
        assert {one.open_connections for one in server.asked if one.host == host} == {1}


def robots(text: str) -> Reply:
    return Reply(body=text.encode(), headers={"Content-Type": "text/plain"})


async def test_robots_are_obeyed_for_us_and_asked_for_once() -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: hoibao\nDisallow: /cam/\nAllow: /cam/tru$\n"
    routes = {"/robots.txt": robots(rules), "/x": PAGE, "/cam/tru": PAGE, "/r": redirect("/cam/x")}
    async with Server(routes) as server, fetching(server.port) as fetcher:
        home = f"http://bao.test:{server.port}"
        await fetcher.page(f"{home}/x", NONE, 1000)
        await fetcher.page(f"{home}/cam/tru", NONE, 1000)
        for path in ("/cam/x", "/r"):
            with pytest.raises(FetchFailed) as failed:
                await fetcher.page(home + path, NONE, 1000)
            assert failed.value.reason is Reason.ROBOTS
    assert [one.path for one in server.asked].count("/robots.txt") == 1
    assert "/cam/x" not in server.paths()


async def test_the_delay_that_robots_ask_for_is_kept() -> None:
    routes = {"/robots.txt": robots("User-agent: *\nCrawl-delay: 0.2\n"), "/a": PAGE, "/b": PAGE}
    async with Server(routes) as server, fetching(server.port, delay_s=0.01) as fetcher:
        for path in ("/a", "/b"):
            await fetcher.page(f"http://bao.test:{server.port}{path}", NONE, 1000)
    first, second = [one.at for one in server.asked][1:]
    assert second - first >= 0.2


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (Reply(404), True),
        (Reply(403), True),
        (robots("User-agent: *\nDisallow:"), True),
        (robots("\ufeffkhông phải luật"), True),
        (robots("User-agent: *\nDisallow: /"), False),
        (Reply(500), False),
        (Reply(429), False),
        (Reply(wait_s=5), False),
        (redirect("/robots-2.txt"), True),
        (redirect("http://khac.test/robots.txt"), False),
        (redirect("/robots.txt"), False),
    ],
)
async def test_without_readable_robots_nothing_is_fetched(answer: Reply, allowed: bool) -> None:
    async with (
        Server({"/robots.txt": answer, "/x": PAGE}) as server,
        fetching(server.port, total_s=0.5) as fetcher,
    ):
        if allowed:
            await fetcher.page(f"http://bao.test:{server.port}/x", NONE, 1000)
            return
        with pytest.raises(FetchFailed) as failed:
            await fetcher.page(f"http://bao.test:{server.port}/x", NONE, 1000)
    assert failed.value.reason in (Reason.ROBOTS, Reason.ROBOTS_DOWN)
    assert "/x" not in server.paths()


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_host_is_left_alone_for_as_long_as_it_asks(status: int) -> None:
    answers = iter([Reply(status, headers={"Retry-After": "1"}), PAGE])

    def answer(_asked: Asked) -> Reply:
        return next(answers)

    async with Server({"/x": answer}) as server, fetching(server.port) as fetcher:
        address = f"http://bao.test:{server.port}/x"
        with pytest.raises(FetchFailed) as failed:
            await fetcher.page(address, NONE, 1000)
        assert (failed.value.reason, failed.value.retry_after_s) == (Reason.BUSY, 1.0)
        await fetcher.page(address, NONE, 1000)
    first, second = [one.at for one in server.asked if one.path == "/x"]
    assert second - first >= 0.95


async def test_a_host_that_is_busy_for_long_is_not_waited_for() -> None:
    later = formatdate(time.time() + 3600, usegmt=True)
    busy = Reply(503, headers={"Retry-After": later})
    async with Server({"/x": busy}) as server, fetching(server.port) as fetcher:
        for _time in range(2):
            with pytest.raises(FetchFailed) as failed:
                await fetcher.page(f"http://bao.test:{server.port}/x", NONE, 1000)
            assert failed.value.reason is Reason.BUSY
            assert 3500 < (failed.value.retry_after_s or 0) <= 3600
    assert server.paths() == ["/x"]


async def test_a_host_that_is_not_there() -> None:
    async with Server() as server:
        port = server.port
    async with fetching(port) as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await fetcher.page(f"http://bao.test:{port}/x", NONE, 1000)
    assert failed.value.reason is Reason.ROBOTS_DOWN
