"""What is fuzzed: everything of ours that reads what others wrote, and what turns it into a message.

A target takes bytes and returns; whatever it raises is a finding. `CRASHES` keeps the inputs of past findings.
"""

from __future__ import annotations

import gzip
import itertools
import random
import re
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
from bot.render.citing import MAX_COPIED_UTF16
from bot.render.reading import Place
from bot.settings import Settings
from bot.texts import LANGUAGES
from corpus import Answer, Article, Outcome, Quote, SettingsError, Span
from corpus.answer import query, question
from corpus.gather import FORMATS
from corpus.index import split
from corpus.language.analyzer import analyze
from corpus.language.text import fold, normalise, sentences
from corpus.samples import articles_folder
from corpus.store.terms import pack, unpack

CRASHES = Path(__file__).with_name("crashes")
MAX_MESSAGE_UNITS = 4_096
MAX_TEXT = 20_000
EXAMPLE = (Path(__file__).parents[1] / ".env.example").read_text("utf-8")
MOMENT = datetime(2026, 11, 25, tzinfo=UTC)
Target = Callable[[bytes], None]


@cache
def _folder() -> Path:
    """Where inputs that must be files are put: in memory, where there is such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder inside it
    return Path(tempfile.mkdtemp(prefix="hoibao-fuzz-", dir=memory if memory.is_dir() else None))


def _reads(suffix: str) -> Target:
    """A file of a format, also compressed: articles whose parts are in order, or reasons."""

    def target(data: bytes) -> None:
        for name, content in (
            (f"x{suffix}", data),
            (f"x{suffix}.gz", gzip.compress(data, 1)),
            (f"y{suffix}.gz", data),
        ):
            path = _folder() / name
            path.write_bytes(content)
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
    for texts in LANGUAGES.values():
        for found in (answer, Answer(text[:1_000], Outcome.NOT_FOUND, related=(article.source,) * 3)):
            _taken(render.answer(found, render.Frame(7, restated=text), texts).html)
        place = Place(7, 0, len(quotes[:3]))
        for window in (None, 0, chance.randrange(9)):
            _taken(render.context(quotes[0], article, place, texts, window).html)
        _taken(render.timeline(answer, 7, texts).html)
        assert utf16_length(render.copyable(quotes[0], texts)) <= MAX_COPIED_UTF16


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
    "settings": settings,
}


@cache
def seeds() -> tuple[bytes, ...]:
    """What inputs grow from: the sample articles, past findings, and what hostile people type."""
    files = [path.read_bytes()[:30_000] for path in sorted(articles_folder().iterdir())]
    crashes = [path.read_bytes() for path in sorted(CRASHES.glob("*"))]
    return (*files, *crashes, *(text.encode() for text in NASTY))


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
        yield mutated(chance.choice(seeds()), chance)
