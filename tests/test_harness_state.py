"""What outlives what: a saved state, a restart of the server, an outage."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from harness_fixtures import RunningHarness, running_harness
from harness_support import KEYBOARD, LAN, Listener, call, ptb_bot, until, updates
from telegram import error

from bot.harness.background import in_background

ARTICLE = {"type": "article", "id": "a", "title": "T", "input_message_content": {"message_text": "x"}}


def lived_in(harness: RunningHarness) -> dict[str, Any]:
    """A harness where a bit of everything has happened; a message of the bot with a button."""
    harness.send("xin chào")
    commands = [{"command": "hoi", "description": "Hỏi báo"}]
    call(harness, "setMyCommands", commands=commands, scope={"type": "all_private_chats"}, language_code="vi")
    call(harness, "setMyDescription", description="Hỏi báo, có trích dẫn", language_code="vi")
    message = dict(call(harness, "sendMessage", chat_id=LAN, text="chào", reply_markup=KEYBOARD)["result"])
    harness.react(message, "👍")
    harness.send_document("a.csv", b"\x00\xff", caption="bảng")
    harness.act("chat", id=-700, type="supergroup", title="Diễn đàn", is_forum=True)
    harness.act("topic", chat_id=-700, name="Chung")
    asked = harness.act("inline", query="tôm")["inline_query_id"]
    call(harness, "answerInlineQuery", inline_query_id=asked, results=[ARTICLE | {"reply_markup": KEYBOARD}])
    harness.choose({"inline_query_id": asked}, "a")
    harness.act("chat", id=-800, type="group", title="Nhà", status="left")
    harness.act("guest", text="@hoibao_bot", chat_id=-800)
    harness.act("clock", advance_s=5)
    return message


def test_a_state_is_the_same_elsewhere(harness: RunningHarness) -> None:
    message = lived_in(harness)
    pressed = harness.click(message, "Nguồn")
    saved = harness.get("snapshot")
    with running_harness() as other:
        other.act("restore", **saved)
        assert other.get("snapshot") == saved
        assert other.get("chat/1001")["commands"] == harness.get("chat/1001")["commands"]
        assert updates(other) == updates(harness)
        assert call(other, "answerCallbackQuery", callback_query_id=pressed)["ok"]
        before = updates(harness)[-1]["update_id"]
        other.send("tiếp")
        assert updates(other)[-1]["update_id"] == before + 1


def test_what_is_no_state_changes_nothing(harness: RunningHarness) -> None:
    lived_in(harness)
    saved = harness.get("snapshot")
    for wrong in ({}, {"version": 2}, saved | {"chats": [{"colour": 1}]}, saved | {"users": 5}):
        assert httpx.post(f"{harness.url}/sim/restore", json=wrong).status_code == 400
    assert harness.get("snapshot") == saved


async def test_the_server_restarts_under_a_bot_that_polls(unused_tcp_port: int) -> None:
    """Saved, stopped, started on the same port, restored: the bot gets what it had not got, once."""
    with in_background(port=unused_tcp_port) as url, RunningHarness(url) as first:
        listener = Listener(first)
        async with listener.polling():
            first.send("một")
            await until(lambda: listener.texts == ["một"])
            await until(lambda: first.get("state")["polling"])
            saved = first.get("snapshot")
            first.act("outage", seconds=60)
            with running_harness() as aside:  # somebody writes meanwhile
                aside.act("restore", **saved)
                aside.send("hai")
                saved = aside.get("snapshot")
            await _restarted(first, unused_tcp_port, saved, listener)


async def _restarted(first: RunningHarness, port: int, saved: dict[str, Any], listener: Listener) -> None:
    with in_background(port=port) as url, RunningHarness(url) as second:
        assert url == first.url
        second.act("restore", **saved)
        await until(lambda: listener.texts == ["một", "hai"])
        second.send("ba")
        await until(lambda: listener.texts == ["một", "hai", "ba"])
        assert listener.app.updater
        await listener.app.updater.stop()  # while there is somebody to tell the last offset


async def test_an_outage(harness: RunningHarness) -> None:
    """Connections are refused, polling and sending fail, and both go on afterwards; no update is lost."""
    listener = Listener(harness)
    async with listener.polling(), ptb_bot(harness) as bot:
        harness.send("một")
        await until(lambda: listener.texts == ["một"])
        harness.act("outage", seconds=600)  # longer than anybody waits: it ends when the test says so
        harness.send("hai")  # the control side's own connection stands
        with pytest.raises(error.NetworkError):
            await bot.send_message(LAN, "x")
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{harness.url}/sim/state")
        await until(lambda: listener.errors)
        assert listener.texts == ["một"]
        harness.act("heal")
        await until(lambda: listener.texts == ["một", "hai"])
        await bot.send_message(LAN, "rồi")
    assert {type(one) for one in listener.errors} == {error.NetworkError}


def test_an_outage_is_over_after_its_time(harness: RunningHarness) -> None:
    harness.act("outage", seconds=0.1)
    harness.wait_for(lambda: answers(harness), "nobody listens")
    assert call(harness, "getMe")["ok"]


def answers(harness: RunningHarness) -> dict[str, Any] | None:
    """The state, over a connection of its own; None where it is refused."""
    try:
        return dict(httpx.get(f"{harness.url}/sim/state").json())
    except httpx.ConnectError:
        return None


def test_faults_can_be_called_off(harness: RunningHarness) -> None:
    harness.act("fault", action="error", times=99)
    assert not call(harness, "getMe")["ok"]
    harness.act("heal")
    assert call(harness, "getMe")["ok"]
