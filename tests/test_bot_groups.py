"""Groups and forum topics: when the bot speaks, where, to whom, and who may change that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bot_support import entity_texts, labels, settled, stored, toast
from harness_fixtures import RunningHarness, running_bot, running_harness

from bot.commands import COMMANDS
from bot.texts import VI

LAN, MINH, HOA = 1001, 1002, 1003
FISHERS, FORUM, VILLAGE, HAMLET, GONE = -701, -702, -703, -704, -705
NEWS = [
    {
        "id": "tom",
        "headline": "Tôm hùm được giá",
        "section": "Kinh tế",
        "published_at": "2026-11-20T07:00+07:00",
        "body": "Tôm hùm xanh có giá 950.000 đồng một ký.",
    },
    {
        "id": "cau",
        "headline": "Khởi công cầu Bến Lội",
        "section": "Giao thông",
        "published_at": "2026-11-21T07:00+07:00",
        "body": "Cầu Bến Lội dài 120 mét được khởi công.",
    },
    {
        "id": "ham",
        "headline": "Sạt lở hầm Bãi Gió",
        "section": "Giao thông",
        "published_at": "2026-11-22T07:00+07:00",
        "body": "Đất đá lấp hầm Bãi Gió trưa 21/11. Thợ phải khoan 240 ống thép che vòm trước khi đào.",
    },
    {
        "id": "nuoc",
        "headline": "Thay ống nước ở Hòa Vinh",
        "section": "Đời sống",
        "published_at": "2026-11-23T07:00+07:00",
        "body": "Thợ thay 35 ống nước đã mục ở Hòa Vinh.",
    },
]


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, running_bot(harness, data):
        harness.act("chat", id=FISHERS, type="supergroup", title="Xóm chài")
        harness.act("chat", id=FORUM, type="supergroup", title="Hội quán", is_forum=True)
        harness.act("person", chat_id=FISHERS, user_id=LAN, status="administrator")
        harness.act("person", chat_id=FORUM, user_id=LAN, status="administrator")
        yield harness


def in_group(chat: RunningHarness, text: str, user_id: int = LAN, **more: object) -> dict[str, object]:
    return chat.ask(text, chat_id=more.pop("chat_id", FISHERS), user_id=user_id, **more)  # type: ignore[arg-type]


def test_a_command_a_mention_and_a_reply_are_answered_as_replies(chat: RunningHarness) -> None:
    for text, more in (("/hoi giá tôm hùm xanh", {}), ("@hoibao_bot giá tôm hùm xanh?", {})):
        sent = chat.send(text, chat_id=FISHERS, **more)
        reply = chat.expect_reply(sent["message_id"], FISHERS)
        assert reply["reply_to_message"]["message_id"] == sent["message_id"]
        assert "950.000" in reply["text"]
    follow = in_group(chat, "cầu Bến Lội dài bao nhiêu", reply_to=reply["message_id"])
    assert "120 mét" in str(follow["text"])
    assert VI.alerts.button_watch not in labels(in_group(chat, "/hoi giá vàng SJC"))


@pytest.mark.parametrize("text", ["@hoibao_bot giá tôm hùm xanh?", "/hoi @Hoibao_Bot giá tôm hùm xanh?"])
def test_the_bots_name_is_no_part_of_a_private_question(chat: RunningHarness, data: Path, text: str) -> None:
    assert "950.000" in chat.ask(text, chat_id=MINH, user_id=MINH)["text"]
    assert stored(data, "SELECT text FROM questions WHERE text LIKE '%hoibao%'") == []


def test_what_is_not_said_to_the_bot_is_not_answered(chat: RunningHarness) -> None:
    chat.act("member", chat_id=FISHERS, user_id=LAN, status="administrator")  # so that it hears everything
    before = len(settled(chat, FISHERS))
    for text in (
        "giá tôm hùm xanh bao nhiêu?",
        "chào cả nhà",
        "@someone_else giá tôm hùm",
        "/start@other_bot",
    ):
        chat.send(text, chat_id=FISHERS)
    chat.send("có ai biết không", chat_id=FISHERS, reply_to=chat.messages(FISHERS)[0]["message_id"])
    assert len(settled(chat, FISHERS)) == before + 1  # the answer to what `settled` itself asked


def test_a_forum_is_answered_in_the_topic_of_the_question(chat: RunningHarness) -> None:
    topics = [
        chat.act("topic", chat_id=FORUM, name=name)["message_thread_id"] for name in ("Giá cả", "Đường sá")
    ]
    for topic, text in zip(topics, ("/hoi giá tôm hùm xanh", "/moinhat"), strict=True):
        reply = in_group(chat, text, chat_id=FORUM, message_thread_id=topic)
        assert reply["message_thread_id"] == topic


def test_help_is_short_in_a_group_and_has_a_vietnamese_name(chat: RunningHarness) -> None:
    for text in ("/help", "/trogiup", "/trogiup@hoibao_bot"):
        told = str(in_group(chat, text, MINH)["text"])
        assert told.startswith(VI.groups.quiet_off)
        assert "/hoi" in told and "/caidat" in told
        assert VI.reading.button_check not in told
    assert chat.ask("/trogiup", MINH, user_id=MINH)["text"] == chat.ask("/help", MINH, user_id=MINH)["text"]
    before = len(settled(chat, FISHERS))
    chat.send("/trogiup@other_bot", chat_id=FISHERS)
    assert len(settled(chat, FISHERS)) == before + 1


def test_only_admins_of_the_group_have_its_settings(chat: RunningHarness) -> None:
    assert in_group(chat, "/caidat", MINH)["text"] == VI.groups.admins_only
    settings = in_group(chat, "/caidat", LAN)
    assert VI.groups.quiet_off in str(settings["text"])
    assert (
        toast(chat, lambda: chat.click(settings, VI.groups.button_quiet_on, user_id=MINH))
        == VI.groups.admins_only
    )
    assert VI.groups.quiet_off in chat.message(settings["message_id"], FISHERS)["text"]  # type: ignore[arg-type]
    assert chat.ask("/caidat", MINH, user_id=MINH)["text"] == VI.groups.only_in_groups


def test_a_quiet_group_hears_answers_to_the_command_alone(chat: RunningHarness) -> None:
    settings = in_group(chat, "/caidat")
    chat.click(settings, VI.groups.button_quiet_on)
    assert VI.groups.quiet_on in chat.expect_edit(settings)["text"]
    before = len(settled(chat, FISHERS))
    chat.send("@hoibao_bot giá tôm hùm xanh", chat_id=FISHERS)
    chat.send("cầu Bến Lội dài bao nhiêu", chat_id=FISHERS, reply_to=settings["message_id"])
    assert len(settled(chat, FISHERS)) == before + 1
    assert "950.000" in str(in_group(chat, "/hoi giá tôm hùm xanh")["text"])
    chat.click(chat.message(settings["message_id"], FISHERS), VI.groups.button_quiet_off)  # type: ignore[arg-type]
    assert "950.000" in str(in_group(chat, "@hoibao_bot giá tôm hùm xanh")["text"])


def test_the_sections_of_interest_narrow_the_latest_news_of_that_group_alone(chat: RunningHarness) -> None:
    settings = in_group(chat, "/caidat", chat_id=FORUM)
    chat.click(settings, "Kinh tế")
    chosen = chat.expect_edit(settings)
    assert "✓ Kinh tế" in labels(chosen)
    latest = in_group(chat, "/moinhat", chat_id=FORUM)
    assert "Tôm hùm được giá" in str(latest["text"])
    assert "Bến Lội" not in str(latest["text"])
    assert "Bến Lội" in str(in_group(chat, "/moinhat")["text"])
    chat.click(chosen, VI.groups.button_all_sections)
    assert VI.groups.sections_all in chat.expect_edit(chosen)["text"]


def test_menus_of_members_and_admins(chat: RunningHarness) -> None:
    member = [one["command"] for one in chat.get(f"chat/{FISHERS}", user_id=MINH)["commands"]]
    admin = [one["command"] for one in chat.get(f"chat/{FISHERS}", user_id=LAN)["commands"]]
    in_groups = [one for one in COMMANDS if one.in_groups]
    assert member == [one.name for one in in_groups if not one.for_group_admins]
    assert admin == [one.name for one in in_groups]


def test_the_buttons_under_an_answer_are_for_everybody_in_the_group(chat: RunningHarness) -> None:
    answer = in_group(chat, "/hoi giá tôm hùm xanh", LAN)
    chat.click(answer, VI.button_context, user_id=MINH)
    around = chat.expect_edit(answer)
    assert entity_texts(around, "bold") == ["Tôm hùm xanh có giá 950.000 đồng một ký."]
    chat.click(around, VI.button_back, user_id=LAN)
    assert chat.expect_edit(around)["text"] == answer["text"]


def test_who_takes_the_bot_in_is_told_how_to_ask(chat: RunningHarness) -> None:
    chat.join(VILLAGE, "Thôn Bình Lợi")
    hello = chat.expect_reply(0, VILLAGE)
    assert hello["text"].startswith("Chào cả nhóm!")
    chat.act("member", chat_id=VILLAGE, user_id=LAN, status="administrator")
    assert [one for one in settled(chat, VILLAGE) if one["text"].startswith("Chào cả nhóm!")] == [hello]


def test_a_group_that_migrates_keeps_its_settings(chat: RunningHarness) -> None:
    chat.act("chat", id=HAMLET, type="group", title="Xóm Lưới")
    chat.act("person", chat_id=HAMLET, user_id=LAN, status="administrator")
    settings = in_group(chat, "/caidat", chat_id=HAMLET)
    chat.click(settings, VI.groups.button_quiet_on)
    chat.expect_edit(settings)
    new = chat.act("migrate", chat_id=HAMLET)["chat_id"]
    assert VI.groups.quiet_on in str(in_group(chat, "/caidat", chat_id=new)["text"])


def test_a_group_that_throws_the_bot_out_gets_no_digest_any_more(chat: RunningHarness, data: Path) -> None:
    chat.join(GONE, "Nhóm cũ")
    chat.expect_reply(0, GONE)
    chat.act("person", chat_id=GONE, user_id=LAN, status="administrator")
    menu = in_group(chat, "/bantin", chat_id=GONE)
    chat.click(menu, VI.alerts.button_daily)
    hours = chat.expect_edit(menu)
    chat.click(hours, "7:00")
    assert "hằng ngày lúc 7 giờ" in chat.expect_edit(hours)["text"]
    assert in_group(chat, "/bantin", MINH, chat_id=GONE)["text"] == VI.groups.admins_only
    ordered = "SELECT COUNT(*) FROM digests WHERE chat_id = ?"
    assert stored(data, ordered, GONE) == [(1,)]
    chat.act("member", chat_id=GONE, user_id=LAN, status="kicked")
    chat.wait_for(
        lambda: {"gone": True} if stored(data, ordered, GONE) == [(0,)] else None, "it is still ordered"
    )


def test_a_reply_goes_on_with_ones_own_question_and_with_nobody_elses(chat: RunningHarness) -> None:
    answer = in_group(chat, "/hoi giá tôm hùm xanh", LAN)
    follow = in_group(chat, "bao nhiêu?", LAN, reply_to=answer["message_id"])
    assert "950.000" in str(follow["text"])
    other = in_group(chat, "bao nhiêu?", MINH, reply_to=answer["message_id"])
    assert other["text"] == VI.reading.lacks_subject


def test_what_goes_on_follows_ones_own_question_alone_and_the_chip_takes_it_off(chat: RunningHarness) -> None:
    chat.act("user", id=HOA, first_name="Hoa")
    first = "/hoi tôm hùm xanh ở đâu có giá 950.000 đồng"
    in_group(chat, first, LAN)
    follow = in_group(chat, "@hoibao_bot giá bao nhiêu?", LAN)
    assert "950.000" in str(follow["text"])
    assert "Tiếp theo: tôm hùm xanh" in str(follow["text"])
    for elsewhere in (
        in_group(chat, "@hoibao_bot giá bao nhiêu?", HOA),
        chat.ask("giá bao nhiêu?", HOA, user_id=HOA),
    ):
        assert "Tiếp theo" not in str(elsewhere["text"])
    full = in_group(chat, "@hoibao_bot cầu Bến Lội dài bao nhiêu?", LAN)
    assert "120 mét" in str(full["text"])
    assert "Tiếp theo" not in str(full["text"])
    told = toast(chat, lambda: chat.click(follow, VI.reading.button_alone, user_id=LAN))
    assert told == VI.reading.no_subject


def test_the_topic_stays_through_many_questions(chat: RunningHarness) -> None:
    chat.ask("giá tôm hùm xanh bao nhiêu?", MINH, user_id=MINH)
    for question in ("ở đâu?", "vì sao?", "khi nào?", "ai ký?", "mấy giờ mở cửa?"):
        answer = chat.ask(question, MINH, user_id=MINH)
        assert "Tiếp theo: giá tôm hùm xanh\n" in str(answer["text"])
    last = chat.ask("bao nhiêu?", MINH, user_id=MINH)
    assert "Tiếp theo: giá tôm hùm xanh\n" in str(last["text"])
    assert "950.000" in str(last["text"])


def test_a_question_that_could_stand_goes_on_where_the_article_that_was_shown_answers_it(
    chat: RunningHarness, data: Path
) -> None:
    chat.act("user", id=HOA, first_name="Hoa")
    assert "Tiếp theo" not in str(chat.ask("mấy ống thép", HOA, user_id=HOA)["text"])
    chat.ask("hầm Bãi Gió bị sao", HOA, user_id=HOA)
    chat.ask("giá vàng SJC", HOA, user_id=HOA)  # is refused, and shows nothing
    follow = chat.ask("mấy ống thép", HOA, user_id=HOA)
    assert "240 ống" in str(follow["text"])
    assert "Tiếp theo: hầm Bãi Gió" in str(follow["text"])
    chat.click(follow, VI.because.button, user_id=HOA)
    why = chat.expect_edit(follow)
    assert "Hỏi tiếp câu: hầm Bãi Gió" in str(why["text"])
    chat.click(why, VI.button_back, user_id=HOA)
    back = chat.expect_edit(why)
    chat.click(back, VI.reading.button_alone, user_id=HOA)
    alone = chat.expect_edit(back)
    assert "240 ống" in str(alone["text"])
    assert "Tiếp theo" not in str(alone["text"])
    new = chat.ask("giá tôm hùm xanh", HOA, user_id=HOA)
    assert "950.000" in str(new["text"])
    assert "Tiếp theo" not in str(new["text"])


def test_nothing_was_refused(chat: RunningHarness, data: Path) -> None:
    assert chat.refused() == []
    assert "Traceback" not in (data / "bot.log").read_text("utf-8")
