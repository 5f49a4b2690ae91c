"""Web archives as crawlers write them, whole and damaged."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest
from gather_support import skipped

from corpus.gather import read_paths
from corpus.gather.warc import CUT_OFF, DAMAGED, SAME_PAGE
from corpus.models import Article, Skipped

PROSE = "Sáng nay, hội khuyến học phường trao một trăm suất học bổng cho học sinh con nhà biển ở ba xóm bãi ngang."
START = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
HOST = "https://baoduyenhai.example"


def page(number: int, head: str = "") -> str:
    return (
        f"<html><head><title>Trao học bổng đợt {number}</title>{head}</head><body>"
        f"<h1>Trao học bổng đợt {number}</h1><p>{PROSE}</p><p>Đợt {number}: {PROSE}</p></body></html>"
    )


class Archive:
    """A WARC file in the making; `packed`: record by record, as crawlers do."""

    def __init__(self, packed: bool = False) -> None:
        self.data = b""
        self.packed = packed

    def add(
        self,
        uri: str,
        body: bytes,
        kind: str = "text/html; charset=utf-8",
        *,
        status: str = "200 OK",
        record: str = "response",
        headers: Iterable[tuple[str, str]] = (),
    ) -> Archive:
        fields = "".join(f"{name}: {value}\r\n" for name, value in [("Content-Type", kind), *headers])
        http = f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body
        if record == "request":
            http = b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"
        head = (
            f"WARC/1.1\r\nWARC-Type: {record}\r\nWARC-Record-ID: <urn:uuid:{len(self.data)}>\r\n"
            f"WARC-Date: 2026-05-01T00:00:00Z\r\nWARC-Target-URI: {uri}\r\n"
            f"Content-Type: application/http; msgtype={record}\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        whole = head.encode() + http + b"\r\n\r\n"
        self.data += gzip.compress(whole) if self.packed else whole
        return self

    def save(self, path: Path, data: bytes | None = None) -> list[Article | Skipped]:
        path.write_bytes(self.data if data is None else data)
        return list(read_paths([path]))


def articles(found: Iterable[Article | Skipped]) -> list[str]:
    return [one.headline for one in found if isinstance(one, Article)]


def reasons(found: Iterable[Article | Skipped]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Skipped)]


def two(packed: bool = False) -> Archive:
    return Archive(packed).add(f"{HOST}/1.html", page(1).encode()).add(f"{HOST}/2.html", page(2).encode())


@pytest.mark.parametrize("packed", [False, True])
def test_pages_with_the_address_they_were_fetched_from(tmp_path: Path, packed: bool) -> None:
    found = two(packed).save(tmp_path / ("a.warc.gz" if packed else "a.warc"))
    assert articles(found) == ["Trao học bổng đợt 1", "Trao học bổng đợt 2"]
    assert [one.url for one in found if isinstance(one, Article)] == [f"{HOST}/1.html", f"{HOST}/2.html"]
    assert all(one.text.startswith(PROSE) for one in found if isinstance(one, Article))


def test_packed_as_a_whole(tmp_path: Path) -> None:
    whole = gzip.compress(two().data)
    assert len(articles(two().save(tmp_path / "a.warc.gz", whole))) == 2


def test_the_time_of_fetching_is_no_date(tmp_path: Path) -> None:
    stamp = '<meta property="article:published_time" content="2026-05-01T07:00:02+07:00">'
    real = '<meta property="article:published_time" content="2026-04-30T15:00:00+07:00">'
    archive = Archive().add(f"{HOST}/1.html", page(1).encode()).add(f"{HOST}/2.html", page(2, stamp).encode())
    found = archive.add(f"{HOST}/3.html", page(3, real).encode()).save(tmp_path / "a.warc")
    dates = [one.published_at for one in found if isinstance(one, Article)]
    assert dates == [None, None, datetime.fromisoformat("2026-04-30T15:00+07:00")]


def test_the_canonical_link_is_the_address_and_a_page_comes_once(tmp_path: Path) -> None:
    link = f'<link rel="canonical" href="{HOST}/tin/1.html">'
    archive = Archive().add(f"{HOST}/tin/1.html?utm_source=zalo", page(1, link).encode())
    found = archive.add(f"{HOST}/amp/1.html", page(1, link).encode()).save(tmp_path / "a.warc")
    assert isinstance(found[0], Article) and found[0].url == f"{HOST}/tin/1.html"
    assert reasons(found) == [f"{SAME_PAGE} ({HOST}/tin/1.html)"]


def test_only_responses_with_html_that_were_found(tmp_path: Path) -> None:
    archive = (
        Archive()
        .add(f"{HOST}/a.png", b"\x89PNG", "image/png")
        .add(f"{HOST}/404.html", page(4).encode(), status="404 Not Found")
        .add(f"{HOST}/moved.html", b"", status="301 Moved Permanently", headers=[("Location", "/1.html")])
        .add(f"{HOST}/1.html", page(1).encode(), record="request")
    )
    assert reasons(archive.save(tmp_path / "a.warc")) == ["no saved page in it, only other records"]


def test_packed_chunked_and_named_encodings(tmp_path: Path) -> None:
    packed = gzip.compress(page(1).encode())
    body = page(2).encode()
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (99, body[:99], len(body) - 99, body[99:])
    archive = (
        Archive()
        .add(f"{HOST}/1.html", packed, headers=[("Content-Encoding", "gzip")])
        .add(f"{HOST}/2.html", chunked, headers=[("Transfer-Encoding", "chunked")])
        .add(f"{HOST}/3.html", page(3).encode("utf-16"), "text/html; charset=utf-16")
    )
    assert len(articles(archive.save(tmp_path / "a.warc"))) == 3


def test_home_pages_name_their_address(tmp_path: Path) -> None:
    link = f'<link rel="canonical" href="{HOST}/">'
    home = f"<html><head>{link}</head><body><h1>Báo Duyên Hải</h1><p>{PROSE}</p></body></html>"
    (found,) = Archive().add(f"{HOST}/", home.encode()).save(tmp_path / "a.warc")
    assert isinstance(found, Skipped)
    assert found.reason == f"a home page or a list of articles, not an article ({HOST}/)"
    assert found.line == 1


def test_cut_off_in_a_record(tmp_path: Path) -> None:
    data = two().data
    found = two().save(tmp_path / "a.warc", data[:-300])
    assert articles(found) == ["Trao học bổng đợt 1"]
    assert reasons(found)[-1] == CUT_OFF


def test_cut_off_while_packed(tmp_path: Path) -> None:
    data = two(packed=True).data
    found = two().save(tmp_path / "a.warc.gz", data[:-30])
    assert articles(found)[:1] == ["Trao học bổng đợt 1"]
    assert "cut off" in reasons(found)[-1]


@pytest.mark.parametrize(
    "damage",
    [
        b"\x00\xffgarbage\r\nmore of it\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n",
        START + b"Content-Length: many\r\n\r\nx\r\n\r\n",
        START + b"\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n",
        b"WARC/9.9 nonsense\r\n\r\n",
        b"WARC/1.0\r\n" + b"x" * 300_000 + b"\r\n\r\n",
    ],
    ids=["garbage", "no address", "bad length", "no length", "version", "long line"],
)
def test_the_rest_goes_in(tmp_path: Path, damage: bytes) -> None:
    first, second = Archive().add(f"{HOST}/1.html", page(1).encode()), Archive()
    second.add(f"{HOST}/2.html", page(2).encode())
    found = first.save(tmp_path / "a.warc", first.data + damage + second.data)
    assert articles(found) == ["Trao học bổng đợt 1", "Trao học bổng đợt 2"]


def test_damage_is_told_once(tmp_path: Path) -> None:
    archive = two()
    found = archive.save(tmp_path / "a.warc", archive.data + b"garbage\n" * 50)
    assert reasons(found) == [DAMAGED]


def test_what_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_text("WARCraft III")
    assert skipped(path).reason == "it is not a WARC file"


def test_thousands_of_pages_in_little_memory(tmp_path: Path) -> None:
    archive = Archive()
    archive.add(f"{HOST}/big.html", b"<html>" + b"a" * 30_000_000)
    for number in range(40):
        archive.add(f"{HOST}/{number}.bin", b"x" * 1_000_000, "application/octet-stream")
    archive.add(f"{HOST}/1.html", page(1).encode())
    path = tmp_path / "a.warc"
    path.write_bytes(archive.data)
    del archive
    tracemalloc.start()
    found = list(read_paths([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert articles(found) == ["Trao học bổng đợt 1"]
    assert reasons(found) == [f"larger than 10 MB ({HOST}/big.html)"]
    assert peak < 5_000_000
