"""Every refusal of the Bot API that the harness copies, by its own words; and that nothing else goes wrong."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from harness_fixtures import RunningHarness
from harness_support import LAN, MINH, Json, call, respond
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.harness.calls import run
from bot.harness.methods import METHODS
from bot.harness.parameters import Parameters
from bot.harness.people import writing
from bot.harness.records import Chat
from bot.harness.simulation import Simulation

GROUP = -500
BUTTON = {"text": "Nguồn", "callback_data": "s:1"}
LONG = "a" * 4097


@pytest.fixture
def chat(harness: RunningHarness) -> RunningHarness:
    """Message 1 is Lan's, message 2 the bot's with a button, message 3 a document of the bot."""
    harness.send("😀 xin chào bạn")
    call(harness, "sendMessage", chat_id=LAN, text="chào", reply_markup={"inline_keyboard": [[BUTTON]]})
    httpx.post(f"{harness.api}/sendDocument", data={"chat_id": LAN}, files={"document": ("a.csv", b"x")})
    harness.act("chat", id=GROUP, type="group", title="Tòa soạn")
    return harness


def keyboard(*buttons: Any) -> Json:
    return {"reply_markup": {"inline_keyboard": [list(buttons)]}}


REFUSED: list[tuple[str, Json, str]] = [
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {"text": " \n "}, "text must be non-empty"),
    ("sendMessage", {"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ("sendMessage", {"text": LONG}, "message is too long"),
    ("sendMessage", {"text": "ệ" * 11_000}, "text is too long"),
    ("sendMessage", {"text": "x", "parse_mode": "Org"}, "unsupported parse_mode"),
    (
        "sendMessage",
        {"text": "ệ <p>", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "p" at byte offset 4',
    ),
    ("sendMessage", {"text": "x", "chat_id": ""}, "chat_id is empty"),
    ("sendMessage", {"text": "x", "chat_id": "@nobody"}, "chat not found"),
    ("sendMessage", {"text": "x", "chat_id": 10**30}, "chat not found"),
    ("sendMessage", {"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    (
        "sendMessage",
        {"text": "x", "reply_parameters": {"message_id": 1, "quote": "khác"}},
        "QUOTE_TEXT_INVALID",
    ),
    ("sendMessage", {"text": "x", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
    (
        "sendMessage",
        {"text": "x", "reply_parameters": {}, "link_preview_options": "5"},
        "can't parse link preview options JSON object",
    ),
    ("sendMessage", {"text": "x", "reply_markup": "5"}, "object expected as reply markup"),
    ("sendMessage", {"text": "x", "reply_markup": {"inline_keyboard": 5}}, "object expected as reply markup"),
    (
        "sendMessage",
        {"text": "x"} | keyboard({"text": "a"}),
        "text buttons are unallowed in the inline keyboard",
    ),
    ("sendMessage", {"text": "x"} | keyboard({"callback_data": "a"}), "can't parse inline keyboard button: "),
    ("sendMessage", {"text": "x"} | keyboard(5), "can't parse inline keyboard button: "),
    ("sendMessage", {"text": "x"} | keyboard(BUTTON | {"callback_data": "a" * 65}), "BUTTON_DATA_INVALID"),
    ("sendMessage", {"text": "x"} | keyboard(BUTTON | {"callback_data": ""}), "BUTTON_DATA_INVALID"),
    (
        "sendMessage",
        {"text": "x"} | keyboard({"text": "a", "url": "không"}),
        "inline keyboard button URL 'không' is invalid: Wrong HTTP URL",
    ),
    ("sendMessage", {"text": "x"} | keyboard(*[BUTTON] * 101), "reply markup is too long"),
    ("sendMessage", {"text": "x", "message_thread_id": 9}, "message thread not found"),
    ("editMessageText", {"message_id": 99, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
    ("editMessageText", {"message_id": 3, "text": "x"}, "there is no text in the message to edit"),
    (
        "editMessageText",
        {"message_id": 2, "text": "chào"} | keyboard(BUTTON),
        "message is not modified: specified new message content and reply markup are exactly the same as a current "
        "content and reply markup of the message",
    ),
    ("editMessageText", {"inline_message_id": "x", "text": "x"}, "MESSAGE_ID_INVALID"),
    ("editMessageCaption", {"message_id": 2, "caption": "x"}, "there is no caption in the message to edit"),
    ("editMessageReplyMarkup", {"message_id": 2} | keyboard(BUTTON), "message is not modified: "),
    ("deleteMessage", {"message_id": 99}, "message to delete not found"),
    ("sendChatAction", {"action": "sleeping"}, "wrong parameter action in request"),
    (
        "answerCallbackQuery",
        {"chat_id": None, "callback_query_id": "5"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    (
        "answerInlineQuery",
        {"chat_id": None, "inline_query_id": "5", "results": []},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("setMyCommands", {"chat_id": None, "commands": "x"}, "can't parse commands JSON object"),
    ("setMyCommands", {"chat_id": None, "commands": [5]}, "can't parse commands JSON object"),
    (
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "Hỏi", "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
    (
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "hoi", "description": ""}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    ("setMyDescription", {"chat_id": None, "description": "a" * 513}, "DESCRIPTION_TOO_LONG"),
    (
        "setMyShortDescription",
        {"chat_id": None, "short_description": "a" * 121},
        "SHORT_DESCRIPTION_TOO_LONG",
    ),
    ("sendDocument", {"document": "nothing"}, "file must be non-empty"),
    ("getFile", {"chat_id": None, "file_id": "x"}, "invalid file_id"),
    ("getChatMember", {"user_id": 5}, "user not found"),
]


@pytest.mark.parametrize(("method", "wish", "words"), REFUSED)
def test_bad_requests(chat: RunningHarness, method: str, wish: Json, words: str) -> None:
    parameters = {name: value for name, value in ({"chat_id": LAN} | wish).items() if value is not None}
    response = respond(chat, method, **parameters)
    body = response.json()
    assert (response.status_code, body["error_code"], body["ok"]) == (400, 400, False)
    assert body["description"].startswith(f"Bad Request: {words}")
    assert [entry["method"] for entry in chat.refused()] == [method]


def test_people_and_groups_that_are_out_of_reach(chat: RunningHarness) -> None:
    def refusal(chat_id: int) -> Any:
        return call(chat, "sendMessage", chat_id=chat_id, text="x").get("description")

    assert refusal(MINH) == "Forbidden: bot can't initiate conversation with a user"
    for status, words in (
        ("kicked", "Forbidden: bot was blocked by the user"),
        ("deactivated", "Forbidden: user is deactivated"),
    ):
        chat.act("member", chat_id=LAN, status=status)
        assert refusal(LAN) == words
    for status, words in (
        ("kicked", "Forbidden: bot was kicked from the group chat"),
        ("left", "Forbidden: bot is not a member of the group chat"),
    ):
        chat.act("member", chat_id=GROUP, status=status)
        assert refusal(GROUP) == words
    chat.act("chat", id=-10_001, type="supergroup", title="S", status="kicked")
    assert refusal(-10_001) == "Forbidden: bot was kicked from the supergroup chat"
    chat.act("member", chat_id=GROUP, status="member")
    new = chat.act("migrate", chat_id=GROUP)["chat_id"]
    body = call(chat, "sendMessage", chat_id=GROUP, text="x")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new}


def test_other_peoples_messages_in_a_group_cannot_be_deleted(chat: RunningHarness) -> None:
    message = chat.send("/hoi", chat_id=GROUP)
    body = call(chat, "deleteMessage", chat_id=GROUP, message_id=message["message_id"])
    assert body["description"] == "Bad Request: message can't be deleted"


def test_a_quote_stands_where_it_says(chat: RunningHarness) -> None:
    """In UTF-16 units: the emoji before it takes two."""
    wish = {"message_id": 1, "quote": "<b>chào</b> bạn", "quote_parse_mode": "HTML"}
    message = call(chat, "sendMessage", chat_id=LAN, text="x", reply_parameters=wish)["result"]
    bold = {"type": "bold", "offset": 0, "length": 4}
    assert message["quote"] == {"text": "chào bạn", "position": 7, "is_manual": True, "entities": [bold]}
    missing = {"message_id": 99, "allow_sending_without_reply": True}
    message = call(chat, "sendMessage", chat_id=LAN, text="x", reply_parameters=missing)["result"]
    assert "reply_to_message" not in message


def test_calls_come_in_every_dress(chat: RunningHarness) -> None:
    """Query strings, JSON bodies, multipart, any case of the method's name."""
    wish = {"chat_id": LAN, "text": "chào ệ"}
    answers = [
        httpx.get(f"{chat.api}/sendmessage", params=wish),
        httpx.post(f"{chat.api}/SENDMESSAGE", json=wish | {"reply_markup": {"inline_keyboard": [[BUTTON]]}}),
        httpx.post(
            f"{chat.api}/sendMessage", files={name: (None, str(value)) for name, value in wish.items()}
        ),
        httpx.post(f"{chat.api}/sendMessage", params={"chat_id": LAN}, data={"text": "chào ệ"}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["chào ệ"] * 4
    empty = httpx.post(f"{chat.api}/getMe")
    assert empty.json()["result"]["is_bot"] is True
    for content, kind in (
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"x", "multipart/form-data"),
    ):
        wrong = httpx.post(f"{chat.api}/sendMessage", content=content, headers={"Content-Type": kind})
        assert wrong.status_code == 400


def test_addresses_that_are_none(chat: RunningHarness) -> None:
    for path in ("/", "/bot", "/botx", "/sim/nothing", "/file/x"):
        answer = httpx.post(f"{chat.url}{path}")
        assert answer.status_code in {404, 405}, path
        assert answer.json()["ok"] is False
    short = httpx.get(f"{chat.url}/botx/getMe").json()
    assert short["description"] == "Unauthorized: invalid token specified"
    assert httpx.get(f"{chat.url}/bot2:x/getMe").json()["description"] == "Unauthorized"


VALUES = st.one_of(
    st.sampled_from(
        ["", "x", "0", "1", "2", "-1", "1001", "-500", "true", "HTML", "typing", "ệ" * 300, "9" * 5_000]
    ),
    st.text(max_size=20),
    st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    "type id text url offset length message_id emoji command description".split()
                ),
                inner,
                max_size=3,
            )
        ),
        max_leaves=8,
    ).map(json.dumps),
)
CALLS = st.sampled_from(sorted(METHODS.keys() - {"getUpdates", "setWebhook"})).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.fixed_dictionaries(
            dict.fromkeys(METHODS[name].required - {"chat_id"}, VALUES)
            | dict.fromkeys(METHODS[name].required & {"chat_id"}, st.sampled_from(["1001", "-500"])),
            optional=dict.fromkeys(METHODS[name].optional, VALUES),
        ),
    )
)


@settings(max_examples=400, deadline=None)
@given(st.lists(CALLS, min_size=1, max_size=4))
def test_no_call_breaks_the_server(calls: list[tuple[str, dict[str, str]]]) -> None:
    """Whatever the parameters, there is a result or a refusal in Telegram's form."""

    async def play() -> list[int]:
        simulation = Simulation()
        simulation.chats[GROUP] = Chat(GROUP, "supergroup", "Nhóm", is_forum=True)
        simulation.chats[GROUP].standing = "administrator"
        writing.send(simulation, "xin chào", LAN, LAN)
        await run(simulation, "sendMessage", Parameters({"chat_id": str(LAN), "text": "chào"}))
        return [(await run(simulation, name, Parameters(dict(values))))[0] for name, values in calls]

    assert set(asyncio.run(play())) <= {200, 400, 403, 404, 501}
