"""Inline mode and guest mode: quotes where the bot is no member."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bot_support import button, entity_texts, labels, stored
from harness_fixtures import RunningHarness, running_bot, running_harness

from bot.harness.client import NoReplyError
from bot.texts import EN, VI

LAN, MINH, ELSEWHERE = 1001, 1002, -800
NEWS = [
    {
        "id": f"gia-{day}",
        "headline": f"Giá tôm hùm ngày {day}/11",
        "url": f"https://bao.example/gia-{day}",
        "publisher": "Báo Thử",
        "published_at": f"2026-11-{day:02d}T07:00+07:00",
        "body": f"Phiên chợ sáng {day}/11, giá tôm hùm xanh là {900 + day}.000 đồng một ký, tại cảng số {day}.",
    }
    for day in range(1, 15)
]


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, running_bot(harness, data):
        harness.act("chat", id=ELSEWHERE, type="group", title="Nhóm bạn", status="left")
        harness.act("user", id=2001, first_name="Ann", language_code="en")
        yield harness


def test_results_have_headline_date_and_quote_and_belong_to_one_person(chat: RunningHarness) -> None:
    answer = chat.inline("giá tôm hùm xanh")
    assert 1 <= len(answer["results"]) <= 10
    assert answer["is_personal"] is True
    assert answer["cache_time"] <= 30
    first = answer["results"][0]
    assert first["title"].startswith("Giá tôm hùm ngày")
    day = first["title"].removeprefix("Giá tôm hùm ngày ")
    assert first["description"].startswith(f"{day}/2026 · Phiên chợ sáng {day}")


def test_a_chosen_result_is_the_whole_quote_with_its_source(chat: RunningHarness, data: Path) -> None:
    answer = chat.inline("giá tôm hùm xanh", chat_id=ELSEWHERE)
    message = chat.choose(answer, answer["results"][0]["id"], ELSEWHERE)
    assert entity_texts(message, "blockquote")[0].startswith("“Phiên chợ sáng")
    assert entity_texts(message, "text_link")[0].startswith("Giá tôm hùm ngày")
    assert labels(message) == [VI.button_read, VI.inline.button_private]
    assert button(message, VI.inline.button_private)["url"] == "https://t.me/hoibao_bot"  # not what was typed
    chat.wait_for(
        lambda: {"ok": True} if stored(data, "SELECT 1 FROM questions WHERE kind = 'inline'") else None,
        "the choice is not in the log",
    )


def test_results_are_paged(chat: RunningHarness) -> None:
    first = chat.inline("giá tôm hùm xanh tại cảng")
    assert len(first["results"]) == 10
    second = chat.inline("giá tôm hùm xanh tại cảng", offset=first["next_offset"])
    assert second["results"]
    assert not second.get("next_offset")
    assert not {one["title"] for one in first["results"]} & {one["title"] for one in second["results"]}


def test_the_question_can_be_asked_in_private(chat: RunningHarness) -> None:
    answer = chat.inline("giá tôm hùm xanh")
    assert answer["button"]["text"] == VI.inline.button_ask
    sent = chat.start(answer["button"]["start_parameter"])
    reply = chat.expect_reply(sent["message_id"])
    assert reply["text"].startswith("Hỏi: giá tôm hùm xanh")
    assert entity_texts(reply, "blockquote")


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("", "button_empty"),
        ("giá vàng SJC", "button_none"),
        ("giá vàng SJC ngày 5/3/2024", "button_none_then"),
        ("vì sao?", "button_lacks_subject"),
    ],
)
def test_without_quotes_there_is_a_way_on(chat: RunningHarness, query: str, label: str) -> None:
    answer = chat.inline(query)
    assert answer["results"] == []
    assert answer["button"]["text"] == getattr(VI.inline, label)


def test_a_reader_of_english_gets_english_labels(chat: RunningHarness) -> None:
    answer = chat.inline("giá tôm hùm xanh", user_id=2001)
    assert answer["button"]["text"] == EN.inline.button_ask


def test_the_latest_keystroke_wins_and_people_do_not_disturb_each_other(chat: RunningHarness) -> None:
    before = len(chat.calls())
    typed = [chat.act("inline", query="giá tôm hùm xanh"[: 5 + at])["inline_query_id"] for at in range(6)]
    other = chat.act("inline", query="giá tôm hùm xanh", user_id=MINH)["inline_query_id"]
    chat.wait_for(
        lambda: {"done": True} if {typed[-1], other} <= answered(chat, before) else None, "no answer"
    )
    assert not answered(chat, before) & set(typed[:-1])


def answered(chat: RunningHarness, since: int) -> set[str]:
    calls = [call for call in chat.calls(since) if call["method"] == "answerInlineQuery"]
    return {str(call["parameters"]["inline_query_id"]) for call in calls}


def summon(chat: RunningHarness, text: str, user_id: int = LAN) -> dict[str, Any]:
    asked = chat.act("guest", text=text, chat_id=ELSEWHERE, user_id=user_id)
    return chat.expect_reply(asked["message_id"], ELSEWHERE)


def test_a_guest_answers_with_one_cited_quote(chat: RunningHarness, data: Path) -> None:
    reply = summon(chat, "@hoibao_bot giá tôm hùm xanh")
    assert len(entity_texts(reply, "blockquote")) == 1
    assert entity_texts(reply, "text_link")[0].startswith("Giá tôm hùm ngày")
    payload = parse_qs(urlsplit(button(reply, VI.inline.button_private)["url"]).query)["start"][0]
    sent = chat.start(payload)
    assert entity_texts(chat.expect_reply(sent["message_id"]), "blockquote")
    assert stored(data, "SELECT outcome FROM questions WHERE kind = 'guest'") == [("answered",)]
    assert stored(data, "SELECT 1 FROM chats WHERE id = ?", ELSEWHERE) == []


def test_a_guest_says_what_it_does_not_find_and_how_to_ask(chat: RunningHarness) -> None:
    none = summon(chat, "@hoibao_bot giá vàng SJC")
    assert none["text"].startswith(VI.not_found)
    assert VI.newest.partition("{")[0] in none["text"]
    assert labels(none) == [VI.inline.button_private]
    dated = summon(chat, "@hoibao_bot giá vàng SJC ngày 5/3/2024")["text"]
    assert dated.startswith(VI.reading.none_on_day.format(days="5/3/2024"))
    assert summon(chat, "@hoibao_bot")["text"] == VI.inline.guest_usage.format(name="hoibao_bot")


def test_a_guest_is_told_where_a_question_has_no_subject_and_nobody_counts_it(
    chat: RunningHarness, data: Path
) -> None:
    assert summon(chat, "@hoibao_bot vì sao?")["text"] == VI.reading.lacks_subject
    assert stored(data, "SELECT outcome FROM questions WHERE text = 'vì sao?'") == [(None,)]


def test_a_guest_call_that_comes_twice_is_answered_once(chat: RunningHarness) -> None:
    reply = summon(chat, "@hoibao_bot giá tôm hùm xanh")
    chat.act("redeliver")
    chat.ask("/nguon", MINH, user_id=MINH)
    with pytest.raises(NoReplyError):
        chat.timeout_s, was = 0.5, chat.timeout_s
        try:
            chat.expect_reply(reply["message_id"], ELSEWHERE)
        finally:
            chat.timeout_s = was


def test_nothing_was_refused(chat: RunningHarness, data: Path) -> None:
    assert chat.refused() == []
    assert "Traceback" not in (data / "bot.log").read_text("utf-8")
