"""Watched questions and digests: found once, told once, at a decent hour, until one stops it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from bot_support import entity_texts, ingest, labels, stored, toast
from harness_fixtures import RunningHarness, running_bot, running_harness

from bot.state import Digest, State
from bot.texts import VI
from corpus import VIETNAM, Archive, CorpusSettings, now

LAN, MINH, HOA, TAM, NAM = 1001, 1002, 1003, 1004, 1005
AWAKE = {"HOIBAO_LOOK_EVERY": "1", "HOIBAO_QUIET_HOURS": "0-0", "HOIBAO_ALERTS_A_DAY": "2"}
OLD = [
    {
        "id": "cu",
        "headline": "Chuyện làng chài",
        "published_at": "2024-01-01T07:00+07:00",
        "body": "Làng chài vào mùa.",
    }
]


def article(number: str, headline: str, body: str, **more: str) -> dict[str, str]:
    return {"id": number, "headline": headline, "body": body, "published_at": now().isoformat(), **more}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    ingest(folder, OLD)
    return folder


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, running_bot(harness, data, **AWAKE):
        for number in (HOA, TAM, NAM):
            harness.act("user", id=number, first_name="N")
        yield harness


def look_again(chat: RunningHarness, data: Path) -> None:
    """Wait until everything that is in the archive was looked through, and nothing waits to be sent."""
    mark = asyncio.run(_mark(data))
    chat.wait_for(
        lambda: {"ok": True} if stored(data, "SELECT 1 FROM marks WHERE value = ?", mark) else None,
        "the new articles are not looked through",
    )


async def _mark(data: Path) -> int:
    async with await Archive.open(CorpusSettings(data)) as archive:
        return await archive.mark()


def watch(chat: RunningHarness, reader: int, question: str) -> dict[str, Any]:
    return chat.ask(f"/theodoi {question}", reader, user_id=reader)


def alerts(chat: RunningHarness, reader: int) -> list[dict[str, Any]]:
    return [one for one in chat.messages(reader) if one.get("text", "").startswith("🔔 Có tin mới")]


def expect_alerts(chat: RunningHarness, reader: int, count: int) -> list[dict[str, Any]]:
    chat.wait_for(lambda: {"n": count} if len(alerts(chat, reader)) >= count else None, "no alert")
    return alerts(chat, reader)


def test_under_a_refusal_one_asks_to_be_told_and_is_told_once(chat: RunningHarness, data: Path) -> None:
    refused = chat.ask("khi nào khánh thành cầu Bến Lội", LAN, user_id=LAN)
    chat.click(refused, VI.alerts.button_watch)
    assert "khi nào khánh thành cầu Bến Lội" in chat.expect_reply(refused["message_id"])["text"]
    ingest(
        data, [article("cau", "Khánh thành cầu Bến Lội", "Sáng nay khánh thành cầu Bến Lội, dài 120 mét.")]
    )
    (alert,) = expect_alerts(chat, LAN, 1)
    assert entity_texts(alert, "italic") == ["khi nào khánh thành cầu Bến Lội"]
    assert "khánh thành cầu Bến Lội" in entity_texts(alert, "blockquote")[0]
    ingest(data, [article("khac", "Chợ phiên", "Chợ phiên họp sớm hơn mọi năm.")])
    look_again(chat, data)
    assert len(alerts(chat, LAN)) == 1


def test_from_an_alert_one_asks_again_or_stops(chat: RunningHarness, data: Path) -> None:
    watch(chat, HOA, "giá muối hầm Tuyết Diêm")
    ingest(data, [article("muoi", "Muối Tuyết Diêm", "Giá muối hầm Tuyết Diêm lên 1.800 đồng một ký.")])
    (alert,) = expect_alerts(chat, HOA, 1)
    chat.click(alert, VI.alerts.button_ask, user_id=HOA)
    whole = chat.expect_reply(alert["message_id"], HOA)
    assert whole["text"].startswith("Hỏi: giá muối hầm Tuyết Diêm")
    assert "1.800 đồng" in whole["text"]
    assert toast(chat, lambda: chat.click(alert, VI.alerts.button_stop, user_id=HOA)) == VI.alerts.stopped
    assert chat.ask("/dangtheodoi", HOA, user_id=HOA)["text"] == VI.alerts.none


def test_the_same_news_from_several_articles_is_told_once(chat: RunningHarness, data: Path) -> None:
    watch(chat, TAM, "tàu cá mất tích ngoài khơi")
    body = "Một tàu cá mất tích ngoài khơi từ đêm qua, trên tàu có bảy ngư dân."
    ingest(
        data,
        [
            article("tau-1", "Tàu cá mất tích ngoài khơi", body),
            article("tau-2", "Một tàu cá mất tích ngoài khơi", body.replace("bảy", "7")),
        ],
    )
    (alert,) = expect_alerts(chat, TAM, 1)
    assert VI.alerts.folded.format(count=1) in alert["text"]
    ingest(data, [article("tau-3", "Tàu cá mất tích ngoài khơi", body + " Tàu vẫn chưa liên lạc được.")])
    look_again(chat, data)
    assert len(alerts(chat, TAM)) == 1


def test_no_more_than_so_many_a_day(chat: RunningHarness, data: Path) -> None:
    for question in ("giá lúa hè thu", "lịch cúp điện tuần này", "tuyển sinh lớp 10"):
        watch(chat, MINH, question)
    ingest(
        data,
        [
            article("lua", "Lúa được giá", "Giá lúa hè thu tăng lên 8.200 đồng một ký."),
            article("dien", "Lịch cúp điện", "Lịch cúp điện tuần này: thứ Ba phường 4, thứ Năm phường 9."),
            article("lop", "Vào lớp 10", "Tuyển sinh lớp 10 bắt đầu từ ngày 3/6."),
        ],
    )
    expect_alerts(chat, MINH, 2)
    look_again(chat, data)
    assert len(alerts(chat, MINH)) == 2
    assert stored(data, "SELECT COUNT(*) FROM alerts WHERE status = 'open'") == [(1,)]


def test_a_corrected_article_is_no_news(chat: RunningHarness, data: Path) -> None:
    watch(chat, HOA, "mùa làng chài")
    ingest(data, [OLD[0] | {"body": "Làng chài vào mùa, ghe thuyền tấp nập."}], "corrected.jsonl")
    look_again(chat, data)
    assert len(alerts(chat, HOA)) == 1  # the one of before


def test_watches_are_listed_and_removed_and_there_is_an_end_to_them(chat: RunningHarness) -> None:
    assert VI.alerts.none == chat.ask("/dangtheodoi", NAM, user_id=NAM)["text"]
    assert "/theodoi" in watch(chat, NAM, "")["text"]
    for number in range(20):
        assert watch(chat, NAM, f"câu hỏi số {number}")["text"].startswith("Đã ghi.")
    assert watch(chat, NAM, "CÂU HỎI SỐ 3")["text"] == VI.alerts.watching_already
    assert watch(chat, NAM, "một câu nữa")["text"] == VI.alerts.too_many.format(limit=20)
    listed = chat.ask("/dangtheodoi", NAM, user_id=NAM)
    assert len(labels(listed)) == 20
    chat.click(listed, "Bỏ 4", user_id=NAM)
    assert "câu hỏi số 3" not in chat.expect_edit(listed)["text"]


def test_a_digest_is_ordered_changed_and_stopped(chat: RunningHarness, data: Path) -> None:
    menu = chat.ask("/bantin", LAN, user_id=LAN)
    for label in (VI.alerts.button_weekly, "T6", "18:00"):
        chat.click(menu, label)
        menu = chat.expect_edit(menu)
    assert "thứ Sáu hằng tuần lúc 18 giờ" in menu["text"]
    ((weekday, hour, next_at),) = stored(
        data, "SELECT weekday, hour, next_at FROM digests WHERE chat_id = ?", LAN
    )
    due = datetime.fromtimestamp(next_at, VIETNAM)
    assert (weekday, hour, due.weekday(), due.hour) == (4, 18, 4, 18)
    again = chat.ask("/bantin", LAN, user_id=LAN)
    assert "thứ Sáu" in again["text"]
    chat.click(again, VI.alerts.button_off)
    assert chat.expect_edit(again)["text"] == VI.alerts.digest_off
    assert stored(data, "SELECT COUNT(*) FROM digests WHERE chat_id = ?", LAN) == [(0,)]


def test_nothing_was_refused(chat: RunningHarness, data: Path) -> None:
    assert chat.refused() == []
    assert "Traceback" not in (data / "bot.log").read_text("utf-8")


# -- what needs a process of its own


async def _order(data: Path) -> None:
    async with await Archive.open(CorpusSettings(data)) as archive:
        mark = await archive.mark()
    state = await State.open(data)
    await state.digests.order(Digest(LAN, None, None, 7, int(time.time()) - 60, mark))
    await state.watches.add(LAN, "giá tôm hùm xanh")
    await state.watches.found([], mark)
    await state.close()


@pytest.fixture
def ordered(tmp_path: Path) -> Path:
    """A data folder whose reader ordered a digest that is due and watches a question; then came news for both."""
    ingest(tmp_path, OLD)
    asyncio.run(_order(tmp_path))
    ingest(
        tmp_path,
        [
            article(
                "gia", "Giá tôm hùm xanh tăng", "Giá tôm hùm xanh là 950.000 đồng một ký.", section="Kinh tế"
            ),
            article(
                "gia-2", "Giá tôm hùm xanh lại tăng", "Giá tôm hùm xanh là 950.000 đồng.", section="Kinh tế"
            ),
            article("le", "Lễ cầu ngư", "Lễ cầu ngư mở vào rằm tháng Giêng."),
        ],
        "later.jsonl",
    )
    return tmp_path


def sent_to(harness: RunningHarness, reader: int) -> list[str]:
    return [one["text"] for one in harness.messages(reader) if one["from"]["is_bot"]]


def test_a_due_digest_and_an_alert_are_sent_once_whatever_restarts(
    harness: RunningHarness, ordered: Path
) -> None:
    harness.send("giá vàng")  # a person who never wrote cannot be written to
    for _start in range(2):
        with running_bot(harness, ordered, **AWAKE):
            look_again(harness, ordered)
            harness.ask("/nguon")
            harness.wait_for(
                lambda: (
                    {"n": 1} if any(text.startswith("Bản tin") for text in sent_to(harness, LAN)) else None
                ),
                "no digest",
            )
    digest = [text for text in sent_to(harness, LAN) if text.startswith("Bản tin")]
    assert len(digest) == 1
    assert "Kinh tế\n• Giá tôm hùm xanh" in digest[0]
    assert digest[0].count("Giá tôm hùm xanh") == 1  # the second says the same
    assert "Tin khác\n• Lễ cầu ngư" in digest[0]
    assert len(alerts(harness, LAN)) == 1


def test_alerts_wait_for_the_morning(harness: RunningHarness, ordered: Path) -> None:
    harness.send("giá vàng")
    hour = now().hour
    quiet = f"{(hour - 1) % 24}-{(hour + 2) % 24}"
    with running_bot(harness, ordered, **AWAKE | {"HOIBAO_QUIET_HOURS": quiet}):
        look_again(harness, ordered)
        harness.ask("/nguon")
        assert alerts(harness, LAN) == []
    with running_bot(harness, ordered, **AWAKE):
        expect_alerts(harness, LAN, 1)


def test_an_alert_whose_response_is_lost_is_not_sent_again(harness: RunningHarness, ordered: Path) -> None:
    harness.send("giá vàng")
    harness.act("fault", method="sendMessage", contains="Có tin mới", action="drop_after")
    with running_bot(harness, ordered, **AWAKE):
        expect_alerts(harness, LAN, 1)
        done = "SELECT COUNT(*) FROM alerts WHERE status = 'sent'"
        harness.wait_for(lambda: {"ok": 1} if stored(ordered, done) == [(1,)] else None, "it is not settled")
        ingest(ordered, [article("moi", "Chợ phiên", "Chợ phiên họp sớm.")], "more.jsonl")
        look_again(harness, ordered)
    assert len(alerts(harness, LAN)) == 1


def test_an_alert_that_did_not_leave_is_sent_later(harness: RunningHarness, ordered: Path) -> None:
    harness.send("giá vàng")
    harness.act("fault", method="sendMessage", contains="Có tin mới", action="error", status=500)
    with running_bot(harness, ordered, **AWAKE):
        expect_alerts(harness, LAN, 1)


def test_who_blocked_the_bot_is_unsubscribed(harness: RunningHarness, ordered: Path) -> None:
    harness.send("giá vàng")
    blocked = {"status": 403, "description": "Forbidden: bot was blocked by the user"}
    harness.act("fault", method="sendMessage", contains="Có tin mới", action="error", **blocked)
    with running_bot(harness, ordered, **AWAKE):
        left = "SELECT (SELECT COUNT(*) FROM watches), (SELECT COUNT(*) FROM digests)"
        harness.wait_for(lambda: {"ok": 1} if stored(ordered, left) == [(0, 0)] else None, "still subscribed")
        assert "Traceback" not in (ordered / "bot.log").read_text("utf-8")


def test_what_telegram_refuses_for_good_is_not_tried_again(harness: RunningHarness, ordered: Path) -> None:
    harness.send("giá vàng")
    gone = {"action": "error", "status": 400, "description": "Bad Request: chat not found"}
    for part in ("Có tin mới", "Bản tin"):
        harness.act("fault", method="sendMessage", contains=part, **gone)
    failed = "SELECT COUNT(*) FROM alerts WHERE status = 'failed'"
    left = f"SELECT ({failed}), (SELECT COUNT(*) FROM digests WHERE next_at > ?)"  # noqa: S608
    with running_bot(harness, ordered, **AWAKE):
        harness.wait_for(
            lambda: {"ok": 1} if stored(ordered, left, int(time.time()) + 700) == [(1, 1)] else None,
            "it will be tried again",
        )
