"""The Bot API side of the harness over HTTP: what PTB sends is taken, what Telegram refuses is refused."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from harness_fixtures import RunningHarness

from bot.harness.errors import ApiError
from bot.harness.methods import METHODS
from bot.harness.text.html import parse

LAN = 1001


def call(harness: RunningHarness, method: str, **parameters: Any) -> dict[str, Any]:
    data = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()
    }
    response = httpx.post(f"{harness.api}/{method}", data=data, timeout=20)
    body = dict(response.json())
    assert response.status_code == body.get("error_code", 200)
    return body


def started(harness: RunningHarness) -> None:
    harness.send("xin chào")


def send(harness: RunningHarness, text: str = "chào", **more: Any) -> dict[str, Any]:
    return call(harness, "sendMessage", chat_id=LAN, text=text, **more)


def vectors() -> list[dict[str, Any]]:
    path = Path(__file__).parents[2] / "shared" / "telegram" / "html_vectors.json"
    return list(json.loads(path.read_text("utf-8"))["vectors"]) if path.exists() else []


def test_html_is_parsed_as_telegram_parses_it() -> None:
    if not vectors():
        pytest.skip("needs ../shared/telegram: recorded behaviour that is not part of the project")
    for vector in vectors():
        try:
            text, entities = parse(vector["html"])
        except ApiError as error:
            assert error.description == vector.get("error"), vector["html"]
            continue
        assert (text, entities) == (vector.get("text"), vector.get("entities")), vector["html"]


@pytest.mark.parametrize(
    ("html", "text", "kinds"),
    [
        ("<b>4.214</b> đảng viên", "4.214 đảng viên", ["bold"]),
        ("  <i>a</i> ", "a", ["italic"]),
        ("xem https://baoduyenhai.example/a, nhé", "xem https://baoduyenhai.example/a, nhé", ["url"]),
        ("/hoi giá vàng", "/hoi giá vàng", ["bot_command"]),
        ('<a href="baoduyenhai.example">báo</a>', "báo", ["text_link"]),
        ('<a href="không phải">báo</a>', "báo", []),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", ["blockquote"]),
        ("<code><b>x</b></code>", "x", ["code"]),
    ],
)
def test_what_a_message_becomes(harness: RunningHarness, html: str, text: str, kinds: list[str]) -> None:
    started(harness)
    message = send(harness, html, parse_mode="HTML")["result"]
    assert message["text"] == text
    assert [entity["type"] for entity in message.get("entities", [])] == kinds


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "  "}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "ạ" * 20_000}, "text is too long"),
        ({"text": "x", "parse_mode": "Org"}, "unsupported parse_mode"),
        ({"text": "<p>x</p>", "parse_mode": "HTML"}, "can't parse entities: Unsupported start tag"),
        ({"text": "x", "reply_markup": "x"}, "object expected as reply markup"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}, "text buttons are unallowed"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "ệ" * 22}]]}},
            "BUTTON_DATA_INVALID",
        ),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "x", "chat_id": 5}, "chat not found"),
        ({"text": "x", "colour": "red"}, "the harness knows no parameter colour of sendMessage"),
    ],
)
def test_what_is_refused(harness: RunningHarness, parameters: dict[str, Any], description: str) -> None:
    started(harness)
    body = call(harness, "sendMessage", **({"chat_id": LAN} | parameters))
    assert body["description"].startswith(f"Bad Request: {description}")


def test_a_bot_cannot_write_first_nor_to_who_blocked_it(harness: RunningHarness) -> None:
    assert send(harness)["description"] == "Forbidden: bot can't initiate conversation with a user"
    started(harness)
    assert send(harness)["ok"]
    harness.act("member", chat_id=LAN, user_id=LAN, status="kicked")
    assert send(harness)["description"] == "Forbidden: bot was blocked by the user"


def test_editing(harness: RunningHarness) -> None:
    started(harness)
    markup = {"inline_keyboard": [[{"text": "Nguồn", "callback_data": "s"}]]}
    number = send(harness, "một", reply_markup=markup)["result"]["message_id"]
    again = call(harness, "editMessageText", chat_id=LAN, message_id=number, text="một", reply_markup=markup)
    assert again["description"].startswith("Bad Request: message is not modified")
    edited = call(harness, "editMessageText", chat_id=LAN, message_id=number, text="hai")["result"]
    assert edited["text"] == "hai"
    assert "reply_markup" not in edited
    assert edited["edit_date"]
    wrong = call(harness, "editMessageText", chat_id=LAN, message_id=1, text="ba")
    assert wrong["description"] == "Bad Request: message can't be edited"
    gone = call(harness, "deleteMessage", chat_id=LAN, message_id=number)
    assert gone["result"] is True
    assert (
        call(harness, "deleteMessage", chat_id=LAN, message_id=number)["description"]
        == "Bad Request: message to delete not found"
    )


def test_unknown_methods_are_refused_loudly(harness: RunningHarness) -> None:
    assert call(harness, "sendDice", chat_id=LAN)["error_code"] == 501
    assert call(harness, "sendPigeon")["description"] == "Not Found: method not found"
    wrong = httpx.post(f"{harness.url}/bot1:wrong/getMe").json()
    assert wrong == {"ok": False, "error_code": 401, "description": "Unauthorized"}


def test_updates_are_redelivered_until_confirmed(harness: RunningHarness) -> None:
    started(harness)
    first = call(harness, "getUpdates")["result"]
    assert [update["message"]["text"] for update in first] == ["xin chào"]
    assert call(harness, "getUpdates")["result"] == first
    assert call(harness, "getUpdates", offset=first[0]["update_id"] + 1)["result"] == []


def test_a_poll_waits_and_a_second_one_takes_over(harness: RunningHarness) -> None:
    bodies: list[dict[str, Any]] = []

    def poll() -> None:
        bodies.append(call(harness, "getUpdates", timeout=10))

    older = threading.Thread(target=poll)
    older.start()
    time.sleep(0.3)
    newer = threading.Thread(target=poll)
    newer.start()
    older.join(5)
    assert bodies[0]["error_code"] == 409
    started(harness)
    newer.join(5)
    assert bodies[1]["result"][0]["message"]["text"] == "xin chào"


def test_a_callback_is_answered_once(harness: RunningHarness) -> None:
    started(harness)
    markup = {"inline_keyboard": [[{"text": "Nguồn", "callback_data": "s:1"}]]}
    message = send(harness, reply_markup=markup)["result"]
    query_id = harness.click(message, "Nguồn")
    update = call(harness, "getUpdates")["result"][-1]["callback_query"]
    assert (update["id"], update["data"], update["message"]["text"]) == (query_id, "s:1", "chào")
    assert call(harness, "answerCallbackQuery", callback_query_id=query_id)["result"] is True
    assert (
        "query is too old" in call(harness, "answerCallbackQuery", callback_query_id=query_id)["description"]
    )


def test_commands_by_scope_and_language(harness: RunningHarness) -> None:
    commands = [{"command": "hoi", "description": "Hỏi báo"}]
    scope = {"type": "all_private_chats"}
    assert call(harness, "setMyCommands", commands=commands, scope=scope, language_code="vi")["result"]
    assert call(harness, "getMyCommands")["result"] == []
    assert call(harness, "getMyCommands", scope=scope, language_code="vi")["result"] == commands
    assert harness.get("chat/1001")["commands"] == commands
    bad = call(harness, "setMyCommands", commands=[{"command": "Hỏi", "description": "x"}])
    assert bad["description"] == "Bad Request: BOT_COMMAND_INVALID"


def test_groups_have_privacy_mode(harness: RunningHarness) -> None:
    harness.act("chat", id=-500, type="group", title="Tòa soạn")
    for text in ("chuyện riêng", "/hoi giá tôm", "/hoi@bot_khac giá", "@hoibao_bot giá tôm?"):
        harness.send(text, chat_id=-500)
    seen = [update["message"]["text"] for update in call(harness, "getUpdates")["result"]]
    assert seen == ["/hoi giá tôm", "@hoibao_bot giá tôm?"]


def test_a_group_that_migrated(harness: RunningHarness) -> None:
    harness.act("chat", id=-500, type="group", title="Tòa soạn")
    new = harness.act("migrate", chat_id=-500)["chat_id"]
    refused = call(harness, "sendMessage", chat_id=-500, text="chào")
    assert refused["parameters"] == {"migrate_to_chat_id": new}
    assert call(harness, "sendMessage", chat_id=new, text="chào")["ok"]


def test_our_tables_are_those_of_the_bot_api() -> None:
    path = Path(__file__).parents[2] / "shared" / "telegram" / "bot-api-10.0.json"
    if not path.exists():
        pytest.skip("needs ../shared/telegram: the schema is not part of the project")
    schema = json.loads(path.read_text("utf-8"))["methods"]
    for name, method in METHODS.items():
        fields = {field["name"]: field["required"] for field in schema[name].get("fields", [])}
        ours = method.required | method.optional
        allowed = {"parse_mode"} if name == "editMessageReplyMarkup" else set()
        assert ours - fields.keys() <= allowed, name
        assert {field for field, required in fields.items() if required} == method.required, name


def test_the_server_serves_this_machine_only(harness: RunningHarness) -> None:
    away = httpx.get(f"{harness.url}/sim/state", headers={"Origin": "https://example.org"})
    assert away.status_code == 403
    assert httpx.get(f"{harness.url}/sim/state", headers={"Host": "example.org"}).status_code == 403
    assert httpx.get(f"{harness.url}/page/../server.py").status_code == 404
