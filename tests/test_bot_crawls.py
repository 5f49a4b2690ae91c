"""Crawls in the chat and by the clock: the real bot, on the harness, and a made-up paper on loopback."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bot_support import Json, button, ingest, labels, stored, toast
from crawl_server import Reply
from crawl_site import Paper, page, story
from harness_fixtures import ADMIN, RunningHarness, running_harness
from newsstand import DEAD, SITE, crawling_bot, served

from bot.commands import ADMIN_BUTTONS
from bot.crawls.schedule import last_due, next_due, sites_due
from bot.texts import VI, crawls
from corpus import BundleFault, Reason, SiteTimes

READER = 1002
DONE, STOPPED = "Đã lấy tin xong", "Đã dừng lấy tin"


@pytest.fixture(scope="module")
def paper() -> Iterator[Paper]:
    with served(Paper.of(30, SITE)) as made:
        yield made


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def chat(paper: Paper, data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, crawling_bot(harness, data, paper):
        yield harness


def until(chat: RunningHarness, message: Json, *said: str) -> Json:
    """The message once it says one of these."""

    def find() -> Json | None:
        now = chat.message(message["message_id"], message["chat"]["id"])
        return now if any(one in now["text"] for one in said) else None

    return chat.wait_for(find, f"it never said {said}")


def crawled(chat: RunningHarness, command: str = "/crawl") -> str:
    """What a crawl's message says in the end."""
    return str(until(chat, chat.ask(command), DONE, STOPPED)["text"])


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_crawl_is_stopped_by_its_button_and_the_next_does_the_rest(
    chat: RunningHarness, paper: Paper, data: Path
) -> None:
    slow = paper.stories[1020]
    paper.faults[slow.path] = Reply(
        body=page(slow).encode(), headers={"Content-Type": "text/html"}, wait_s=4.0
    )
    paper.publish()
    message = chat.ask("/crawl")
    assert labels(message) == [crawls.BUTTON_STOP]
    progress = until(chat, message, "Đang lấy tin:")
    assert "trang\n• Báo Thử <1>:" in progress["text"]
    busy = chat.ask("/crawl")
    assert busy["text"] == crawls.CRAWL_BUSY
    assert toast(chat, lambda: chat.click(busy, "Dừng", user_id=ADMIN)) == crawls.STOPPING
    ended = until(chat, message, STOPPED, DONE)
    assert STOPPED in ended["text"]
    assert labels(ended) == []
    assert toast(chat, lambda: chat.click(busy, "Dừng", user_id=ADMIN)) == crawls.NOTHING_TO_STOP
    paper.faults.clear()
    paper.publish()
    assert DONE in crawled(chat)
    assert "30 bài" in chat.ask("/nguontin")["text"]
    asked = paper.stories[1029]
    assert asked.paragraphs[0][:40] in chat.ask(asked.paragraphs[0], READER, user_id=READER)["text"]


def test_what_is_new_is_told_and_nothing_twice(chat: RunningHarness, paper: Paper) -> None:
    paper.stories[1031] = story(1031)
    paper.publish()
    said = crawled(chat, "/crawl 127")
    assert "1 bài mới, 0 bài sửa" in said
    assert "• Báo Thử <1>: 1 mới" in said
    assert crawls.NO_COUNTS in crawled(chat)


def test_an_unknown_paper_is_told_which_there_are(chat: RunningHarness) -> None:
    said = chat.ask("/crawl báo<b>")["text"]
    assert said == crawls.CRAWL_UNKNOWN.format(name="báo<b>", known=f"{SITE}, {DEAD}")


def test_papers_are_turned_on_and_off(chat: RunningHarness, data: Path) -> None:
    listed = chat.ask("/nguontin")
    assert f"⚪ Báo Vắng · {DEAD} · 0 bài" in listed["text"]
    assert toast(chat, lambda: chat.click(listed, f"Bật {DEAD}")) == "Đã bật Báo Vắng."
    turned = until(chat, listed, f"🟢 Báo Vắng · {DEAD}")
    said = crawled(chat)
    assert "Báo Vắng: không có gì mới\n  Dừng sớm: không đọc được robots.txt" in said
    chat.click(turned, f"Tắt {DEAD}")
    until(chat, listed, f"⚪ Báo Vắng · {DEAD}")
    assert "Báo Vắng" not in crawled(chat)


def test_failed_pages_are_listed_with_their_reason_and_tried_again(
    chat: RunningHarness, paper: Paper
) -> None:
    assert chat.ask("/loi")["text"] == crawls.FAILURES_NONE
    for number in range(1041, 1049):
        paper.stories[number] = story(number)
        paper.faults[paper.stories[number].path] = Reply(403)
    paper.publish()
    said = crawled(chat)
    assert "8 lỗi" in said
    assert "Lỗi: 8 máy chủ báo lỗi (403)" in said
    assert crawls.CRAWL_FAILURES in said
    listed = chat.ask("/loi")
    assert "(1–6/8)" in listed["text"]
    assert "Báo Thử <1> · máy chủ báo lỗi (403) · 1 lần" in listed["text"]
    paper.faults.clear()
    paper.publish()
    chat.click(listed, VI.button_older)
    rest = until(chat, listed, "(7–8/8)")
    before = rest["message_id"]
    assert toast(chat, lambda: chat.click(rest, "Thử lại 2 trang này")) == crawls.RETRY_STARTED.format(
        count=2
    )
    until(chat, chat.expect_reply(before), DONE)
    # The list as it was shown: what it says is not so any more, and nothing is tried that was not seen.
    assert toast(chat, lambda: chat.click(rest, "Thử lại 2 trang này")) == crawls.LIST_CHANGED
    again = chat.ask("/loi")
    chat.click(again, "Thử lại 6 trang này")
    until(chat, chat.expect_reply(again["message_id"]), DONE)
    assert chat.ask("/loi")["text"] == crawls.FAILURES_NONE


def test_the_status_tells_of_each_paper(chat: RunningHarness) -> None:
    said = chat.ask("/trangthai")["text"]
    assert crawls.NO_SCHEDULE in said
    assert "🟢 Báo Thử <1>\n  Lấy được lần cuối: " in said
    assert "bài mới nhất: 1/11/2026" in said
    assert "⚪ Báo Vắng\n  Lấy được lần cuối: chưa lần nào" in said


def test_the_last_reindex_is_undone_and_that_too(chat: RunningHarness) -> None:
    message = chat.ask("/reindex")
    rebuilt = until(chat, message, "Đã lập lại chỉ mục")["text"]
    number = int(rebuilt.split("thế hệ ")[1].split(",")[0])
    undone = chat.ask("/hoantac")["text"]
    assert undone.startswith("Đã quay lại chỉ mục thế hệ")
    assert f"thế hệ {number}:" not in undone
    assert f"thế hệ {number}:" in chat.ask("/hoantac")["text"]


def test_a_reader_who_presses_an_admins_button_changes_nothing(chat: RunningHarness) -> None:
    listed = chat.ask("/nguontin")
    before = len(chat.messages(ADMIN))
    for number, press in enumerate(["lt:stop", f"nt:{SITE}:0", "lo:0", "lr:all"], 20_000_000):
        assert press.partition(":")[0] in ADMIN_BUTTONS
        said = toast(chat, forge(chat, number, listed, press))
        assert said == VI.expired
    assert len(chat.messages(ADMIN)) == before
    assert chat.message(listed["message_id"]) == listed
    assert f"🟢 Báo Thử <1> · {SITE}" in chat.ask("/nguontin")["text"]


def forge(chat: RunningHarness, number: int, message: Json, press: str) -> Callable[[], str]:
    """A press of a reader on what only an admin has: an update that no honest server sends."""
    person = {"id": READER, "is_bot": False, "first_name": "Minh"}
    query = {"id": str(number), "from": person, "message": message, "chat_instance": "1", "data": press}

    def deliver() -> str:
        chat.act("redeliver", update={"update_id": number, "callback_query": query})
        return str(number)

    return deliver


def times(ended_at: int | None) -> SiteTimes:
    return SiteTimes("bao.test", "Báo", ended_at, ended_at, None)


def test_when_a_crawl_is_due() -> None:
    midnight = 1_795_539_600  # 25/11/2026 00:00 in Vietnam
    for every_min in (15, 60, 420, 1440):
        for minute in range(0, 1440, 7):
            now = midnight + 60 * minute
            due, upcoming = last_due(now, every_min, "7"), next_due(now, every_min, "7")
            assert due <= now < upcoming
            assert last_due(upcoming, every_min, "7") == upcoming
            assert now - due <= every_min * 60 + 600
    assert len({last_due(midnight + 50_000, 60, str(bot)) for bot in range(20)}) > 10  # not all at once
    assert sites_due([times(None), times(99)], 100) == ("bao.test", "bao.test")
    assert sites_due([times(100)], 100) == ()


def test_the_clock_crawls_and_a_restart_neither_repeats_nor_forgets(
    harness: RunningHarness, tmp_path: Path
) -> None:
    with served(Paper.of(6, SITE)) as paper:
        hourly = {"HOIBAO_CRAWL_EVERY": "1440"}
        with crawling_bot(harness, tmp_path, paper, **hourly):
            wait_until(lambda: len(paper.server.paths()) >= 8)
            asked = paper.stories[1004].paragraphs[0]
            wait_until(lambda: asked[:40] in harness.ask(asked, READER, user_id=READER)["text"])
            assert "Lấy tin theo lịch: 1440 phút một lần" in harness.ask("/trangthai")["text"]
        seen = len(paper.server.asked)
        with crawling_bot(harness, tmp_path, paper, **hourly):
            harness.ask("/trangthai")
            time.sleep(3)  # the clock looks a second after the start
            assert len(paper.server.asked) == seen


def test_a_bot_that_ends_says_so_and_the_next_goes_on(harness: RunningHarness, tmp_path: Path) -> None:
    with served(Paper.of(40, SITE)) as paper:
        for number in range(1001, 1041):
            one = paper.stories[number]
            paper.faults[one.path] = Reply(
                body=page(one).encode(), headers={"Content-Type": "text/html"}, wait_s=0.3
            )
        paper.publish()
        with crawling_bot(harness, tmp_path, paper) as bot:
            message = harness.ask("/crawl")
            wait_until(lambda: len(paper.server.paths()) >= 5)
            assert bot.stop() == 0
        assert "Bot dừng giữa chừng." in harness.message(message["message_id"])["text"]
        done = len(paper.server.paths())
        assert done < 35
        paper.faults.clear()
        paper.publish()
        with crawling_bot(harness, tmp_path, paper, HOIBAO_CRAWL_EVERY="1440"):
            asked = paper.stories[1001].paragraphs[0]
            wait_until(lambda: len({one for one in paper.server.paths() if "bai-viet" in one}) == 40)
            wait_until(lambda: asked[:40] in harness.ask(asked, READER, user_id=READER)["text"])


def test_admins_are_told_once_of_stale_news_and_once_that_it_is_over(
    harness: RunningHarness, tmp_path: Path
) -> None:
    old = {
        "id": "cu",
        "headline": "Tin cũ",
        "published_at": "2026-01-02T07:00+07:00",
        "body": "Cầu dài 9 mét.",
    }
    ingest(tmp_path, [old])

    def told() -> list[str]:
        start = ("⚠️", "✅")
        return [one["text"] for one in harness.messages(ADMIN) if one["text"].startswith(start)]

    with served(Paper.of(3, SITE)) as paper:
        stale = {"HOIBAO_STALE_HOURS": "48"}
        with crawling_bot(harness, tmp_path, paper, **stale):
            answer = harness.ask("cầu dài mấy mét", READER, user_id=READER)["text"]
            assert "⚠️ Kho tin đã" in answer
            assert "bài mới nhất: 2/1/2026" in answer
            time.sleep(2.5)
            assert told() == []  # who never wrote to the bot cannot be told
            harness.ask("/trangthai")
            wait_until(lambda: len(told()) == 1)
            assert "Bài mới nhất đăng lúc 2/1/2026 07:00" in told()[0]
        with crawling_bot(harness, tmp_path, paper, **stale):
            time.sleep(4)
            assert len(told()) == 1
            fresh = time.strftime("%Y-%m-%dT%H:%M+00:00", time.gmtime(time.time() - 60))
            ingest(tmp_path, [old | {"id": "moi", "headline": "Tin mới", "published_at": fresh}], "new.jsonl")
            wait_until(lambda: len(told()) == 2)
            assert told()[1].startswith("✅ Kho tin đã có bài mới")
            assert "⚠️" not in harness.ask("cầu dài mấy mét", READER, user_id=READER)["text"]
        assert stored(tmp_path, "SELECT name FROM marks WHERE name GLOB 'stale:*'") == []
    assert harness.refused() == []


def test_every_reason_has_its_words() -> None:
    assert set(crawls.REASONS) == set(Reason)
    assert set(crawls.UPLOAD_FAULTS) == set(BundleFault)


def test_what_is_said_of_skipped_articles_goes_by_reasons_that_exist() -> None:
    source = "".join(path.read_text("utf-8") for path in Path("corpus/gather").rglob("*.py"))
    assert [start for start in crawls.SKIPPED if start not in source] == []


def test_the_buttons_data_fit(chat: RunningHarness) -> None:
    for one in ("/nguontin", "/loi"):
        message = chat.ask(one)
        for label in labels(message):
            assert len(button(message, label)["callback_data"].encode()) <= 64
