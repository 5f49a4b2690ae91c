"""Who gets in: this machine only, with our token only; and how what is nowhere is refused."""

from __future__ import annotations

import json

import httpx
import pytest
from harness_fixtures import RunningHarness
from harness_support import LAN

from bot.harness import TOKEN, Harness, HarnessError
from bot.harness.background import in_background
from bot.harness.client import Client
from bot.harness.tokens import looks_real

REAL = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawXYZ"  # as @BotFather makes them; of nobody


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost"}, 200),
        ({"Host": "[::1]:80"}, 200),
        ({"Host": "127.0.0.2"}, 200),
        ({"Host": "example.org"}, 403),
        ({"Host": "localhost.example.org"}, 403),
        ({"Host": "127.0.0.1.example.org"}, 403),
        ({"Host": "10.0.0.1"}, 403),
        ({"Host": "0.0.0.0"}, 403),  # noqa: S104 - that is what is refused
        ({"Host": "[::1"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "https://{host}"}, 403),
        ({"Origin": "http://{host}"}, 200),
    ],
)
def test_a_page_from_elsewhere_reaches_nothing(
    harness: RunningHarness, headers: dict[str, str], status: int
) -> None:
    host = harness.url.removeprefix("http://")
    sent = {name: value.replace("{host}", host) for name, value in headers.items()}
    for path in ("/sim/state", f"/bot{TOKEN}/getMe", "/sim/events"):
        with httpx.stream("GET", f"{harness.url}{path}", headers=sent) as answer:
            assert answer.status_code == status, path


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "example.org", ""])  # noqa: S104
def test_it_listens_on_loopback_only(host: str) -> None:
    with pytest.raises(HarnessError, match="not a loopback address"):
        Harness(host)


async def test_a_port_that_is_taken() -> None:
    async with Harness() as running:
        port = int(running.url.rsplit(":", 1)[1])
        with pytest.raises(HarnessError, match="cannot listen"):
            await Harness(port=port).start()


def test_localhost_is_loopback_too() -> None:
    with in_background("localhost") as url, Client(url) as client:
        assert client.send("xin chào")["text"] == "xin chào"


@pytest.mark.parametrize(
    ("token", "real", "words"),
    [
        (REAL, True, f"this looks like a real token; the offline simulator takes {TOKEN} only"),
        ("1:" + "a" * 24, True, f"this looks like a real token; the offline simulator takes {TOKEN} only"),
        ("1:" + "a" * 90, True, f"this looks like a real token; the offline simulator takes {TOKEN} only"),
        ("1:" + "a" * 23, False, ""),
        ("x:" + "a" * 90, False, "invalid token specified"),
        ("no-token", False, "invalid token specified"),
        ("1:offline-simulator2", False, ""),
    ],
)
def test_no_token_but_ours(harness: RunningHarness, token: str, real: bool, words: str) -> None:
    """A real one least of all, and then nothing of it is kept anywhere."""
    assert looks_real(token) is real
    for path in (f"bot{token}/getMe", f"file/bot{token}/files/x"):
        refused = httpx.get(f"{harness.url}/{path}")
        assert refused.status_code == 401
        assert refused.json()["description"] == ("Unauthorized: " + words if words else "Unauthorized")
    assert harness.calls() == []
    assert token not in json.dumps([harness.get("snapshot"), harness.get("state")])


def test_ours_does_not_look_real() -> None:
    assert not looks_real(TOKEN)


def test_addresses_that_are_none(harness: RunningHarness) -> None:
    with httpx.Client(base_url=harness.url) as client:
        for path in ("/bot", "/botx", "/sim/nothing", "/file/x", f"/file/bot{TOKEN}/files/x", "/nothing"):
            answer = client.post(path) if "file" not in path else client.get(path)
            assert (answer.status_code, answer.json()["ok"]) == (404, False), path
        assert client.get("/page/../server.py").status_code == 404
        assert client.get("/page/..%2Fserver.py").status_code == 404
        assert client.get("/sim/chat/5").status_code == 400
        assert client.get("/sim/chat/x").status_code == 400


def test_calls_come_in_every_dress(harness: RunningHarness) -> None:
    """Query strings, JSON bodies, forms, multipart, any case of the method's name."""
    harness.send("xin chào")
    wish = {"chat_id": LAN, "text": "chào ệ"}
    with httpx.Client(base_url=f"{harness.api}/") as client:
        answers = [
            client.get("sendmessage", params=wish),
            client.post("SENDMESSAGE", json=wish | {"reply_markup": {"inline_keyboard": []}}),
            client.post("sendMessage", files={name: (None, str(value)) for name, value in wish.items()}),
            client.post("sendMessage", params={"chat_id": LAN}, data={"text": "chào ệ"}),
        ]
        assert [answer.json()["result"]["text"] for answer in answers] == ["chào ệ"] * 4
        assert client.post("getMe").json()["result"]["is_bot"] is True
        for content, kind in (
            (b"{", "application/json"),
            (b"[]", "application/json"),
            (b"x", "multipart/form-data"),
            (b"text=%ff", "application/x-www-form-urlencoded"),
        ):
            wrong = client.post("sendMessage", content=content, headers={"Content-Type": kind})
            assert wrong.status_code == 400
    assert [entry["status"] for entry in harness.refused()] == [400] * 4


@pytest.mark.parametrize(
    "name", ["message", "callback", "member", "person", "fault", "clock", "restore", "chat"]
)
def test_wishes_that_are_none_change_nothing(harness: RunningHarness, name: str) -> None:
    """The control side refuses what it cannot read, and never breaks."""
    before = harness.get("snapshot")
    with httpx.Client(base_url=harness.url) as client:
        for body in ("{", "5", "[]", "{}", '{"chat_id": "x"}', '{"text": 5, "chat_id": ["x"], "id": {}}'):
            answer = client.post(f"/sim/{name}", content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code == 400, (body, answer.text)
    assert harness.get("snapshot") == before
