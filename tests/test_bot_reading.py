"""Reading on from an answer, browsing without asking, links and examples: the real process on the harness."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bot_support import Json, button, entity_texts, ingest, labels, toast
from harness_fixtures import RunningHarness, running_bot, running_harness

from bot.render.reading import HASH_SHOWN
from bot.texts import VI

READER, FRIEND = 1002, 1003
LONG = "\n".join(
    f"Đoạn thứ {number} kể chuyện làng chài, chuyện ghe thuyền ra khơi và chuyện người ở lại trên bờ. " * 6
    for number in range(1, 9)
)
NEWS = [
    {
        "id": "ham-1",
        "headline": "Sạt lở hầm đường sắt Bãi Gió",
        "url": "https://bao.example/ham-1",
        "publisher": "Báo Thử",
        "section": "Giao thông",
        "published_at": "2024-04-13T07:00+07:00",
        "body": "Trưa 12/4, hầm đường sắt Bãi Gió bị sạt lở, tàu không qua được.",
    },
    {
        "id": "ham-1b",
        "headline": "Sạt lở hầm đường sắt Bãi Gió, tàu ngừng chạy",
        "url": "https://bao.example/ham-1b",
        "publisher": "Báo Thử",
        "section": "Giao thông",
        "published_at": "2024-04-13T19:00+07:00",
        "body": "Trưa 12/4, hầm đường sắt Bãi Gió bị sạt lở, tàu không qua được, hành khách đi ô tô.",
    },
    {
        "id": "ham-2",
        "headline": "Thông hầm Bãi Gió sau mười ngày",
        "url": "https://bao.example/ham-2",
        "publisher": "Báo Thử",
        "section": "Giao thông",
        "published_at": "2024-04-23T07:00+07:00",
        "body": "Chiều 22/4, hầm đường sắt Bãi Gió thông trở lại, chuyến tàu đầu tiên qua hầm an toàn.\n"
        + LONG,
    },
    {
        "id": "muc",
        "headline": "Mùa mực ở Tuy An",
        "url": "https://bao.example/muc",
        "section": "Kinh tế",
        "published_at": "2026-06-01T07:00+07:00",
        "body": "Ngư dân Tuy An và Sông Cầu vào mùa câu mực. Ghe nào cũng chong đèn suốt đêm.",
    },
    {"id": "gia", "headline": "Giá mực ống", "body": "Mực ống giá 180.000 đồng một ký."},
]


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, running_bot(harness, data):
        harness.act("user", id=FRIEND, first_name="Hoa")
        yield harness


@pytest.fixture
def answer(chat: RunningHarness) -> Json:
    return chat.ask("hầm đường sắt Bãi Gió bị sạt lở khi nào", READER, user_id=READER)


def press(chat: RunningHarness, message: Json, label: str, user_id: int = READER) -> Json:
    """Press a button; the message once it was edited."""
    chat.click(message, label, user_id=user_id)
    return chat.expect_edit(message)


def test_the_source_link_leads_to_the_words_and_the_button_to_the_article(answer: Json) -> None:
    links = [one["url"] for one in answer["entities"] if one["type"] == "text_link"]
    linked = next(link for link in links if "ham-" in link)
    plain, _sign, fragment = linked.partition("#:~:text=")
    assert unquote(fragment).split(",")[0].split()[0] in entity_texts(answer, "blockquote")[0]
    assert button(answer, VI.button_read)["url"] == plain


def test_a_quote_is_copied_with_its_source(answer: Json) -> None:
    copied = button(answer, VI.reading.button_copy)["copy_text"]["text"]
    assert copied.startswith("“Trưa 12/4, hầm đường sắt Bãi Gió bị sạt lở")
    assert copied.endswith("13/4/2024)")


def test_one_reads_through_the_article_and_back(chat: RunningHarness) -> None:
    answer = chat.ask("chuyến tàu đầu tiên qua hầm an toàn", READER, user_id=READER)
    around = press(chat, answer, VI.button_context)
    assert "Chiều 22/4" in entity_texts(around, "bold")[0]
    seen, at = around["text"], around
    while VI.reading.button_later in labels(at):
        at = press(chat, at, VI.reading.button_later)
        seen += at["text"]
    assert all(f"Đoạn thứ {number}" in seen for number in range(1, 9))
    assert "Phần" in at["text"]
    earlier = press(chat, at, VI.reading.button_earlier)
    assert earlier["text"] != at["text"]
    assert press(chat, earlier, VI.button_back)["text"] == answer["text"]


def test_every_quote_of_an_answer_has_its_context(chat: RunningHarness) -> None:
    several = chat.ask("hầm đường sắt Bãi Gió", READER, user_id=READER)
    assert len(entity_texts(several, "blockquote")) > 1
    around = press(chat, several, VI.button_context)
    assert "• 1 •" in labels(around)
    second = press(chat, around, "2")
    assert "• 2 •" in labels(second)
    assert entity_texts(second, "bold")[0] in entity_texts(several, "blockquote")[1]


def test_the_check_is_replayed(chat: RunningHarness, answer: Json) -> None:
    checked = press(chat, answer, VI.reading.button_check)
    assert checked["text"].count("Khớp nguyên văn.") == len(entity_texts(answer, "blockquote"))
    assert len(entity_texts(checked, "code")[0]) == HASH_SHOWN
    assert VI.reading.check_current in checked["text"]
    assert press(chat, checked, VI.button_back)["text"] == answer["text"]


def test_the_check_sees_a_corrected_article_and_one_that_was_tampered_with(
    chat: RunningHarness, data: Path
) -> None:
    answer, other = (chat.ask("mực ống giá bao nhiêu", READER, user_id=READER) for _ in range(2))
    ingest(data, [NEWS[4] | {"body": "Mực ống giá 190.000 đồng một ký."}], "corrected.jsonl")
    checked = press(chat, answer, VI.reading.button_check)
    assert VI.reading.check_changed.partition("{")[0] in checked["text"]
    revised = VI.reading.revised.partition("{")[0]
    assert revised not in answer["text"]
    again = press(chat, checked, VI.button_back)
    assert revised in again["text"] and "180.000" in again["text"]
    assert revised in press(chat, again, VI.button_context)["text"]
    with sqlite3.connect(data / "corpus.sqlite3") as archive:
        archive.execute(
            "UPDATE versions SET text = REPLACE(text, '180.000', '280.000') WHERE article_id = 'gia'"
        )
    archive.close()
    again = press(chat, other, VI.reading.button_check)
    assert "Không khớp." in again["text"]
    assert "280.000" not in again["text"]


def test_sections_and_places_with_counts(chat: RunningHarness) -> None:
    menu = chat.ask("/chude", READER, user_id=READER)
    assert labels(menu) == ["Giao thông · 3", "Kinh tế · 1", f"{VI.browsing.no_section} · 1"]
    opened = press(chat, menu, "Giao thông")
    assert opened["text"].startswith("Giao thông · 3 bài\n• Thông hầm Bãi Gió")
    assert labels(press(chat, opened, VI.browsing.button_sections)) == labels(menu)
    places = chat.ask("/diaphuong", READER, user_id=READER)
    assert labels(places) == ["Sông Cầu · 1", "Tuy An · 1"]
    assert "Mùa mực ở Tuy An" in press(chat, places, "Sông Cầu")["text"]


def test_a_timeline_has_one_sentence_per_story_oldest_first(chat: RunningHarness) -> None:
    shown = chat.ask("/dongthoigian hầm đường sắt Bãi Gió", READER, user_id=READER)
    assert entity_texts(shown, "bold") == ["Dòng thời gian: hầm đường sắt Bãi Gió", "13/4/2024", "23/4/2024"]
    first, second = entity_texts(shown, "blockquote")
    assert "bị sạt lở" in first
    assert "thông trở lại" in second


def test_a_timeline_of_nothing(chat: RunningHarness) -> None:
    shown = chat.ask("/dongthoigian sân bay vũ trụ", READER, user_id=READER)
    assert shown["text"] == VI.browsing.timeline_none.format(subject="sân bay vũ trụ")
    assert "/dongthoigian" in chat.ask("/dongthoigian", READER, user_id=READER)["text"]


def test_examples_are_asked_by_pressing_them_and_all_have_answers(chat: RunningHarness) -> None:
    greeting = chat.ask("/start", READER, user_id=READER)
    examples = labels(greeting)
    assert len(examples) == 3
    for example in examples:
        before = chat.messages(READER)[-1]["message_id"]
        chat.click(greeting, example, user_id=READER)
        reply = chat.expect_reply(before, READER)
        assert reply["text"].startswith(f"Hỏi: {example.removesuffix('…')}")
        assert entity_texts(reply, "blockquote")


def test_the_same_press_delivered_twice_asks_once(chat: RunningHarness) -> None:
    greeting = chat.ask("/start", READER, user_id=READER)
    chat.click(greeting, labels(greeting)[0], user_id=READER)
    reply = chat.expect_reply(greeting["message_id"], READER)
    chat.act("redeliver")
    later = chat.ask("/nguon", READER, user_id=READER)
    between = [
        one for one in chat.messages(READER) if reply["message_id"] < one["message_id"] < later["message_id"]
    ]
    assert [one for one in between if one["from"]["is_bot"]] == []


def test_a_shared_answer_opens_for_somebody_else_with_buttons_of_their_own(
    chat: RunningHarness, answer: Json
) -> None:
    shared = parse_qs(urlsplit(button(answer, VI.reading.button_share)["url"]).query)
    link = urlsplit(shared["url"][0])
    assert (link.netloc, link.path) == ("t.me", "/hoibao_bot")
    payload = parse_qs(link.query)["start"][0]
    sent = chat.start(payload, user_id=FRIEND)
    opened = chat.expect_reply(sent["message_id"], FRIEND)
    assert entity_texts(opened, "blockquote") == entity_texts(answer, "blockquote")
    assert opened["text"].startswith("Hỏi: hầm đường sắt Bãi Gió bị sạt lở khi nào")
    assert "Trưa 12/4" in press(chat, opened, VI.button_context, FRIEND)["text"]
    forged = chat.start(payload[:-1] + ("0" if payload[-1] != "0" else "1"), user_id=FRIEND)
    assert chat.expect_reply(forged["message_id"], FRIEND)["text"] == VI.expired


def test_an_unknown_payload_greets(chat: RunningHarness) -> None:
    for payload in ("q_khongco", "a_1", "inline"):
        sent = chat.start(payload, user_id=FRIEND)
        assert chat.expect_reply(sent["message_id"], FRIEND)["text"].startswith("Chào bạn!")


def test_a_button_under_a_message_that_telegram_does_not_show_any_more(
    chat: RunningHarness, answer: Json
) -> None:
    data = button(answer, VI.button_context)["callback_data"]
    where = {"chat_id": READER, "message_id": answer["message_id"], "user_id": READER}
    said = toast(chat, lambda: chat.act("callback", data=data, inaccessible=True, **where))
    assert said == VI.expired


def test_the_days_that_were_understood_are_shown_and_the_chip_takes_them_off(chat: RunningHarness) -> None:
    answer = chat.ask("tháng 4/2024 hầm đường sắt Bãi Gió sạt lở khi nào?")
    assert "Thời gian: tháng 4/2024" in answer["text"]
    assert "Trưa 12/4" in answer["text"]
    refusal = chat.ask("tháng 2/2024 hầm đường sắt Bãi Gió sạt lở khi nào?")
    assert refusal["text"].startswith(VI.reading.none_in_period.format(days="tháng 2/2024"))
    assert VI.reading.near_period in refusal["text"]
    assert "Sạt lở hầm đường sắt Bãi Gió" in refusal["text"]
    assert VI.alerts.button_watch not in labels(refusal)
    chat.click(refusal, VI.reading.button_anytime)
    anytime = chat.expect_edit(refusal)
    assert "Trưa 12/4" in anytime["text"]
    assert VI.reading.button_anytime not in labels(anytime)
    assert "Tiếp theo" not in anytime["text"]  # as before


def test_where_nothing_was_published_it_is_the_news_that_is_missing(chat: RunningHarness) -> None:
    reading = VI.reading
    for asked, said in (
        ("ngày 5/3/2024 có gì mới", reading.no_news_on_day.format(about="", days="5/3/2024")),
        ("thang 2/2024 co tin gi", reading.no_news_in_period.format(about="", days="tháng 2/2024")),
        (
            "ngày 5/3/2024 có tin gì ở Tuy An",
            reading.no_news_on_day.format(about=" về Tuy An", days="5/3/2024"),
        ),
        ("ngày 5/3/2024 giá mực ống bao nhiêu", reading.none_on_day.format(days="5/3/2024")),
    ):
        assert chat.ask(asked)["text"].split("\n")[0] == said
    near = chat.ask("ngày 11/4/2024 có gì mới")["text"]
    assert reading.near_news in near and "Sạt lở hầm đường sắt Bãi Gió" in near
    assert chat.ask("hôm qua có gì mới")["text"].startswith("Kho tin chưa có tin nào đăng ngày ")


def test_a_question_word_alone_lacks_a_subject(chat: RunningHarness) -> None:
    alone = 1017
    chat.act("user", id=alone, first_name="Tâm")
    for text in (
        "vì sao?", "o dau vay", "bao nhiêu?", "Khi nào", "còn năm 2024?", "con nam ngoai?", "/hoi thế còn Tuy An?"
    ):  # fmt: skip
        refusal = chat.ask(text, alone, user_id=alone)
        assert (refusal["text"], labels(refusal)) == (VI.reading.lacks_subject, [])
    chat.ask("giá mực ống", alone, user_id=alone)
    assert "đồng một ký" in chat.ask("bao nhiêu?", alone, user_id=alone)["text"]


def test_why_tells_how_the_question_was_read_and_which_words_were_found(chat: RunningHarness) -> None:
    answer = chat.ask("muc ong gia bao nhieu?")
    told = press(chat, answer, VI.because.button)
    assert "mực ống giá bao nhiêu" in told["text"]
    assert VI.because.kind.format(kind="một con số") in told["text"]
    assert "Câu trích 1 có các từ: mực, ống, giá" in told["text"]
    assert "Độ chắc chắn" in told["text"]
    assert press(chat, told, VI.button_back)["text"] == answer["text"]


def test_nothing_was_refused(chat: RunningHarness, data: Path) -> None:
    assert chat.refused() == []
    assert "Traceback" not in (data / "bot.log").read_text("utf-8")
