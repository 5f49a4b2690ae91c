"""What is fuzzed: everything of ours that reads what others wrote, and what turns it into a message.

A target takes bytes and returns; whatever it raises is a finding. `CRASHES` keeps the inputs of past findings.
"""

from __future__ import annotations

import atexit
import gzip
import itertools
import random
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot import render
from bot.delivery.polling import without_broken_updates
from bot.harness.text.html import parse
from bot.markup import utf16_length
from bot.render import citing
from bot.render.citing import MAX_COPIED_UTF16
from bot.render.reading import Place
from bot.settings import Settings
from bot.texts import LANGUAGES
from corpus import Answer, Article, Outcome, Quote, SettingsError, Span
from corpus.answer.reading import query, question
from corpus.gather import FORMATS
from corpus.gather.canonical import LONGEST, address_of, canonical
from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.feeds import read_feed
from corpus.gather.crawl.finds import pages_of
from corpus.gather.crawl.guard import check_address
from corpus.gather.crawl.plan import CrawlPlan
from corpus.gather.crawl.robots import LONGEST_DELAY_S, read_rules
from corpus.gather.crawl.sections import read_section
from corpus.gather.crawl.sitemaps import read_sitemap
from corpus.index import split
from corpus.language.analyzer import analyze
from corpus.language.text import fold, normalise, sentences
from corpus.samples import articles_folder
from corpus.store.terms import pack, unpack

CRASHES = Path(__file__).with_name("crashes")
MAX_MESSAGE_UNITS = 4_096
MAX_TEXT = 20_000
EXAMPLE = (Path(__file__).parents[1] / ".env.example").read_text("utf-8")
HOME = "https://bao.test/"
WINDOW = 600  # bytes of an example that most inputs grow from: ten times as many of them in the same time
MOMENT = datetime(2026, 11, 25, tzinfo=UTC)
Target = Callable[[bytes], None]


@cache
def _folder() -> Path:
    """Where inputs that must be files are put: in memory, where there is such a place. A crash leaves its file."""
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder inside it
    folder = tempfile.mkdtemp(prefix="hoibao-fuzz-", dir=memory if memory.is_dir() else None)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _reads(suffix: str) -> Target:
    """A file of a format, one in eight compressed, one in eight falsely called so: articles with their parts in order,
    or reasons."""

    def target(data: bytes) -> None:
        dress = len(data) % 8
        path = _folder() / (f"x{suffix}" if dress > 1 else f"x{suffix}.gz")
        path.write_bytes(gzip.compress(data, 1) if dress == 1 else data)
        for one in itertools.islice(FORMATS[suffix](path), 1_000):
            if isinstance(one, Article):
                _is_whole(one)

    return target


def _is_whole(article: Article) -> None:
    assert article.text == unicodedata.normalize("NFC", article.text)
    assert article.headline.strip()
    assert len(article.version) == 64
    for passage in split(article):
        assert article.text[passage.start : passage.end].strip()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape" if data[:1] == b"\x00" else "replace")[:MAX_TEXT]


def language(data: bytes) -> None:
    """Normal form, folding, sentences, terms: offsets stay, terms can be stored."""
    text = normalise(data.decode("utf-8", "replace")[:MAX_TEXT])
    assert normalise(text) == text
    assert len(fold(text)) == len(text)
    end = 0
    for span in sentences(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
    terms = analyze(text[:2_000])
    assert unpack(pack(terms)) == {name: row for name, row in terms.items() if name}


def asking(data: bytes) -> None:
    """A reader may type anything."""
    reading = question.read(_text(data)[:1_000])
    query.build(reading)


def rendering(data: bytes) -> None:
    """Whatever an article says, the message is one that Telegram takes."""
    chance = random.Random(data)
    text = normalise(data.decode("utf-8", "replace")[:MAX_TEXT]).strip() or "x"
    pieces = [piece.strip() or "x" for piece in text.split("\n")]
    article = Article(
        "a", pieces[0][:500], text, (), chance.choice([None, "https://bao.example/x?a=1&b=<2>", pieces[-1][:80]]),
        "https://bao.example/", chance.choice(pieces)[:100], chance.choice(pieces)[:100], MOMENT,
    )  # fmt: skip
    quotes = [_quote(article, chance) for _ in range(chance.randint(1, 8))]
    answer = Answer(
        text[:1_000], Outcome.ANSWERED, tuple(quotes[:3]), tuple(quotes[3:]), newest_article_at=MOMENT
    )
    texts = chance.choice([*LANGUAGES.values()])
    place = Place(7, 0, len(quotes[:3]))
    view = chance.randrange(4)  # one of them: what takes its time is reading the message as Telegram does
    if view == 0:
        message = render.answer(answer, render.Frame(7, restated=text), texts)
    elif view == 1:
        none = Answer(text[:1_000], Outcome.NOT_FOUND, related=(article.source,) * 3)
        message = render.answer(none, render.Frame(7, restated=text, asked_at=MOMENT), texts)
    elif view == 2:
        message = render.context(quotes[0], article, place, texts, chance.choice((None, 0, 1, 5, 9)))
    else:
        message = render.timeline(answer, 7, texts)
    _taken(message.html)
    assert utf16_length(citing.copyable(quotes[0], texts)) <= MAX_COPIED_UTF16


def _quote(article: Article, chance: random.Random) -> Quote:
    """At most 300 code points, three of which are 900."""
    start = chance.randrange(len(article.text))
    end = min(start + chance.randint(1, 300), len(article.text))
    mark = Span(start, end) if chance.random() < 0.5 else None
    return Quote(article.source, start, end, article.text[start:end], 1.0, mark)


def _taken(html: str) -> None:
    """As tdlib reads it."""
    text, _entities = parse(html)
    assert text.strip()
    assert len(text.encode("utf-16-le", "surrogatepass")) // 2 <= MAX_MESSAGE_UNITS


def updates(data: bytes) -> None:
    """What comes in the place of Telegram's answer to a poll."""
    without_broken_updates(data)
    without_broken_updates(b'{"ok": true, "result": [{"update_id": 1, "message": ' + data + b"}]}")


def lists(data: bytes) -> None:
    """What a newspaper's site gives the crawl to read: a feed, a sitemap, a section page, its robots.txt."""
    with suppress(FetchFailed):
        kind = len(data) % 4
        if kind == 0:
            found = read_feed(data, HOME)
        elif kind == 1:
            found = read_sitemap(data, HOME, 0)
        elif kind == 2:
            found = read_section(data, HOME, 0, (), 3, None)
        else:
            rules = read_rules(data)
            assert 0 <= rules.delay_s <= LONGEST_DELAY_S
            rules.allow(HOME + _text(data)[:500])
            return
        pages_of(found.links[:200], "bao.test", HOME, CrawlPlan())


def addresses(data: bytes) -> None:
    """Addresses as pages write them: one name for each, which stays its name, and never a host that is not allowed."""
    for written in _text(data).split("\n")[:20]:
        name = canonical(written)
        assert name is None or len(name) > LONGEST or canonical(name) == name  # escaping makes it longer
        opened = address_of(written, HOME)
        assert opened is None or len(opened) > LONGEST or canonical(opened) == name
        with suppress(FetchFailed):
            assert check_address(written, {"bao.test": HOME}) == "bao.test"


def settings(data: bytes) -> None:
    """What an operator writes into the settings."""
    words = data.decode("utf-8", "replace").split("\n")
    names = re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE)
    with suppress(SettingsError):
        Settings.from_mapping(dict(zip(names, itertools.cycle(words), strict=False)))


TARGETS: Mapping[str, Target] = {
    **{f"reads {suffix}": _reads(suffix) for suffix in FORMATS},
    "language": language,
    "asking": asking,
    "rendering": rendering,
    "updates": updates,
    "lists": lists,
    "addresses": addresses,
    "settings": settings,
}


@cache
def seeds() -> tuple[bytes, ...]:
    """What inputs grow from: the sample articles, past findings, and what hostile people type."""
    files = [path.read_bytes()[:30_000] for path in sorted(articles_folder().iterdir())]
    crashes = [path.read_bytes() for path in sorted(CRASHES.glob("*"))]
    return (*files, *crashes, *(text.encode() for text in (*SHAPES, *NASTY)))


SHAPES = (
    '<rss version="2.0"><channel><title>x</title><item><title>Giá tôm</title><link>/gia-tom-1001.html</link>'
    "<pubDate>Tue, 24 Nov 2026 07:00:00 +0700</pubDate></item></channel></rss>",
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://bao.test/gia-tom-1001.html</loc>'
    "<lastmod>2026-11-23T07:00:00+07:00</lastmod></url></urlset>",
    "<sitemapindex><sitemap><loc>/1.xml.gz</loc><lastmod>2026-11-23</lastmod></sitemap></sitemapindex>",
    "User-agent: *\nDisallow: /cam/*$\nAllow: /cam/tru\nCrawl-delay: 2\nSitemap: https://bao.test/sitemap.xml\n",
    '<html><body><a href="/gia-tom-1001.html">Tôm</a><a rel="next" href="?page=2">Trang sau</a></body></html>',
    "https://www.bao.test:443/amp//a/../Gi%C3%A1-t%C3%B4m.html?utm_source=x&b=2&a=1#x\nhttp://m.bao.test/x/",
    '{"update_id": 1, "message": {"message_id": 2, "date": 1795478400, "chat": {"id": 3, "type": "private", '
    '"first_name": "Lan"}, "from": {"id": 3, "is_bot": false, "first_name": "Lan"}, "text": "/hoi giá tôm", '
    '"entities": [{"type": "bot_command", "offset": 0, "length": 4}]}}',
    '{"id": "a", "url": "https://bao.test/a-1001.html", "headline": "Giá tôm", "lead": "Tăng.", "body": "Giá 950.000 '
    'đồng.\\nHết.", "byline": "AN NHIÊN", "published_at": "2026-11-24T07:00+07:00"}',
    '<html><head><meta property="og:type" content="article"><meta property="article:published_time" '
    'content="2026-11-24T07:00:00+07:00"><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Giá '
    'tôm", "datePublished": "2026-11-24"}</script></head><body><article><h1>Giá tôm</h1><p>Giá tôm hùm xanh là 950.000 '
    "đồng một ký, tăng 20% so với tháng trước.</p></article></body></html>",
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bao.test/a-1001.html\r\nContent-Length: 90\r\n\r\n"
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Giá tôm</h1><p>Giá 950.000 đồng.</p>\r\n\r\n",
    "giá tôm hùm hôm qua, quý I/2026, tháng 8/2023, Tết năm ngoái, ngày 16 tháng 8 năm 2021 ở Sông Cầu",
)


NASTY = (
    "", "\0", "\ufeff", "<b>&amp;</b>", "</blockquote><a href='tg://user?id=1'>", "%s{0}{day}\\n",
    "a" * 5000, "🦐" * 3000,
    "\u202e\u200b\u0301" * 500, "hòa hoà hoà", "16/8/2021 06-NQ/ĐUK 1.200 ha 45,5%", "1e999", "9" * 5000,
    '{"headline": "x", "body": "y"}', '{"headline": null, "body": ["x"]}', "[" * 5000, '{"a":' * 3000, "<" * 5000,
    "<div>" * 3000, "<!--", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&#0;&#xD800;&#9999999999;",
    "WARC/1.0\r\nContent-Length: -5\r\n\r\n",
    "\r\n".join(["Thứ Hai, 30/02/2023 25:61"] * 50), "tháng 13 năm 0", "ngày 31 tháng 2", "quý V",
    "(" * 3000, "'\"`;--",
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A few of the usual changes."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randint(0, len(out)), chance.choice((1, 2, 8, 64, 512))
        kind = chance.randrange(7)
        if kind == 0:
            out[at : at + size] = b""
        elif kind == 1:
            out[at:at] = chance.randbytes(size)
        elif kind == 2:
            out[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 3:
            out[at:at] = out[at : at + size] * chance.randint(1, 20)
        elif kind == 4:
            out[at:at] = chance.choice(NASTY).encode()[:size]
        elif kind == 5:
            other = chance.choice(seeds())
            start = chance.randint(0, len(other))
            out[at:at] = other[start : start + size]
        else:
            out[at : at + size] = bytes(reversed(out[at : at + size]))
    return bytes(out[:40_000])


def inputs(chance: random.Random) -> Iterator[bytes]:
    """Without end."""
    while True:
        data = chance.choice(seeds())
        if len(data) > WINDOW and chance.random() < 0.97:
            start = chance.randrange(len(data))
            data = data[start : start + WINDOW]
        yield mutated(data, chance)
