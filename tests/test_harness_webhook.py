"""Updates by webhook: order, secret, retries, methods in the reply, and what Telegram refuses about it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from harness_fixtures import RunningHarness
from harness_support import LAN, MINH, Listener, call, respond, until, updates

SECRET = "mot-bi-mat_1"  # noqa: S105 - of this test alone
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Receiver:
    """A bot's webhook: takes down what comes, answers 200 or what `answers` holds."""

    def __init__(self) -> None:
        self.headers: list[dict[str, str]] = []
        self.updates: list[dict[str, Any]] = []
        self.answers: deque[web.Response] = deque()
        self.gates: dict[str, asyncio.Event] = {}  # by the text of a message: the answer waits for it
        self.in_flight, self.most_in_flight = 0, 0
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        self.headers.append(dict(request.headers))
        update = await request.json()
        self.updates.append(update)
        if gate := self.gates.get(text_of(update)):
            await gate.wait()
        self.in_flight -= 1
        return self.answers.popleft() if self.answers else web.Response()

    @property
    def texts(self) -> list[str]:
        return [text_of(update) for update in self.updates]


def text_of(update: dict[str, Any]) -> str:
    return str(update.get("message", {}).get("text", ""))


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    for gate in receiver.gates.values():
        gate.set()
    await runner.cleanup()


def hooked(harness: RunningHarness, url: str, **more: Any) -> None:
    body = call(harness, "setWebhook", url=url, **more)
    assert body == {"ok": True, "result": True, "description": "Webhook was set"}


def info(harness: RunningHarness) -> dict[str, Any]:
    return dict(call(harness, "getWebhookInfo")["result"])


async def test_each_update_is_one_request(harness: RunningHarness, receiver: Receiver) -> None:
    hooked(harness, receiver.url, secret_token=SECRET)
    for text in ("một", "hai"):
        harness.send(text)
    await until(lambda: len(receiver.updates) == 2)
    assert receiver.texts == ["một", "hai"]
    assert receiver.updates[1]["update_id"] == receiver.updates[0]["update_id"] + 1
    for headers in receiver.headers:
        assert (headers["Content-Type"], headers[HEADER]) == ("application/json", SECRET)
    await until(lambda: info(harness)["pending_update_count"] == 0)
    assert "last_error_date" not in info(harness)
    assert SECRET not in json.dumps(info(harness)) + json.dumps(harness.get("state"))


async def test_without_a_secret_there_is_no_header(harness: RunningHarness, receiver: Receiver) -> None:
    hooked(harness, receiver.url)
    harness.send("một")
    await until(lambda: receiver.updates)
    assert HEADER not in receiver.headers[0]


async def test_what_was_pending_comes_first(harness: RunningHarness, receiver: Receiver) -> None:
    harness.send("trước")
    hooked(harness, receiver.url)
    harness.send("sau")
    await until(lambda: len(receiver.updates) == 2)
    assert receiver.texts == ["trước", "sau"]


async def test_one_at_a_time_in_a_chat_several_over_chats(
    harness: RunningHarness, receiver: Receiver
) -> None:
    receiver.gates = {"một": asyncio.Event()}
    hooked(harness, receiver.url)
    harness.send("một")
    harness.send("hai")
    harness.send("của Minh", user_id=MINH, chat_id=MINH)
    await until(lambda: "của Minh" in receiver.texts)
    await asyncio.sleep(0.2)
    assert sorted(receiver.texts) == ["của Minh", "một"]
    receiver.gates["một"].set()
    await until(lambda: "hai" in receiver.texts)


async def test_never_more_than_max_connections(harness: RunningHarness, receiver: Receiver) -> None:
    for person in range(2000, 2006):
        harness.act("user", id=person, first_name="N")
        harness.send("chờ", user_id=person, chat_id=person)
    receiver.gates = {"chờ": asyncio.Event()}
    hooked(harness, receiver.url, max_connections=2)
    await until(lambda: receiver.in_flight == 2)
    await asyncio.sleep(0.2)
    receiver.gates["chờ"].set()
    await until(lambda: len(receiver.updates) == 6)
    assert receiver.most_in_flight == 2


async def test_refused_updates_are_tried_again(harness: RunningHarness, receiver: Receiver) -> None:
    """At once the first time; then after 2, 4 … seconds, which the clock may skip. Nothing overtakes."""
    receiver.answers.extend(web.Response(status=status) for status in (500, 403, 503))
    hooked(harness, receiver.url)
    harness.send("một")
    harness.send("hai")
    await until(lambda: receiver.texts == ["một", "một"])
    await until(lambda: info(harness)["last_error_message"].endswith("403 Forbidden"))
    assert info(harness)["last_error_message"] == "Wrong response from the webhook: 403 Forbidden"
    assert info(harness)["pending_update_count"] == 2
    harness.act("clock", advance_s=1)
    await asyncio.sleep(0.1)
    assert len(receiver.updates) == 2
    harness.act("clock", advance_s=1)
    await until(lambda: len(receiver.updates) == 3)
    await until(lambda: "503" in info(harness)["last_error_message"])
    harness.act("clock", advance_s=4)
    await until(lambda: receiver.texts == ["một", "một", "một", "một", "hai"])
    await until(lambda: info(harness)["pending_update_count"] == 0)


async def test_retry_after_is_respected(harness: RunningHarness, receiver: Receiver) -> None:
    receiver.answers.append(web.Response(status=429, headers={"Retry-After": "30"}))
    hooked(harness, receiver.url)
    harness.send("một")
    await until(lambda: "last_error_message" in info(harness))
    harness.act("clock", advance_s=28)
    await asyncio.sleep(0.1)
    assert len(receiver.updates) == 1
    harness.act("clock", advance_s=2)
    await until(lambda: len(receiver.updates) == 2)


async def test_what_is_refused_for_a_day_is_dropped(harness: RunningHarness, receiver: Receiver) -> None:
    receiver.answers.extend(web.Response(status=500) for _ in range(99))
    hooked(harness, receiver.url)
    harness.send("một")
    await until(lambda: len(receiver.updates) == 2)
    harness.act("clock", advance_s=86_400)
    await until(lambda: info(harness)["pending_update_count"] == 0)
    receiver.answers.clear()
    harness.send("hai")
    await until(lambda: "hai" in receiver.texts)


async def test_nobody_listens(harness: RunningHarness, receiver: Receiver, unused_tcp_port: int) -> None:
    """The error is told; another webhook gets what waits at once."""
    hooked(harness, f"http://127.0.0.1:{unused_tcp_port}/hook")
    harness.send("một")
    await until(lambda: info(harness).get("last_error_message") == "Connection refused")
    harness.act("clock", advance_s=1)
    hooked(harness, receiver.url)
    await until(lambda: receiver.texts == ["một"])
    assert "last_error_message" not in info(harness)


@pytest.mark.parametrize("name", ["sendMessage", "SENDMESSAGE"])
async def test_a_method_in_the_reply_is_executed(
    harness: RunningHarness, receiver: Receiver, name: str
) -> None:
    body = {"method": name, "chat_id": LAN, "text": "<b>chào</b>", "parse_mode": "HTML"}
    receiver.answers.append(web.json_response(body))
    hooked(harness, receiver.url)
    sent = harness.send("xin chào")
    await until(lambda: len(harness.messages()) == 2)
    reply = harness.expect_reply(sent["message_id"])
    assert (reply["text"], reply["entities"][0]["type"]) == ("chào", "bold")
    assert [entry["method"] for entry in harness.calls()][-1] == "sendMessage"


@pytest.mark.parametrize(
    "body",
    [
        {"method": "deleteWebhook"},
        {"method": "getMe"},
        {"method": "sendDice"},
        {"method": "sendPigeon"},
        {"method": "sendMessage"},
        {"method": 5},
        [1],
        "x",
    ],
)
async def test_a_reply_that_cannot_be_executed_harms_nothing(
    harness: RunningHarness, receiver: Receiver, body: Any
) -> None:
    """The update counts as taken, the next one comes."""
    receiver.answers.append(web.json_response(body))
    hooked(harness, receiver.url)
    harness.send("một")
    harness.send("hai")
    await until(lambda: len(receiver.updates) >= 2)
    await until(lambda: info(harness)["pending_update_count"] == 0)
    assert receiver.texts == ["một", "hai"]
    assert info(harness)["url"] == receiver.url


async def test_the_same_update_twice(harness: RunningHarness, receiver: Receiver) -> None:
    hooked(harness, receiver.url)
    harness.send("một")
    await until(lambda: receiver.updates)
    harness.act("redeliver")
    await until(lambda: len(receiver.updates) == 2)
    assert receiver.updates[0] == receiver.updates[1]
    harness.send("hai")
    harness.act("redeliver", update_id=receiver.updates[0]["update_id"])
    await until(lambda: len(receiver.updates) == 4)
    assert sorted(receiver.texts) == ["hai", "một", "một", "một"]


def test_twice_within_a_second(harness: RunningHarness) -> None:
    url = "http://127.0.0.1:9/hook"
    hooked(harness, url)
    refused = respond(harness, "setWebhook", url=url)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "1")
    assert refused.json()["description"] == "Too Many Requests: retry after 1"
    assert call(harness, "deleteWebhook")["description"] == "Webhook was deleted"
    assert call(harness, "deleteWebhook")["description"] == "Webhook is already deleted"
    harness.act("clock", advance_s=1)
    hooked(harness, url)
    harness.act("clock", advance_s=1)
    assert call(harness, "setWebhook", url=url)["description"] == "Webhook is already set"
    harness.act("clock", advance_s=1)
    assert call(harness, "setWebhook", url="")["description"] == "Webhook was deleted"


@pytest.mark.parametrize(
    ("wish", "description"),
    [
        ({"secret_token": "bí mật"}, "secret token contains unallowed characters"),
        ({"secret_token": "a" * 257}, "secret token is too long"),
        ({"secret_token": "a.b"}, "secret token contains unallowed characters"),
        ({"secret_token": "a" * 256}, None),
        ({"secret_token": "AZaz09_-"}, None),
        ({"url": "ftp://127.0.0.1/x"}, "invalid webhook URL specified"),
        ({"url": "http://"}, "invalid webhook URL specified"),
        ({"url": "http://[x"}, "invalid webhook URL specified"),
        ({"url": "http://a b"}, "invalid webhook URL specified"),
        ({"url": "http://127.0.0.1:99999/"}, "invalid webhook URL specified"),
        ({"url": "không phải"}, "invalid webhook URL specified"),
    ],
)
def test_which_webhooks_are_taken(
    harness: RunningHarness, wish: dict[str, str], description: str | None
) -> None:
    body = call(harness, "setWebhook", **({"url": "http://127.0.0.1:9/hook"} | wish))
    assert body.get("description") == (f"Bad Request: {description}" if description else "Webhook was set")


def test_no_polling_beside_a_webhook(harness: RunningHarness) -> None:
    bodies: list[dict[str, Any]] = []
    poll = threading.Thread(target=lambda: bodies.append(call(harness, "getUpdates", timeout=10)))
    poll.start()
    harness.wait_for(lambda: _waits(harness), "no poll")
    hooked(harness, "http://127.0.0.1:9/hook")
    poll.join(5)
    assert bodies[0]["description"] == "Conflict: terminated by setWebhook request"
    assert call(harness, "getUpdates") == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first",
    }
    call(harness, "deleteWebhook")
    assert call(harness, "getUpdates")["ok"]


def _waits(harness: RunningHarness) -> dict[str, bool] | None:
    return {"polling": True} if harness.get("state")["polling"] else None


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook"])
async def test_pending_updates_may_be_dropped(
    harness: RunningHarness, receiver: Receiver, method: str
) -> None:
    harness.send("cũ")
    url = {"url": receiver.url} if method == "setWebhook" else {}
    assert call(harness, method, drop_pending_updates=True, **url)["ok"]
    harness.send("mới")
    if url:
        await until(lambda: receiver.updates)
        assert receiver.texts == ["mới"]
    else:
        assert [text_of(update) for update in updates(harness)] == ["mới"]


def test_what_the_info_says(harness: RunningHarness) -> None:
    assert info(harness) == {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
    hooked(harness, "http://127.0.0.1:9/hook", max_connections=1000, allowed_updates=["message"])
    told = info(harness)
    assert (told["url"], told["max_connections"]) == ("http://127.0.0.1:9/hook", 100)
    assert told["allowed_updates"] == ["message"]


async def test_a_real_application_takes_it(harness: RunningHarness, unused_tcp_port: int) -> None:
    """PTB's own server (tornado): takes updates, refuses a wrong secret, a missing one, and another type."""
    listener = Listener(harness)
    updater = listener.app.updater
    assert updater
    async with listener.app:
        await listener.app.start()
        await updater.start_webhook(
            listen="127.0.0.1",
            port=unused_tcp_port,
            url_path="hook",
            webhook_url=f"http://127.0.0.1:{unused_tcp_port}/hook",
            secret_token=SECRET,
        )
        for text in ("một", "hai"):
            harness.send(text)
        await until(lambda: listener.texts == ["một", "hai"])
        for wish, status in (
            ({}, 200),
            ({"secret_token": "sai"}, 403),
            ({"secret_token": ""}, 403),
            ({"content_type": "application/json; charset=utf-8"}, 403),
        ):
            delivered = await asyncio.to_thread(harness.act, "deliver", **wish)
            assert delivered == {"status": status}, wish
        await until(lambda: len(listener.texts) == 3)
        await updater.stop()
        await listener.app.stop()
    assert listener.texts == ["một", "hai", "hai"]
