"""One name per page, one spelling per site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.gather.canonical import address_of, canonical, registered

SAME = "https://bao.test/tin/gia-tom-hum-123.html"


@pytest.mark.parametrize(
    "url",
    [
        "https://bao.test/tin/gia-tom-hum-123.html",
        "http://bao.test/tin/gia-tom-hum-123.html",
        "http://bao.test:80/tin/gia-tom-hum-123.html",
        "https://www.bao.test:443/tin/gia-tom-hum-123.html",
        "HTTPS://WWW.Bao.Test/tin/gia-tom-hum-123.html",
        "https://m.bao.test/tin/gia-tom-hum-123.html",
        "https://amp.bao.test/tin/gia-tom-hum-123.html",
        "https://bao.test/amp/tin/gia-tom-hum-123.html",
        "https://bao.test/tin/gia-tom-hum-123.html/amp/",
        "https://bao.test/tin/gia-tom-hum-123.html?amp=1",
        "https://bao.test/tin/gia-tom-hum-123.html?outputType=amp",
        "https://bao.test/tin/gia-tom-hum-123.html.amp",
        "https://bao.test/print/tin/gia-tom-hum-123.html",
        "https://bao.test/tin/gia-tom-hum-123.html?print=1",
        "https://bao.test/tin/gia-tom-hum-123.html?mode=print",
        "https://bao.test/tin/gia-tom-hum-123.html?utm_source=zalo&utm_medium=x&fbclid=abc&gidzl=1#binh-luan",
        "https://bao.test/tin/gia-tom-hum-123.html?vn_source=rss&zarsrc=30",
        "https://bao.test//tin/./gia-tom-hum-123.html/",
        "https://bao.test/muc/../tin/gia-tom-hum-123.html",
        "https://bao.test/tin/gia%2Dtom%2dhum-123.html",
        "  https://bao.test/tin/gia-tom-hum-123.html\n",
        "https://bao.test./tin/gia-tom-hum-123.html",
    ],
)
def test_the_faces_of_one_page_have_one_name(url: str) -> None:
    assert canonical(url) == SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://bao.test/tin?id=1", "https://bao.test/tin?id=2"),
        ("https://bao.test/tin/1", "https://thethao.bao.test/tin/1"),
        ("https://bao.test/Tin/1", "https://bao.test/tin/1"),
        ("https://bao.test/x%2Fy", "https://bao.test/x/y"),
        ("https://bao.test/x%3Fy", "https://bao.test/x?y"),
        ("https://bao.test:8080/tin", "https://bao.test/tin"),
        ("https://bao.test/tin?type=tho", "https://bao.test/tin"),
        ("https://bao.test/tin?m=5", "https://bao.test/tin"),
    ],
)
def test_different_pages_have_different_names(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_parameters_have_one_order() -> None:
    assert canonical("https://bao.test/?b=2&a=1") == canonical("https://bao.test/?a=1&b=2")


@pytest.mark.parametrize(
    "url",
    [
        *("", "tin/1", "/tin/1", "ftp://bao.test/x", "javascript:alert(1)", "mailto:toasoan@bao.test"),
        *(
            "https://",
            "https:///x",
            "https://a b/x",
            "https://u:p@bao.test/",
            "https://[::1",
            "http://x:99999/",
        ),
        "https://bao.test/?" + "&".join(f"a{number}=1" for number in range(200)),
        "https://bao.test/" + "lich/" * 500,
    ],
)
def test_what_is_no_address_has_no_name(url: str) -> None:
    assert canonical(url) is None
    assert address_of(url) is None


def test_a_moved_paper_keeps_its_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    moves = {"bao-cu.test": "bao.test", "bao-cu.test/the-thao": "thethao.bao.test/tin"}
    monkeypatch.setattr("corpus.gather.canonical.MOVED", moves)
    assert canonical("http://www.bao-cu.test/tin/gia-tom-hum-123.html") == SAME
    assert canonical("http://bao-cu.test/the-thao/1.html") == "https://thethao.bao.test/tin/1.html"
    assert canonical("http://bao-cu.test/the-thao-2/1.html") == "https://bao.test/the-thao-2/1.html"


def test_paths_in_vietnamese_are_escaped_once() -> None:
    assert canonical("https://bao.test/tin-đẹp") == canonical("https://bao.test/tin-%C4%91%E1%BA%B9p")
    assert canonical("https://báo.test/") == "https://xn--bo-mia.test/"


@pytest.mark.parametrize(
    ("url", "home", "address"),
    [
        ("http://bao.test/tin/1/?utm_source=x", "https://www.bao.test", "https://www.bao.test/tin/1/"),
        ("https://m.bao.test/amp/tin-1.html", "http://bao.test", "http://bao.test/tin-1.html"),
        ("http://thethao.bao.test/1", "https://bao.test", "http://thethao.bao.test/1"),
        ("http://www.khac.test/1?b=1&a=2", "https://bao.test", "http://www.khac.test/1?b=1&a=2"),
        ("https://m.khac.test/1", None, "https://khac.test/1"),
    ],
)
def test_the_address_to_open_is_spelt_as_the_site_does(url: str, home: str | None, address: str) -> None:
    assert address_of(url, home) == address


WORDS = st.sampled_from(
    [
        "tin",
        "amp",
        "print",
        "a.amp",
        "x.html",
        "..",
        ".",
        "",
        "đẹp",
        "%C4%91",
        "%2F",
        "%zz",
        "www",
        "m",
        " ",
        "a+b",
    ]
)
HOSTS = st.lists(
    st.sampled_from(["m", "www", "amp", "bao", "test", "thanhnien", "com", "vn"]), min_size=1, max_size=5
)
QUERIES = st.lists(st.tuples(WORDS | st.sampled_from(["utm_source", "id", "view"]), WORDS), max_size=4)


@given(
    st.sampled_from(["http", "https"]),
    HOSTS,
    st.lists(WORDS, max_size=5),
    QUERIES,
    st.sampled_from(["", ":80", ":443", ":81"]),
)
def test_naming_is_idempotent_and_survives_respelling(
    scheme: str, host: list[str], path: list[str], query: list[tuple[str, str]], port: str
) -> None:
    asked = "&".join(f"{name}={value}" for name, value in query)
    url = f"{scheme}://{'.'.join(host)}{port}/{'/'.join(path)}?{asked}"
    name, address = canonical(url), address_of(url)
    assert name is not None
    assert address is not None
    assert canonical(name) == name
    assert canonical(address) == name
    assert address_of(address) == address


def test_a_host_belongs_to_the_nearest_domain() -> None:
    domains = {"bao.test": 1, "the-thao.bao.test": 2}
    assert registered("www.bao.test", domains) == "bao.test"
    assert registered("x.the-thao.bao.test", domains) == "the-thao.bao.test"
    assert registered("xbao.test", domains) is None
    assert registered("", domains) is None
