"""The real bot process on the harness, over HTTP: every command and button, as people use them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness_fixtures import ADMIN, RunningHarness, running_bot, running_harness

from bot.commands import COMMANDS
from bot.harness.client import NoReplyError, buttons
from bot.harness.watch import Watch
from bot.texts import VI, admin
from corpus import Archive, CorpusSettings

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
        "Nguyên nhân tôm hùm chết ban đầu được xác định là thiếu ôxy.",
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
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    news = folder / "news.jsonl"
    news.write_text("\n".join(json.dumps(article) for article in NEWS), encoding="utf-8")

    async def ingest() -> None:
        async with await Archive.open(CorpusSettings(folder)) as archive:
            await archive.ingest([news])

    asyncio.run(ingest())
    return folder


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


def labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for button in buttons(message)]


def entity_texts(message: dict[str, Any], kind: str) -> list[str]:
    raw = message["text"].encode("utf-16-le")
    return [
        raw[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in message.get("entities", [])
        if entity["type"] == kind
    ]


@pytest.mark.parametrize(
    "question", ["Bao nhiêu tôm hùm chết?", "bao nhieu tom hum chet", "/hoi bao nhieu tom hum chet"]
)
def test_a_question_is_answered_with_quote_source_and_freshness(chat: RunningHarness, question: str) -> None:
    message = chat.ask(question)
    assert "số tôm hùm chết ước 27 tấn" in entity_texts(message, "blockquote")[0]
    assert entity_texts(message, "bold")[0].startswith("27 tấn")
    assert entity_texts(message, "text_link") == ["Tôm hùm Sông Cầu chết hàng loạt"]
    assert entity_texts(message, "italic") == ["Kho tin có bài đến 22/5/2026."]
    assert labels(message)[:2] == [VI.button_read, VI.button_context]
    assert message["link_preview_options"] == {"is_disabled": True}


def test_what_is_not_there_is_said_to_be_not_there(chat: RunningHarness) -> None:
    message = chat.ask("giá vàng SJC hôm nay")
    assert message["text"].startswith(VI.not_found)
    assert labels(message) == ["👍", "👎"]


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
    before = len(chat.calls())
    chat.click(message, "👍")
    assert chat.expect_call("answerCallbackQuery", before)["parameters"]["text"] == VI.thanks
    chat.click(message, "👎")
    asked = chat.expect_edit(message)
    assert labels(asked)[-3:] == list(VI.reasons.values())
    chat.click(asked, VI.reasons["o"])
    assert labels(chat.expect_edit(asked)) == labels(message)
    assert "tin cũ 1" in chat.ask("/thongke")["text"]


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
    assert reader == [command.name for command in COMMANDS if not command.for_admins]
    assert operator == [command.name for command in COMMANDS]
    assert chat.get(f"chat/{ADMIN}")["description"] == VI.description


def test_erasing(chat: RunningHarness) -> None:
    answer = chat.ask("tôm hùm chết", chat_id=READER, user_id=READER)
    message = chat.ask("/xoadulieu", chat_id=READER, user_id=READER)
    chat.click(message, VI.button_erase, user_id=READER)
    assert chat.expect_edit(message)["text"].startswith("Đã xóa dữ liệu của bạn:")
    before = len(chat.calls())
    chat.click(answer, VI.button_context, user_id=READER)
    assert chat.expect_call("answerCallbackQuery", before)["parameters"]["text"] == VI.expired


def test_groups(chat: RunningHarness) -> None:
    chat.act("chat", id=-700, type="supergroup", title="Xóm chài")
    sent = chat.send("/hoi bao nhiêu tôm hùm chết", chat_id=-700)
    reply = chat.expect_reply(sent["message_id"], -700)
    assert reply["reply_to_message"]["message_id"] == sent["message_id"]
    mention = chat.ask("@hoibao_bot tôm hùm chết vì sao", chat_id=-700)
    assert "thiếu ôxy" in mention["text"]
    follow = chat.ask("bản tin số 3", chat_id=-700, reply_to=mention["message_id"])
    assert "Bản tin số 3" in follow["text"]


def test_only_text_is_read(chat: RunningHarness) -> None:
    assert chat.ask("x" * 1001)["text"] == VI.too_long.format(limit=1000)


def test_hostile_text_stays_text(chat: RunningHarness) -> None:
    for text in ("<b>tôm</b> hùm & </blockquote>", "🦐" * 50, "‮tôm hùm‬ \u200b", "%s {0} {day} \\n"):
        assert chat.ask(text)["text"]
    reply = chat.ask("bản tin số 5 nói về chuyện gì")
    assert "<b>dấu ngoặc</b> & 'nháy'" in reply["text"]


def test_an_edited_question_is_not_answered_twice(chat: RunningHarness) -> None:
    sent = chat.send("tôm hùm chết")
    reply = chat.expect_reply(sent["message_id"])
    chat.act("edit", chat_id=ADMIN, message_id=sent["message_id"], text="tôm hùm chết bao nhiêu")
    with pytest.raises(NoReplyError):
        chat.wait_for(lambda: _later(chat, reply["message_id"]), "fine")


def _later(chat: RunningHarness, message_id: int) -> dict[str, Any] | None:
    chat.timeout_s = 1.0
    try:
        return chat.expect_reply(message_id)
    except NoReplyError:
        return None
    finally:
        chat.timeout_s = 10.0


def test_nothing_was_refused_and_no_secret_was_logged(chat: RunningHarness, data: Path) -> None:
    refused = [call for call in chat.calls() if call["status"] != 200]
    assert refused == []
    log = (data / "bot.log").read_text("utf-8")
    assert "offline-simulator" not in log
    assert "Traceback" not in log
