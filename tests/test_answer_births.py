"""When somebody was born, and where they are from: no other year will do, nor that of somebody else."""

from __future__ import annotations

import pytest

from corpus.answer.asked_for.asked import Asked
from corpus.answer.marking.by_kind import may_answer
from corpus.answer.marking.highlight import highlight
from corpus.answer.reading.question import read
from corpus.language.text import fold
from corpus.language.typed.marks import common

FUND = "Năm 2021, quỹ mang tên nhạc sĩ Đào Xuân Mẫn trao 40 suất học bổng."
BORN = "Nhạc sĩ Đào Xuân Mẫn sinh năm 1931 ở làng Phú Câu, năm 1954 ông ra Bắc."


def mark(question: str, text: str) -> str | None:
    reading = read(question, common())
    span = highlight(text, Asked(reading), fold(reading.subject).split())
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("nhạc sĩ đào xuân mẫn sinh năm mấy", BORN, "năm 1931"),
        ("nhac si dao xuan man sinh nam nao", BORN, "năm 1931"),
        ("năm sinh của bị cáo", "Bị cáo Ksor Y Thu (SN 1989) nhận tội.", "1989"),
        ("tài xế sinh ngày mấy", "Tài xế khai sinh ngày 3/5/1990, bằng lái còn hạn.", "ngày 3/5/1990"),
        ("nhạc sĩ đào xuân mẫn sinh năm mấy", FUND, None),
        ("ông vũ hải đăng sinh năm nào", "Ông Lê Quang Mạnh, sinh năm 1974, được bổ nhiệm.", None),
    ],
)
def test_only_a_birth_answers_when_somebody_was_born(question: str, text: str, marked: str | None) -> None:
    assert mark(question, text) == marked
    assert may_answer(text, Asked(read(question, common()))) is (marked is not None)


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        (
            "tài xế người ở đâu",
            "Tài xế Đinh Văn Lực (34 tuổi, trú thôn Hà Giang, xã Sông Hinh, tỉnh Đắk Lắk) đã trình báo.",
            "thôn Hà Giang, xã Sông Hinh, tỉnh Đắk Lắk",
        ),
        ("anh Lực trú ở đâu", "Anh Lực, 34 tuổi, ở phường Phú Yên, thoát nạn.", "phường Phú Yên"),
        (
            "ông Học quê đâu",
            "Ông Học sinh năm 1972 tại xã Quang Bắc, tỉnh Hải Dương, nay ở Hà Nội.",
            "xã Quang Bắc, tỉnh Hải Dương",
        ),
        ("bà Lành sinh ra ở đâu", "Bà Lành sinh ngày 1/2/1955, quê quán xã An Cư.", "xã An Cư"),
        ("cậu bé quê ở đâu", "Cậu bé được tìm thấy ở cảng Vũng Rô.", None),
    ],
)
def test_only_a_home_answers_where_somebody_is_from(question: str, text: str, marked: str | None) -> None:
    assert mark(question, text) == marked
    assert may_answer(text, Asked(read(question, common()))) is (marked is not None)
