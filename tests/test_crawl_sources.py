"""Feeds, sitemaps and section pages: what they tell of, and what hostile ones come to."""

from __future__ import annotations

import gzip
import time

import pytest

from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.feeds import read_feed
from corpus.gather.crawl.finds import Link, SourceKind, looks_like_article, moment, pages_of
from corpus.gather.crawl.plan import CrawlPlan
from corpus.gather.crawl.sections import first_page, read_section
from corpus.gather.crawl.sitemaps import DEPTH, read_sitemap
from corpus.reasons import Reason
from corpus.store.tallies import RunSource

URL = "https://bao.test/nguon.xml"
PLAN = CrawlPlan()
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo</title>
<item><title>Tôm hùm</title><link>https://bao.test/tom-1.html?utm_source=rss</link>
<pubDate>Tue, 24 Nov 2026 07:00:00 +0700</pubDate></item>
<item><title>Không có địa chỉ</title></item>
<item><title>Tương đối</title><link>/cau-2.html</link><pubDate>hôm qua</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title>
<entry><title>Tôm</title><link href="https://bao.test/tom-1.html"/><updated>2026-11-24T00:00:00Z</updated></entry>
</feed>"""


def test_rss_links_and_dates() -> None:
    assert read_feed(RSS.encode(), URL).links == (
        Link("https://bao.test/tom-1.html?utm_source=rss", 1_795_478_400, sure=True),
        Link("https://bao.test/cau-2.html", None, sure=True),
    )


def test_atom_links_and_dates() -> None:
    assert read_feed(ATOM.encode(), URL).links == (
        Link("https://bao.test/tom-1.html", 1_795_478_400, sure=True),
    )


def test_a_feed_that_is_not_well_formed_is_still_read() -> None:
    broken = RSS.replace(
        "</channel>", "<item><title>A & B <b></title><link>https://bao.test/a-3.html</link></item>"
    )
    assert [link.url for link in read_feed(broken.encode(), URL).links][-1] == "https://bao.test/a-3.html"


def test_an_empty_feed_is_a_feed() -> None:
    assert read_feed(b'<rss version="2.0"><channel></channel></rss>', URL).links == ()


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BOMB, FILE, BOMB.lower(), BOMB.replace("<!ENTITY", "<! ENTITY")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_kind_of_xml(doctype: str, encoding: str) -> None:
    document = f'<?xml version="1.0"?>{doctype}<urlset><url><loc>&b;</loc></url></urlset>'.encode(encoding)
    for read in (lambda: read_feed(document, URL), lambda: read_sitemap(document, URL, 0)):
        with pytest.raises(FetchFailed) as failed:
            read()
        assert failed.value.reason is Reason.ENTITIES


@pytest.mark.parametrize(
    "body", [b"", b"khong phai", b"<html><body>404</body></html>", b"\x00\x01\x02", b"{}"]
)
def test_what_is_no_feed_is_told(body: bytes) -> None:
    with pytest.raises(FetchFailed) as failed:
        read_feed(body, URL)
    assert failed.value.reason is Reason.MALFORMED


@pytest.mark.parametrize(
    "body", [b"", b"khong phai", b"<html><body>404</body></html>", b"<a><b></a>", b"{}", b"<"]
)
def test_what_is_no_sitemap_is_told(body: bytes) -> None:
    with pytest.raises(FetchFailed) as failed:
        read_sitemap(body, URL, 0)
    assert failed.value.reason is Reason.MALFORMED


@pytest.mark.parametrize("body", [b" " * 6_000_000, b"<a>" * 200_000, b"<item><title>" + b"&" * 200_000])
def test_a_huge_feed_is_refused(body: bytes) -> None:
    with pytest.raises(FetchFailed) as failed:
        read_feed(b"<rss><channel>" + body, URL)
    assert failed.value.reason is Reason.LARGE


SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?><urlset {SITEMAPS} {NEWS}><!-- x --><?y z?>
<url><loc> https://bao.test/tom-hum-1001.html </loc><lastmod>2026-11-23</lastmod>
<news:news><news:publication_date>2026-11-24T07:00:00+07:00</news:publication_date></news:news></url>
<url><loc>/cau-moi-1002.html</loc></url><url></url>
</urlset>"""


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress], ids=["plain", "gzip"])
def test_sitemaps_plain_and_for_news(pack: object) -> None:
    finds = read_sitemap(pack(SITEMAP.encode()), URL, 0)  # type: ignore[operator]
    assert finds.links == (
        Link("https://bao.test/tom-hum-1001.html", 1_795_478_400),
        Link("https://bao.test/cau-moi-1002.html", None),
    )


def test_a_sitemap_that_is_cut_off_gives_what_it_has() -> None:
    finds = read_sitemap(SITEMAP.encode()[: SITEMAP.index("<url><loc>/cau")], URL, 0)
    assert len(finds.links) == 1


def test_a_sitemap_may_be_plain_text() -> None:
    finds = read_sitemap(b"https://bao.test/a-1001.html\nhttps://bao.test/b-1002.html\n", URL, 0)
    assert [link.url for link in finds.links] == [
        "https://bao.test/a-1001.html",
        "https://bao.test/b-1002.html",
    ]


def index(*locations: tuple[str, str]) -> bytes:
    rows = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{day}</lastmod></sitemap>" for loc, day in locations)
    return f"<sitemapindex {SITEMAPS}>{rows}</sitemapindex>".encode()


def test_sitemaps_in_sitemaps_the_newest_first_and_not_without_end() -> None:
    body = index(("/1.xml", "2026-10-01"), ("/2.xml.gz", "2026-11-01"))
    assert read_sitemap(body, URL, 0).more == (
        RunSource("https://bao.test/2.xml.gz", SourceKind.SITEMAP, 1, moment("2026-11-01")),
        RunSource("https://bao.test/1.xml", SourceKind.SITEMAP, 1, moment("2026-10-01")),
    )
    assert read_sitemap(body, URL, DEPTH).more == ()
    many = index(*((f"/{number}.xml", "2026-11-01") for number in range(3_000)))
    assert len(read_sitemap(many, URL, 0).more) == 1_000


def test_a_gzip_bomb_in_a_sitemap_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.gather.crawl.sitemaps.SITEMAP_BYTES", 100_000)
    with pytest.raises(FetchFailed) as failed:
        read_sitemap(gzip.compress(b" " * 5_000_000), URL, 0)
    assert failed.value.reason is Reason.LARGE


SECTION = """<html><head><meta charset="utf-8"></head><body><a href="/tom-hum-1001.html">Tôm</a>
<a href=" cau-moi-1002.html#x ">Cầu</a><a href="javascript:void(0)">x</a><a>y</a><a href="http://[::1">z</a>
<a href="/kinh-te?page=2" {rel}>{word}</a></body></html>"""


def test_a_section_page_gives_its_links() -> None:
    finds = read_section(SECTION.encode(), "https://bao.test/kinh-te/", 0, (), 3)
    assert [link.url for link in finds.links][:2] == [
        "https://bao.test/tom-hum-1001.html",
        "https://bao.test/kinh-te/cau-moi-1002.html#x",
    ]


@pytest.mark.parametrize(
    ("rel", "word"), [('rel="next"', "x"), ("", "Trang sau"), ("", "»"), ("", " Xem thêm ")]
)
def test_a_section_page_names_its_next(rel: str, word: str) -> None:
    body = SECTION.format(rel=rel, word=word).encode()
    expected = RunSource("https://bao.test/kinh-te?page=2", SourceKind.SECTION, 1)
    assert read_section(body, "https://bao.test/kinh-te", 0, (), 3).next_page == expected
    assert read_section(body, "https://bao.test/kinh-te", 2, (), 3).next_page is None


def test_pages_of_a_section_are_counted_in_its_address() -> None:
    section = "https://bao.test/thoi-su/trang-{page}"
    first = first_page(section)
    assert first.url == "https://bao.test/thoi-su/trang-1"
    follow = read_section(b"<p>x</p>", first.url, 0, (section,), 2).next_page
    assert follow == RunSource("https://bao.test/thoi-su/trang-2", SourceKind.SECTION, 1)
    assert read_section(b"<p>x</p>", follow.url, 1, (section,), 2).next_page is None


@pytest.mark.parametrize("body", [b"", b"   ", b"<!-- -->"])
def test_an_empty_section_page_is_told(body: bytes) -> None:
    with pytest.raises(FetchFailed):
        read_section(body, URL, 0, (), 3)


def test_html_nested_without_end_is_survived() -> None:
    body = b"<div>" * 200_000 + b'<a href="/tom-1001.html">x</a>'
    started = time.monotonic()
    read_section(body, URL, 0, (), 3)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/82/304123/gia-tom-hum-tang.html",
            "/gia-tom-hum-tang-manh-sau-mua-mua-post123456.html",
            "/tom-2026.htm",
        ),
        *(
            "/gia-tom-hum-tang-manh",
            "/thoi-su/gia-tom-hum.html",
            "/a/185260101123456789.htm",
            "/tin/x-12345/",
        ),
    ],
)
def test_addresses_of_articles(path: str) -> None:
    assert looks_like_article(path, PLAN)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/",
            "/kinh-te/",
            "/kinh-te/thi-truong",
            "/tags/tom-hum-12345",
            "/tag/gia-tom-hum-tang-manh-123.html",
        ),
        *(
            "/anh/2026/tom-hum-1234.jpg",
            "/rss/home.rss",
            "/lien-he.html",
            "/search/gia-tom-hum-123456",
            "/tai/bao-cao-2026.pdf",
        ),
    ],
)
def test_addresses_of_other_things(path: str) -> None:
    assert not looks_like_article(path, PLAN)


def test_a_plan_may_say_what_an_article_looks_like() -> None:
    plan = CrawlPlan(article=r"^/bai/\d+$")
    assert looks_like_article("/bai/7", plan)
    assert not looks_like_article("/gia-tom-hum-12345.html", plan)


def test_only_articles_of_the_site_are_kept_and_each_once() -> None:
    later, future = int(time.time()) - 100, int(time.time()) + 10**7
    links = [
        Link("http://www.bao.test/tom-1001.html?utm_source=x", 5, sure=True),
        Link("https://m.bao.test/tom-1001.html", later),
        Link("https://bao.test/kinh-te"),
        Link("https://bao.test/ngan", sure=True),
        Link("https://khac.test/tom-1001.html", sure=True),
        Link("https://bao.test/", sure=True),
        Link("https://bao.test/tuong-lai-1002.html", future),
    ]
    found = pages_of(links, "bao.test", "https://bao.test", PLAN)
    assert [(page.url, page.address) for page in found] == [
        ("https://bao.test/tom-1001.html", "https://bao.test/tom-1001.html"),
        ("https://bao.test/ngan", "https://bao.test/ngan"),
        ("https://bao.test/tuong-lai-1002.html", "https://bao.test/tuong-lai-1002.html"),
    ]
    assert found[0].hint_s == later
    assert found[2].hint_s is not None
    assert found[2].hint_s <= time.time()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1970-01-02", 86_400),
        ("1970-01-01T07:00:01+07:00", 1),
        (" 1970-01-01T00:00:05Z ", 5),
        ("hôm qua", None),
        ("", None),
        (None, None),
        ("0001-01-01", -62135596800),
    ],
)
def test_moments_in_sitemaps(text: str | None, seconds: int | None) -> None:
    assert moment(text) == seconds
