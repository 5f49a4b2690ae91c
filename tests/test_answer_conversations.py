"""Questions of a chat that could stand by themselves, asked of the sample articles: which go on from what was shown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from corpus import VIETNAM, Answer, Archive, Article, CorpusSettings, Question

NOW = datetime(2026, 11, 30, 9, tzinfo=VIETNAM)
GOING_ON = [
    ("hầm Bãi Gió sạt lở vì sao", "khi nào thông", "15/4"),
    ("ham bai gio bi sat khi nao", "khi nao thong", "15/4"),
    ("hầm bãi gió thông chưa", "mấy ống thép", "120 ống thép"),
    ("hầm bãi gió thông chưa", "chuyển tải bao nhiêu khách", "21.300 lượt"),
    ("sạt lở hầm bãi gió", "có ai bị gì không", "không ai bị thương"),
    ("sạt lở hầm Bãi Gió", "bao nhiêu đất đá", "m³"),
    ("lũ sông bàn thạch", "chỗ nào ngập sâu nhất", "Hòa Thịnh"),
    ("lũ sông bàn thạch", "mưa bao nhiêu", "412mm"),
    ("lu song ban thach", "quoc lo 29 di duoc chua", "Quốc lộ 29"),
    ("lũ sông bàn thạch", "gọi số nào", "112"),
    ("tôm hùm chết ở sông cầu", "mấy hộ bị", "hộ"),
    ("tôm hùm chết ở sông cầu", "sao lại chênh lệch", "chênh lệch"),
    ("tom hum chet o song cau", "ngan hang co gian no khong", "119 khách hàng"),
]
STANDING = """
giá vàng hôm nay
thời tiết ngày mai
tin mới nhất
điểm chuẩn lớp 10
nạo vét cảng Vũng Rô
lễ hội cầu ngư
giá mía
chiến dịch tiêm sởi
cháy rừng
kế toán htx bị mấy năm tù
làm căn cước ở đâu
xuất khẩu cá ngừ
cầu hùng vương sửa xong chưa
tàu cá chưa đăng ký
bao so 13
đường ven biển
hôm nay có gì mới
""".strip().splitlines()
BEFORE = ("hầm Bãi Gió sạt lở vì sao", "lũ sông bàn thạch", "tôm hùm chết ở sông cầu")


@pytest.fixture
async def archive(samples: Path) -> AsyncIterator[Archive]:
    async with await Archive.open(CorpusSettings(samples)) as opened:
        yield opened


async def in_chat(archive: Archive, earlier: str, now: str) -> Answer:
    """The answer as the bot asks for it: it knows what the one before it showed."""
    first = await archive.ask(Question(earlier, NOW))
    shown = frozenset(quote.source.article_id for quote in (*first.quotes, *first.more))
    assert shown
    return await archive.ask(Question(now, NOW, (earlier,), shown=shown))


@pytest.mark.parametrize(("earlier", "now", "told"), GOING_ON)
async def test_it_goes_on_with_the_articles_that_were_shown(
    archive: Archive, earlier: str, now: str, told: str
) -> None:
    answer = await in_chat(archive, earlier, now)
    assert answer.follows is not None
    assert told in answer.quotes[0].text


@pytest.mark.parametrize("now", STANDING)
async def test_a_new_subject_is_answered_as_if_nothing_had_been_asked(archive: Archive, now: str) -> None:
    alone = await archive.ask(Question(now, NOW))
    for earlier in BEFORE:
        answer = await in_chat(archive, earlier, now)
        assert answer.follows is None
        assert answer.quotes == alone.quotes


async def test_where_nothing_was_shown_a_question_that_could_stand_does(archive: Archive) -> None:
    alone = await archive.ask(Question("khi nào thông", NOW))
    answer = await archive.ask(
        Question("khi nào thông", NOW, ("hầm Bãi Gió sạt lở vì sao",), shown=frozenset())
    )
    assert answer.follows is None
    assert answer.quotes == alone.quotes


async def test_a_batch_does_not_say_what_was_shown_and_has_its_history_count(archive: Archive) -> None:
    answer = await archive.ask(Question("khi nào thông", NOW, ("hầm Bãi Gió sạt lở vì sao",)))
    assert answer.follows == "hầm Bãi Gió sạt lở"


async def test_what_is_found_beside_what_was_shown_is_not_sure_where_it_may_be_meant_of_that(
    archive: Archive,
) -> None:
    """Who asks in a few words, without a name, may well mean what was shown."""
    alone = await archive.ask(Question("phạt mấy năm tù", NOW))
    answer = await in_chat(archive, "hầm Bãi Gió sạt lở vì sao", "phạt mấy năm tù")
    assert answer.quotes == alone.quotes
    assert alone.is_sure
    assert not answer.is_sure


@pytest.mark.parametrize(
    ("earlier", "now", "told"),
    [
        ("tai nạn giao thông năm 2025", "còn sốt xuất huyết?", "1.130 ca"),
        ("nghị định 168 phạt nồng độ cồn ô tô bao nhiêu", "còn xe máy?", "10 triệu"),
    ],
)
async def test_what_is_asked_instead_may_leave_more_or_less_of_the_question_before(
    tmp_path: Path, earlier: str, now: str, told: str
) -> None:
    texts = {
        "Tai nạn giao thông giảm": "Năm 2025, toàn tỉnh xảy ra 212 vụ tai nạn giao thông.",
        "Sốt xuất huyết giảm": "Năm 2025, toàn tỉnh ghi nhận 1.130 ca sốt xuất huyết.",
        "Mức phạt nồng độ cồn": "Nghị định 168 phạt nồng độ cồn đối với ô tô đến 40 triệu đồng. "
        "Cũng theo Nghị định 168, nồng độ cồn ở xe máy bị phạt đến 10 triệu đồng.",
    }
    async with await Archive.open(CorpusSettings(tmp_path)) as opened:
        await opened.take_in(
            Article(f"a{at}", headline, text, published_at=datetime(2025, 10, 22, tzinfo=VIETNAM))
            for at, (headline, text) in enumerate(texts.items())
        )
        answer = await opened.ask(Question(now, NOW, (earlier,)))
    assert told in answer.quotes[0].text
