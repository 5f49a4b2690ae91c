"""Dates in odd spellings; read on Tuesday 24 November 2026 at nine in Vietnam."""

from datetime import datetime

import pytest

from corpus.language.text import fold
from corpus.language.time.dates import find_period
from corpus.timezone import VIETNAM

ASKED_AT = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)

READINGS = {
    "tháng 8 năm 23 tai nạn giao thông": "1–31/8/2023",
    "tháng 8 năm 23 tuổi": "1–31/8/2026",
    "tháng 10/24": "1–31/10/2024",
    "t10/2024 tngt": "1–31/10/2024",
    "tháng mười tai nạn": "1–31/10/2026",
    "tháng mười một tai nạn": "1–30/11/2026",
    "giữa tháng mười tai nạn": "11–20/10/2026",
    "đầu tháng ba năm ngoái": "1–10/3/2025",
    "quý một năm 2023": "1/1–31/3/2023",
    "ngày mười chín tháng mười một": "19/11/2026",
    "ngày mùng ba tháng hai năm 2025": "3/2/2025",
    "ngày hai mươi mốt tháng sáu": "21/6/2026",
    "thứ bảy 14/11 bao nhiêu vụ tai nạn": "14/11/2026",
    "thứ bảy, 14/11/2026": "14/11/2026",
    "chủ nhật ngày 15 tháng 11": "15/11/2026",
    "vi phạm luật giao thông năm 2024": "1/1–31/12/2024",
    "kỷ luật cán bộ năm 2022": "1/1–31/12/2022",
    "đường sạt lở ngày 30 tháng 4": "30/4/2026",
}


@pytest.mark.parametrize(("question", "label"), READINGS.items())
@pytest.mark.parametrize("bare", [False, True])
def test_a_date_is_read_however_it_is_written(question: str, label: str, bare: bool) -> None:
    found = find_period(fold(question) if bare else question, ASKED_AT)
    assert found is not None
    assert found.period.label == label
