"""What people do in private and inline: messages, buttons, reactions, documents, links that start the bot."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from harness_fixtures import RunningHarness
from harness_support import ARTICLE, GROUP, KEYBOARD, LAN, call, kinds, last, ptb_bot, sent, updates

from bot.harness.client import RefusedError


def test_an_inline_query_from_asking_to_editing(harness: RunningHarness) -> None:
    harness.send("xin chào")
    asked = harness.act("inline", query="giá tôm", offset="20")["inline_query_id"]
    query = last(harness, "inline_query")
    assert (query["id"], query["query"], query["offset"], query["chat_type"]) == (
        asked,
        "giá tôm",
        "20",
        "sender",
    )
    results = [ARTICLE | {"reply_markup": KEYBOARD}, ARTICLE | {"id": "a2"}]
    assert call(harness, "answerInlineQuery", inline_query_id=asked, results=results)["result"] is True
    again = call(harness, "answerInlineQuery", inline_query_id=asked, results=results)
    assert "query is too old" in again["description"]
    message = harness.choose({"inline_query_id": asked}, "a1")
    assert (message["text"], message["via_bot"]["username"]) == ("950.000 đồng", "hoibao_bot")
    came, chosen = (update for update in updates(harness)[-2:])
    assert came["message"]["via_bot"]["id"] == 1
    assert came["message"]["from"]["id"] == LAN
    told = chosen["chosen_inline_result"]
    assert (told["result_id"], told["query"], told["from"]["id"]) == ("a1", "giá tôm", LAN)
    inline_id = told["inline_message_id"]
    edited = call(harness, "editMessageText", inline_message_id=inline_id, text="mới", reply_markup=KEYBOARD)
    assert edited["result"] is True
    assert harness.message(message["message_id"])["text"] == "mới"
    harness.click(harness.message(message["message_id"]), "Nguồn")
    pressed = last(harness, "callback_query")
    assert pressed["inline_message_id"] == inline_id
    assert "message" not in pressed


def test_an_inline_result_without_a_keyboard_cannot_be_edited(harness: RunningHarness) -> None:
    asked = harness.act("inline", query="tôm")["inline_query_id"]
    call(harness, "answerInlineQuery", inline_query_id=asked, results=[ARTICLE])
    harness.choose({"inline_query_id": asked}, "a1")
    assert "inline_message_id" not in last(harness, "chosen_inline_result")
    unknown = call(harness, "editMessageText", inline_message_id="inline-99", text="x")
    assert unknown["description"] == "Bad Request: MESSAGE_ID_INVALID"


def test_long_inline_queries_are_cut(harness: RunningHarness) -> None:
    harness.act("inline", query="ệ" * 300)
    assert last(harness, "inline_query")["query"] == "ệ" * 256


def test_reactions(harness: RunningHarness) -> None:
    updates(harness, allowed_updates=["message", "message_reaction"])
    message = harness.send("xin chào")
    harness.react(message, "👍", "🔥")
    harness.react(message)
    changes = [update["message_reaction"] for update in updates(harness)[1:]]
    assert [len(change["new_reaction"]) for change in changes] == [2, 0]
    assert changes[1]["old_reaction"][0] == {"type": "emoji", "emoji": "👍"}
    place = {"chat_id": LAN, "message_id": message["message_id"]}
    for reaction in ([{"type": "emoji", "emoji": "👀"}], [{"type": "emoji", "emoji": "❤️"}], []):
        assert call(harness, "setMessageReaction", **place, reaction=reaction)["ok"]


def test_the_bot_is_blocked_and_taken_back(harness: RunningHarness) -> None:
    harness.send("xin chào")
    harness.block()
    change = last(harness, "my_chat_member")
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    assert call(harness, "sendMessage", chat_id=LAN, text="x")["error_code"] == 403
    harness.send("xin lỗi")
    assert kinds(updates(harness)) == ["my_chat_member", "my_chat_member", "message"]
    assert call(harness, "sendMessage", chat_id=LAN, text="x")["ok"]
    harness.act("member", chat_id=LAN, status="deactivated")
    refused = call(harness, "sendMessage", chat_id=LAN, text="x")["description"]
    assert refused == "Forbidden: user is deactivated"


def test_a_guest_answers_once(harness: RunningHarness) -> None:
    harness.act("chat", id=GROUP, type="group", title="Nhà người ta", status="left")
    harness.act("guest", text="@hoibao_bot giá tôm?", chat_id=GROUP)
    question = last(harness, "guest_message")
    answered = call(harness, "answerGuestQuery", guest_query_id=question["guest_query_id"], result=ARTICLE)
    reply = harness.messages(GROUP)[-1]
    assert (reply["text"], reply["guest_bot_caller_user"]["id"]) == ("950.000 đồng", LAN)
    assert reply["reply_to_message"]["message_id"] == question["message_id"]
    edited = call(harness, "editMessageText", text="mới", **answered["result"])
    assert edited["result"] is True
    again = call(harness, "answerGuestQuery", guest_query_id=question["guest_query_id"], result=ARTICLE)
    assert "query is too old" in again["description"]


async def test_documents_both_ways(harness: RunningHarness) -> None:
    content = "Ngày,Giá\n22/5,950.000\n".encode() + bytes(range(256))
    harness.send_document("giá.csv", content, caption="Giá tuần này")
    came = last(harness, "message")
    assert (came["document"]["file_name"], came["caption"]) == ("giá.csv", "Giá tuần này")
    async with ptb_bot(harness) as bot:
        file = await bot.get_file(came["document"]["file_id"])
        assert bytes(await file.download_as_bytearray()) == content
        back = await bot.send_document(
            LAN, content, filename="bảng.csv", caption="<b>Đây</b>", parse_mode="HTML"
        )
        assert back.document
        assert (back.document.file_name, back.document.file_size) == ("bảng.csv", len(content))
        assert (back.caption, back.caption_entities[0].type) == ("Đây", "bold")
        once_more = await bot.send_document(LAN, back.document.file_id)
        assert once_more.document
        assert once_more.document.file_id == back.document.file_id
        await bot.edit_message_caption(LAN, back.message_id, caption="Kia")
    unknown = call(harness, "getFile", file_id="x")
    assert unknown["description"] == "Bad Request: invalid file_id"
    assert httpx.get(f"{harness.url}/file/bot1:offline-simulator/files/x").status_code == 404
    long = call(harness, "editMessageCaption", chat_id=LAN, message_id=back.message_id, caption="a" * 1025)
    assert long["description"] == "Bad Request: message caption is too long"


def test_drafts(harness: RunningHarness) -> None:
    def shown() -> Any:
        draft = harness.get("chat/1001")["draft"]
        return draft and draft["text"]

    harness.send("xin chào")
    draft = {"chat_id": LAN, "draft_id": 7}
    assert call(harness, "sendMessageDraft", **draft, text="<i>Đang</i>", parse_mode="HTML")["result"] is True
    assert shown() == "Đang"
    assert call(harness, "sendMessageDraft", **draft)["result"] is True
    assert shown() == ""
    call(harness, "sendMessageDraft", **draft, text="Đang tìm")
    assert len(harness.messages()) == 1
    sent(harness)
    assert shown() is None
    call(harness, "sendMessageDraft", **draft, text="Đang tìm")
    harness.act("clock", advance_s=31)
    assert shown() is None
    harness.join(GROUP, "Tòa soạn")
    for wish in ({"draft_id": 0}, {"chat_id": GROUP}, {"text": "<p>", "parse_mode": "HTML"}):
        assert call(harness, "sendMessageDraft", **({"text": "x"} | draft | wish))["error_code"] == 400


def test_deep_links(harness: RunningHarness) -> None:
    harness.start("q-12_AZ")
    message = last(harness, "message")
    assert message["text"] == "/start q-12_AZ"
    assert message["entities"][0] == {"type": "bot_command", "offset": 0, "length": 6}
    harness.start()
    assert last(harness, "message")["text"] == "/start"
    for payload in ("có dấu", "a" * 65, "a b", "a.b"):
        with pytest.raises(RefusedError, match="START_PARAM_INVALID"):
            harness.start(payload)
    assert harness.start("a" * 64)["text"] == "/start " + "a" * 64


def test_a_button_under_a_message_that_is_out_of_reach(harness: RunningHarness) -> None:
    harness.send("xin chào")
    message = sent(harness, reply_markup=KEYBOARD)
    place = {"chat_id": LAN, "message_id": message["message_id"]}
    harness.act("callback", **place, data="s:1", inaccessible=True)
    assert last(harness, "callback_query")["message"]["date"] == 0
    link = call(
        harness,
        "answerCallbackQuery",
        callback_query_id=last(harness, "callback_query")["id"],
        url="https://e.vn",
    )
    assert link["description"] == "Bad Request: URL_INVALID"


def test_pins(harness: RunningHarness) -> None:
    """Everybody sees a notice; what is deleted is pinned no more."""
    first = harness.send("xin chào")
    ours = sent(harness)
    for message in (first, ours):
        assert call(harness, "pinChatMessage", chat_id=LAN, message_id=message["message_id"])["ok"]
    notice = harness.messages()[-1]
    assert notice["pinned_message"]["text"] == ours["text"]
    assert updates(harness)[-1]["message"]["text"] == "xin chào"  # the bot's own notice is no news to it

    def pinned() -> Any:
        return call(harness, "getChat", chat_id=LAN)["result"].get("pinned_message", {}).get("text")

    assert pinned() == "chào"
    call(harness, "deleteMessage", chat_id=LAN, message_id=ours["message_id"])
    assert pinned() == "xin chào"
    assert call(harness, "unpinChatMessage", chat_id=LAN)["ok"]
    assert pinned() is None


def test_a_reply_keyboard_is_shown_until_it_is_removed(harness: RunningHarness) -> None:
    harness.send("xin chào")

    def shown() -> Any:
        return harness.get("chat/1001")["reply_keyboard"]

    sent(harness, reply_markup={"keyboard": [[{"text": "A"}, "B"]], "resize_keyboard": True})
    assert shown()["keyboard"] == [[{"text": "A"}, "B"]]
    sent(harness)
    assert shown()["keyboard"]
    sent(harness, reply_markup={"remove_keyboard": True})
    assert shown() is None


def test_a_bot_without_inline_mode_is_not_asked(harness: RunningHarness) -> None:
    harness.act("bot", supports_inline_queries=False, supports_guest_queries=False)
    assert call(harness, "getMe")["result"]["supports_inline_queries"] is False
    with pytest.raises(RefusedError, match="no inline mode"):
        harness.act("inline", query="tôm")
    harness.act("chat", id=GROUP, type="group", title="Nhà", status="left")
    with pytest.raises(RefusedError):
        harness.summon("@hoibao_bot", GROUP)
    with pytest.raises(RefusedError, match="switches are"):
        harness.act("bot", first_name=True)


def test_what_nobody_can_write(harness: RunningHarness) -> None:
    message = harness.send("một")
    for text in ("", " \n", "a" * 4097):
        with pytest.raises(RefusedError):
            harness.send(text)
        with pytest.raises(RefusedError):
            harness.edit(message, text)
    assert harness.send("a" * 4096)["text"] == "a" * 4096
    for wish in ({"file_name": "a", "content": ""}, {"file_name": "a", "content": "!"}):
        with pytest.raises(RefusedError):
            harness.act("document", **wish)
    with pytest.raises(RefusedError):
        harness.send_document("a", b"x", caption="a" * 1025)
