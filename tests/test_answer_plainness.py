"""What has the kind of thing that is asked for comes first; where nothing has, an answer is less sure."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from answer_support import archive_of

from corpus.answer.asked_for.asked import Asked
from corpus.answer.marking.by_kind import may_answer
from corpus.answer.reading.question import read
from corpus.models import Question

NOW = datetime(2026, 11, 24, tzinfo=UTC)
NEWS = (
    ("cau", "Sửa cầu Bến Lội",
     "Cầu Bến Lội được sửa từ tháng 6, do mặt cầu bong tróc và nhiều khe co giãn của cầu Bến Lội bị hỏng.\n"
     "Kinh phí 6,8 tỉ đồng lấy từ nguồn bảo trì.\n"
     "Người dân đi qua cầu Bến Lội mỗi ngày mong việc sửa cầu Bến Lội sớm xong.",
     "2026-08-01"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "text", "may"),
    [
        ("sửa cầu hết bao nhiêu tiền", "Kinh phí 6,8 tỉ đồng.", True),
        ("sửa cầu hết bao nhiêu tiền", "Cầu dài 120m, có 14 khe co giãn.", False),
        ("cảng xây năm nào", "Cảng được xây năm 1998.", True),
        ("cảng xây năm nào", "Cảng đón tàu 10.000 tấn.", False),
        ("buổi tối tiêm từ mấy giờ", "Mở thêm điểm tiêm buổi tối.", False),
        ("buổi tối tiêm từ mấy giờ", "Tiêm từ 18 giờ đến 21 giờ.", True),
        ("mấy giờ tiêm", "Tiêm vào buổi tối.", True),
        ("vì sao sửa cầu", "Cầu dài 120m.", None),
        ("ai là bí thư xã", "Ban Thường vụ, Hội Nông dân xã họp bàn.", False),
        ("ai là bí thư xã", "Ông Đoàn Văn Hải chủ trì.", True),
    ],
)
def test_a_text_may_answer_where_it_has_the_kind_of_thing(question: str, text: str, may: bool | None) -> None:
    assert may_answer(text, Asked(read(question))) is may


async def test_the_amount_that_is_asked_for_comes_before_what_has_more_of_the_words(tmp_path: Path) -> None:
    async with archive_of(tmp_path, NEWS) as archive:
        answer = await archive.ask(Question("sửa cầu Bến Lội hết bao nhiêu tiền", NOW))
    assert answer.quotes
    assert "6,8 tỉ đồng" in answer.quotes[0].text


@pytest.mark.parametrize(
    ("question", "text", "may"),
    [
        ("có ai bị thương không", "Không ai bị thương.", None),
        ("bao nhiêu người bị thương", "Ba người bị thương.", None),
        ("giá vé bao nhiêu tiền", "Trẻ em được vào miễn phí.", True),
        ("khi nào khai mạc", "Lễ khai mạc diễn ra sáng mai.", True),
        ("chủ tịch xã là ai", "Chủ tịch UBND xã Nguyễn Văn Phun cho biết đường đã thông.", True),
        ("chủ tịch xã là ai", "Chủ tịch xã cho biết đường đã thông.", False),
        ("xe đụng nhau ở đâu", "Đoạn qua xã An Chấn.", None),
        ("ai chết", "Vụ tai nạn ở dốc Găng, TP Tuy Hòa làm một người chết.", False),
        ("ai chết", "Anh Hùng không qua khỏi.", True),
        ("ai dẫn chương trình", "Đêm diễn do Peter Oakwood dẫn.", True),
        ("ai thắng giải", "Giải đua thuyền mừng xuân ở Hà Nội khép lại.", False),
    ],
)
def test_of_what_cannot_be_told_nothing_is_said(question: str, text: str, may: bool | None) -> None:
    assert may_answer(text, Asked(read(question))) is may
