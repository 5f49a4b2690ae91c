"""The pieces of reading a page: tree, blocks, statements, headline, the choice of blocks, addresses."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.gather.decode import Unreadable
from corpus.gather.html import Origin, Reading, parse
from corpus.gather.html.blocks import Block, Hint, read_blocks
from corpus.gather.html.meta import Meta, address, read_meta
from corpus.gather.html.tree import read_tree
from corpus.gather.published import VIETNAM
from corpus.models import PartKind

PROSE = "Sáng nay, hội khuyến học phường trao một trăm suất học bổng cho học sinh con nhà biển ở ba xóm bãi ngang."
MORE = "Mỗi suất một triệu đồng, do các chủ ghe trong xóm góp lại từ đầu mùa cá, trao tận tay từng em một."
NOW = datetime(2026, 11, 25, tzinfo=VIETNAM)


def reading(body: str, head: str = "", url: str | None = None) -> Reading:
    page = f"<html><head><title>Trao học bổng</title>{head}</head><body>{body}</body></html>"
    return parse(page.encode(), Origin(url, now=NOW))


def article(body: str, head: str = "") -> list[tuple[str, str]]:
    found = reading(f"<h1>Trao học bổng cho học sinh</h1>{body}", head).article
    return [(str(part.kind), found.text[part.start : part.end]) for part in found.parts]


def blocks(body: str) -> list[Block]:
    return read_blocks(read_tree(f"<html><body>{body}</body></html>".encode())[0], {})


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def meta(head: str, came_from: str | None = None) -> Meta:
    return read_meta(read_tree(f"<html><head>{head}</head><body></body></html>".encode())[0], came_from)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>Một</p><p>hai</p>", ["Một", "hai"]),
        ("<p>Một <b>câu</b> liền <i>một</i> dòng</p>", ["Một câu liền một dòng"]),
        ("Một<br>hai<br/><br>ba", ["Một", "hai", "ba"]),
        ("<div>Một<p>hai</p>ba</div>", ["Một", "hai", "ba"]),
        ("<ul><li>Một<li>hai</ul>", ["Một", "hai"]),
        ("<p>m<sup>3</sup> và H<sub>2</sub>O</p>", ["m3 và H2O"]),
        ("<p>  nhiều \n khoảng&nbsp;&nbsp;trắng </p>", ["nhiều khoảng trắng"]),
        (
            "<table><tr><td>Tuần 1</td><td>61%</td></tr><tr><td>Tuần 2</td><td>74%</td></tr></table>",
            ["Tuần 1 61%", "Tuần 2 74%"],
        ),
        ("<table><tr><td><div>khung</div></td></tr></table>", ["khung"]),
    ],
)
def test_blocks_are_the_lines_that_are_shown(body: str, lines: list[str]) -> None:
    assert texts(body) == lines


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>ẩn</script>",
        "<style>ẩn</style>",
        "<noscript>ẩn</noscript>",
        "<nav>ẩn</nav>",
        '<div style="display: none">ẩn</div>',
        '<div style="visibility:hidden">ẩn</div>',
        "<p hidden>ẩn</p>",
        '<span class="sr-only">ẩn</span>',
        '<div class="box d-none">ẩn</div>',
        "<textarea>ẩn</textarea>",
        "<select><option>ẩn</option></select>",
        "<!-- ẩn -->",
        "<template>ẩn</template>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert texts(f"<p>Một</p>{hidden}<p>hai</p>") == ["Một", "hai"]
    assert " ".join(texts(f"<p>Một {hidden} hai</p>")) == "Một hai"


def test_what_a_wide_screen_shows_is_read() -> None:
    assert texts('<div class="d-none d-md-block">hiện</div>') == ["hiện"]


def test_hints_of_the_markup() -> None:
    body = (
        "<h1>a</h1><h3>b</h3><li>c</li><p>d</p><figure><img><figcaption>e</figcaption></figure>"
        '<div class="PhotoCMS_Caption"><p>f</p></div><p><img>g</p>'
    )
    hints = [block.hint for block in blocks(body)]
    assert hints == [Hint.TITLE, Hint.HEADING, Hint.ITEM, Hint.PLAIN, *[Hint.CAPTION] * 3]


def test_links_emphasis_and_places() -> None:
    half, bold, centred = blocks(
        '<p>Xem <a href="x">bài này</a></p><p><b>đậm</b></p><img><p style="text-align:center">giữa</p>'
    )
    assert half.linked == pytest.approx(6 / 9, abs=0.1)
    assert (bold.bold, half.bold) == (True, False)
    assert (centred.set_apart, centred.after_image, bold.after_image) == (True, True, False)


TAGS = st.sampled_from(
    ["p", "div", "b", "i", "a", "br", "table", "tr", "td", "li", "ul", "h2", "span", "figure", "img"]
)
PIECES = st.lists(
    st.one_of(st.text("ab ấ&<", max_size=5), TAGS.map("<{}>".format), TAGS.map("</{}>".format)), max_size=25
)


@settings(max_examples=200)
@given(PIECES)
def test_any_markup_gives_all_its_text_once(pieces: list[str]) -> None:
    """Blocks are the page's visible text, in order, whatever the tags are; only white space may differ."""
    body = "".join(pieces)
    root = read_tree(f"<html><body><p>x</p>{body}</body></html>".encode())[0]
    shown = re.sub(r"\s", "", "".join(root.itertext()))
    assert re.sub(r"\s", "", "".join(block.text for block in read_blocks(root, {}))) == shown


@settings(max_examples=50, deadline=None)
@given(PIECES)
def test_any_page_is_an_article_or_a_reason(pieces: list[str]) -> None:
    try:
        found = reading(f"<h1>Trao học bổng cho học sinh</h1><p>{PROSE}</p>{''.join(pieces)}").article
    except Unreadable as bad:
        assert bad.reason
    else:
        assert [found.text[part.start : part.end] for part in found.parts] == found.text.split("\n")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "no article text found"),
        ("<p>Ngắn.</p>", "no article text found"),
        (f"<h1>Trao học bổng cho học sinh</h1><a href=x>{PROSE}</a>", "no article text found"),
    ],
)
def test_pages_without_an_article(body: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        reading(body)


@pytest.mark.parametrize(
    "data",
    [b"<html><body>x", b"<html>", b"<body><p>x</p>", b"<!DOCTYPE html><html lang=vi><head></head><body><p>"],
)
def test_pages_that_are_cut_off(data: bytes) -> None:
    with pytest.raises(Unreadable, match="cut off"):
        parse(data)


def test_parts_by_markup_and_by_shape() -> None:
    found = article(
        f'<p class="sapo">{PROSE}</p><p>{MORE}</p><h2>Vì sao?</h2><p>{MORE} Hết.</p>'
        f"<p><strong>Việc sắp tới</strong></p><p>{MORE} Xong.</p><p><em>Ảnh: LÊ HẠ</em></p>"
        "<p align=right><b>LÊ HẠ</b></p><p>Phó Bí thư Đảng ủy phường</p>"
    )
    assert [kind for kind, _ in found] == [
        "lead", "body", "subheading", "body", "subheading", "body", "caption", "byline", "role"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "noise",
    [
        "<p><b>Xem thêm:</b> <a href=x>Một bài khác nữa</a></p>",
        "<p><a href=x>Một bài khác nữa ở đây</a></p>",
        "<div><b>Tin liên quan</b><ul><li><a href=x>Một bài khác</a></li><li><a href=y>Bài nữa</a></li></ul></div>",
        "<h3>Đọc thêm</h3><ul><li><a href=x>Một bài khác</a></li></ul>",
        "<p>Quảng cáo</p>",
        "<div class=comment-list><p>Bài viết rất hay, cảm ơn tòa soạn, mong có thêm nhiều bài như thế.</p></div>",
        '<p style="display:none">Câu này chỉ dành cho máy tìm kiếm và người đọc không bao giờ thấy được.</p>',
        f"<p>{PROSE}</p>",  # said before
    ],
)
def test_noise_in_the_text_is_dropped(noise: str) -> None:
    found = article(f"<p>{PROSE}</p>{noise}<p>{MORE}</p>")
    assert found == [("body", PROSE), ("body", MORE)]


def test_a_link_within_a_sentence_stays() -> None:
    found = article(f'<p>{PROSE} Xem <a href="x">bài trước</a>.</p><p>{MORE}</p>')
    assert found[0] == ("body", f"{PROSE} Xem bài trước.")


def test_an_author_that_only_the_data_name_is_the_byline() -> None:
    data = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"%s","name":"%s"}}</script>'
    body = f"<p>{PROSE}</p><p>{MORE}</p>"
    assert article(body, data % ("Person", "Lê Hạ"))[-1] == ("byline", "Lê Hạ")
    assert article(body + "<p align=right>LÊ HẠ</p>", data % ("Person", "Lê Hạ"))[-1] == ("byline", "LÊ HẠ")
    assert article(body, data % ("Organization", "Báo Duyên Hải"))[-1][0] == "body"
    assert article(body, '<meta name="author" content="baoduyenhai.vn">')[-1][0] == "body"


def test_an_author_beside_the_date_is_the_byline() -> None:
    found = article(
        f"<div><span>Mai Phương</span> - <time>17/03/2026 14:25</time></div><p>{PROSE}</p><p>{MORE}</p>"
    )
    assert found == [("body", PROSE), ("body", MORE), ("byline", "Mai Phương")]


def test_statements_of_the_page() -> None:
    found = meta(
        '<link rel="canonical" href="/tin/1.html#top"><meta property="og:url" content="https://bao.example/tin/1.html">'
        '<meta property="og:title" content="Tôm &amp;amp; cá"><meta property="og:site_name" content="Báo Duyên Hải">'
        '<meta name="description" content="Một câu."><meta itemprop="datePublished" content="2026-01-02">'
    )
    assert found == Meta(
        url="https://bao.example/tin/1.html",
        is_home=False,
        titles=("Tôm & cá",),
        description="Một câu.",
        dates=("2026-01-02",),
        authors=(),
        publisher="Báo Duyên Hải",
        section=None,
    )


@pytest.mark.parametrize(
    "script",
    [
        '[{"@type":"WebSite"},{"@type":"NewsArticle","headline":"Giá tôm","articleSection":["Kinh tế"]}]',
        '{"@graph":[{"@type":["Article","x"],"headline":"Giá tôm","articleSection":"Kinh tế"}]}',
        '{"@type":"NewsArticle","headline":"Giá\ttôm","articleSection":{"name":"Kinh tế"}}',
        '{"@type":"Article","headline":"Giá tôm"}</script><script type="application/ld+json">{"@type":"BreadcrumbList",'
        '"itemListElement":[{"item":{"name":"Trang chủ"}},{"name":"Kinh tế"},{"item":{"name":"Tin tức"}}]}',
    ],
)
def test_json_ld_in_its_many_shapes(script: str) -> None:
    found = meta(f'<script type="application/ld+json">{script}</script>')
    assert (found.titles, found.section) == (("Giá tôm",), "Kinh tế")


@pytest.mark.parametrize(
    "script", ["", "{", "[" * 5000, "null", "5", '{"@graph": 5}', '{"@type": null, "author": [[]]}']
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    assert meta(f'<script type="application/ld+json">{script}</script>').titles == ()


@pytest.mark.parametrize(
    ("head", "came_from", "url"),
    [
        ("", None, None),
        ("", "https://bao.example/1.html", "https://bao.example/1.html"),
        ("", "https://bao.example/", None),
        (
            '<link rel="canonical" href="https://bao.example/1.html">',
            "https://amp.bao.example/1",
            "https://bao.example/1.html",
        ),
        (
            '<link rel="canonical" href="https://bao.example/">',
            "https://bao.example/1.html",
            "https://bao.example/1.html",
        ),
        (
            '<link rel="canonical" href="/1.html">',
            "https://bao.example/x/2.html",
            "https://bao.example/1.html",
        ),
        ('<link rel="canonical" href="/1.html">', None, None),
        ('<meta property="og:url" content="https://bao.example/1.html">', None, "https://bao.example/1.html"),
    ],
)
def test_the_address_is_never_invented(head: str, came_from: str | None, url: str | None) -> None:
    assert meta(head, came_from).url == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "/a",
        "https://",
        "https://a.example/",
        "https://a.example/index.html",
        "mailto:a@b",
        "http://[",
        "javascript:x",
    ],
)
def test_what_is_no_address_of_an_article(url: str | None) -> None:
    assert address(url) is None


def test_the_address_that_a_browser_noted() -> None:
    body = f"<h1>Trao học bổng cho học sinh</h1><p>{PROSE}</p><p>{MORE}</p>"
    page = f"<html><!-- saved from url=(0026)https://bao.example/1.html -->\n<body>{body}</body></html>"
    assert parse(page.encode()).article.url == "https://bao.example/1.html"


def test_a_canonical_link_to_the_home_page_on_an_article() -> None:
    head = '<link rel="canonical" href="https://bao.example/"><meta property="og:type" content="article">'
    found = reading(f"<h1>Trao học bổng cho học sinh</h1><p>{PROSE}</p><p>{MORE}</p>", head)
    assert found.article.url is None


LONG = "Trao học bổng cho trẻ em nghèo vùng biển"
DASH = "Tuy An - Đồng Xuân: nối liền con đường qua đèo"


@pytest.mark.parametrize(
    ("body", "title", "headline"),
    [
        ("<h1>Trao học bổng</h1>", "Khác hẳn", "Trao học bổng"),
        (f"<h1>Báo Duyên Hải Online</h1><div>{LONG}</div>", LONG, LONG),
        ("<h1><a href=/>Duyên Hải</a></h1><h1>Trao học bổng</h1>", "Trao học bổng", "Trao học bổng"),
        ("", f"{LONG} | Xã hội | Báo Duyên Hải", LONG),
        ("", DASH, DASH),
    ],
)
def test_headlines(body: str, title: str, headline: str) -> None:
    head = f'<meta property="og:title" content="{title}">'
    assert reading(f"{body}<p>{PROSE}</p><p>{MORE}</p>", head).article.headline == headline


def test_doubts_are_told() -> None:
    head = '<meta property="article:published_time" content="2031-01-01T00:00:00+07:00">'
    found = reading(f"<h1>Trao học bổng</h1><p>01/11/2026 08:00</p><p>{PROSE}</p><p>{MORE}</p>", head)
    assert found.article.published_at == datetime(2026, 11, 1, 8, tzinfo=VIETNAM)
    assert found.doubts == ("a date in the future was refused",)


def test_the_page_clock_is_no_date() -> None:
    clock = (
        "<div>Thứ Tư, 25/11/2026 09:00</div><ul><li><a href=/>Trang chủ</a></li></ul><p>Xã hội</p><p>x</p>"
    )
    found = reading(f"{clock}<h1>Trao học bổng</h1><p>{PROSE}</p><p>{MORE}</p>")
    assert found.article.published_at is None


def test_captions_are_told_by_what_stands_around_them() -> None:
    found = article(
        f'<p>{PROSE}</p><p><img src=a></p><p style="text-align:center">Các em nhận học bổng</p><p>{MORE}</p>'
    )
    assert found[1] == (PartKind.CAPTION, "Các em nhận học bổng")
