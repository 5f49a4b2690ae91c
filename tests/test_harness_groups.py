"""Groups and forums: who is what, what a bot in privacy mode hears, topics, groups that become supergroups."""

from __future__ import annotations

from typing import Any

import pytest
from harness_fixtures import RunningHarness
from harness_support import FORUM, GROUP, LAN, MINH, call, kinds, last, sent, updates

from bot.harness.client import NoReplyError, RefusedError


def test_reactions_in_a_group_reach_an_administrator_only(harness: RunningHarness) -> None:
    harness.act("chat", id=GROUP, type="supergroup", title="Tòa soạn")
    updates(harness, allowed_updates=["message_reaction"])
    message = harness.send("xin chào", chat_id=GROUP)
    harness.react(message, "👍")
    assert updates(harness) == []
    harness.act("member", chat_id=GROUP, status="administrator")
    harness.react(message, "🔥")
    assert kinds(updates(harness)) == ["message_reaction"]


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
    owner, bot = call(harness, "getChatAdministrators", chat_id=GROUP)["result"]
    assert (owner["status"], owner["user"]["id"], bot) == ("creator", LAN, member)
    assert call(harness, "getChatMemberCount", chat_id=GROUP)["result"] == 3


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


def heard(harness: RunningHarness) -> list[str]:
    """The texts that came to the bot since it last looked."""
    found = updates(harness)
    updates(harness, offset=found[-1]["update_id"] + 1) if found else None
    return [update["message"]["text"] for update in found if "text" in update.get("message", {})]


def test_privacy_mode(harness: RunningHarness) -> None:
    """Only commands, mentions, replies to the bot; unless @BotFather switched it off."""
    harness.join(GROUP, "Tòa soạn")
    ours = sent(harness, chat_id=GROUP)
    theirs = harness.send("chuyện riêng", chat_id=GROUP)
    harness.send("ừ", chat_id=GROUP, reply_to=theirs["message_id"])
    for text in (
        "/hoi giá tôm",
        "/hoi@hoibao_bot giá",
        "/hoi@bot_khac giá",
        "@hoibao_bot giá?",
        "@HoiBao_Bot?",
    ):
        harness.send(text, chat_id=GROUP)
    harness.send("cảm ơn", chat_id=GROUP, reply_to=ours["message_id"])
    harness.send_document("a.csv", b"x", chat_id=GROUP, caption="riêng")
    assert heard(harness) == [
        "/hoi giá tôm",
        "/hoi@hoibao_bot giá",
        "@hoibao_bot giá?",
        "@HoiBao_Bot?",
        "cảm ơn",
    ]
    harness.edit(theirs, "@hoibao_bot ơi")
    assert last(harness, "edited_message")["text"] == "@hoibao_bot ơi"
    harness.act("bot", can_read_all_group_messages=True)
    harness.send("chuyện chung", chat_id=GROUP)
    assert heard(harness) == ["chuyện chung"]


def test_a_group_that_migrated(harness: RunningHarness) -> None:
    harness.join(GROUP, "Tòa soạn")
    harness.set_person(GROUP, MINH, "administrator")
    new = harness.act("migrate", chat_id=GROUP)["chat_id"]
    notices = [update["message"] for update in updates(harness) if "message" in update]
    assert (notices[-2]["chat"]["id"], notices[-2]["migrate_to_chat_id"]) == (GROUP, new)
    assert (notices[-1]["chat"]["id"], notices[-1]["migrate_from_chat_id"]) == (new, GROUP)
    refused = call(harness, "sendMessage", chat_id=GROUP, text="chào")
    assert refused["parameters"] == {"migrate_to_chat_id": new}
    assert sent(harness, chat_id=new)["chat"]["type"] == "supergroup"
    assert call(harness, "getChatMember", chat_id=new, user_id=MINH)["result"]["status"] == "administrator"
    with pytest.raises(RefusedError):
        harness.act("migrate", chat_id=GROUP)
    harness.send("@hoibao_bot ơi", chat_id=GROUP)
    assert "text" not in updates(harness, offset=-1)[0]["message"]  # nobody hears the old one


def test_supergroups_count_their_own_messages(harness: RunningHarness) -> None:
    """So that an id without its chat says nothing, as on Telegram."""
    harness.send("xin chào")
    harness.join(FORUM, "Phòng", type="supergroup")
    assert harness.messages(FORUM)[0]["message_id"] == 2  # the bot's arrival
    assert sent(harness)["message_id"] == 2
    assert sent(harness, chat_id=FORUM)["message_id"] == 3
    edited = call(harness, "editMessageText", chat_id=FORUM, message_id=3, text="mới")["result"]
    assert edited["chat"]["id"] == FORUM
    assert harness.message(2)["text"] == "chào"


def test_people_come_go_and_are_promoted(harness: RunningHarness) -> None:
    """An administrator that asked for it is told; what happens in the chat everybody sees."""
    harness.join(GROUP, "Tòa soạn")
    updates(harness, allowed_updates=["message", "chat_member"])
    harness.set_person(GROUP, MINH, "administrator")
    assert updates(harness)[-1]["message"][
        "new_chat_members"
    ]  # the bot's own arrival: a member hears no more
    harness.set_bot(GROUP, "administrator")
    harness.set_person(GROUP, MINH, "kicked")
    change, notice = (update for update in updates(harness)[-2:])
    told = change["chat_member"]
    assert (told["old_chat_member"]["status"], told["new_chat_member"]["status"]) == (
        "administrator",
        "kicked",
    )
    assert notice["message"]["left_chat_member"]["id"] == MINH
    with pytest.raises(RefusedError, match="not in a group"):
        harness.send("xin vào", chat_id=GROUP, user_id=MINH)
    assert call(harness, "getChatMemberCount", chat_id=GROUP)["result"] == 2
    harness.set_person(GROUP, MINH, "member")
    assert last(harness, "message")["new_chat_members"][0]["id"] == MINH
    assert call(harness, "getChatMemberCount", chat_id=GROUP)["result"] == 3
    for chat_id, status in ((LAN, "administrator"), (GROUP, "boss")):
        with pytest.raises(RefusedError, match="status is one of"):
            harness.set_person(chat_id, MINH, status)


def test_an_administrator_without_a_name(harness: RunningHarness) -> None:
    harness.join(GROUP, "Tòa soạn")
    harness.send("/caidat", chat_id=GROUP, anonymous=True)
    message = last(harness, "message")
    assert (message["from"]["username"], message["sender_chat"]["id"]) == ("GroupAnonymousBot", GROUP)
    with pytest.raises(NoReplyError):  # it is a bot's message, but not of ours
        harness.timeout_s = 0.1
        harness.expect_reply(0, GROUP)


def test_a_link_into_a_group(harness: RunningHarness) -> None:
    harness.act("chat", id=GROUP, type="group", title="Tòa soạn", status="left")
    harness.start("q1", chat_id=GROUP)
    assert kinds(updates(harness)) == ["my_chat_member", "message", "message"]
    assert last(harness, "message")["text"] == "/start@hoibao_bot q1"


def test_menus_of_administrators(harness: RunningHarness) -> None:
    """The narrowest scope counts, and of it the person's own language."""
    harness.join(GROUP, "Tòa soạn")

    def menu(user_id: int) -> str:
        commands = harness.get(f"chat/{GROUP}", user_id=user_id)["commands"]
        return str(commands[0]["description"]) if commands else ""

    def offer(name: str, language: str = "", **scope: Any) -> None:
        commands = [{"command": "hoi", "description": name}]
        call(harness, "setMyCommands", commands=commands, scope=scope, language_code=language)

    steps = [
        ("mặc định", {"type": "default"}, "mặc định", "mặc định"),
        ("nhóm", {"type": "all_group_chats"}, "nhóm", "nhóm"),
        ("quản trị", {"type": "all_chat_administrators"}, "quản trị", "nhóm"),
        ("nhóm này", {"type": "chat", "chat_id": GROUP}, "nhóm này", "nhóm này"),
        ("sếp", {"type": "chat_administrators", "chat_id": GROUP}, "sếp", "nhóm này"),
        ("Minh", {"type": "chat_member", "chat_id": GROUP, "user_id": MINH}, "sếp", "Minh"),
    ]
    for name, scope, owner_sees, member_sees in steps:
        offer(name, **scope)
        assert (menu(LAN), menu(MINH)) == (owner_sees, member_sees), name
    offer("tiếng Việt", "vi", type="chat", chat_id=GROUP)
    assert menu(LAN) == "sếp"
    offer("tiếng Việt", "vi", type="chat_administrators", chat_id=GROUP)
    assert menu(LAN) == "tiếng Việt"


def test_replies_stay_in_their_topic(harness: RunningHarness) -> None:
    """A raw message goes to the forum's general topic, a reply to that of the question."""
    harness.join(FORUM, "Diễn đàn", type="supergroup", is_forum=True)
    topic = harness.open_topic(FORUM, "Thời sự")
    asked = harness.send("/hoi giá tôm", chat_id=FORUM, message_thread_id=topic)
    answer = sent(harness, chat_id=FORUM, reply_parameters={"message_id": asked["message_id"]})
    assert answer["message_thread_id"] == topic
    assert "message_thread_id" not in sent(harness, chat_id=FORUM)
