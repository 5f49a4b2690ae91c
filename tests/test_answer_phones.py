"""Numbers to call: who asks for one, where they stand, and that nothing else will do."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from answer_support import archive_of

from corpus import VIETNAM, Outcome, Question
from corpus.answer.asked_for.phones import asks_phone
from corpus.answer.marking.phones import find_phones
from corpus.answer.reading.question import read
from corpus.language.typed.marks import common

NOW = datetime(2026, 11, 30, 9, tzinfo=VIETNAM)
NEWS = [
    (
        "lu",
        "Lũ trên sông Ba",
        "Người dân cần cứu hộ gọi 112 hoặc đường dây nóng 0257 000 0112.",
        "2026-11-06",
    ),
    (
        "to",
        "Tổ công nghệ số",
        "Mỗi thôn có một tổ công nghệ số, được hỗ trợ 50.000 đồng tiền điện thoại.",
        "2026-10-01",
    ),
]


@pytest.mark.parametrize(
    "question",
    [
        "số điện thoại công an tỉnh",
        "so dien thoai cong an la bao nhieu",
        "số điện thoại bệnh viện là gì",
        "sdt cứu hộ",
        "mưa lũ gọi số nào",
        "hotline đường sắt",
        "đường dây nóng cứu hộ lũ",
        "tổng đài của điện lực là bao nhiêu",
    ],
)
def test_a_number_to_call_is_asked_for(question: str) -> None:
    assert asks_phone(read(question, common()))


@pytest.mark.parametrize(
    "question",
    [
        "số nhà bị ngập",
        "đường dây nóng hoạt động khi nào",
        "vì sao tổng đài bị nghẽn",
        "giá điện thoại bao nhiêu",
        "đường dây nóng nhận mấy tin ô nhiễm",
        "tổng đài 1022 là gì",
        "ai lập đường dây nóng",
    ],
)
def test_something_else_is_asked(question: str) -> None:
    assert not asks_phone(read(question, common()))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("gọi 112 hoặc đường dây nóng 0257 000 0112 của tỉnh", ["112", "0257 000 0112"]),
        ("gọi tổng đài 1900 0109 hoặc đến ga", ["1900 0109"]),
        ("0914.123.456, (0257) 3841 234", ["0914.123.456", "(0257) 3841 234"]),
        ("hay là +84 914 123 456", ["+84 914 123 456"]),
        ("phản ánh qua tổng đài 1022", ["1022"]),
        ("ngày 16/8/2021 có 112 hộ, 1.900 con, 0,5 ha và 0912 đồng", []),
        ("Nghị định 02/2017/NĐ-CP, năm 1900, 01/01/2024", []),
    ],
)  # fmt: skip
def test_numbers_to_call_are_found_and_no_others(text: str, numbers: list[str]) -> None:
    assert [span.of(text) for span in find_phones(text)] == numbers


async def test_it_is_marked_where_it_is_and_refused_where_there_is_none(tmp_path: Path) -> None:
    async with archive_of(tmp_path, NEWS) as archive:
        found = await archive.ask(Question("lũ sông Ba cứu hộ gọi số nào", NOW))
        assert found.quotes[0].source.article_id == "lu"
        assert found.quotes[0].highlight is not None
        refused = await archive.ask(Question("số điện thoại tổ công nghệ số", NOW))
        assert refused.outcome is Outcome.NOT_FOUND
