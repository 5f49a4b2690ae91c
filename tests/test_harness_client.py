"""The client side: people, waiting for the bot, the log of calls, and the watch that lets nothing pass unseen."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from aiohttp import web
from harness_fixtures import BotProcess, RunningHarness
from harness_support import LAN, Json, call

from bot.harness import bench
from bot.harness.client import NoReplyError, RefusedError
from bot.harness.control import __doc__ as control_page
from bot.harness.control import add_control
from bot.harness.shapes import HarnessClientError, UnexpectedCallError
from bot.harness.troubles.faults import ACTIONS
from bot.harness.watch import Watch

KEYBOARD = {"inline_keyboard": [[{"text": "Nguồn", "callback_data": "s:1"}, {"text": "Mở", "url": "e.vn"}]]}
ARTICLE = {"type": "article", "id": "a", "title": "T", "input_message_content": {"message_text": "x"}}


def later(harness: RunningHarness, method: str, **parameters: object) -> None:
    """A bot that takes its time."""

    def act() -> None:
        time.sleep(0.15)
        call(harness, method, **parameters)

    threading.Thread(target=act).start()


def test_waiting_for_the_bot(harness: RunningHarness) -> None:
    """Each expectation is met as soon as the call is there."""
    asked = harness.send("giá tôm?")
    later(harness, "sendMessage", chat_id=LAN, text="950.000", reply_markup=KEYBOARD)
    answer = harness.expect_reply(asked["message_id"])
    assert answer["text"] == "950.000"
    pressed = harness.click(answer, "Nguồn")
    later(harness, "answerCallbackQuery", callback_query_id=pressed, text="đây")
    assert harness.expect_answer(pressed)["text"] == "đây"
    later(harness, "editMessageText", chat_id=LAN, message_id=answer["message_id"], text="mới")
    assert harness.expect_edit(answer)["text"] == "mới"
    before = len(harness.calls())
    later(harness, "sendChatAction", chat_id=LAN, action="typing")
    assert harness.expect_call("sendChatAction", before)["parameters"] == {"chat_id": LAN, "action": "typing"}


def test_an_inline_answer_is_found_by_its_query(harness: RunningHarness) -> None:
    def answer() -> None:
        harness_of_the_bot = RunningHarness(harness.url)
        with harness_of_the_bot:
            found = harness_of_the_bot.wait_for(
                lambda: call(harness, "getUpdates") if call(harness, "getUpdates")["result"] else None,
                "no query",
            )
        query_id = found["result"][0]["inline_query"]["id"]
        call(harness, "answerInlineQuery", inline_query_id=query_id, results=[ARTICLE], next_offset="1")

    threading.Thread(target=answer).start()
    answered = harness.inline("tôm")
    assert (answered["results"], answered["next_offset"]) == ([ARTICLE], 1)  # decoded, as all of the log is
    assert harness.choose(answered, "a")["via_bot"]["username"] == "hoibao_bot"


def test_silence(harness: RunningHarness) -> None:
    harness.timeout_s = 0.2
    harness.send("có ai không?")
    for expect in (
        lambda: harness.expect_reply(0),
        lambda: harness.expect_call("sendMessage"),
        lambda: harness.expect_answer("5"),
        lambda: harness.expect_edit(harness.messages()[0]),
        lambda: harness.inline("tôm"),
    ):
        begin = time.monotonic()
        with pytest.raises(NoReplyError, match=r"within 0\.2 s"):
            expect()
        assert 0.15 < time.monotonic() - begin < 2
    harness.expect_silence(0.1)
    later(harness, "sendMessage", chat_id=LAN, text="đây")
    with pytest.raises(HarnessClientError, match="the bot wrote: 'đây'"):
        harness.expect_silence(0.6)


def test_what_people_cannot_do(harness: RunningHarness) -> None:
    harness.send("xin chào")
    message = call(harness, "sendMessage", chat_id=LAN, text="x", reply_markup=KEYBOARD)["result"]
    for deed in (
        lambda: harness.click(message, "không có"),
        lambda: harness.click(message, "Mở"),  # a link: nothing comes to the bot
        lambda: harness.edit(message, "của bot"),
        lambda: harness.send("ai?", chat_id=5),
        lambda: harness.send("ai?", user_id=5),
        lambda: harness.join(5, "Nhóm"),
        lambda: harness.set_bot(LAN, "boss"),
        lambda: harness.react(message | {"message_id": 99}, "👍"),
        lambda: harness.choose({"inline_query_id": "5", "results": []}, "a"),
        lambda: harness.open_topic(LAN, "Chung"),
        lambda: harness.act("nothing"),
    ):
        with pytest.raises(RefusedError):
            deed()


def test_the_log_of_calls(harness: RunningHarness) -> None:
    """Parameters as they were meant, verdict, response as it was; numbers from 1; good polls left out."""
    harness.send("xin chào")
    call(harness, "getUpdates")
    sent = call(harness, "sendMessage", chat_id=LAN, text="5", reply_markup=KEYBOARD, protect_content=True)
    call(harness, "editMessageText", chat_id=LAN, message_id=2, text="sáu")
    call(harness, "sendMessage", chat_id=LAN, text="")
    first, second, third = harness.calls()
    told = {"chat_id": LAN, "text": "5", "reply_markup": KEYBOARD, "protect_content": True}
    assert (first["n"], first["parameters"], first["response"]) == (1, told, sent)
    assert first["response"]["result"]["text"] == "5"
    assert (second["n"], second["status"], third["status"]) == (2, 200, 400)
    assert [entry["n"] for entry in harness.calls(since=1)] == [2, 3]
    assert [entry["n"] for entry in harness.refused()] == [3]


def expected(harness: RunningHarness, watch: Watch, words: str) -> None:
    with pytest.raises(UnexpectedCallError, match=words):
        watch.check()
    assert harness.heal() is None


def test_the_watch_sees_refusals(harness: RunningHarness) -> None:
    call(harness, "sendMessage", chat_id=LAN, text="")  # before it: not its concern
    with Watch(harness):
        harness.send("xin chào")
        call(harness, "sendMessage", chat_id=LAN, text="x")
        harness.fault("error", status=500)
        call(harness, "sendMessage", chat_id=LAN, text="x")  # ordered: not the bot's doing
    for parameters, words in (
        ({"text": ""}, "message text is empty"),
        ({"text": "x", "chat_id": 5}, "chat not found"),
        ({"text": "x", "colour": 1}, "knows no parameter"),
        ({"text": '<a href="x">y</a>', "parse_mode": "HTML"}, "left out in silence"),
    ):
        watch = Watch(harness)
        call(harness, "sendMessage", **({"chat_id": LAN} | parameters))
        expected(harness, watch, words)
    watch = Watch(harness)
    call(harness, "sendDice", chat_id=LAN)
    expected(harness, watch, "does not know sendDice")


def test_the_watch_sees_calls_that_were_not_to_be(harness: RunningHarness) -> None:
    harness.send("xin chào")
    watch = Watch(harness, only=["sendMessage"])
    call(harness, "sendMessage", chat_id=LAN, text="x")
    watch.check()
    call(harness, "sendChatAction", chat_id=LAN, action="typing")
    expected(harness, watch, r"sendChatAction .* was not expected")


def test_what_the_watch_was_told_of_must_come(harness: RunningHarness) -> None:
    watch = Watch(harness)
    watch.expect_refusal("sendMessage", "message text is empty")
    expected(harness, watch, "no call of sendMessage was refused with 'message text is empty'")
    call(harness, "sendMessage", chat_id=LAN, text="")
    watch.check()


def test_the_watch_sees_buttons_that_nobody_answered(harness: RunningHarness) -> None:
    harness.timeout_s = 0.2
    harness.send("xin chào")
    message: Json = call(harness, "sendMessage", chat_id=LAN, text="x", reply_markup=KEYBOARD)["result"]
    harness.click(message, "Nguồn")
    watch = Watch(harness)  # pressed before it: not its concern
    pressed = harness.click(message, "Nguồn")
    expected(harness, watch, "a pressed button was not answered")
    call(harness, "answerCallbackQuery", callback_query_id=pressed)
    watch.check()


def test_a_block_that_fails_says_so_itself(harness: RunningHarness) -> None:
    with pytest.raises(ZeroDivisionError), Watch(harness):
        call(harness, "sendMessage", chat_id=LAN, text="")
        _ = 1 / 0


def test_the_real_bot_under_the_watch(bot: BotProcess) -> None:
    """The fixtures: a server, a bot process that is ready, and a check of its calls when the test ends."""
    assert bot.harness.ask("/start")["text"]
    assert bot.harness.refused() == []


def test_every_route_and_fault_is_told_of() -> None:
    """README.md of bot/harness tells of all that can be ordered, and the docstring of `control` of every route."""
    readme = (Path(bench.__file__).parent / "README.md").read_text("utf-8")
    for action in ACTIONS:
        assert f"`{action}`" in readme, action
    app = web.Application()
    add_control(app)
    routes = {str(route.resource.canonical).split("{")[0] for route in app.router.routes() if route.resource}
    assert len(routes) > 25
    for route in routes:
        assert route in str(control_page), route


def test_the_benchmark_measures() -> None:
    """A small round: that it runs, and that the number is one of calls a second."""
    result = bench.measure(rounds=5)
    assert result.calls == 15
    assert result.calls_per_s > 0
    assert result.latency_ms > 0
