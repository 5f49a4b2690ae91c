"""What is stored of a reader: told, handed over, deleted to the last byte; and what is said that is no question."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from bot_support import stored
from harness_fixtures import RunningHarness, running_bot, running_harness
from harness_support import ptb_bot

from bot.replying import typing
from bot.state import Asked, Kind
from bot.texts import VI

LAN, MINH, HOA = 1001, 1002, 8_000_000_003
LIMIT = 4
NEWS = [{"id": "tom", "headline": "Giá tôm", "body": "Tôm hùm xanh có giá 950.000 đồng một ký."}]


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    limits = {"HOIBAO_QUESTIONS_A_MINUTE": str(LIMIT), "HOIBAO_KEEP_DAYS": "30"}
    with running_harness() as harness, running_bot(harness, data, **limits):
        harness.act("user", id=HOA, first_name="Hoa")
        yield harness


def test_a_reader_is_told_gets_everything_and_has_it_deleted(chat: RunningHarness, data: Path) -> None:
    chat.ask("giá tôm hùm xanh của #Hoa#", HOA, user_id=HOA)
    chat.ask("/theodoi giá yến sào #Hoa#", HOA, user_id=HOA)
    chat.ask("giá tôm hùm xanh của #Minh#", MINH, user_id=MINH)
    told = chat.ask("/quyenriengtu", HOA, user_id=HOA)
    assert "trong 30 ngày" in told["text"]
    chat.click(told, VI.privacy.button_export, user_id=HOA)
    content = document(chat, HOA)
    assert [row["text"] for row in content["questions"]] == ["giá tôm hùm xanh của #Hoa#"]
    assert "#Minh#" not in json.dumps(content, ensure_ascii=False)
    assert on_disk(data, "#Hoa#")
    told = chat.message(told["message_id"], HOA)
    chat.click(told, VI.privacy.button_erase, user_id=HOA)
    confirm = chat.expect_reply(told["message_id"] + 1, HOA)
    chat.click(confirm, VI.privacy.button_erase_all, user_id=HOA)
    erased = VI.privacy.erased.format(questions=1, votes=0, orders=1)
    assert chat.expect_edit(confirm)["text"] == erased
    assert not on_disk(data, "#Hoa#")
    assert stored(data, "SELECT COUNT(*) FROM chats WHERE id = ?", HOA) == [(0,)]
    assert on_disk(data, "#Minh#")


def document(chat: RunningHarness, reader: int) -> dict[str, Any]:
    message = chat.wait_for(
        lambda: next((one for one in chat.messages(reader) if "document" in one), None), "no document"
    )
    path = httpx.get(f"{chat.api}/getFile", params={"file_id": message["document"]["file_id"]}).json()
    url = chat.api.replace("/bot", "/file/bot", 1)
    return dict(httpx.get(f"{url}/{path['result']['file_path']}").json())


def on_disk(data: Path, text: str) -> bool:
    """Whether a text stands anywhere in what the bot wrote, the log and the write-ahead log among it."""
    files = [path for path in data.rglob("*") if path.is_file() and not path.name.startswith("corpus")]
    return any(text.encode() in path.read_bytes() for path in files)


def test_it_can_be_kept(chat: RunningHarness) -> None:
    confirm = chat.ask("/xoadulieu", MINH, user_id=MINH)
    chat.click(confirm, VI.privacy.button_keep, user_id=MINH)
    assert chat.expect_edit(confirm)["text"] == VI.privacy.kept


def test_who_asks_too_much_is_asked_once_to_slow_down(chat: RunningHarness) -> None:
    for _ in range(LIMIT):
        assert "950.000" in chat.ask("giá tôm hùm xanh", LAN)["text"]
    assert chat.ask("giá tôm hùm xanh")["text"] == VI.manners.slow_down
    chat.send("giá tôm hùm xanh")
    assert chat.ask("/nguon")["text"].startswith("Kho tin có")
    assert [one["text"] for one in chat.messages()].count(VI.manners.slow_down) == 1


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("xin chào", "Chào bạn! Bạn muốn hỏi báo điều gì?"),
        ("cam on nhieu nha", VI.manners.thanks),
        ("bot ngu quá", VI.manners.insult),
        ("https://bao.example/tin-12.html", VI.manners.link),
        ("👍", VI.manners.other),
        ("x" * 1_001, VI.manners.too_long.format(limit=1_000)),
    ],
)
def test_what_is_no_question_gets_a_short_reply(chat: RunningHarness, text: str, reply: str) -> None:
    assert chat.ask(text)["text"].startswith(reply)


FILE = {"file_id": "f", "file_unique_id": "f"}
PHOTO = [FILE | {"width": 9, "height": 9}]
FORWARD = {"type": "hidden_user", "sender_user_name": "Ai đó", "date": 1}


@pytest.mark.parametrize(
    ("content", "reply"),
    [
        ({"photo": PHOTO}, VI.manners.photo),
        ({"voice": FILE | {"duration": 3}}, VI.manners.voice),
        (
            {
                "sticker": FILE
                | {"width": 9, "height": 9, "is_animated": False, "is_video": False, "type": "regular"}
            },
            VI.manners.sticker,
        ),
        ({"location": {"latitude": 13.1, "longitude": 109.3}}, VI.manners.other),
        ({"text": "nghe nói tôm hùm xanh tăng giá", "forward_origin": FORWARD}, VI.manners.forward),
        ({"photo": PHOTO, "caption": "giá tôm hùm xanh"}, "“Tôm hùm xanh có giá"),
    ],
)
def test_what_is_not_text_gets_a_fitting_reply(
    chat: RunningHarness, content: dict[str, Any], reply: str
) -> None:
    """Sent as updates that the harness makes up on order, since its people only write and send files."""
    last = chat.ask("/nguon", MINH, user_id=MINH)["message_id"]
    where = {"chat": {"id": MINH, "type": "private", "first_name": "Minh"}, "date": int(time.time())}
    person = {"id": MINH, "is_bot": False, "first_name": "Minh"}
    message = {"message_id": last + 100_000, "from": person} | where | content
    chat.act("redeliver", update={"message": message})
    assert chat.expect_reply(last, MINH)["text"].startswith(reply)


async def test_typing_shows_only_where_an_answer_takes_a_moment(harness: RunningHarness) -> None:
    harness.send("xin chào")
    asked = Asked(1, Kind.QUESTION, "", "", None, 1, False, "?", 0, None, None, None, LAN)
    async with ptb_bot(harness) as bot:
        async with typing(bot, asked):
            await asyncio.sleep(0.05)
        assert [call["method"] for call in harness.calls()] == ["getMe"]
        async with typing(bot, asked):
            await asyncio.to_thread(harness.expect_call, "sendChatAction")


def test_nothing_was_refused(chat: RunningHarness, data: Path) -> None:
    assert chat.refused() == []
    log = (data / "bot.log").read_text("utf-8")
    assert "Traceback" not in log
    assert "tôm" not in log
