"""Days in few words, as they are typed in haste; read on Tuesday 24 November 2026 at nine in Vietnam."""

from datetime import date, datetime

import pytest

from corpus.language.text import fold
from corpus.language.time.dates import find_mentions, find_period
from corpus.timezone import VIETNAM

ASKED_AT = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)

READINGS = {
    "giá cà phê ngày 16 11": "16/11/2026",
    "hôm 14 tai nạn ở đâu": "14/11/2026",
    "hôm mùng 3 giá cà phê": "3/11/2026",
    "hôm mùng 3 tết": "19/2/2026",
    "ngày 18 xe khách đèo Cả": "18/11/2026",
    "giá cà phê ngày 28": "28/10/2026",
    "2/9 vừa rồi đón bao nhiêu khách": "2/9/2026",
    "8/3 năm 2023": "8/3/2023",
    "20/11 năm ngoái": "20/11/2025",
    "tháng này năm ngoái giá cà phê": "1–30/11/2025",
    "ngày này năm ngoái": "24/11/2025",
    "cùng kỳ năm ngoái xuất khẩu bao nhiêu": "1/1–24/11/2025",
    "giá lúa năm trước nữa": "1/1–31/12/2024",
    "hè vừa rồi có mấy vụ đuối nước": "1/5–31/8/2026",
    "30 Tết chợ hoa": "16/2/2026",
    "đêm 30 tết năm ngoái": "28/1/2025",
    "48 giờ qua": "22–24/11/2026",
    "24h qua": "23–24/11/2026",
    "cách nay 3 hôm": "21/11/2026",
    "cn vừa rồi": "22/11/2026",
    "t7 tuần rồi": "21/11/2026",
    "mai cúp điện ở đâu": "25/11/2026",
    "mốt cúp điện ở đâu": "26/11/2026",
}

NO_PERIOD = (
    "làm mỗi ngày 12 giờ",
    "ngày 8 tiếng",
    "uống mỗi ngày 3",
    "thắng 21-11",
    "trình độ 12/12",
    "chiếm 2/3 diện tích",
    "xã nào bị cô lập vì lũ 24/11",
    "tăng bao nhiêu so với cùng kỳ năm ngoái",
    "hôm 17, 18",
    "hè nên uống gì",
    "bán 30 bánh tét",
    "mai vàng",
    "cn ô tô",
)


@pytest.mark.parametrize(("question", "label"), READINGS.items())
@pytest.mark.parametrize("bare", [False, True])
def test_few_words_are_enough(question: str, label: str, bare: bool) -> None:
    found = find_period(fold(question) if bare else question, ASKED_AT)
    assert found is not None
    assert found.period.label == label


@pytest.mark.parametrize("question", NO_PERIOD)
def test_two_numbers_alone_are_not(question: str) -> None:
    assert find_period(question, ASKED_AT) is None
    assert find_period(fold(question), ASKED_AT) is None


def test_there_is_no_29th_of_february_a_year_ago() -> None:
    assert find_period("ngày này năm ngoái", datetime(2024, 2, 29, 9, tzinfo=VIETNAM)) is None


def test_of_an_article_a_number_is_no_day() -> None:
    assert not find_mentions("Hôm 14 người về.", date(2026, 11, 20))
