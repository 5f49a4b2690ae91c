"""The real bot process on the harness, over HTTP: every command and button, as people use them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bot_support import entity_texts, labels, settled, stored, toast
from harness_fixtures import ADMIN, RunningHarness, running_bot, running_harness

from bot.commands import COMMANDS
from bot.commands.votes import UNDER_ANSWER
from bot.harness.client import buttons
from bot.harness.watch import Watch
from bot.texts import EN, VI, admin

READER = 1002
NEWS = [
    {
        "id": "tom-hum",
        "headline": "Tôm hùm Sông Cầu chết hàng loạt",
        "url": "https://bao.example/tom-hum",
        "publisher": "Báo Thử",
        "published_at": "2026-05-22T07:00+07:00",
        "body": "Rạng sáng 21/5, tôm hùm nuôi ở vịnh Xuân Đài chết hàng loạt.\n"
        "Đến chiều 22/5, số tôm hùm chết ước 27 tấn, theo Phòng Kinh tế thị xã Sông Cầu.\n"
        "Tôm hùm chết nhiều nhất ở phường Xuân Thành. Người nuôi tôm hùm đang vớt lồng lên bờ.\n"
        "Nguyên nhân tôm hùm chết ban đầu được xác định là thiếu ôxy.\n"
        "Vịnh Xuân Đài có hơn nghìn hộ nuôi tôm hùm.\n"
        "Các hộ nuôi kể tôm hùm chết bắt đầu từ những lồng đặt gần bờ, nơi nước cạn và ít chảy, rồi lan dần ra ngoài.\n"
        "Thương lái tìm mua tôm hùm chết với giá chưa bằng một phần mười tôm sống, nhưng phần lớn đã phải tiêu hủy.\n"
        "Cán bộ thú y khuyên kéo lồng ra xa, san thưa tôm hùm, vớt tôm chết khỏi vịnh và không đổ xuống biển.\n"
        "Mấy năm trước tôm hùm ở đây cũng từng chết vào đầu mùa mưa, song chưa lần nào nhiều như lần này.",
    },
    *(
        {
            "id": f"tin-{number}",
            "headline": f"Bản tin số {number} về thời sự làng biển",
            "publisher": "Báo Thử",
            "published_at": f"2026-04-{number:02d}T07:00+07:00",
            "body": f"Bản tin số {number} nói về chuyện làng biển và <b>dấu ngoặc</b> & 'nháy'.",
        }
        for number in range(1, 8)
    ),
]


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, running_bot(harness, data):
        yield harness


@pytest.fixture(autouse=True)
def watched(chat: RunningHarness) -> Iterator[None]:
    """Every test fails for a call that was refused, or a button that stayed unanswered."""
    watch = Watch(chat)
    yield
    watch.check()


@pytest.mark.parametrize(
    "question", ["Bao nhiêu tôm hùm chết?", "bao nhieu tom hum chet", "/hoi bao nhieu tom hum chet"]
)
def test_a_question_is_answered_with_quote_source_and_freshness(chat: RunningHarness, question: str) -> None:
    message = chat.ask(question)
    assert "số tôm hùm chết ước 27 tấn" in entity_texts(message, "blockquote")[0]
    assert entity_texts(message, "bold")[0].startswith("27 tấn")
    assert entity_texts(message, "text_link") == ["Tôm hùm Sông Cầu chết hàng loạt"]
    assert entity_texts(message, "italic") == ["Kho tin có bài đến 22/5/2026."]
    assert labels(message)[:3] == [VI.button_read, VI.reading.button_copy, VI.button_context]
    assert message["link_preview_options"] == {"is_disabled": True}


def test_what_is_not_there_is_said_to_be_not_there(chat: RunningHarness) -> None:
    message = chat.ask("giá vàng SJC bao nhiêu")
    assert message["text"].startswith(VI.not_found)
    assert labels(message) == [VI.alerts.button_watch, "👍", "👎", admin.BUTTON_KEEP]


def test_context_and_back(chat: RunningHarness) -> None:
    message = chat.ask("bao nhiêu tôm hùm chết")
    before = len(chat.calls())
    chat.click(message, VI.button_context)
    around = chat.expect_edit(message)
    assert "Rạng sáng 21/5" in around["text"]
    assert chat.expect_call("answerCallbackQuery", before)["status"] == 200
    chat.click(around, VI.button_back)
    assert chat.expect_edit(around)["text"] == message["text"]


def test_other_sources_and_back(chat: RunningHarness) -> None:
    message = chat.ask("tôm hùm chết")
    chat.click(message, VI.button_more)
    other = chat.expect_edit(message)
    assert not set(entity_texts(other, "blockquote")) & set(entity_texts(message, "blockquote"))
    chat.click(other, VI.button_back)
    assert chat.expect_edit(other)["text"] == message["text"]


def test_votes_and_reasons(chat: RunningHarness) -> None:
    message = chat.ask("tôm hùm chết vì sao")
    assert toast(chat, lambda: chat.click(message, "👍")) == VI.thanks
    assert toast(chat, lambda: chat.click(message, "👎")) == VI.why
    asked = chat.message(message["message_id"])
    assert labels(asked)[-4:] == [VI.reasons[letter] for letter in UNDER_ANSWER]
    chat.click(asked, VI.reasons["o"])
    assert labels(chat.expect_edit(asked)) == labels(message)
    before = len(chat.calls())
    assert "tin cũ 1" in chat.ask("/thongke")["text"]
    chat.expect_call("sendPhoto", before)


def test_buttons_of_another_chat_do_nothing(chat: RunningHarness) -> None:
    mine = chat.ask("tôm hùm chết")
    number = buttons(mine)[-1]["callback_data"].split(":")[1]
    stranger = chat.ask("bản tin số 3", chat_id=READER, user_id=READER)
    fake = dict(
        stranger, reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": f"c:{number}:0"}]]}
    )
    with pytest.raises(Exception, match="no such button"):
        chat.click(fake, "x", user_id=READER)


def test_latest_is_paged(chat: RunningHarness) -> None:
    message = chat.ask("/moinhat")
    assert message["text"].count("•") == 5
    assert "Tôm hùm Sông Cầu" in message["text"].split("\n")[1]
    chat.click(message, VI.button_older)
    older = chat.expect_edit(message)
    assert older["text"].count("•") == 3
    chat.click(older, VI.button_newer)
    assert chat.expect_edit(older)["text"] == message["text"]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("/start", "Chào bạn!"),
        ("/help", "Bot tìm trong kho tin"),
        ("/hoi", "Hãy viết câu hỏi sau lệnh"),
        ("/nguon", "Kho tin có 8 bài, từ 1/4/2026 đến 22/5/2026."),
        ("/quyenriengtu", "Bot lưu gì?"),
        ("/trangthai", "8 bài"),
        ("/khongco", "Bot không có lệnh này."),
    ],
)
def test_commands(chat: RunningHarness, command: str, says: str) -> None:
    assert says in chat.ask(command)["text"]


def test_reindex_reports_in_one_message(chat: RunningHarness) -> None:
    message = chat.ask("/reindex")
    done = message if message["text"] != admin.REINDEX_STARTED else chat.expect_edit(message)
    assert done["text"].startswith("Đã lập lại chỉ mục: thế hệ")


@pytest.mark.parametrize("command", [command.name for command in COMMANDS if command.for_admins])
def test_admins_commands_do_not_exist_for_others(chat: RunningHarness, command: str) -> None:
    reply = chat.ask(f"/{command}", chat_id=READER, user_id=READER)
    assert reply["text"] == VI.unknown_command
    assert command not in chat.ask("/help", chat_id=READER, user_id=READER)["text"]


def test_menus_by_audience(chat: RunningHarness) -> None:
    reader = [entry["command"] for entry in chat.get(f"chat/{READER}", user_id=READER)["commands"]]
    operator = [entry["command"] for entry in chat.get(f"chat/{ADMIN}", user_id=ADMIN)["commands"]]
    assert reader == [one.name for one in COMMANDS if not one.for_admins and one.in_private]
    assert operator == [one.name for one in COMMANDS if one.in_private]
    assert chat.get(f"chat/{ADMIN}")["description"] == VI.description


def test_hostile_text_stays_text(chat: RunningHarness) -> None:
    for text in ("<b>tôm</b> hùm & </blockquote>", "🦐" * 50, "‮tôm hùm‬ \u200b", "%s {0} {day} \\n"):
        assert chat.ask(text)["text"]
    reply = chat.ask("bản tin số 5 nói về chuyện gì")
    assert "<b>dấu ngoặc</b> & 'nháy'" in reply["text"]


def test_an_edited_question_has_its_answer_edited(chat: RunningHarness) -> None:
    sent = chat.send("tôm hùm chết vì sao")
    reply = chat.expect_reply(sent["message_id"])
    chat.edit(sent, "bản tin số 4 nói về chuyện gì")
    assert "Bản tin số 4" in chat.expect_edit(reply)["text"]
    chat.edit(sent, "giá vàng SJC bao nhiêu")
    assert chat.expect_edit(chat.message(reply["message_id"]))["text"].startswith(VI.not_found)
    assert settled(chat, ADMIN)[-1]["message_id"] == reply["message_id"]


def test_the_answer_of_what_became_small_talk_becomes_the_reply_to_that(
    chat: RunningHarness, data: Path
) -> None:
    sent = chat.send("bản tin số 6 nói về chuyện gì")
    reply = chat.expect_reply(sent["message_id"])
    chat.click(reply, "👎")
    chat.edit(sent, "cảm ơn bạn nhiều")
    done = chat.wait_for(
        lambda: now if "text" in (now := chat.message(reply["message_id"])) and not labels(now) else None,
        "the old answer stands",
    )
    assert done["text"] == VI.manners.thanks
    assert stored(data, "SELECT COUNT(*) FROM questions WHERE text LIKE 'bản tin số 6%'") == [(0,)]
    assert "bản tin số 6" not in chat.ask("/xau")["text"]
    chat.edit(sent, "chào bot")  # small talk that becomes other small talk stays without a word
    chat.edit(sent, "bản tin số 7 nói về chuyện gì")
    chat.wait_for(
        lambda: next((one for one in chat.messages() if "Bản tin số 7" in one.get("text", "")), None),
        "it was not answered",
    )
    assert chat.message(reply["message_id"])["text"] == VI.manners.thanks


def test_a_message_that_becomes_a_question_is_answered(chat: RunningHarness) -> None:
    sent = chat.send("chào bot")
    chat.expect_reply(sent["message_id"])
    chat.edit(sent, "bản tin số 2 nói về chuyện gì")
    chat.wait_for(
        lambda: next((one for one in chat.messages() if "Bản tin số 2" in one.get("text", "")), None),
        "it was not answered",
    )


def test_commands_help_and_buttons_follow_the_language_of_the_reader(chat: RunningHarness) -> None:
    chat.act("user", id=2001, first_name="Ann", language_code="en")
    assert chat.ask("/help", chat_id=2001, user_id=2001)["text"].startswith("Type a question")
    answer = chat.ask("tôm hùm chết vì sao", chat_id=2001, user_id=2001)
    assert labels(answer)[0] == EN.button_read
    assert "thiếu ôxy" in answer["text"]
    menu = {
        entry["command"]: entry["description"] for entry in chat.get("chat/2001", user_id=2001)["commands"]
    }
    assert menu["moinhat"] == EN.commands["moinhat"]


def test_nothing_was_refused_and_no_secret_was_logged(chat: RunningHarness, data: Path) -> None:
    refused = [call for call in chat.calls() if call["status"] != 200]
    assert refused == []
    log = (data / "bot.log").read_text("utf-8")
    assert "offline-simulator" not in log
    assert "Traceback" not in log
