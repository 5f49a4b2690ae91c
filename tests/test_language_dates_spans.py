"""Periods that are open or long, and two named together; read on Tuesday 24 November 2026 at nine."""

from datetime import date, datetime

import pytest

from corpus.language.text import fold
from corpus.language.time.dates import find_mentions, find_period
from corpus.timezone import VIETNAM

ASKED_AT = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)

READINGS = {
    "từ năm ngoái đến nay sốt xuất huyết": "1/1/2025–24/11/2026",
    "từ đầu năm ngoái đến nay bắt mấy đối tượng": "1/1/2025–24/11/2026",
    "từ đầu năm đến nay": "1/1–24/11/2026",
    "từ giữa năm 2025 đến nay": "1/5/2025–24/11/2026",
    "từ hôm 10/11 đến nay": "10–24/11/2026",
    "sạt lở từ thứ hai đến nay": "23–24/11/2026",
    "từ sau Tết đến nay": "17/2–24/11/2026",
    "kể từ tháng 7 tai nạn giao thông": "1/7–24/11/2026",
    "từ năm 2025 sốt xuất huyết": "1/1/2025–24/11/2026",
    "kể từ đầu năm 2025 bắt mấy đối tượng": "1/1/2025–24/11/2026",
    "từ 2024 trở đi": "1/1/2024–24/11/2026",
    "từ năm 2027 tăng lương": "1/1–31/12/2027",
    "từ năm kia đến năm ngoái": "1/1/2024–31/12/2025",
    "sau năm 2024 sốt xuất huyết": "1/1/2025–24/11/2026",
    "trước năm 2024": "trước 1/1/2024",
    "trước tháng 3/2025": "trước 1/3/2025",
    "giá lúa năm 2024 và 2025": "1/1/2024–31/12/2025",
    "giá lúa năm 2024, 2025": "1/1/2024–31/12/2025",
    "giá lúa 2023 đến 2025": "1/1/2023–31/12/2025",
    "giá lúa năm nay so với năm ngoái": "1/1/2025–31/12/2026",
    "sạt lở hôm qua và hôm nay": "23–24/11/2026",
    "hôm qua và tháng trước": "1–31/10/2026",
}

NO_PERIOD = (
    "giai đoạn từ năm 2021 đến năm 2025",
    "giai đoạn 2021 đến 2025",
    "nhiệm kỳ từ 2020 đến 2025",
    "giá từ 2024 đồng",
    "mở cửa từ thứ hai đến thứ sáu",
    "sau ngày 1/9/2026 đổi giấy ở đâu",
    "trước năm 2030 phải hoàn thành gì",
    "sau năm 1975 ai về đây",
    "trước năm 1975 đây là đâu",
    "so với năm ngoái tăng bao nhiêu",
    "mùa giải 2024-2025",
)


@pytest.mark.parametrize(("question", "label"), READINGS.items())
@pytest.mark.parametrize("bare", [False, True])
def test_all_of_it_is_read(question: str, label: str, bare: bool) -> None:
    found = find_period(fold(question) if bare else question, ASKED_AT)
    assert found is not None
    assert found.period.label == label


@pytest.mark.parametrize("question", NO_PERIOD)
def test_what_is_none_stays_none(question: str) -> None:
    assert find_period(question, ASKED_AT) is None
    assert find_period(fold(question), ASKED_AT) is None


def test_an_article_that_says_from_when_tells_of_that_year() -> None:
    [mention] = find_mentions("Từ năm 2025, học phí tăng.", date(2026, 3, 1))
    assert mention.period.label == "1/1–31/12/2025"
