"""The beginning and the end of things, and prices among other money: what is marked is what was asked."""

from __future__ import annotations

import pytest

from corpus.answer.asked_for.asked import Asked
from corpus.answer.marking.by_kind import may_answer
from corpus.answer.marking.highlight import highlight
from corpus.answer.reading.question import read
from corpus.language.typed.marks import common


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("cầu Bến Lội khi nào xong", "Khởi công ngày 1/1, cầu Bến Lội bắc qua sông Ba.", None),
        ("cầu Bến Lội khởi công khi nào", "Khởi công ngày 1/1, cầu Bến Lội bắc qua sông Ba.", "1/1"),
        ("cầu Bến Lội khi nào xong", "Cầu Bến Lội hoàn thành vào tháng 6/2025.", "tháng 6/2025"),
        ("cầu Bến Lội khởi công khi nào", "Cầu Bến Lội hoàn thành vào tháng 6/2025.", None),
        (
            "cầu Bến Lội khi nào xong",
            "Cầu Bến Lội khởi công năm 2023, hoàn thành vào tháng 6/2025.",
            "tháng 6/2025",
        ),
        ("khi nào sửa xong cầu Bến Lội", "Cầu Bến Lội khánh thành năm 2011, dài 300m.", None),
        ("khi nào sửa xong cầu Bến Lội", "Việc sửa cầu Bến Lội kéo dài đến hết ngày 4/7.", "4/7"),
        ("cầu Bến Lội khi nào khánh thành", "Cầu Bến Lội khánh thành năm 2011, dài 300m.", "năm 2011"),
        ("giá tôm hùm xanh bao nhiêu", "Sáu tháng qua, tôm hùm xanh xuất khẩu đạt 38,5 triệu USD.", None),
        ("giá tôm hùm xanh bao nhiêu", "Tôm hùm xanh được mua với giá 950.000 đồng/kg.", "950.000 đồng"),
        ("giá tôm hùm xanh bao nhiêu", "Tôm hùm xanh 950.000 đồng/kg, tôm bông lỗ nặng.", "950.000 đồng"),
        ("giá tôm hùm xanh bao nhiêu", "Tôm hùm xanh lên 950.000 đồng một ký.", "950.000 đồng"),
        ("gia tom hum xanh bao nhieu", "Sáu tháng qua, tôm hùm xanh xuất khẩu đạt 38,5 triệu USD.", None),
        ("phiên đấu giá đất thu bao nhiêu tiền", "Phiên đấu giá đất đem về 38,5 tỉ đồng.", "38,5 tỉ đồng"),
    ],
)
def test_what_is_marked(question: str, text: str, marked: str | None) -> None:
    reading = read(question, common())
    span = highlight(text, Asked(reading), reading.subject.split())
    if marked is None:
        assert span is None
    else:
        assert span is not None
        assert marked in span.of(text)


def test_the_opening_of_a_thing_is_no_end_of_its_repair() -> None:
    asked = Asked(read("khi nào sửa xong cầu Bến Lội", common()))
    assert may_answer("Cầu Bến Lội khánh thành năm 2011, dài 300m.", asked) is False
    assert may_answer("Cầu đóng từng đêm, dự kiến đến 4/7.", asked) is True


def test_a_beginning_is_no_end() -> None:
    asked = Asked(read("cầu Bến Lội khi nào xong", common()))
    assert may_answer("Khởi công ngày 1/1, cầu Bến Lội bắc qua sông Ba.", asked) is False
    assert may_answer("Cầu Bến Lội dự kiến xong trong năm 2025.", asked) is True
