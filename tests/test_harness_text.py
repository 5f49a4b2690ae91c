"""Text and entities of any input: the parse round-trips or refuses, offsets stay inside the text, links are checked."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest
from harness_fixtures import RunningHarness
from harness_support import CALM, LAN, call
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.harness.errors import ApiError
from bot.harness.methods.formatting import formatted
from bot.harness.methods.keyboards import inline_keyboard
from bot.harness.parameters import NO_JSON, parse_json
from bot.harness.schema import schema
from bot.harness.schema.checking import FieldError, check_items, check_markup
from bot.harness.text.entities import finish, utf16_length, utf16_slice
from bot.harness.text.html import parse
from bot.harness.text.links import LinkError, check_link

VECTORS = Path(__file__).parents[2] / "shared/telegram/html_vectors.json"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PIECES = """
<b> </b> <i> </i> </> <a href="https://e.vn"> <a href="tg://user?id=5"> <a> </a> <code class="language-py"> <code>
</code> <pre> </pre> <blockquote> <blockquote expandable> </blockquote> <span class="tg-spoiler"> <span> </span>
<tg-emoji emoji-id="5"> <tg-emoji emoji-id="x"> </tg-emoji> <tg-time unix="7"> </tg-time> <p> <b <a href= < > / = " '
&lt; &gt; &amp; &quot; &nbsp; &#272; &#x110; &#55357; &#1114111; &#x110000; &#99999999999999999999; & &# ; <!-- <B>
😀 đ ệ \u0301 \u202e \r \t \0 e.vn https://e.vn/a @hoibao_bot #tôm /hoi a@e.vn 4.214
""".split(" ")
SOUP = st.lists(st.sampled_from([*PIECES, "\n", " ", "x"]) | TEXT, max_size=25).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote expandable",
}
Entities = list[dict[str, Any]]


def inside(text: str, entities: Entities) -> None:
    """Offsets and lengths are UTF-16 units within the text, and cut no character in two."""
    size = utf16_length(text)
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= size
        piece = utf16_slice(text, entity["offset"], entity["length"])
        assert piece in text
        assert utf16_length(piece) == entity["length"]
    starts = [(entity["offset"], -entity["length"]) for entity in entities]
    assert starts == sorted(starts)


def as_html(text: str, entities: Entities) -> str:
    """The HTML of which `parse` makes this again."""
    units = [text[at] for at in range(len(text))]
    at_unit, places = 0, {}
    for at, char in enumerate(units):
        places[at_unit] = at
        at_unit += utf16_length(char)
    places[at_unit] = len(units)
    opens: list[list[str]] = [[] for _ in range(len(units) + 1)]
    closes: list[list[str]] = [[] for _ in range(len(units) + 1)]
    for entity in entities:  # the longer first, so what begins later ends earlier
        start, end = places[entity["offset"]], places[entity["offset"] + entity["length"]]
        opens[start].append(_opening(entity))
        closes[end].insert(0, f"</{_opening(entity)[1:-1].split()[0]}>")
    parts = []
    for at in range(len(units) + 1):
        parts += closes[at] + opens[at]
        parts += [html.escape(units[at])] if at < len(units) else []
    return "".join(parts)


def _opening(entity: dict[str, Any]) -> str:
    match entity["type"]:
        case "text_link":
            return f'<a href="{html.escape(entity["url"])}">'
        case "custom_emoji":
            return f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">'
        case "date_time":
            return f'<tg-time unix="{entity["unix_time"]}">'
        case "code" if "language" in entity:
            return f'<code class="language-{html.escape(entity["language"])}">'
    return f"<{TAGS[entity['type']]}>"


@pytest.mark.skipif(
    not VECTORS.exists(), reason="needs ../shared/telegram: recorded behaviour, no part of us"
)
def test_html_is_parsed_as_telegram_parses_it() -> None:
    vectors = json.loads(VECTORS.read_text("utf-8"))["vectors"]
    assert len(vectors) == 48
    for vector in vectors:
        try:
            text, entities = parse(vector["html"])
        except ApiError as error:
            assert error.description == vector.get("error"), vector["html"]
            continue
        assert (text, entities) == (vector.get("text"), vector.get("entities")), vector["html"]


@CALM
@given(TEXT)
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse(html.escape(text)) == (text, [])


@CALM
@given(TEXT, st.sampled_from(["b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler"]))
def test_so_it_does_between_tags(text: str, tag: str) -> None:
    plain, entities = parse(f"a<{tag}>{html.escape(text)}</{tag}>b")
    assert plain == f"a{text}b"
    assert [utf16_slice(plain, one["offset"], one["length"]) for one in entities] == ([text] if text else [])


@settings(CALM, max_examples=150)
@given(SOUP)
def test_any_soup_is_refused_or_round_trips(soup: str) -> None:
    """What was parsed, written as HTML again, is parsed as the same; and what a client sees is inside the text."""
    try:
        text, entities = parse(soup)
    except ApiError as error:
        assert error.code == 400
        assert error.description.startswith("Bad Request: can't parse entities: ")
        return
    inside(text, entities)
    inside(*finish(text, entities))
    spans = [(one["type"], one["offset"], one["length"]) for one in entities]
    assume(not any(one["type"] in {"pre", "code"} for one in entities) and len(set(spans)) == len(spans))
    again = parse(as_html(text, entities))
    assert again[0] == text
    assert sorted(map(repr, again[1])) == sorted(map(repr, entities))


@settings(CALM, max_examples=150)
@given(SOUP, st.sampled_from(["HTML", "html", "", "MarkdownV2", "Org"]), JSON)
def test_any_message_becomes_one_or_is_refused(soup: str, parse_mode: str, entities: Any) -> None:
    given_entities = entities if isinstance(entities, list) else []
    try:
        check_items(given_entities, "MessageEntity", "entities")
        text, kept = formatted(soup, parse_mode, given_entities)
    except (ApiError, FieldError):
        return
    inside(text, kept)
    assert text == text.rstrip()
    assert text[0] not in " \n" or kept
    assert not set(text) & set("\r\0\t\u202e")


@CALM
@given(
    TEXT,
    st.lists(
        st.fixed_dictionaries(
            {
                "type": st.sampled_from([*sorted(TAGS), "mention", "text_link", "shiny"]),
                "offset": st.integers(-1, 70) | st.integers(0, 70).map(str),
                "length": st.integers(-1, 70),
            },
            optional={"url": st.sampled_from(["e.vn", "x", "", "https://e.vn/đ"])},
        ),
        max_size=4,
    ),
)
def test_given_entities_are_inside_or_refused(text: str, entities: Entities) -> None:
    assume(text)
    try:
        kept = formatted(text, "", entities)
    except ApiError as error:
        assert error.code == 400
        return
    inside(*kept)


BUTTON = st.fixed_dictionaries(
    {"text": JSON},
    optional={
        "callback_data": JSON,
        "url": JSON | st.sampled_from(["e.vn", "ftp://e.vn"]),
        "copy_text": JSON | st.fixed_dictionaries({"text": JSON}),
        "web_app": st.fixed_dictionaries({"url": JSON}),
    },
)


@settings(CALM, max_examples=100)
@given(st.fixed_dictionaries({"inline_keyboard": JSON | st.lists(st.lists(BUTTON, max_size=3), max_size=3)}))
def test_any_keyboard_is_one_or_is_refused(markup: Any) -> None:
    try:
        check_markup(markup)
        inline_keyboard(markup)
    except (ApiError, FieldError) as error:
        assert not isinstance(error, ApiError) or error.code in {400, 501}


def test_every_type_can_be_checked() -> None:
    """Nothing that the schema names is missing from it, or is refused as not built where it is empty."""
    for name, fields in schema().types.items():
        for field in fields.values():
            for kind in field.kind.strip("[]").split("|"):
                known = {"String", "Integer", "Boolean", "True", "Float"} | schema().types.keys()
                assert kind in known | schema().unions.keys() or kind.startswith(
                    ("KeyboardButton", "CallbackGame")
                ), (
                    name,
                    kind,
                )


@pytest.mark.parametrize("raw", ["[" * 100_000, "9" * 5_000, "NaN", "-Infinity", "{", "'a'", "\ud800"])
def test_what_is_no_json(raw: str) -> None:
    """Never more than a refusal; a number of any length is none that Python reads."""
    assert parse_json(raw) is NO_JSON


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\tb", "a b"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "ab"),
        ("a\0b", "a b"),
        ("a\u202eb", "ab"),
        ("\n a \n", "a"),
        ("đặc biệt", "đặc biệt"),
    ],
)
def test_what_telegram_cleans(text: str, kept: str) -> None:
    assert formatted(text, "", None) == (kept, [])


def test_offsets_move_with_what_is_removed() -> None:
    text, entities = formatted("a\r\n<b>b\rc</b>\r<i>\r</i> d", "HTML", None)
    assert text == "a\nbc d"
    assert entities == [{"type": "bold", "offset": 2, "length": 2}]


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("<b>4.214</b> đảng viên", "4.214 đảng viên", ["bold"]),
        ("  <i>a</i> ", "a", ["italic"]),
        ("xem https://baoduyenhai.example/a, nhé", "xem https://baoduyenhai.example/a, nhé", ["url"]),
        ("/hoi giá vàng", "/hoi giá vàng", ["bot_command"]),
        ("@hoibao_bot #tôm a@e.vn", "@hoibao_bot #tôm a@e.vn", ["mention", "hashtag", "email"]),
        ('<a href="baoduyenhai.example">báo</a>', "báo", ["text_link"]),
        ('<a href="tg://user?id=1001">Lan</a>', "Lan", ["text_mention"]),
        ('<a href="không phải">báo</a>', "báo", []),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", ["blockquote"]),
        ("<blockquote expandable>a</blockquote>", "a", ["expandable_blockquote"]),
        ("<code><b>x</b></code>", "x", ["code"]),
    ],
)
def test_what_a_message_becomes(source: str, text: str, kinds: list[str]) -> None:
    kept, entities = formatted(source, "HTML", None)
    assert kept == text
    assert [entity["type"] for entity in entities] == kinds


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://e.org", "https://e.org/"),
        ("e.org", "http://e.org/"),
        ("HTTPS://E.org?x=1", "https://e.org/?x=1"),
        ("https://e.org/a b", "https://e.org/a%20b"),
        ("https://e.org/đ#x", "https://e.org/đ#x"),
        ("http://báo.vn", "http://báo.vn/"),
        ("https://u@e.org:0443/x", "https://u@e.org:443/x"),
        ("http://[::1]/", "http://[::1]/"),
        ("tg://user?id=5", "tg://user?id=5"),
        ("tg:resolve?domain=x", "tg://resolve?domain=x"),
    ],
)
def test_addresses_that_telegram_takes(url: str, kept: str) -> None:
    assert check_link(url) == kept
    assert check_link(kept) == kept


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "URL host is empty"),
        ("https://", "URL host is empty"),
        ("ftp://e.org", "Unsupported URL protocol"),
        ("không phải", "Disallowed character in URL host"),
        ("không", "Wrong HTTP URL"),
        ("http://localhost/", "Wrong HTTP URL"),
        ("https://e.org:99999/", "Wrong port number specified in the URL"),
        ("https://e.org:x/", "Wrong port number specified in the URL"),
        ("tg://a.b/", "Wrong tg/ton URL"),
    ],
)
def test_addresses_that_it_does_not(url: str, words: str) -> None:
    with pytest.raises(LinkError, match=words):
        check_link(url)


@CALM
@given(st.text(max_size=30) | SOUP)
def test_any_address_is_one_or_is_refused(url: str) -> None:
    try:
        kept = check_link(url)
    except LinkError:
        return
    assert check_link(kept) == kept


def test_given_entities_that_are_kept(harness: RunningHarness) -> None:
    harness.send("xin chào")
    bold = {"type": "bold", "offset": 0, "length": 2}
    ignored = [{"type": "mention", "offset": 0, "length": 2}, {"type": "bold", "offset": 0, "length": 0}]
    body = call(harness, "sendMessage", chat_id=LAN, text="😀 ok", entities=[bold, *ignored])
    assert body["result"]["entities"] == [bold]
