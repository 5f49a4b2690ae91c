"""What the bot gets to know and when: offsets, kinds, expiry, polls that wait."""

from __future__ import annotations

import threading
import time

import httpx
import pytest
from harness_fixtures import RunningHarness
from harness_support import (
    ARTICLE,
    GROUP,
    KEYBOARD,
    MINH,
    Json,
    call,
    kinds,
    leftovers,
    ptb_bot,
    respond,
    sent,
    texts,
    updates,
)
from telegram import Update

from bot.harness.schema import schema

EVERYTHING = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member"]


def write(harness: RunningHarness, count: int) -> list[str]:
    for number in range(count):
        harness.send(f"tin {number}")
    return [f"tin {number}" for number in range(count)]


def test_ids_grow_by_one_whatever_the_kind(harness: RunningHarness) -> None:
    updates(harness, allowed_updates=EVERYTHING)
    first = harness.send("một")
    harness.edit(first, "hai")
    harness.react(first, "👍")
    harness.block()
    harness.send("ba")
    found = updates(harness)
    assert kinds(found) == [
        "message",
        "edited_message",
        "message_reaction",
        "my_chat_member",
        "my_chat_member",
        "message",
    ]
    numbers = [update["update_id"] for update in found]
    assert numbers == list(range(numbers[0], numbers[0] + len(found)))
    updates(harness, offset=numbers[-1] + 1)
    harness.send("bốn")
    assert updates(harness)[0]["update_id"] == numbers[-1] + 1


def test_an_offset_confirms_what_is_below_it(harness: RunningHarness) -> None:
    write(harness, 5)
    first = updates(harness)[0]["update_id"]
    assert texts(updates(harness, offset=first + 2)) == ["tin 2", "tin 3", "tin 4"]
    assert texts(updates(harness)) == ["tin 2", "tin 3", "tin 4"]
    assert texts(updates(harness, offset=first)) == ["tin 2", "tin 3", "tin 4"]
    assert updates(harness, offset=first + 5) == []
    assert updates(harness) == []


def test_a_negative_offset_keeps_the_newest(harness: RunningHarness) -> None:
    write(harness, 5)
    assert texts(updates(harness, offset=-2)) == ["tin 3", "tin 4"]
    assert texts(updates(harness)) == ["tin 3", "tin 4"]
    assert texts(updates(harness, offset=-9)) == ["tin 3", "tin 4"]
    assert texts(updates(harness, offset=-1)) == ["tin 4"]


def test_an_offset_from_elsewhere_confirms_nothing(harness: RunningHarness) -> None:
    written = write(harness, 2)
    assert texts(updates(harness, offset=2_000_000_000)) == written


@pytest.mark.parametrize(
    ("limit", "count"), [(1, 1), (3, 3), (0, 1), (-5, 1), (100, 100), (1000, 100), ("x", 100)]
)
def test_the_limit_is_clamped(harness: RunningHarness, limit: int | str, count: int) -> None:
    write(harness, 101)
    assert len(updates(harness, limit=limit)) == count
    assert len(updates(harness)) == 100


def test_kinds_are_chosen_when_an_update_is_made(harness: RunningHarness) -> None:
    """Not when it is fetched: what was queued stays, what was not wanted never comes."""
    message = harness.send("một")
    updates(harness, allowed_updates=["callback_query"])
    harness.send("hai")
    assert texts(updates(harness, allowed_updates=["edited_message"])) == ["một"]
    harness.edit(message, "một rưỡi")
    assert kinds(updates(harness)) == ["message", "edited_message"]


@pytest.mark.parametrize(
    ("wish", "seen"),
    [
        (None, ["message"]),
        ("không phải JSON", ["message"]),
        ('{"message": 1}', ["message"]),
        ("[]", ["message", "edited_message", "my_chat_member"]),
        ('["colour"]', ["message", "edited_message", "my_chat_member"]),
        ("[5, {}]", ["message", "edited_message", "my_chat_member"]),
        ('["message_reaction", "colour"]', ["message_reaction"]),
        ('["poll"]', []),
    ],
)
def test_allowed_updates(harness: RunningHarness, wish: str | None, seen: list[str]) -> None:
    """Absent or unreadable keeps what was (here: messages only); nothing known means the default kinds."""
    updates(harness, allowed_updates=["message"])
    updates(harness, **({"allowed_updates": wish} if wish else {}))
    message = harness.send("một")
    harness.edit(message, "hai")
    harness.react(message, "👍")
    harness.block()
    assert kinds(updates(harness)) == seen


@pytest.mark.parametrize(
    ("kind", "lives_s"),
    [("message", 86_400), ("callback_query", 150), ("inline_query", 30), ("chosen_inline_result", 600)],
)
def test_expiry(harness: RunningHarness, kind: str, lives_s: int) -> None:
    harness.send("xin chào")
    message = sent(harness, reply_markup=KEYBOARD)
    updates(harness, offset=updates(harness)[-1]["update_id"] + 1)
    if kind == "message":
        harness.send("một")
    elif kind == "callback_query":
        harness.click(message, "Nguồn")
    elif kind == "inline_query":
        harness.act("inline", query="tôm")
    else:
        asked = harness.act("inline", query="tôm")["inline_query_id"]
        call(harness, "answerInlineQuery", inline_query_id=asked, results=[ARTICLE])
        updates(
            harness, allowed_updates=["chosen_inline_result"], offset=updates(harness)[-1]["update_id"] + 1
        )
        harness.choose({"inline_query_id": asked}, "a1")
    harness.act("clock", advance_s=lives_s - 2)
    assert kinds(updates(harness)) == [kind]
    harness.act("clock", advance_s=3)
    assert updates(harness) == []


def test_a_client_that_hangs_up_takes_no_update_with_it(harness: RunningHarness) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{harness.api}/getUpdates", data={"timeout": "20"}, timeout=0.2)
    harness.wait_for(lambda: None if harness.get("state")["polling"] else {"gone": True}, "it still waits")
    harness.send("một")
    assert texts(updates(harness)) == ["một"]


def test_a_poll_is_held_no_longer_than_it_asks(harness: RunningHarness) -> None:
    begin = time.monotonic()
    assert updates(harness, timeout=1) == []
    assert 0.9 < time.monotonic() - begin < 2


def test_a_poll_that_does_not_wait_ends_no_other(harness: RunningHarness) -> None:
    bodies: list[Json] = []
    poll = threading.Thread(target=lambda: bodies.append(call(harness, "getUpdates", timeout=10)))
    poll.start()
    harness.wait_for(lambda: harness.get("state") if harness.get("state")["polling"] else None, "no poll")
    assert updates(harness) == []
    harness.send("một")
    poll.join(5)
    assert texts(bodies[0]["result"]) == ["một"]


def test_once_more_though_confirmed(harness: RunningHarness) -> None:
    harness.send("một")
    first = updates(harness)
    updates(harness, offset=first[0]["update_id"] + 1)
    harness.act("redeliver")
    assert updates(harness, offset=first[0]["update_id"] + 1) == first
    assert updates(harness, offset=first[0]["update_id"] + 1) == []


async def test_ptb_reads_every_update_whole(harness: RunningHarness) -> None:
    """Nothing is left over that PTB does not know: what we send is what Telegram sends."""
    updates(harness, allowed_updates=[*EVERYTHING, "inline_query", "chosen_inline_result", "guest_message"])
    first = harness.send("xin chào", reply_to=0)
    harness.edit(first, "/hoi@hoibao_bot https://e.vn #tôm")
    harness.react(first, "👍")
    harness.click(sent(harness, reply_markup=KEYBOARD, reply_parameters={"message_id": 1}), "Nguồn")
    harness.send_document("a.csv", b"x", caption="@hoibao_bot")
    asked = harness.act("inline", query="tôm")["inline_query_id"]
    call(harness, "answerInlineQuery", inline_query_id=asked, results=[ARTICLE | {"reply_markup": KEYBOARD}])
    harness.choose({"inline_query_id": asked}, "a1")
    harness.join(GROUP, "Nhóm", user_id=MINH)
    harness.act("member", chat_id=GROUP, status="administrator")
    harness.act("migrate", chat_id=GROUP)
    harness.act("chat", id=-600, type="group", title="Nhà", status="left")
    harness.act("guest", text="@hoibao_bot", chat_id=-600)
    harness.act("member", chat_id=-600, status="kicked")
    harness.act("chat", id=-700, type="supergroup", title="Diễn đàn", is_forum=True)
    harness.act("topic", chat_id=-700, name="Chung")
    found = updates(harness)
    assert len(found) >= 15
    async with ptb_bot(harness) as bot:
        for raw in found:
            left = list(leftovers(Update.de_json(raw, bot), "update"))
            assert left == [], raw


def test_the_older_of_two_polls_is_told(harness: RunningHarness) -> None:
    bodies: list[Json] = []

    def poll() -> threading.Thread:
        thread = threading.Thread(
            target=lambda: bodies.append(respond(harness, "getUpdates", timeout=10).json())
        )
        thread.start()
        return thread

    older = poll()
    harness.wait_for(lambda: harness.get("state") if harness.get("state")["polling"] else None, "no poll")
    newer = poll()
    older.join(5)
    assert bodies[0] == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    harness.send("một")
    newer.join(5)
    assert texts(bodies[1]["result"]) == ["một"]


def test_the_kinds_are_those_of_the_bot_api(harness: RunningHarness) -> None:
    """All of them may be asked for; by default those come that ask for no rights."""
    updates(harness, allowed_updates=sorted(schema().updates))
    assert call(harness, "getWebhookInfo")["result"]["allowed_updates"] == sorted(schema().updates)
    updates(harness, allowed_updates=[])
    assert "allowed_updates" not in call(harness, "getWebhookInfo")["result"]
