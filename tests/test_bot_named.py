"""/moinhat, /chude and /diaphuong with something behind them: a number, a section, a place, or what is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bot_support import Json, labels
from harness_fixtures import RunningHarness, running_bot, running_harness

from bot.commands.moinhat import MOST
from bot.commands.naming import meant
from bot.markup import Message
from bot.texts import VI

READER, GROUP = 1002, -801
NEWS = [
    {
        "id": str(at),
        "headline": f"Tin thứ {at}",
        "section": section,
        "body": f"Chuyện ở {place}, việc số {at}.",
        "published_at": f"2026-11-{at + 1:02}T07:00+07:00",
    }
    for at, (section, place) in enumerate(
        [("Giáo dục", "Sông Cầu"), ("Giáo dục", "Tuy Hòa"), ("Văn hóa - Xã hội", "Đông Hòa")]
        + [("Kinh tế", "Tuy Hòa")] * 10
    )
]


@pytest.fixture(scope="module")
def chat(data: Path) -> Iterator[RunningHarness]:
    with running_harness() as harness, running_bot(harness, data):
        harness.act("chat", id=GROUP, type="supergroup", title="Xóm chài")
        yield harness


def asked(chat: RunningHarness, text: str) -> Json:
    return chat.ask(text, READER, user_id=READER)


def headlines(message: Json) -> list[str]:
    return [line.split(" · ")[0] for line in message["text"].split("\n") if line.startswith("• ")]


def test_as_many_headlines_as_are_asked_for_and_as_many_on_the_next_page(chat: RunningHarness) -> None:
    three = asked(chat, "/moinhat 3")
    assert headlines(three) == ["• Tin thứ 12", "• Tin thứ 11", "• Tin thứ 10"]
    chat.click(three, VI.button_older, user_id=READER)
    assert headlines(chat.expect_edit(three)) == ["• Tin thứ 9", "• Tin thứ 8", "• Tin thứ 7"]
    assert len(headlines(asked(chat, "/moinhat 500 tin"))) == MOST
    assert len(headlines(asked(chat, "/moinhat"))) == 5


@pytest.mark.parametrize("named", ["Tuy Hòa", "tuy hoa", "ở TP. Tuy Hoà", "thanh pho tuy hoa"])
def test_the_latest_of_a_place(chat: RunningHarness, named: str) -> None:
    for command in ("/moinhat", "/diaphuong"):
        found = asked(chat, f"{command} {named}")
        assert found["text"].startswith("Tuy Hòa · 11 bài nhắc đến\n• Tin thứ 12")
    chat.click(found, VI.button_older, user_id=READER)
    assert headlines(chat.expect_edit(found))[0] == "• Tin thứ 7"


@pytest.mark.parametrize("named", ["giáo dục", "GIAO DUC", "chuyên mục Giáo dục"])
def test_the_latest_of_a_section(chat: RunningHarness, named: str) -> None:
    for command in ("/moinhat", "/chude"):
        found = asked(chat, f"{command} {named}")
        assert found["text"].startswith("Giáo dục · 2 bài")
        assert headlines(found) == ["• Tin thứ 1", "• Tin thứ 0"]


def test_part_of_a_name_is_enough_and_what_it_may_be_is_offered(chat: RunningHarness) -> None:
    assert asked(chat, "/chude xã hội")["text"].startswith("Văn hóa - Xã hội · 1 bài")
    either = asked(chat, "/diaphuong hòa")
    assert labels(either) == ["Tuy Hòa · 11", "Đông Hòa · 1"]
    chat.click(either, "Đông Hòa", user_id=READER)
    assert headlines(chat.expect_edit(either)) == ["• Tin thứ 2"]


def test_what_is_not_known_is_said_and_what_there_is_is_offered(chat: RunningHarness) -> None:
    section, place = asked(chat, "/chude <thể thao>"), asked(chat, "/diaphuong Hà Nội")
    assert section["text"].startswith(VI.browsing.no_such_section.format(name="<thể thao>"))
    assert "Kinh tế · 10" in labels(section)
    assert place["text"].startswith(VI.browsing.no_such_place.format(name="Hà Nội"))
    assert "Sông Cầu · 1" in labels(place)
    news = asked(chat, "/moinhat giá vàng")
    assert news["text"] == Message(VI.browsing.no_such_news.format(name="giá vàng")).plain
    assert {"Kinh tế · 10", "Sông Cầu · 1"} <= set(labels(news))


def test_in_a_group_too(chat: RunningHarness) -> None:
    found = chat.ask("/moinhat@hoibao_bot song cau", chat_id=GROUP, user_id=READER)
    assert headlines(found) == ["• Tin thứ 0"]


def test_a_name_with_its_marks_comes_before_one_that_only_looks_like_it() -> None:
    names = ["Hòa Tân", "Hoa Tan", "Hòa Tân Đông", "Xã hội", ""]
    assert meant("xã Hòa Tân", names, str) == ["Hòa Tân"]
    assert meant("hoa tan", names, str) == ["Hoa Tan"]
    assert meant("tân đông", names, str) == ["Hòa Tân Đông"]
    assert meant("xa hoi", names, str) == ["Xã hội"]
    assert meant("xã", names, str) == ["Xã hội"]
    assert meant("?", names, str) == meant("huyện", names, str) == []


def test_nothing_was_refused(chat: RunningHarness, data: Path) -> None:
    assert chat.refused() == []
    assert "Traceback" not in (data / "bot.log").read_text("utf-8")
