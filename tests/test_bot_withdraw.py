"""/gobai: an article is taken out in the chat, every way to it is closed at once, and a button brings it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bot_support import Json, ingest, labels, toast
from cli_support import hoibao_here
from harness_fixtures import ADMIN, RunningHarness, running_bot, running_harness

from bot.texts import VI, crawls

READER = 1002
URL = "https://www.baothu.vn/kinh-te/tom-hum-123.html"
NEWS = [
    {
        "id": "tom:hum",
        "url": URL,
        "headline": "Tôm hùm xanh tăng giá",
        "body": "Giá tôm hùm xanh ở Sông Cầu hôm nay là 1,2 triệu đồng một ký.\nThương lái mua tận lồng.",
        "publisher": "Báo Thử",
        "published_at": "2026-11-20T08:00:00+07:00",
    },
    {
        "id": "m" * 80,
        "headline": "Cầu Bến Lội thông xe",
        "body": "Cầu Bến Lội thông xe sáng 12/11, dài 240 mét, bắc qua sông Ba.",
        "published_at": "2026-11-12T08:00:00+07:00",
    },
    *(
        {
            "id": f"mia{at}",
            "headline": f"Mía ở {place}",
            "body": f"Vụ này giá mía ở {place} là {price} đồng một ký.\nNông dân {place} đang thu hoạch.",
            "published_at": f"2026-11-{at + 10}T08:00:00+07:00",
        }
        for at, (place, price) in enumerate(
            (("Sông Hinh", 950), ("Sơn Hòa", 1_010), ("Đồng Xuân", 880), ("Tây Hòa", 930), ("Phú Hòa", 990))
        )
    ),
    {
        "id": "mia-chep",
        "headline": "Giá mía: bản chép",
        "body": "Vụ này giá mía ở Sông Hinh là 950 đồng một ký.",
        "published_at": "2026-11-10T08:00:00+07:00",
    },
]
ASKED, PRICE = "giá tôm hùm xanh ở Sông Cầu bao nhiêu", "1,2 triệu đồng"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    ingest(folder, NEWS)
    return folder


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, running_bot(harness, data):
        yield harness


def edited(chat: RunningHarness, message: Json, said: str) -> Json:
    def find() -> Json | None:
        now = chat.message(message["message_id"], message["chat"]["id"])
        return now if said in now["text"] else None

    return chat.wait_for(find, f"it never said {said}")


def test_an_article_is_taken_out_and_brought_back(chat: RunningHarness, data: Path) -> None:
    answer, other = (chat.ask(ASKED, READER, user_id=READER) for _time in range(2))
    assert PRICE in answer["text"] and PRICE in other["text"]
    assert "/gobai" in chat.ask("/gobai")["text"]
    asking = chat.ask(f"/gobai {URL}")
    assert "Tôm hùm xanh tăng giá" in asking["text"]
    assert labels(asking) == [crawls.BUTTON_TAKE_OUT]
    chat.click(asking, crawls.BUTTON_TAKE_OUT, user_id=ADMIN)
    done = edited(chat, asking, "Đã gỡ")
    assert labels(done) == [crawls.BUTTON_BRING_BACK]
    assert PRICE not in chat.ask(ASKED, READER, user_id=READER)["text"]
    assert "Tôm hùm" not in chat.ask("/moinhat", READER, user_id=READER)["text"]
    chat.click(answer, VI.reading.button_check, user_id=READER)
    edited(chat, answer, VI.reading.check_withdrawn)
    assert toast(chat, lambda: chat.click(other, VI.button_context, user_id=READER)) == VI.expired
    assert "Tôm hùm" not in "".join(labels(chat.ask("/start", READER, user_id=READER)))
    tally = chat.expect_reply(
        chat.send_document("tin.jsonl", (data / "news.jsonl").read_bytes())["message_id"]
    )
    assert "tom:hum: bài đã được gỡ bằng /gobai" in edited(chat, tally, "Đã đọc xong")["text"]
    listed = chat.ask("/gobai")
    assert "Đã gỡ gần đây" in listed["text"]
    chat.click(listed, crawls.BUTTON_BRING_BACK, user_id=ADMIN)
    assert labels(edited(chat, listed, "Đã đưa lại")) == [crawls.BUTTON_TAKE_OUT]
    assert PRICE in chat.ask(ASKED, READER, user_id=READER)["text"]


def test_in_reply_to_an_answer_what_it_quotes_is_meant(chat: RunningHarness) -> None:
    answer = chat.ask(ASKED)
    asking = chat.ask("/gobai", reply_to=answer["message_id"])
    assert "Tôm hùm xanh tăng giá" in asking["text"]
    assert crawls.BUTTON_TAKE_OUT in labels(asking)[0]


def test_what_is_only_named_beside_the_quotes_or_stands_on_another_page_is_not_meant(
    chat: RunningHarness,
) -> None:
    headlines = [str(one["headline"]) for one in NEWS if "mía" in str(one["body"])]
    answer = chat.ask("giá mía bao nhiêu")
    seen = ""
    for _page in range(2):
        cited = [line for line in answer["text"].split("\n") if not line.startswith("• ")]
        quoted = {one for one in headlines if any(line.startswith(f"{one} · ") for line in cited)}
        asking = chat.ask("/gobai", reply_to=answer["message_id"])["text"]
        assert quoted and {one for one in headlines if one in asking} == quoted
        seen += answer["text"]
        if VI.button_more in labels(answer):
            chat.click(answer, VI.button_more, user_id=ADMIN)
            answer = chat.expect_edit(answer)
    assert "\n• Mía ở Sông Hinh" in seen  # it is named as one that says the same


def test_what_is_not_there_and_what_no_button_can_name(chat: RunningHarness) -> None:
    assert chat.ask("/gobai khong-co")["text"] == crawls.TAKE_OUT_UNKNOWN.format(name="khong-co")
    asking = chat.ask(f"/gobai {'m' * 80}")
    assert labels(asking) == []
    assert "hoibao withdraw" in asking["text"]


def test_it_is_for_admins_and_the_command_line_takes_out_under_a_serving_bot(
    chat: RunningHarness, data: Path
) -> None:
    assert chat.ask(f"/gobai {URL}", READER, user_id=READER)["text"] == VI.unknown_command
    asking = chat.ask(f"/gobai {URL}")
    chat.click(asking, crawls.BUTTON_TAKE_OUT, user_id=READER)
    assert PRICE in chat.ask(ASKED, READER, user_id=READER)["text"]
    assert hoibao_here(data, "withdraw", "tom:hum").code == 0
    assert PRICE not in chat.ask(ASKED, READER, user_id=READER)["text"]
    assert hoibao_here(data, "withdraw", "--undo", "tom:hum").code == 0
    assert PRICE in chat.ask(ASKED, READER, user_id=READER)["text"]
