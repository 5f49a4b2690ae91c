"""Crawls in the chat: the real bot, on the harness, and a made-up paper on loopback."""

from __future__ import annotations

import fcntl
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bot_support import Json, button, labels, toast
from crawl_server import Reply
from crawl_site import Paper, page, story
from harness_fixtures import ADMIN, RunningHarness, running_harness
from newsstand import DEAD, SITE, crawling_bot, served, until

from bot.commands import BUTTONS, COMMANDS, For, answer_buttons, votes
from bot.texts import VI, crawls

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


def crawled(chat: RunningHarness, command: str = "/crawl") -> str:
    """What a crawl's message says in the end."""
    return str(until(chat, chat.ask(command), DONE, STOPPED)["text"])


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
    assert said.startswith("Đã lấy tin xong") and "Không lấy được 1 trên 2 báo." in said
    why = "không lấy được: không đọc được robots.txt nên không lấy gì"
    assert f"• 🔴 Báo Vắng: {why}" in said
    status = chat.ask("/trangthai")["text"]
    assert "🔴 Báo Vắng\n  Lần cuối lấy được: chưa lần nào" in status and f"): {why}" in status
    assert re.fullmatch(rf"🔴 Báo Vắng: lần vừa rồi \(.+\) {why}", chat.ask("/loi")["text"])
    alone = until(chat, chat.ask(f"/crawl {DEAD}"), "Không lấy được tin")["text"]
    assert f"• 🔴 Báo Vắng: {why}" in alone and "xong" not in alone
    chat.click(turned, f"Tắt {DEAD}")
    until(chat, listed, f"⚪ Báo Vắng · {DEAD}")
    assert "Báo Vắng" not in crawled(chat)
    chat.click(listed, f"Tắt {SITE}")
    off = until(chat, listed, f"⚪ Báo Thử <1> · {SITE}")
    nothing = until(chat, chat.ask("/crawl"), "Chưa bật báo nào.")
    assert labels(nothing) == []
    chat.click(off, f"Bật {SITE}")
    until(chat, listed, f"🟢 Báo Thử <1> · {SITE}")


def test_there_is_one_crawl_at_a_time_whoever_makes_it(
    chat: RunningHarness, paper: Paper, data: Path
) -> None:
    asked = len(paper.server.asked)
    with (data / "crawl.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # as `hoibao crawl` holds it
        until(chat, chat.ask("/crawl"), crawls.CRAWL_BUSY)
    assert len(paper.server.asked) == asked


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
    assert "🟢 Báo Thử <1>\n  Lần cuối lấy được: " in said
    assert "bài mới nhất: 1/11/2026" in said
    assert "⚪ Báo Vắng\n  Lần cuối lấy được: chưa lần nào" in said


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
    behind = {"lt": "stop", "nt": f"{SITE}:0", "lr": "all", "hb": SITE, "hw": f"{SITE}:x", "gb": "-:a0"}
    letters = [letter for letter, button in BUTTONS.items() if button.whose is For.ADMINS]
    assert behind.keys() < set(letters)
    for number, letter in enumerate(letters, 20_000_000):
        said = toast(chat, forge(chat, number, listed, f"{letter}:{behind.get(letter, '0')}"))
        assert said == VI.expired
    assert len(chat.messages(ADMIN)) == before
    assert chat.message(listed["message_id"]) == listed
    assert f"🟢 Báo Thử <1> · {SITE}" in chat.ask("/nguontin")["text"]


def test_every_button_of_a_file_without_a_command_of_readers_is_for_admins() -> None:
    """What the table says of each, against whom the commands beside it are for: a slip in it opens a button."""
    of_readers = {command.callback.__module__ for command in COMMANDS if not command.for_admins}
    of_readers |= {answer_buttons.__name__, votes.__name__}  # what stands under a reader's answers
    assert not of_readers & {command.callback.__module__ for command in COMMANDS if command.for_admins}
    told = {letter: button.whose for letter, button in BUTTONS.items()}
    wanted = {
        letter: For.EVERYBODY if button.press.__module__ in of_readers else For.ADMINS
        for letter, button in BUTTONS.items()
    }
    assert told == wanted


def forge(chat: RunningHarness, number: int, message: Json, press: str) -> Callable[[], str]:
    """A press of a reader on what only an admin has: an update that no honest server sends."""
    person = {"id": READER, "is_bot": False, "first_name": "Minh"}
    query = {"id": str(number), "from": person, "message": message, "chat_instance": "1", "data": press}

    def deliver() -> str:
        chat.act("redeliver", update={"update_id": number, "callback_query": query})
        return str(number)

    return deliver


def a_day_later(data: Path) -> None:
    """All pages are due, and what is in doubt has been so for two days."""
    with sqlite3.connect(data / "corpus.sqlite3") as connection:
        connection.execute("UPDATE pages SET due_at = 0, doubt_since = doubt_since - 172800")
    connection.close()


def test_many_articles_that_are_gone_are_believed_by_a_button_and_brought_back(
    chat: RunningHarness, paper: Paper, data: Path
) -> None:
    gone = [paper.stories[number] for number in range(1001, 1013)]
    asked = gone[3].paragraphs[0]
    paper.faults |= {one.path: Reply(404) for one in gone}
    paper.publish()
    a_day_later(data)
    assert "12 đã gỡ" in crawled(chat)
    a_day_later(data)
    report = until(chat, chat.ask("/crawl"), DONE)
    assert crawls.SITE_HELD_BACK.format(count=12).strip() in report["text"]
    assert labels(report) == [crawls.BUTTON_HELD_BACK.format(domain=SITE, count=12)]
    listed = chat.ask("/loi")
    assert listed["text"].startswith(crawls.FAILURES_NONE + "\n⚠️ Báo Thử <1>: 12 bài")
    assert labels(listed) == labels(report)
    assert asked[:40] in chat.ask(asked, READER, user_id=READER)["text"]
    chat.click(report, "xem 12 bài")
    question = chat.expect_reply(listed["message_id"])
    assert question["text"].count("• Bản tin") == 5
    assert "… và 7 bài nữa" in question["text"]
    chat.click(question, "Xác nhận báo đã gỡ 12 bài")
    until(chat, question, "đã đưa 12 bài ra khỏi kho")
    assert asked[:40] not in chat.ask(asked, READER, user_id=READER)["text"]
    assert toast(chat, lambda: chat.click(report, "xem 12 bài")) == crawls.HELD_BACK_NONE
    assert chat.ask("/loi")["text"] == crawls.FAILURES_NONE
    assert chat.ask("/hoantac")["text"] == crawls.UNDO_WITHDRAWAL.format(count=12)
    assert asked[:40] in chat.ask(asked, READER, user_id=READER)["text"]
    assert labels(chat.ask("/loi")) == labels(report)


def test_what_changed_since_it_was_shown_is_not_believed(
    chat: RunningHarness, paper: Paper, data: Path
) -> None:
    chat.click(chat.ask("/loi"), "xem 12 bài")
    question = chat.expect_reply(max(one["message_id"] for one in chat.messages(ADMIN)))
    back = paper.stories[1001]
    del paper.faults[back.path]
    paper.publish()
    a_day_later(data)
    crawled(chat)
    assert toast(chat, lambda: chat.click(question, "Xác nhận báo đã gỡ")) == crawls.LIST_CHANGED
    assert labels(chat.ask("/loi")) == [crawls.BUTTON_HELD_BACK.format(domain=SITE, count=11)]


def test_the_buttons_data_fit(chat: RunningHarness) -> None:
    for one in ("/nguontin", "/loi"):
        message = chat.ask(one)
        for label in labels(message):
            assert len(button(message, label)["callback_data"].encode()) <= 64
