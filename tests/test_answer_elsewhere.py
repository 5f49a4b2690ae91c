"""A sister commune, or a road of another number, is no answer to be sure of."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from answer_support import archive_of

from corpus import VIETNAM, Question
from corpus.answer.choosing.elsewhere import has_commune, has_road
from corpus.answer.reading.question import read

NOW = datetime(2026, 11, 25, 9, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("phường Hòa Hiệp Nam xây kè dài bao nhiêu", "Phường Hòa Hiệp Bắc xây kè dài 2 km."),
        ("hoa hiep trung xay ke", "Phường Hòa Hiệp Bắc xây kè dài 2 km."),
        ("xa an my xay nha van hoa", "UBND xã An Chấn khởi công nhà văn hóa."),
        ("phuong 7 tuy hoa mo duong", "Phường 9, TP Tuy Hòa, mở đường."),
        ("phường 7 mở đường", "P.9 mở đường."),
        ("xã phú hòa 2 trao quà", "Xã Phú Hòa 1 trao 500 suất quà."),
        ("xã phú hòa 2 nông thôn mới", "Xã Hòa An được công nhận nông thôn mới."),
        ("phường Bến Nghé mở phố đi bộ", "Phường Đa Kao mở phố đi bộ."),  # not in the table
    ],
)
def test_another_commune_is_elsewhere(question: str, said: str) -> None:
    assert has_commune(read(question), said) is False


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("xã An Mỹ xây nhà văn hóa", "Xã An Mỹ xây nhà văn hóa."),
        ("xã An Mỹ xây nhà văn hóa", "Xã Tuy An Nam xây nhà văn hóa."),  # what it became
        ("xã Tuy An Nam xây nhà văn hóa", "Xã An Chấn xây nhà văn hóa."),  # what it was made of
        ("xã An Mỹ xây nhà văn hóa", "Các xã An Chấn, An Mỹ xây nhà văn hóa."),
        ("xã An Mỹ có chủ tịch mới", "Chủ tịch UBND xã An Mỹ Nguyễn Văn An nói."),
        ("xã An Mỹ xây nhà văn hóa", "Nhà văn hóa có 200 chỗ, huyện Tuy An cho biết."),
        ("phường 7 mở đường", "Các phường 1, 4 và 7 mở đường."),
        ("xã Phú Hòa 2 trao quà", "Các xã Phú Hòa 1 và 2 trao quà."),
        ("xã An Mỹ hay xã An Chấn xây nhà văn hóa", "Xã An Chấn xây nhà văn hóa."),
        ("huyện Tuy An xây nhà văn hóa", "Xã An Chấn xây nhà văn hóa."),
        ("thị xã Đông Hòa xây kè", "Phường Hòa Hiệp Bắc xây kè."),
        ("nhà văn hóa nào mới xây", "Xã An Chấn xây nhà văn hóa."),
        ("xã nào xây nhà văn hóa", "Xã An Chấn xây nhà văn hóa."),
        ("phường Hòa Hiệp Nam xây kè", "Thị xã Đông Hòa xây kè cho xã hội."),
        ("đường Hòa Kiến dài bao nhiêu", "Đường dài 2 km, qua phường 9."),
    ],
)
def test_its_other_names_and_what_names_none_are_not(question: str, said: str) -> None:
    assert has_commune(read(question), said) is not False


@pytest.mark.parametrize(
    ("question", "said", "is_another"),
    [
        ("quốc lộ 25 sạt lở", "Quốc lộ 29 sạt lở 120 m.", True),
        ("ql 25 sat lo", "QL29 sạt lở 120 m.", True),
        ("tỉnh lộ 643 dài bao nhiêu", "Quốc lộ 643 dài 5 km.", True),
        ("quốc lộ 1 ngập", "QL1D ngập.", True),
        ("quốc lộ 25 sạt lở", "QL25 sạt lở 120 m.", False),
        ("quốc lộ 25 sạt lở", "Các quốc lộ 19, 25 và 29 sạt lở.", False),
        ("ql1 ngap", "Quốc lộ 1A ngập.", False),
        ("tỉnh lộ 643 dài bao nhiêu", "ĐT643 dài 18 km.", False),
        ("quốc lộ 25 sạt lở", "Đèo sạt lở 120 m.", False),
        ("quốc lộ 25 giao với quốc lộ 19 ở đâu", "Quốc lộ 29 sạt lở.", False),
        ("đường nào sạt lở", "Quốc lộ 29 sạt lở.", False),
    ],
)
def test_a_road_is_known_by_its_number(question: str, said: str, is_another: bool) -> None:
    assert (has_road(read(question), said) is False) is is_another


async def test_a_sister_commune_answers_unsurely_and_the_right_one_surely(tmp_path: Path) -> None:
    news = [
        ("ke", "Xây kè biển", "Phường Hòa Hiệp Bắc, thị xã Đông Hòa xây kè biển dài 2 km.", "2025-01-15"),
        ("lua", "Gặt lúa", "Nông dân phường Phú Lâm gặt 300 ha lúa hè thu.", "2025-01-16"),
    ]
    async with archive_of(tmp_path, news) as archive:
        sister = await archive.ask(Question("phường Hòa Hiệp Nam xây kè biển dài bao nhiêu?", NOW))
        right = await archive.ask(Question("phường Hòa Hiệp Bắc xây kè biển dài bao nhiêu?", NOW))
    assert not sister.is_sure
    assert sister.renamed is None
    assert right.is_sure
    assert "2 km" in right.quotes[0].text


async def test_a_road_is_found_however_it_is_written_and_no_other_one_for_it(tmp_path: Path) -> None:
    news = [
        ("deo", "Sạt lở đèo", "Quốc lộ 29 sạt lở 120 m, giao thông chia cắt.", "2026-11-11"),
        ("ta", "Mưa lớn", "QL25 sạt lở 45 m, một làn đường đi được.", "2026-11-12"),
        ("dt", "Thông xe", "ĐT643 hoàn thành sau 2 năm, dài 18 km.", "2026-03-12"),
    ]
    asked = {
        "quốc lộ 25 sạt lở bao nhiêu mét": "45 m",
        "ql 25 sat lo bao nhieu met": "45 m",
        "dt643 dai bao nhieu km": "18 km",
        "tỉnh lộ 643 dài bao nhiêu km": "18 km",
        "duong tinh 643 dai bao nhieu km": "18 km",
        "dt 643 dai bao nhieu km": "18 km",
        "ql29 sat lo bao nhieu met": "120 m",
    }
    async with archive_of(tmp_path, news) as archive:
        for question, told in asked.items():
            assert told in (await archive.ask(Question(question, NOW))).quotes[0].text
        other = await archive.ask(Question("quốc lộ 19 sạt lở bao nhiêu mét?", NOW))
        assert not other.is_sure
