"""Faults on order: what each looks like on the wire, what python-telegram-bot 22.8 makes of it, what it survives."""

from __future__ import annotations

import asyncio
import math
import time
from contextlib import suppress
from typing import Any

import httpx
import pytest
from harness_fixtures import RunningHarness, running_harness
from harness_support import LAN, MINH, Listener, call, ptb_bot, respond, until
from telegram import error

HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>"


@pytest.fixture(autouse=True)
def timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """PTB warns where retry_after is still a number."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def chat(harness: RunningHarness) -> RunningHarness:
    """Both people have written, so the bot may."""
    for person in (LAN, MINH):
        harness.send("xin chào", user_id=person, chat_id=person)
    return harness


def fault(harness: RunningHarness, action: str, method: str = "sendMessage", **more: Any) -> None:
    harness.act("fault", action=action, method=method, **more)


def written(harness: RunningHarness, chat_id: int = LAN) -> list[str]:
    """What the bot wrote."""
    return [message["text"] for message in harness.messages(chat_id) if message["from"]["is_bot"]]


REFUSALS: list[tuple[dict[str, Any], type[Exception], str, bool]] = [
    ({"action": "error", "status": 400, "description": "Bad Request: X"}, error.BadRequest, "X", False),
    (
        {"action": "error", "status": 401, "description": "Unauthorized"},
        error.InvalidToken,
        "Unauthorized",
        False,
    ),
    ({"action": "error", "status": 403, "description": "Forbidden: bot"}, error.Forbidden, "bot", False),
    ({"action": "error", "status": 404, "description": "Not Found"}, error.InvalidToken, "Not Found", False),
    ({"action": "error", "status": 409, "description": "Conflict: x"}, error.Conflict, "x", False),
    ({"action": "error", "status": 413}, error.NetworkError, "Entity Too Large", False),
    ({"action": "error", "status": 429, "parameters": {"retry_after": 7}}, error.RetryAfter, "7", False),
    ({"action": "error", "status": 429, "description": "Too Many"}, error.NetworkError, "Too", False),
    (
        {"action": "error", "status": 400, "parameters": {"migrate_to_chat_id": -1005}},
        error.ChatMigrated,
        "-1005",
        False,
    ),
    ({"action": "error", "status": 403}, error.Forbidden, "blocked by the user", False),
    ({"action": "error", "status": 409}, error.Conflict, "terminated by other", False),
    ({"action": "error"}, error.NetworkError, "Internal Server Error: restart", False),
    ({"action": "raw", "status": 502, "body": HTML}, error.NetworkError, "Bad Gateway", False),
    (
        {"action": "raw", "status": 200, "body": '{"ok": tr', "content_type": "application/json"},
        error.TelegramError,
        "Invalid server response",
        False,
    ),
    (
        {"action": "raw", "status": 200, "body": '{"ok": false}', "content_type": "application/json"},
        KeyError,
        "result",
        False,
    ),
    ({"action": "drop"}, error.NetworkError, "RemoteProtocolError|ReadError", False),
    ({"action": "drop_after"}, error.NetworkError, "RemoteProtocolError|ReadError", True),
    ({"action": "half"}, error.NetworkError, "RemoteProtocolError|ReadError", True),
    ({"action": "delay", "seconds": 0.6}, error.TimedOut, "Timed out", True),
    ({"action": "slow", "seconds": 12}, error.TimedOut, "Timed out", True),
]


@pytest.mark.parametrize(("wish", "expected", "words", "exists"), REFUSALS)
async def test_what_ptb_makes_of_it(
    chat: RunningHarness, wish: dict[str, Any], expected: type[Exception], words: str, exists: bool
) -> None:
    """The exception; whether the message exists nevertheless; the next call is well again."""
    async with ptb_bot(chat, read_timeout_s=0.3) as bot:
        chat.act("fault", method="sendMessage", **wish)
        with pytest.raises(expected, match=words) as caught:
            await bot.send_message(LAN, "một")
        if expected in {error.NetworkError, error.TelegramError}:
            assert caught.type is expected
        await bot.send_message(LAN, "hai")
    wanted = ["hai", "một"] if exists else ["hai"]
    await until(lambda: sorted(written(chat)) == wanted)
    assert chat.get("state")["faults"] == []


async def test_a_slow_response_arrives_in_the_end(chat: RunningHarness) -> None:
    async with ptb_bot(chat, read_timeout_s=1) as bot:
        fault(chat, "slow", seconds=0.4)
        begin = time.monotonic()
        assert (await bot.send_message(LAN, "chậm")).text == "chậm"
        assert time.monotonic() - begin > 0.3


def test_on_the_wire(chat: RunningHarness) -> None:
    fault(
        chat,
        "error",
        status=429,
        description="Too Many Requests: retry after 3",
        parameters={"retry_after": 3},
    )
    refused = respond(chat, "sendMessage", chat_id=LAN, text="x")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3")
    assert refused.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
    fault(chat, "raw", status=502, body=HTML)
    front_end = respond(chat, "sendMessage", chat_id=LAN, text="x")
    assert (front_end.status_code, front_end.text) == (502, HTML)
    assert front_end.headers["Content-Type"].startswith("text/html")
    for action in ("drop", "drop_after", "half"):
        fault(chat, action)
        with pytest.raises(httpx.RemoteProtocolError):
            respond(chat, "sendMessage", chat_id=LAN, text=action)
    assert written(chat) == ["drop_after", "half"]


def test_faults_are_in_the_log_of_calls(chat: RunningHarness) -> None:
    """With what was ordered, so that nobody takes it for a refusal of the bot's doing; 0 where nothing arrived."""
    for action, more in (
        ("error", {}),
        ("raw", {"status": 502, "body": HTML}),
        ("drop", {}),
        ("drop_after", {}),
        ("half", {}),
        ("delay", {}),
        ("slow", {}),
    ):
        fault(chat, action, **more)
        with suppress(httpx.RemoteProtocolError):
            respond(chat, "sendMessage", chat_id=LAN, text="x")
    respond(chat, "sendMessage", chat_id=LAN, text="x")
    assert [(entry["fault"], entry["status"]) for entry in chat.calls()] == [
        ("error", 500),
        ("raw", 502),
        ("drop", 0),
        ("drop_after", 200),
        ("half", 200),
        ("delay", 200),
        ("slow", 200),
        ("", 200),
    ]


@pytest.mark.parametrize(
    ("wish", "met"),
    [
        ({}, [True, False, False, False]),
        ({"times": 2}, [True, True, False, False]),
        ({"skip": 1, "times": 2}, [False, True, True, False]),
        ({"chat_id": MINH}, [False, True, False, False]),
        ({"contains": "tôm", "times": 9}, [False, False, True, True]),
        ({"contains": "tôm", "chat_id": MINH, "times": 9}, [False, False, False, True]),
        ({"contains": "tôm", "skip": 1}, [False, False, False, True]),
        ({"method": "SENDMESSAGE"}, [True, False, False, False]),
        ({"method": "*"}, [True, False, False, False]),
        ({"method": "getMe"}, [False, False, False, False]),
    ],
)
def test_which_calls_are_met(chat: RunningHarness, wish: dict[str, Any], met: list[bool]) -> None:
    fault(chat, **({"action": "error", "method": "sendMessage"} | wish))
    sent = [(LAN, "một"), (MINH, "hai"), (LAN, "giá tôm"), (MINH, "giá tôm")]
    seen = [respond(chat, "sendMessage", chat_id=who, text=text).status_code == 500 for who, text in sent]
    assert seen == met


@pytest.mark.parametrize(
    "wish",
    [
        {"action": "explode"},
        {"action": "drop", "colour": "red"},
        {},
        {"action": "error", "status": "500"},
        {"action": "error", "status": 5},
        {"action": "error", "parameters": []},
        {"action": "delay", "seconds": "x"},
        {"action": "drop", "skip": "1"},
        {"action": "drop", "contains": 5},
        {"action": "drop", "chat_id": "x"},
    ],
)
def test_an_order_that_is_none(harness: RunningHarness, wish: dict[str, Any]) -> None:
    assert httpx.post(f"{harness.url}/sim/fault", json=wish).status_code == 400
    assert harness.get("state")["faults"] == []


SURVIVED: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"action": "raw", "status": 502, "body": HTML}, error.NetworkError),
    ({"action": "drop"}, error.NetworkError),
    ({"action": "drop_after"}, error.NetworkError),
    ({"action": "half"}, error.NetworkError),
    ({"action": "error", "status": 409, "description": "Conflict: terminated"}, error.Conflict),
]


async def test_polling_survives_and_loses_nothing() -> None:
    """The updates come once each and in order, although the poll that would have brought them failed."""
    await asyncio.gather(*(survive(wish, expected) for wish, expected in SURVIVED))


async def survive(wish: dict[str, Any], expected: type[Exception]) -> None:
    with running_harness() as harness:
        async with Listener(harness).polling() as listener:
            harness.send("một")
            await until(lambda: listener.texts == ["một"])
            harness.act("fault", method="getUpdates", **wish)
            for text in ("hai", "ba"):
                harness.send(text)
            await until(lambda: len(listener.texts) >= 3)
            assert listener.texts == ["một", "hai", "ba"], wish
            assert [type(one) for one in listener.errors] == [expected], wish


async def test_the_same_update_twice(harness: RunningHarness) -> None:
    """As when Telegram did not get the confirmation: PTB hands it on twice, so a bot must know it by its id."""
    async with Listener(harness).polling() as listener:
        harness.send("một")
        await until(lambda: listener.texts == ["một"])
        harness.act("redeliver")
        await until(lambda: listener.texts == ["một", "một"])
        harness.send("hai")
        await until(lambda: listener.texts == ["một", "một", "hai"])
    assert listener.seen[0].update_id == listener.seen[1].update_id


async def test_an_update_that_ptb_cannot_parse(
    harness: RunningHarness, caplog: pytest.LogCaptureFixture
) -> None:
    """It blocks all that follow, at the same offset for ever; once it is dropped, polling goes on."""
    async with Listener(harness).polling(timeout_s=1) as listener:
        harness.send("một")
        await until(lambda: listener.texts == ["một"])
        harness.act("redeliver", update={"message": {"message_id": 1}})
        harness.send("hai")
        await until(lambda: "Error while parsing updates" in caplog.text)
        assert listener.texts == ["một"]
        assert respond(harness, "deleteWebhook", drop_pending_updates=True).json()["ok"]
        harness.send("ba")
        await until(lambda: listener.texts == ["một", "ba"])


async def test_ptb_takes_over_from_an_older_poll(harness: RunningHarness) -> None:
    """The second instance gets the updates, the first one the conflict."""
    first, second = Listener(harness), Listener(harness)
    async with first.polling():
        async with second.polling():
            await until(lambda: first.errors)
            assert isinstance(first.errors[0], error.Conflict)
            harness.send("ai nghe?")
            await until(lambda: first.texts + second.texts)
        assert first.texts + second.texts == ["ai nghe?"]


def flood(harness: RunningHarness, scale: float = 1) -> None:
    harness.act("flood", enabled=True, scale=scale)


def burst(harness: RunningHarness, chats: list[int]) -> tuple[int, list[int], float]:
    """How many of these messages were taken, the waits told for the others, and how long it took."""
    begin, taken, waits = time.monotonic(), 0, []
    for chat_id in chats:
        body = call(harness, "sendMessage", chat_id=chat_id, text="x")
        taken += body["ok"]
        waits += [] if body["ok"] else [body["parameters"]["retry_after"]]
    return taken, waits, time.monotonic() - begin


def test_one_message_a_second_in_a_chat_after_a_short_burst(chat: RunningHarness) -> None:
    flood(chat)
    taken, waits, took_s = burst(chat, [LAN] * 8)
    assert 5 <= taken <= 5 + math.ceil(took_s)
    assert set(waits) == {1}
    assert burst(chat, [MINH])[0] == 1  # another chat is free
    chat.act("clock", advance_s=1)
    assert burst(chat, [LAN, LAN])[0] >= 1


def test_thirty_a_second_over_all_chats(chat: RunningHarness) -> None:
    people = list(range(2000, 2060))
    for person in people:
        chat.act("user", id=person, first_name=f"Người {person}")
        chat.send("xin chào", user_id=person, chat_id=person)
    flood(chat)
    taken, waits, took_s = burst(chat, people)
    assert 30 <= taken <= 31 + 30 * took_s
    assert set(waits) <= {1}
    chat.act("clock", advance_s=1)
    assert burst(chat, people[:5])[0] == 5


def test_twenty_a_minute_in_a_group(chat: RunningHarness) -> None:
    chat.act("chat", id=-500, type="group", title="Tòa soạn")
    flood(chat)
    taken = 0
    while burst(chat, [-500])[0] and taken < 60:
        taken += 1
        chat.act("clock", advance_s=1)
    assert 28 <= taken <= 31  # 20 at once, and a third of one with every second
    sent, waits, _took_s = burst(chat, [-500])
    assert sent == 0
    assert 1 <= waits[0] <= 3
    chat.act("clock", advance_s=waits[0])
    assert burst(chat, [-500])[0] == 1


def test_flood_time_may_run_faster(chat: RunningHarness) -> None:
    flood(chat, scale=100)
    begin = time.monotonic()
    for _ in range(12):
        if not call(chat, "sendMessage", chat_id=LAN, text="x")["ok"]:
            time.sleep(0.02)
    assert time.monotonic() - begin < 2
    assert len(written(chat)) >= 7
    flood(chat, scale=1)  # full buckets again, whatever the clock of before said
    assert burst(chat, [LAN] * 5)[0] == 5


def test_what_is_refused_for_another_reason_costs_nothing(chat: RunningHarness) -> None:
    flood(chat)
    for _ in range(10):
        assert call(chat, "sendMessage", chat_id=LAN, text="")["error_code"] == 400
    assert burst(chat, [LAN] * 5)[0] == 5


def test_edits_count_too_and_inline_messages_apart(chat: RunningHarness) -> None:
    number = call(chat, "sendMessage", chat_id=LAN, text="x")["result"]["message_id"]
    flood(chat)
    statuses = [
        respond(chat, "editMessageText", chat_id=LAN, message_id=number, text=str(n)).status_code
        for n in range(6)
    ]
    assert statuses == [200] * 5 + [429]
    for n in range(
        8
    ):  # each has a place of its own: it is not there, so it is refused, but not for the flood
        refused = call(chat, "editMessageText", inline_message_id=str(n), text="x")
        assert refused["description"] == "Bad Request: MESSAGE_ID_INVALID"
    assert call(chat, "sendChatAction", chat_id=LAN, action="typing")["ok"]  # does not count


async def test_waiting_as_told_is_enough(chat: RunningHarness) -> None:
    """retry_after is true: after it the call passes."""
    flood(chat)
    async with ptb_bot(chat) as bot:
        with pytest.raises(error.RetryAfter) as caught:
            for _ in range(20):
                await bot.send_message(LAN, "x")
        chat.act("clock", advance_s=caught.value._retry_after.total_seconds())
        await bot.send_message(LAN, "rồi")
