"""Which bank, which school: what is asked for by its kind, and what of a text names one."""

from __future__ import annotations

import pytest

from corpus.answer.asked_for.asked import Asked
from corpus.answer.asked_for.which import asked_which
from corpus.answer.marking.by_kind import may_answer
from corpus.answer.marking.named import find_named
from corpus.answer.reading.question import read
from corpus.language.typed.marks import common


def named(question: str, text: str) -> list[str]:
    asked = asked_which(read(question, common()))
    assert asked is not None
    return [span.of(text) for span in find_named(text, asked)]


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("chị vay ngân hàng nào", "Chị vay của Ngân hàng Nông nghiệp 50 triệu.", ["Ngân hàng Nông nghiệp"]),
        ("vay cua ngan hang nao", "Phần lớn tiền này chị vay ngân hàng.", []),
        ("vay ngân hàng nào", "Ông vay ngân hàng của tỉnh.", []),
        (
            "cô học trường nào",
            "Cô học Trường Đại học Sư phạm Kỹ thuật ở Huế.",
            ["Trường Đại học Sư phạm Kỹ thuật"],
        ),
        ("em học đại học nào", "Em học Trường THPT Lê Lợi.", []),
        ("em học đại học nào", "Em vào Đại học Đà Lạt.", ["Đại học Đà Lạt"]),
        ("đơn vị nào làm", "Do Ban Quản lý dự án 7 làm chủ đầu tư.", ["Ban Quản lý dự án 7"]),
        (
            "đơn vị nào làm",
            "Ban Quản lý dự án đầu tư xây dựng tỉnh làm.",
            ["Ban Quản lý dự án đầu tư xây dựng tỉnh"],
        ),
        ("cơ quan nào ban hành", "Văn bản của Sở Nội vụ ban hành ngày 3/5.", ["Sở Nội vụ"]),
        ("cơ quan nào xử", "Do Toà án nhân dân huyện Đồng Xuân xử.", ["Toà án nhân dân huyện Đồng Xuân"]),
        ("công ty nào xây", "Do Công ty cổ phần Sao Biển xây.", ["Công ty cổ phần Sao Biển"]),
        (
            "nhà thầu nào làm",
            "Nhà thầu là tổng công ty Xây dựng 5, theo hợp đồng.",
            ["tổng công ty Xây dựng 5"],
        ),
        ("ở huyện nào", "Cháy ở thôn Ba, xã Xuân Sơn, huyện Đồng Xuân.", ["huyện Đồng Xuân"]),
        ("những phường nào ngập", "Các phường 1, 2 và Phú Đông bị ngập.", ["phường 1, 2 và Phú Đông"]),
        ("những phường nào ngập", "Phường Phú Đông bị ngập.", []),
        ("tàu dừng ở ga nào", "Tàu SE4 đang dừng ở ga Tuy Hòa.", ["ga Tuy Hòa"]),
        ("tàu đậu ở cảng nào", "Tàu đậu ở cảng cá Phú Lạc.", ["cảng cá Phú Lạc"]),
        ("bão vào thành phố nào", "Bão đi thẳng vào TP Nha Trang.", ["TP Nha Trang"]),
        ("giá điện tăng ở tỉnh nào", "Phản ánh chỉ có ở Phú Yên.", ["Phú Yên"]),
        ("giá điện tăng ở tỉnh nào", "Phản ánh có ở tỉnh Gia Lai, không có ở Phú Yên.", ["tỉnh Gia Lai"]),
        (
            "rùa sống ở mấy tỉnh nào",
            "Rùa sống ở Đà Nẵng, Khánh Hoà và Phú Yên.",
            ["Đà Nẵng, Khánh Hoà và Phú Yên"],
        ),
        ("tỉnh nào tổ chức cùng Phú Thọ", "Cuộc họp của Phú Thọ bàn với Hải Phòng.", ["Hải Phòng"]),
        ("tỉnh nào tổ chức cùng Phú Thọ", "Cuộc họp diễn ra ở Phú Thọ.", []),
    ],
)
def test_one_of_the_kind_is_named(question: str, text: str, found: list[str]) -> None:
    assert named(question, text) == found


@pytest.mark.parametrize(
    "question",
    [
        "gia đình nào được hỗ trợ",
        "yêu cầu nào được đưa ra",
        "thư viện nào lớn",
        "bệnh lây qua đường nào",
        "khi nào thông xe",
        "thế nào là nợ xấu",
        "vì sao ngân hàng nào cũng tăng lãi",
    ],
)
def test_no_kind_is_asked_for(question: str) -> None:
    assert asked_which(read(question, common())) is None


def test_a_text_that_names_none_does_not_answer() -> None:
    asked = Asked(read("chị vay ngân hàng nào", common()))
    assert may_answer("Tiền này chị vay ngân hàng.", asked) is False
    assert may_answer("Tiền này chị vay Ngân hàng Nông nghiệp.", asked) is True
