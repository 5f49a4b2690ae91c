"""The harness's schema against the full one; what is unknown is refused loudly; what is answered fits the Bot API."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from harness_fixtures import RunningHarness
from harness_schema import CARRIED, FULL, carried, full, written
from harness_support import FORUM, GROUP, KEYBOARD, LAN, Json, call, png, respond, updates

from bot.harness.methods import METHODS
from bot.harness.schema import schema

needs_full = pytest.mark.skipif(
    not FULL.exists(), reason="needs ../shared/telegram: the full schema is no part of us"
)
CONTENT = {"message_text": "<b>950.000</b> đồng", "parse_mode": "HTML"}
ARTICLE = {
    "type": "article",
    "id": "a",
    "title": "Giá tôm",
    "input_message_content": CONTENT,
    "reply_markup": KEYBOARD,
}


@needs_full
def test_the_carried_schema_is_that_of_the_bot_api() -> None:
    """To mend: python tests/harness_schema.py ../shared/telegram/bot-api-10.0.json"""
    assert CARRIED.read_text("utf-8") == written(carried(full()))


def test_it_names_every_method_once_and_its_licence_stands_beside_it() -> None:
    assert schema().methods.keys() == METHODS.keys()
    assert not schema().not_built & METHODS.keys()
    assert len(schema().not_built | METHODS.keys()) == 176
    assert "MIT License" in CARRIED.with_name("LICENSE").read_text("utf-8")


@pytest.mark.parametrize(
    ("method", "wish", "status", "words"),
    [
        ("sendMessage", {"colour": "red"}, 400, "the harness knows no parameter colour of sendMessage"),
        ("getMe", {"chat_id": 1}, 400, "the harness knows no parameter chat_id of getMe"),
        (
            "sendMessage",
            {"link_preview_options": {"is_disable": True}},
            400,
            "the harness knows no field is_disable of LinkPreviewOptions",
        ),
        (
            "sendMessage",
            {"reply_markup": {"inline_keyboard": [[{"text": "a", "colour": "red"}]]}},
            400,
            "the harness knows no field colour of InlineKeyboardButton",
        ),
        (
            "sendMessage",
            {"reply_markup": {"inline_keyboards": []}},
            400,
            "the harness knows no field inline_keyboards of reply markup",
        ),
        ("sendMessage", {"parse_mode": "MarkdownV2"}, 501, "the harness does not know parse_mode MarkdownV2"),
        (
            "sendMessage",
            {"reply_parameters": {"message_id": 1, "chat_id": 5}},
            501,
            "the harness does not know replies to another chat",
        ),
        (
            "sendMessage",
            {"direct_messages_topic_id": 5},
            501,
            "the harness does not know the parameter direct_messages_topic_id",
        ),
        (
            "answerGuestQuery",
            {"chat_id": None, "text": None, "guest_query_id": "1", "result": {"type": "photo", "id": "1"}},
            501,
            "the harness does not know InlineQueryResult of type photo",
        ),
        (
            "answerGuestQuery",
            {
                "chat_id": None,
                "text": None,
                "guest_query_id": "1",
                "result": ARTICLE | {"input_message_content": {"latitude": 1}},
            },
            501,
            "the harness does not know another InputMessageContent than InputTextMessageContent",
        ),
        (
            "sendDocument",
            {"text": None, "document": "https://e.org/a.pdf"},
            501,
            "the harness does not know files from elsewhere, because it fetches nothing; upload the file",
        ),
        ("sendDice", {}, 501, "the harness does not know sendDice; add it to METHODS"),
        ("sendPigeon", {}, 404, "method not found"),
    ],
)
def test_what_it_does_not_know_is_refused_loudly(
    harness: RunningHarness, method: str, wish: Json, status: int, words: str
) -> None:
    harness.send("xin chào")
    parameters = {"chat_id": LAN, "text": "x"} | wish if method != "getMe" else wish
    response = respond(
        harness, method, **{name: value for name, value in parameters.items() if value is not None}
    )
    prefix = {400: "Bad Request", 404: "Not Found", 501: "Not Implemented"}[status]
    assert (response.status_code, response.json()["description"]) == (status, f"{prefix}: {words}")
    assert [entry["status"] for entry in harness.refused()] == [status]


def every_call(harness: RunningHarness) -> None:
    """Each method of METHODS at least once, taken; what they answer is in the log of calls."""
    harness.send("xin chào")
    sent = call(
        harness,
        "sendMessage",
        chat_id=LAN,
        text="<b>chào</b> https://e.vn",
        parse_mode="HTML",
        reply_markup=KEYBOARD,
        reply_parameters={"message_id": 1, "quote": "chào"},
        link_preview_options={"is_disabled": True},
        protect_content=False,
        disable_notification=True,
    )["result"]
    ours = {"chat_id": LAN, "message_id": sent["message_id"]}
    call(harness, "sendMessageDraft", chat_id=LAN, draft_id=1, text="Đang tìm")
    call(harness, "sendChatAction", chat_id=LAN, action="typing")
    call(harness, "editMessageText", **ours, text="khác", reply_markup=KEYBOARD)
    call(harness, "editMessageReplyMarkup", **ours)
    call(harness, "setMessageReaction", **ours, reaction=[{"type": "emoji", "emoji": "👍"}], is_big=True)
    call(harness, "pinChatMessage", **ours)
    call(harness, "getChat", chat_id=LAN)
    call(harness, "unpinChatMessage", **ours)
    call(harness, "unpinAllChatMessages", chat_id=LAN)
    for method in ("copyMessage", "forwardMessage"):
        call(harness, method, **ours, from_chat_id=LAN)
    for method in ("copyMessages", "forwardMessages"):
        call(harness, method, chat_id=LAN, from_chat_id=LAN, message_ids=[1, sent["message_id"]])
    _files(harness)
    _answers(harness)
    _groups(harness)
    _profile(harness)
    call(harness, "deleteMessage", **ours)
    call(harness, "deleteMessages", chat_id=LAN, message_ids=[1])


def _files(harness: RunningHarness) -> None:
    def upload(method: str, files: Json, **data: Any) -> Json:
        return dict(httpx.post(f"{harness.api}/{method}", data=data, files=files).json()["result"])

    told = {"chat_id": LAN, "caption": "<i>bảng</i>", "parse_mode": "HTML"}
    document = upload("sendDocument", {"document": ("a.csv", b"x", "text/csv")}, **told)
    photo = upload("sendPhoto", {"photo": ("a.png", png(80, 60))}, **told, has_spoiler="true")
    call(harness, "getFile", file_id=document["document"]["file_id"])
    place = {"chat_id": LAN, "message_id": photo["message_id"]}
    call(harness, "editMessageCaption", **place, caption="khác", show_caption_above_media=True)
    media = {"type": "photo", "media": "attach://new", "caption": "mới", "parse_mode": "HTML"}
    upload("editMessageMedia", {"new": ("b.png", png(8, 6))}, **place, media=json.dumps(media))


def _answers(harness: RunningHarness) -> None:
    call(harness, "sendMessage", chat_id=LAN, text="x", reply_markup=KEYBOARD)
    pressed = harness.click(harness.messages()[-1], "Nguồn")
    call(harness, "answerCallbackQuery", callback_query_id=pressed, text="đây", show_alert=True)
    asked = harness.act("inline", query="tôm")["inline_query_id"]
    call(harness, "answerInlineQuery", inline_query_id=asked, results=[ARTICLE], is_personal=True)
    harness.choose({"inline_query_id": asked}, "a")
    harness.act("chat", id=-600, type="group", title="Nhà", status="left")
    harness.summon("@hoibao_bot giá tôm?", -600)
    question = updates(harness, offset=-1)[0]["guest_message"]["guest_query_id"]
    call(harness, "answerGuestQuery", guest_query_id=question, result=ARTICLE)


def _groups(harness: RunningHarness) -> None:
    harness.join(GROUP, "Tòa soạn")
    for status in ("restricted", "left", "kicked", "administrator", "member"):
        harness.set_person(GROUP, 1002, status)
        call(harness, "getChatMember", chat_id=GROUP, user_id=1002)
    call(harness, "getChatMember", chat_id=GROUP, user_id=LAN)
    harness.join(FORUM, "Diễn đàn", type="supergroup", is_forum=True, username="dien_dan")
    harness.set_bot(FORUM, "administrator")
    call(harness, "getChatAdministrators", chat_id="@dien_dan")
    call(harness, "getChatMemberCount", chat_id=FORUM)
    made = call(harness, "createForumTopic", chat_id=FORUM, name="Thời sự")["result"]["message_thread_id"]
    topic = {"chat_id": FORUM, "message_thread_id": made}
    call(harness, "sendMessage", **topic, text="x")
    call(harness, "editForumTopic", **topic, name="Tin")
    call(harness, "closeForumTopic", **topic)
    call(harness, "reopenForumTopic", **topic)
    call(harness, "unpinAllForumTopicMessages", **topic)
    call(harness, "deleteForumTopic", **topic)
    call(harness, "leaveChat", chat_id=FORUM)


def _profile(harness: RunningHarness) -> None:
    call(harness, "getMe")
    told = {"scope": {"type": "chat", "chat_id": LAN}, "language_code": "vi"}
    call(harness, "setMyCommands", commands=[{"command": "hoi", "description": "Hỏi"}], **told)
    call(harness, "getMyCommands", **told)
    call(harness, "deleteMyCommands", **told)
    for what, field in (
        ("Description", "description"),
        ("ShortDescription", "short_description"),
        ("Name", "name"),
    ):
        call(harness, f"setMy{what}", **{field: "Hỏi Báo"})
        call(harness, f"getMy{what}")
    call(harness, "setWebhook", url="http://127.0.0.1:9/hook", ip_address="127.0.0.1")
    call(harness, "getWebhookInfo")
    call(harness, "deleteWebhook")
    respond(harness, "getUpdates", allowed_updates="x", offset="x")
    harness.fault("error", "getUpdates", status=500)  # the log of calls has only polls that failed
    call(harness, "getUpdates")


@needs_full
def test_every_result_fits_the_bot_api(harness: RunningHarness) -> None:
    """Field by field: nothing that the documentation does not name, nothing required missing, the types as told."""
    every_call(harness)
    told = full()
    calls = harness.calls()
    assert {entry["method"] for entry in calls} == METHODS.keys()
    assert [entry for entry in calls if entry["status"] != 200 and not entry["fault"]] == []
    for entry in calls:
        if entry["fault"]:
            continue
        kinds = told["methods"][entry["method"]]["returns"]
        result = entry["response"]["result"]
        troubles = [list(misfits(told, result, kind, kind)) for kind in kinds]
        assert [] in troubles, (entry["method"], troubles, result)


@needs_full
def test_every_update_fits_the_bot_api(harness: RunningHarness) -> None:
    updates(harness, allowed_updates=sorted(schema().updates))
    every_call(harness)
    told = full()
    for update in updates(harness):
        assert list(misfits(told, update, "Update", "Update")) == []


def misfits(told: Json, value: Any, kind: str, path: str) -> list[str]:
    """Where a value is not what the schema says of its type."""
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{path} is no array"]
        inner = kind.removeprefix("Array of ")
        return [one for item in value for one in misfits(told, item, inner, f"{path}[]")]
    plain = {"Integer": int, "String": str, "Boolean": bool, "True": bool, "Float": float}
    if kind in plain:
        fits = isinstance(value, plain[kind]) and (isinstance(value, bool) == (plain[kind] is bool))
        return [] if fits else [f"{path}: {value!r} is no {kind}"]
    known = told["types"][kind]
    if "subtypes" in known:
        tries = [misfits(told, value, one, path) for one in known["subtypes"]]
        return min(tries, key=len)
    if not isinstance(value, dict):
        return [f"{path} is no object"]
    fields = {field["name"]: field for field in known.get("fields", [])}
    found = [f"{path}.{name} is unknown" for name in value.keys() - fields.keys()]
    for name, field in fields.items():
        if name in value:
            tries = [misfits(told, value[name], one, f"{path}.{name}") for one in field["types"]]
            found += min(tries, key=len)
        elif field["required"]:
            found.append(f"{path}.{name} is missing")
    return found
