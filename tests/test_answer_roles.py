"""Whose office is asked for: a name that is said to hold another one is no answer."""

from __future__ import annotations

import pytest

from corpus.answer.asked_for.asked import Asked
from corpus.answer.asked_for.persons import asked_office
from corpus.answer.marking.highlight import highlight
from corpus.answer.marking.may_hold import a_name
from corpus.answer.reading.question import read
from corpus.language.text import fold

SECOND = "Ông Lê Văn Tám, Phó Chủ tịch UBND huyện, Trưởng ban tổ chức, cho biết hội năm nay có 19 đội."


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("giám đốc sở nội vụ đắk lắk là ai", "giám đốc"),
        ("phó giám đốc điện lực tỉnh là ai", "phó giám đốc"),
        ("chi cục trưởng thủy sản hồi 2023 tên gì", "chi cục trưởng"),
        ("ai làm trưởng ban tổ chức hội đua thuyền", "trưởng ban"),
        ("ai giữ chức chủ tịch xã An Cư", "chủ tịch"),
        ("ai tặng quà cho giám đốc bệnh viện", None),
        ("giám đốc sở nói gì về điểm chuẩn", None),
        ("người đâm giám đốc công ty là ai", None),
        ("vợ của chủ tịch xã là ai", None),
        ("giám đốc bị đâm là ai", None),
        ("nguyên chủ tịch tỉnh là ai", "nguyên chủ tịch"),
    ],
)
def test_the_office_that_is_asked_for(question: str, office: str | None) -> None:
    assert asked_office(question) == office


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("trưởng ban tổ chức hội đua thuyền là ai", SECOND, "Lê Văn Tám"),
        (
            "trưởng ban tổ chức hội đua thuyền là ai",
            "Đội trưởng Ngô Tấn Bảy, 44 tuổi, bảo đội tập từ Tết.",
            None,
        ),
        ("giám đốc sở nội vụ là ai", "Bà Lý Thị Chín, Phó Giám đốc Sở Nội vụ, khuyên bà con gọi 1022.", None),
        (
            "phó giám đốc sở nội vụ là ai",
            "Bà Lý Thị Chín, Phó Giám đốc Sở Nội vụ, khuyên bà con.",
            "Lý Thị Chín",
        ),
        ("ai thay ông Thủy làm trưởng ban", "Ông Phạm Văn Thủy thôi chức từ hôm nay.", None),
        (
            "ai thay ông Thủy làm trưởng ban",
            "Ông Lê Hồng Mười thay ông Phạm Văn Thủy từ hôm nay.",
            "Lê Hồng Mười",
        ),
        ("ai chủ trì cuộc họp", "Ông Nguyễn Minh Trí chủ trì cuộc họp.", "Nguyễn Minh Trí"),
        ("giám đốc sở y tế là ai", "Nguyên Giám đốc Sở Y tế Lê Văn Bình bị bắt.", None),
        (
            "giám đốc sở y tế là ai",
            "Chủ tịch UBND tỉnh Tạ Anh Tuấn, Giám đốc Sở Y tế Nguyễn Văn An và các đại biểu dự họp.",
            "Nguyễn Văn An",
        ),
        ("ai trao quà cho bà con", "Đồng chí Phó Chủ tịch UBND tỉnh trao quà.", None),
    ],
)
def test_who_holds_another_office_is_not_marked(question: str, text: str, name: str | None) -> None:
    reading = read(question)
    span = highlight(text, Asked(reading), fold(reading.subject).split())
    assert (span and span.of(text)) == name


def test_a_deputy_may_head_something_else() -> None:
    assert a_name(SECOND, Asked(read("trưởng ban tổ chức hội đua thuyền là ai")))
    assert not a_name(SECOND, Asked(read("chủ tịch huyện là ai")))
