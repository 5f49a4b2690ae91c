"""The newsroom's loop: bad and missing answers seen, kept as questions, asked again, guarding the next index."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bot_support import entity_texts, ingest, labels, stored, toast
from harness_fixtures import ADMIN, RunningHarness, running_bot, running_harness

from bot.export import COLUMNS
from bot.markup import Message
from bot.texts import VI, admin
from corpus import Archive, CorpusSettings, Gate, OwnSet, Question, QuestionSetError, RegressionFound
from corpus.store.terms import pack

READER = 1002
NEWS = [
    {
        "id": "tom",
        "headline": "Giá tôm hùm",
        "url": "https://bao.example/tom",
        "published_at": "2026-11-20T07:00+07:00",
        "body": "Tôm hùm xanh có giá 950.000 đồng một ký.\nTôm hùm bông có giá 1.900.000 đồng một ký.",
    },
    {
        "id": "cau",
        "headline": "Khởi công cầu Bến Lội",
        "published_at": "2026-11-21T07:00+07:00",
        "body": "Cầu Bến Lội dài 120 mét được khởi công.",
    },
]


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, running_bot(harness, data):
        yield harness


def own_set(data: Path) -> list[dict[str, Any]]:
    file = OwnSet(data).path
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def finished(chat: RunningHarness, command: str, started: str) -> dict[str, Any]:
    """What a command's message says in the end; it may be edited before one has looked at it."""
    message = chat.ask(command)
    return message if message["text"] != started else chat.expect_edit(message)


def test_before_anything_happened_the_lists_are_empty(chat: RunningHarness) -> None:
    assert chat.ask("/xau")["text"] == admin.BAD_NONE
    assert chat.ask("/khongtraloi")["text"] == admin.UNANSWERED_NONE.format(days=30)
    assert chat.ask("/danhgia")["text"].startswith("Bộ kiểm thử chưa có câu nào.")


def test_a_bad_answer_is_seen_with_its_reason_and_becomes_a_question_of_the_set(
    chat: RunningHarness, data: Path
) -> None:
    answer = chat.ask("tôm hùm bông giá bao nhiêu", READER, user_id=READER)
    chat.click(answer, "👎", user_id=READER)
    asked = chat.expect_edit(answer)
    chat.click(asked, VI.reasons["w"], user_id=READER)
    chat.expect_edit(asked)
    bad = chat.ask("/xau")
    assert bad["text"].startswith("👎 1 · 👍 0 (trích sai 1)")
    assert "tôm hùm bông giá bao nhiêu" in bad["text"]
    quotes = entity_texts(bad, "blockquote")
    right = next(at for at, quote in enumerate(quotes, 1) if "hùm bông" in quote)
    keep = admin.BUTTON_GOLD.format(number=right)
    assert toast(chat, lambda: chat.click(bad, keep)) == admin.KEPT
    now = chat.message(bad["message_id"])
    assert admin.BUTTON_TAKE_OUT in labels(now)
    assert toast(chat, lambda: chat.click(now, keep)) == admin.KEPT_ALREADY
    assert toast(chat, lambda: chat.click(now, admin.BUTTON_TAKE_OUT)) == admin.TAKEN_OUT
    assert chat.message(bad["message_id"]) | {"edit_date": 0} == bad | {"edit_date": 0}
    assert toast(chat, lambda: chat.click(bad, keep)) == admin.KEPT
    (kept,) = own_set(data)
    assert (kept["question"], kept["article_id"]) == ("tôm hùm bông giá bao nhiêu", "tom")
    assert kept["answers"][0]["text"] in NEWS[0]["body"]


def test_what_the_paper_has_not_written_about_is_grouped_and_kept(chat: RunningHarness, data: Path) -> None:
    for text in ("giá vàng SJC hôm nay bao nhiêu", "gia vang SJC hom nay", "sân bay vũ trụ ở đâu"):
        chat.ask(text, READER, user_id=READER)
    listed = chat.ask("/khongtraloi")
    lines = listed["text"].splitlines()
    assert lines[1].startswith("1. giá vàng SJC hôm nay bao nhiêu (2)")
    chat.click(listed, "1")
    subject = chat.expect_edit(listed)
    assert subject["text"].count("•") == 2
    assert toast(chat, lambda: chat.click(subject, admin.BUTTON_IMPOSSIBLE)) == admin.KEPT
    assert own_set(data)[-1]["is_impossible"]
    now = chat.message(subject["message_id"])
    assert toast(chat, lambda: chat.click(now, admin.BUTTON_TAKE_OUT)) == admin.TAKEN_OUT
    assert not [one for one in own_set(data) if one["is_impossible"]]
    back = chat.message(subject["message_id"])
    chat.click(back, admin.BUTTON_IMPOSSIBLE)
    chat.wait_for(
        lambda: next((one for one in own_set(data) if one["is_impossible"]), None), "it is not kept"
    )


def test_an_admins_own_answer_is_kept_with_one_tap(chat: RunningHarness, data: Path) -> None:
    answer = chat.ask("cầu Bến Lội dài bao nhiêu")
    assert toast(chat, lambda: chat.click(answer, admin.BUTTON_KEEP)) == admin.KEPT
    assert own_set(data)[-1]["answers"] == [{"text": "Cầu Bến Lội dài 120 mét được khởi công."}]
    reader = chat.ask("cầu Bến Lội dài bao nhiêu", READER, user_id=READER)
    assert admin.BUTTON_KEEP not in labels(reader)


def test_the_set_is_asked_and_held_against_its_floor(chat: RunningHarness, data: Path) -> None:
    result = finished(chat, "/danhgia", admin.EVALUATION_STARTED)
    assert "Đúng: 3/3" in result["text"]
    file = OwnSet(data).path
    before = file.read_text("utf-8")
    file.write_text(before.replace("120 mét được khởi công", "999 mét"), "utf-8")
    fallen = finished(chat, "/danhgia", admin.EVALUATION_STARTED)
    assert "Đúng: 2/3 (⚠️ dưới sàn 3: trước đây đúng nhiều hơn)" in fallen["text"]
    assert "cầu Bến Lội dài bao nhiêu" in fallen["text"]
    file.write_text(before, "utf-8")


def test_a_reindex_asks_the_set_before_and_after(chat: RunningHarness) -> None:
    done = finished(chat, "/reindex", admin.REINDEX_STARTED)
    assert admin.REINDEX_SET.format(before=3, after=3, total=3) in done["text"]


async def test_a_regression_blocks_the_swap(tmp_path: Path) -> None:
    """The index is built from stored terms; where those of an article are lost, its question would be, too."""
    await asyncio.to_thread(ingest, tmp_path, NEWS)
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        generation = (await archive.status()).generation
        own = OwnSet(tmp_path)
        question = "cầu Bến Lội dài bao nhiêu"
        answer = await archive.ask(asked_now(question))
        assert own.add(question, answer.quotes[0])
        connection = await asyncio.to_thread(lose_the_terms, tmp_path, "cau")
        assert connection
        gate = Gate.of(own, lambda: datetime(2026, 11, 25, tzinfo=UTC))
        await gate.look_before(archive)
        with pytest.raises(RegressionFound) as blocked:
            await archive.reindex(gate=gate.look_after)
        assert blocked.value.questions == (question,)
        assert (await archive.status()).generation == generation
        assert (await archive.ask(asked_now(question))).quotes
        assert (await archive.reindex()).passages == 2


def asked_now(text: str) -> Question:
    return Question(text, datetime(2026, 11, 25, tzinfo=UTC))


def lose_the_terms(folder: Path, article_id: str) -> bool:
    with sqlite3.connect(folder / "corpus.sqlite3") as archive:
        nothing = pack({"words": ("mot",), "syllables": ("mot",)})
        archive.execute("UPDATE passages SET terms = ? WHERE article_id = ?", (nothing, article_id))
    archive.close()
    return True


def test_the_statistics_come_as_text_and_as_a_picture(chat: RunningHarness, data: Path) -> None:
    before = len(chat.calls())
    text = chat.ask("/thongke")["text"]
    for said in (
        "Thống kê 7 ngày qua",
        "Chờ trả lời (trung vị):",
        "👎 1",
        "Mỗi ngày",
        "Hỏi nhiều nhất",
        "Bến Lội",
    ):
        assert said in text
    picture = chat.wait_for(
        lambda: next((one for one in chat.messages() if "photo" in one), None), "no picture came"
    )
    assert picture["caption"] == admin.CHART_CAPTION.format(days=30)
    assert next(call for call in chat.calls(before) if call["method"] == "sendPhoto")["status"] == 200


def counted(chat: RunningHarness, command: str) -> tuple[str, str]:
    """What a command says, and what stands under its picture, which comes a little later."""
    said = chat.ask(command)

    def find() -> dict[str, Any] | None:
        later = (one for one in chat.messages() if one["message_id"] > said["message_id"])
        return next((one for one in later if "photo" in one), None)

    return str(said["text"]), str(chat.wait_for(find, "no picture came")["caption"])


def test_the_statistics_are_of_as_many_days_as_are_named(chat: RunningHarness) -> None:
    for named, days in (("30 ngày", 30), ("1", 1), ("2 tuan", 14), ("90", 90)):
        text, caption = counted(chat, f"/thongke {named}")
        assert f"Thống kê {days} ngày qua" in text
        assert caption == admin.CHART_CAPTION.format(days=max(days, 30))
    usage = Message(admin.STATISTICS_USAGE.format(days=90, example=30)).plain
    for named in ("0", "91", "tuần", "-3", "7 người", "9" * 50):
        assert chat.ask(f"/thongke {named}")["text"] == usage


def test_what_was_asked_most_is_shown_as_it_was_typed(chat: RunningHarness) -> None:
    typed = "Bao nhiêu người <b>ở Tuy Hoà & Sông Cầu</b> được cứu vậy?"
    for _time in range(9):
        chat.ask(typed, READER, user_id=READER)
    assert f"• {typed} (9)" in counted(chat, "/thongke 1")[0]


def test_a_question_word_alone_is_not_counted(chat: RunningHarness) -> None:
    """Nobody asked for anything: the paper owes no answer."""
    alone = 1017
    chat.act("user", id=alone, first_name="Tâm")
    before = counted(chat, "/thongke 1")[0]
    assert chat.ask("vì sao?", alone, user_id=alone)["text"] == VI.reading.lacks_subject
    after = counted(chat, "/thongke 1")[0]
    assert after.split("\n")[:4] == before.split("\n")[:4]
    assert "vì sao?" not in chat.ask("/khongtraloi")["text"]


def test_the_lists_are_for_admins_alone(chat: RunningHarness) -> None:
    listed = chat.ask("/khongtraloi")
    assert chat.ask("/khongtraloi", READER, user_id=READER)["text"] == VI.unknown_command
    assert toast(chat, lambda: chat.click(listed, "1", user_id=READER)) == VI.expired
    assert chat.message(listed["message_id"]) == listed


def exported(data: Path, *options: str) -> str:
    command = [sys.executable, "-c", "from bot.cli import main; main()", "export", *options]
    environment = {**os.environ, "HOIBAO_DATA_DIR": str(data)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_log_is_exported_without_identities(chat: RunningHarness, data: Path) -> None:
    rows = [json.loads(line) for line in exported(data, "--format", "jsonl").splitlines()]
    bad = next(row for row in rows if row["down"])
    assert (bad["text"], bad["outcome"], bad["reasons"]) == (
        "tôm hùm bông giá bao nhiêu",
        "answered",
        ["trích sai"],
    )
    assert bad["quotes"][0]["article_id"] == "tom"
    assert datetime.fromisoformat(bad["asked_at"]).utcoffset()
    table = list(csv.DictReader(io.StringIO(exported(data))))
    assert [row["text"] for row in table] == [row["text"] for row in rows]
    ((who, place),) = stored(data, "SELECT who, place FROM questions WHERE id = ?", bad["id"])
    for row in rows:
        assert row.keys() == set(COLUMNS)
        assert not {who, place, str(READER), str(ADMIN)} & {str(value) for value in row.values()}
    assert who not in exported(data)


def test_nothing_was_refused(chat: RunningHarness, data: Path) -> None:
    assert chat.refused() == []
    assert "Traceback" not in (data / "bot.log").read_text("utf-8")


def test_a_set_that_cannot_be_read_is_said_to_be(tmp_path: Path) -> None:
    own = OwnSet(tmp_path)
    assert own.load() is None
    own.path.write_text("{", "utf-8")
    with pytest.raises(QuestionSetError, match=r"newsroom\.jsonl"):
        own.load()


@pytest.mark.parametrize(
    ("command", "started"), [("/reindex", admin.REINDEX_STARTED), ("/danhgia", admin.EVALUATION_STARTED)]
)
def test_one_whose_first_words_did_not_leave_locks_nothing(
    tmp_path: Path, command: str, started: str
) -> None:
    ingest(tmp_path, NEWS)
    OwnSet(tmp_path).path.write_text(
        json.dumps({"id": "1", "question": "giá vàng", "article_id": "tom", "is_impossible": True}) + "\n",
        "utf-8",
    )
    with running_harness() as harness, running_bot(harness, tmp_path):
        harness.act("fault", method="sendMessage", contains=started, action="error", status=400)
        harness.send(command)
        harness.ask("/nguon")  # by then the first is over
        done = finished(harness, command, started)
    assert done["text"] not in (admin.REINDEX_BUSY, admin.EVALUATION_BUSY)
