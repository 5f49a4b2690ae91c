"""Places with an old and a new name: either finds articles that have the other, and the answer says so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from answer_support import archive_of

from corpus import VIETNAM, Archive, Outcome, Question, Renamed

NOW = datetime(2026, 11, 25, 9, tzinfo=VIETNAM)
NEWS = [
    ("cho", "Xây chợ mới", "Chợ mới ở xã Hòa Kiến được khởi công với vốn 12 tỉ đồng.", "2023-05-04"),
    ("kenh", "Nạo vét kênh", "Kênh tiêu úng ở phường Bình Kiến được nạo vét trong tháng 3.", "2026-03-09"),
    ("tp", "Dân số", "Đến cuối năm, Tuy Hòa có hơn 155.000 dân thường trú.", "2024-12-20"),
    ("cuc", "Hoa Tết", "Ở làng hoa Bình Kiến có 40.000 chậu cúc.", "2026-11-10"),
    ("moi", "Tên mới", "Từ tháng 7, phường Tuy Hòa có trụ sở ở đường Trần Hưng Đạo.", "2025-06-20"),
    ("huyen", "Giống lúa", "Xã Ô Loan cấp 4,5 tấn lúa giống cho nông dân.", "2026-04-10"),
    ("pho", "Mở phố", "Phường Tuy Hòa mở phố đi bộ dài 800 mét.", "2026-05-10"),
    ("rieng", "Mùa sầu riêng", "Nông dân xã Ea Ly thu hoạch 2.000 tấn sầu riêng.", "2026-04-12"),
    ("vuon", "Trồng rau", "Phường Phú Lâm trồng 45 ha rau sạch.", "2024-04-12"),
    ("ke", "Triều cường", "Triều cường đánh sập 30 m kè ở phường Phú Đông, Tuy Hòa (Phú Yên).", "2018-11-18"),
    ("le", "Lễ hội", "Lễ hội đua ngựa ở Gò Thì Thùng thu hút 9.000 người.", "2026-02-12"),
]


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with archive_of(tmp_path, NEWS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("lễ hội đua ngựa ở Gò Thì Thùng có bao nhiêu người?", "9.000"),
        ("chợ mới ở xã Hòa Kiến vốn bao nhiêu?", "12 tỉ"),
        ("Tuy Hòa mở phố đi bộ dài bao nhiêu?", "800 mét"),
        ("phường Tuy Hòa mở phố đi bộ dài bao nhiêu?", "800 mét"),
        ("phường Tuy Hòa có trụ sở ở đường nào?", "Trần Hưng Đạo"),
        ("phường Bình Kiến nạo vét kênh khi nào?", "phường Bình Kiến"),
        ("làng hoa phường Bình Kiến có bao nhiêu chậu cúc?", "làng hoa Bình Kiến"),
        ("TP Tuy Hòa có bao nhiêu dân thường trú?", "155.000"),
    ],
)
async def test_a_name_that_finds_something_says_nothing(archive: Archive, question: str, quoted: str) -> None:
    answer = await archive.ask(Question(question, NOW))
    assert quoted in answer.quotes[0].text
    assert answer.renamed is None


@pytest.mark.parametrize(
    ("question", "quoted", "renamed"),
    [
        (
            "xã Hòa Kiến nạo vét kênh khi nào?",
            "phường Bình Kiến",
            Renamed("Xã Hòa Kiến", "Phường Bình Kiến", True),
        ),
        (
            "phường Bình Kiến khởi công chợ vốn bao nhiêu?",
            "xã Hòa Kiến",
            Renamed("Phường Bình Kiến", "Xã Hòa Kiến", is_old=False, is_part=True),  # one of four
        ),
        (
            "phường Tuy Hòa có bao nhiêu dân thường trú?",
            "Tuy Hòa có hơn 155.000",
            Renamed("Phường Tuy Hòa", "Thành phố Tuy Hòa", is_old=False, is_namesake=True),
        ),
        (
            "huyện Tuy An cấp bao nhiêu tấn lúa giống?",
            "Xã Ô Loan",
            Renamed("Huyện Tuy An", "Xã Ô Loan", is_old=True, is_part=True),
        ),
        (
            "xã Ea Bar thu hoạch bao nhiêu tấn sầu riêng?",
            "xã Ea Ly",
            Renamed("Xã Ea Bar", "Xã Ea Ly", is_old=True, is_divided=True),
        ),
        (
            "phường Phú Yên trồng bao nhiêu ha rau sạch?",
            "Phường Phú Lâm",
            Renamed("Phường Phú Yên", "Phường Phú Lâm", is_old=False, is_part=True),
        ),
        (
            "triều cường đánh sập bao nhiêu mét kè ở phường Phú Yên?",
            "(Phú Yên)",  # the province; the ward is Phú Đông, too, since then
            Renamed("Phường Phú Yên", "Phường Phú Đông", is_old=False, is_part=True),
        ),
        (
            "TP Tuy Hòa mở phố đi bộ dài bao nhiêu?",
            "Phường Tuy Hòa",
            Renamed("Thành phố Tuy Hòa", "Phường Tuy Hòa", is_old=True, is_part=True),
        ),
    ],
)
async def test_the_other_name_is_looked_for_and_told_and_the_quote_stays(
    archive: Archive, question: str, quoted: str, renamed: Renamed
) -> None:
    answer = await archive.ask(Question(question, NOW))
    assert quoted in answer.quotes[0].text
    assert answer.renamed == renamed


async def test_another_name_does_not_answer_what_is_not_there(archive: Archive) -> None:
    answer = await archive.ask(Question("giá vàng SJC ở xã Hòa Kiến", NOW))
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.renamed is None
