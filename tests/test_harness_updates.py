"""What the bot gets to know and when: offsets, kinds, expiry, and every update that people cause."""

from __future__ import annotations

import threading
import time
from typing import Any

import httpx
import pytest
from harness_fixtures import RunningHarness
from harness_support import LAN, MINH, Json, call, ptb_bot, updates
from telegram import TelegramObject, Update

GROUP = -500
ARTICLE = {
    "type": "article",
    "id": "a1",
    "title": "Giá tôm",
    "input_message_content": {"message_text": "<b>950.000</b> đồng", "parse_mode": "HTML"},
}
KEYBOARD = {"inline_keyboard": [[{"text": "Nguồn", "callback_data": "s:1"}]]}
EVERYTHING = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member"]


def kinds(found: list[Json]) -> list[str]:
    return [next(name for name in update if name != "update_id") for update in found]


def texts(found: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in found]


def last(harness: RunningHarness, kind: str) -> Json:
    """The newest update, which is of that kind."""
    newest = updates(harness, offset=-1)[0]
    assert kind in newest, newest
    return dict(newest[kind])


def sent(harness: RunningHarness, text: str = "chào", chat_id: int = LAN, **more: Any) -> Json:
    """A message of the bot."""
    return dict(call(harness, "sendMessage", chat_id=chat_id, text=text, **more)["result"])


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
    ("kind", "lives_s"), [("message", 86_400), ("callback_query", 150), ("inline_query", 30)]
)
def test_expiry(harness: RunningHarness, kind: str, lives_s: int) -> None:
    harness.send("xin chào")
    message = sent(harness, reply_markup=KEYBOARD)
    updates(harness, offset=updates(harness)[-1]["update_id"] + 1)
    if kind == "message":
        harness.send("một")
    elif kind == "callback_query":
        harness.click(message, "Nguồn")
    else:
        harness.act("inline", query="tôm")
    harness.act("clock", advance_s=lives_s - 2)
    assert kinds(updates(harness)) == [kind]
    harness.act("clock", advance_s=3)
    assert updates(harness) == []


def test_queries_expire_for_answers_too(harness: RunningHarness) -> None:
    harness.send("xin chào")
    pressed = harness.click(sent(harness, reply_markup=KEYBOARD), "Nguồn")
    asked = harness.act("inline", query="tôm")["inline_query_id"]
    harness.act("clock", advance_s=31)
    late = call(harness, "answerInlineQuery", inline_query_id=asked, results=[])
    assert "query is too old" in late["description"]
    harness.act("clock", advance_s=120)
    late = call(harness, "answerCallbackQuery", callback_query_id=pressed)
    assert "query is too old" in late["description"]


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


@pytest.mark.parametrize(
    ("wish", "description"),
    [
        ({"results": "x"}, "can't parse inline query results JSON object"),
        ({"results": [5]}, "can't parse inline query results JSON object"),
        ({"results": [ARTICLE | {"id": str(number)} for number in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [ARTICLE, ARTICLE]}, "RESULT_ID_DUPLICATE"),
        ({"results": [ARTICLE | {"id": ""}]}, "RESULT_ID_INVALID"),
        ({"results": [ARTICLE | {"id": "ệ" * 22}]}, "RESULT_ID_INVALID"),
        ({"results": [ARTICLE | {"title": ""}]}, "can't parse inline query result"),
        ({"results": [ARTICLE | {"input_message_content": {}}]}, "can't parse inline query result"),
        (
            {"results": [ARTICLE | {"input_message_content": {"message_text": "<p>", "parse_mode": "HTML"}}]},
            "can't parse entities: Unsupported start tag",
        ),
        (
            {"results": [ARTICLE | {"reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}]},
            "text buttons are",
        ),
        ({"results": [], "next_offset": "a" * 65}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "Mở", "start_parameter": "có dấu"}}, "START_PARAM_INVALID"),
        ({"results": [], "button": {"text": "Mở"}}, "can't parse inline query results button"),
    ],
)
def test_inline_answers_that_are_refused(harness: RunningHarness, wish: Json, description: str) -> None:
    asked = harness.act("inline", query="tôm")["inline_query_id"]
    body = call(harness, "answerInlineQuery", inline_query_id=asked, **wish)
    assert body["description"].startswith(f"Bad Request: {description}")


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
    number = message["message_id"]
    for reaction, description in (
        ([{"type": "emoji", "emoji": "👀"}], None),
        ([], None),
        ([{"type": "emoji", "emoji": "x"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "👀"}] * 2, "REACTIONS_TOO_MANY"),
        (["👀"], "can't parse reaction types JSON object"),
    ):
        body = call(harness, "setMessageReaction", chat_id=LAN, message_id=number, reaction=reaction)
        assert body.get("description") == (description and f"Bad Request: {description}")


def test_reactions_in_a_group_reach_an_administrator_only(harness: RunningHarness) -> None:
    harness.act("chat", id=GROUP, type="supergroup", title="Tòa soạn")
    updates(harness, allowed_updates=["message_reaction"])
    message = harness.send("xin chào", chat_id=GROUP)
    harness.react(message, "👍")
    assert updates(harness) == []
    harness.act("member", chat_id=GROUP, status="administrator")
    harness.react(message, "🔥")
    assert kinds(updates(harness)) == ["message_reaction"]


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


def test_the_bot_joins_a_group_and_leaves(harness: RunningHarness) -> None:
    harness.join(GROUP, "Tòa soạn")
    assert kinds(updates(harness)) == ["my_chat_member", "message"]
    assert last(harness, "message")["new_chat_members"][0]["username"] == "hoibao_bot"
    assert sent(harness, chat_id=GROUP)["chat"]["title"] == "Tòa soạn"
    for status, description in (
        ("kicked", "bot was kicked from the group chat"),
        ("left", "bot is not a member of the group chat"),
    ):
        harness.act("member", chat_id=GROUP, status=status)
        refused = call(harness, "sendMessage", chat_id=GROUP, text="x")
        assert refused["description"] == f"Forbidden: {description}"
    harness.act("member", chat_id=GROUP, status="member")
    assert call(harness, "leaveChat", chat_id=GROUP)["result"] is True
    harness.send("@hoibao_bot ơi", chat_id=GROUP)
    assert kinds(updates(harness))[-1] == "message"
    assert "new_chat_members" in last(harness, "message")


def test_an_administrator_hears_everything(harness: RunningHarness) -> None:
    harness.join(GROUP, "Tòa soạn", type="supergroup")
    harness.send("chuyện riêng", chat_id=GROUP)
    harness.act("member", chat_id=GROUP, status="administrator")
    harness.send("chuyện chung", chat_id=GROUP)
    assert [update["message"].get("text") for update in updates(harness) if "message" in update] == [
        None,
        "chuyện chung",
    ]
    member = call(harness, "getChatMember", chat_id=GROUP, user_id=1)["result"]
    assert (member["status"], member["can_pin_messages"]) == ("administrator", True)
    assert call(harness, "getChatAdministrators", chat_id=GROUP)["result"] == [member]
    assert call(harness, "getChatMemberCount", chat_id=GROUP)["result"] == 3


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


def test_topics_of_a_forum(harness: RunningHarness) -> None:
    harness.act("chat", id=GROUP, type="supergroup", title="Diễn đàn", is_forum=True)
    thread = harness.act("topic", chat_id=GROUP, name="Thời sự")["message_thread_id"]
    assert last(harness, "message")["forum_topic_created"]["name"] == "Thời sự"
    asked = harness.send("/hoi giá tôm", chat_id=GROUP, message_thread_id=thread)
    told = last(harness, "message")
    assert (told["message_thread_id"], told["is_topic_message"]) == (thread, True)
    reply = sent(
        harness, chat_id=GROUP, message_thread_id=thread, reply_parameters={"message_id": asked["message_id"]}
    )
    assert reply["message_thread_id"] == thread
    wrong = call(harness, "sendMessage", chat_id=GROUP, text="x", message_thread_id=999)
    assert wrong["description"] == "Bad Request: message thread not found"
    ours = {"chat_id": GROUP, "message_thread_id": thread}
    assert not call(harness, "closeForumTopic", **ours)["ok"]
    harness.act("member", chat_id=GROUP, status="administrator")
    new = call(harness, "createForumTopic", chat_id=GROUP, name="Thể thao")["result"]["message_thread_id"]
    assert sent(harness, chat_id=GROUP, message_thread_id=new)["message_thread_id"] == new
    assert call(harness, "editForumTopic", **ours, name="Tin mới")["ok"]
    assert harness.get(f"chat/{GROUP}")["topics"][0]["name"] == "Tin mới"
    assert call(harness, "closeForumTopic", **ours)["ok"]
    harness.act("member", chat_id=GROUP, status="member")
    closed = call(harness, "sendMessage", text="x", **ours)
    assert closed["description"] == "Bad Request: TOPIC_CLOSED"
    harness.act("member", chat_id=GROUP, status="administrator")
    assert call(harness, "reopenForumTopic", **ours)["ok"]
    assert call(harness, "deleteForumTopic", **ours)["ok"]
    assert [
        message for message in harness.messages(GROUP) if message.get("message_thread_id") == thread
    ] == []


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
    for payload in ("có dấu", "a" * 65, "a b"):
        assert httpx.post(f"{harness.url}/sim/start", json={"payload": payload}).status_code == 400


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


def test_deleting_and_pinning(harness: RunningHarness) -> None:
    first = harness.send("xin chào")
    ours = sent(harness)
    place = {"chat_id": LAN, "message_id": ours["message_id"]}
    assert call(harness, "pinChatMessage", **place)["ok"]
    assert (
        call(harness, "getChat", chat_id=LAN)["result"]["pinned_message"]["message_id"] == ours["message_id"]
    )
    assert call(harness, "unpinChatMessage", chat_id=LAN)["ok"]
    harness.act("clock", advance_s=49 * 3600)
    late = call(harness, "deleteMessage", **place)
    assert late["description"] == "Bad Request: message can't be deleted for everyone"
    newer = sent(harness)
    numbers = [first["message_id"], newer["message_id"], 999]
    assert call(harness, "deleteMessages", chat_id=LAN, message_ids=numbers)["result"] is True
    assert [message["message_id"] for message in harness.messages()] == [
        first["message_id"],
        ours["message_id"],
    ]
    wrong = call(harness, "deleteMessages", chat_id=LAN, message_ids=[{}])
    assert wrong["error_code"] == 400


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


def leftovers(thing: Any, path: str) -> list[str]:
    """What PTB put aside as unknown, anywhere below."""
    if isinstance(thing, (list, tuple)):
        return [one for item in thing for one in leftovers(item, path)]
    if not isinstance(thing, TelegramObject):
        return []
    found = [f"{path}: {dict(thing.api_kwargs)}"] if thing.api_kwargs else []
    for name in thing.__slots__:
        found += leftovers(getattr(thing, name, None), f"{path}.{name}")
    return found
