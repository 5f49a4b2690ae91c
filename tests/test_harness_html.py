"""Text and entities of any input: the parse round-trips or refuses, offsets stay inside the text."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from harness_fixtures import RunningHarness
from harness_support import LAN, call
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.harness.errors import ApiError
from bot.harness.methods.compose import formatted
from bot.harness.methods.keyboards import checked_keyboard
from bot.harness.parameters import parse_json
from bot.harness.text.entities import finish, utf16_length, utf16_slice
from bot.harness.text.given import check_given
from bot.harness.text.html import parse

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


def inside(text: str, entities: list[dict[str, Any]]) -> None:
    """Offsets and lengths are UTF-16 units within the text, and cut no character in two."""
    size = utf16_length(text)
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= size
        piece = utf16_slice(text, entity["offset"], entity["length"])
        assert piece in text
        assert utf16_length(piece) == entity["length"]
    starts = [(entity["offset"], -entity["length"]) for entity in entities]
    assert starts == sorted(starts)


@given(TEXT)
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse(html.escape(text)) == (text, [])


@given(TEXT, st.sampled_from(["b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler"]))
def test_so_it_does_between_tags(text: str, tag: str) -> None:
    plain, entities = parse(f"a<{tag}>{html.escape(text)}</{tag}>b")
    assert plain == f"a{text}b"
    assert [utf16_slice(plain, one["offset"], one["length"]) for one in entities] == ([text] if text else [])


@settings(max_examples=500)
@given(SOUP)
def test_any_soup_is_parsed_or_refused(soup: str) -> None:
    try:
        text, entities = parse(soup)
    except ApiError as error:
        assert error.code == 400
        assert error.description.startswith("Bad Request: can't parse entities: ")
        return
    inside(text, entities)
    inside(*finish(text, entities))


@settings(max_examples=200)
@given(SOUP, st.sampled_from(["HTML", "html", "", "MarkdownV2", "Org"]), JSON)
def test_any_message_becomes_one_or_is_refused(soup: str, parse_mode: str, entities: Any) -> None:
    try:
        text, kept = formatted(soup, parse_mode, entities)
    except ApiError:
        return
    inside(text, kept)
    assert text == text.rstrip()
    assert text[0] not in " \n" or kept
    assert not set(text) & set("\r\0\t\u202e")


@given(TEXT, st.lists(st.tuples(st.integers(-1, 70), st.integers(-1, 70)), max_size=4))
def test_given_entities_are_inside_or_refused(text: str, places: list[tuple[int, int]]) -> None:
    entities = [{"type": "bold", "offset": offset, "length": length} for offset, length in places]
    try:
        kept = check_given(text, entities)
    except ApiError as error:
        assert error.description.startswith("Bad Request: entity begin")
        return
    inside(text, sorted(kept, key=lambda entity: (entity["offset"], -entity["length"])))
    inside(*finish(text, kept))


@given(JSON | st.fixed_dictionaries({"inline_keyboard": JSON}))
def test_any_keyboard_is_one_or_is_refused(markup: Any) -> None:
    try:
        checked_keyboard(markup)
    except ApiError as error:
        assert error.code == 400


@given(
    st.lists(
        st.fixed_dictionaries(
            {"text": JSON},
            optional={
                "callback_data": JSON,
                "url": JSON,
                "copy_text": JSON | st.fixed_dictionaries({"text": JSON}),
            },
        )
    )
)
def test_any_button_is_one_or_is_refused(row: list[dict[str, Any]]) -> None:
    try:
        checked_keyboard({"inline_keyboard": [row]})
    except ApiError as error:
        assert error.code == 400


@pytest.mark.parametrize("raw", ["[" * 100_000, "9" * 5_000, "NaN", "-Infinity", "{", "'a'", "\ud800"])
def test_what_is_no_json(raw: str) -> None:
    """Never more than a refusal; a number of any length is none that Python reads."""
    with pytest.raises(AttributeError):
        parse_json(raw).anything  # the object that stands for "none" has nothing  # noqa: B018


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
    ("entities", "description"),
    [
        (
            [{"type": "bold", "offset": 0, "length": 9}],
            "entity beginning at UTF-16 offset 0 ends after the end",
        ),
        ([{"type": "bold", "offset": 9, "length": 1}], "entity begins after the end of the text"),
        ([{"type": "bold", "offset": 1, "length": 1}], "entity begins in a middle of a UTF-16 symbol"),
        (
            [{"type": "bold", "offset": 0, "length": 1}],
            "entity beginning at UTF-16 offset 0 ends in a middle",
        ),
        ([{"type": "shiny", "offset": 0, "length": 2}], "can't parse MessageEntity: Unsupported type"),
        ([{"type": "text_link", "offset": 0, "length": 2}], 'can\'t parse MessageEntity: field "url"'),
        (
            [{"type": "text_link", "offset": 0, "length": 2, "url": "báo"}],
            "entity URL 'báo' is invalid: Wrong HTTP URL",
        ),
        ([5], "can't parse MessageEntity"),
        ([{"type": "bold", "offset": "0", "length": 2}], "can't parse MessageEntity"),
        ("x", "can't parse entities JSON object"),
        (5, "can't parse entities JSON object"),
    ],
)
def test_given_entities_that_are_refused(harness: RunningHarness, entities: Any, description: str) -> None:
    harness.send("xin chào")
    body = call(harness, "sendMessage", chat_id=LAN, text="😀 ok", entities=json.dumps(entities))
    assert body["description"].startswith(f"Bad Request: {description}")


def test_given_entities_that_are_kept(harness: RunningHarness) -> None:
    harness.send("xin chào")
    bold = {"type": "bold", "offset": 0, "length": 2}
    ignored = [{"type": "mention", "offset": 0, "length": 2}, {"type": "bold", "offset": 0, "length": 0}]
    body = call(harness, "sendMessage", chat_id=LAN, text="😀 ok", entities=[bold, *ignored])
    assert body["result"]["entities"] == [bold]


def test_the_other_modes_are_not_built_and_say_so(harness: RunningHarness) -> None:
    harness.send("xin chào")
    body = call(harness, "sendMessage", chat_id=LAN, text="*x*", parse_mode="MarkdownV2")
    assert body["error_code"] == 501
