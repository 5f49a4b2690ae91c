"""Feasts, two months, short years; read on Tuesday 24 November 2026 at nine in Vietnam, where no other day is given."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.text import fold
from corpus.language.time.calendar import tet
from corpus.language.time.dates import find_mentions, find_period
from corpus.timezone import VIETNAM

ASKED_AT = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)
YEARS = st.integers(2000, 2035)

READINGS = {
    "tết trung thu năm nay tặng bao nhiêu lồng đèn": "15/9–4/10/2026",
    "dịp trung thu năm ngoái": "26/9–15/10/2025",
    "rằm tháng tám năm ngoái": "26/9–15/10/2025",
    "trung thu vừa rồi": "15/9–4/10/2026",
    "trung thu này": "15/9–4/10/2026",
    "đêm Noel 2025": "15/12/2025–3/1/2026",
    "Giáng sinh năm ngoái": "15/12/2025–3/1/2026",
    "noel rồi": "15/12/2025–3/1/2026",
    "noel này": "25/9/2026–3/1/2027",  # what was told of it before today, too
    "Noel sắp tới": "25/9/2026–3/1/2027",
    "giỗ tổ Hùng Vương 2025": "28/3–16/4/2025",
    "lễ giỗ tổ năm nay": "16/4–5/5/2026",
    "Tết Dương lịch 2026": "22/12/2025–10/1/2026",
    "tết tây năm ngoái": "22/12/2024–10/1/2025",
    "tết này nghỉ mấy ngày": "25/9/2026–15/2/2027",
    "Tết Nguyên đán sắp tới": "25/9/2026–15/2/2027",
    "tết tới": "25/9/2026–15/2/2027",
    "tết năm nay": "7–26/2/2026",
    "sau tết nguyên đán 2024": "10/2–10/3/2024",
    "trước Tết năm ngoái": "30/12/2024–28/1/2025",
    "giáp tết năm ngoái": "30/12/2024–28/1/2025",
    "30 Tết": "16/2/2026",
    "29 Tết": "16/2/2026",  # that month has no thirtieth
    "28 tết năm ngoái": "27/1/2025",
    "23 tháng Chạp": "10/2/2026",
    "hè này": "1/5–31/8/2026",
    "hè rồi": "1/5–31/8/2026",
    "tháng 7 và 8": "1/7–31/8/2026",
    "tháng 7, tháng 8 năm 2024": "1/7–31/8/2024",
    "tháng 7-8/2024": "1/7–31/8/2024",
    "tháng 11 và 12": "1/11–31/12/2025",
    "tháng 3 và tháng 8": "1–31/3/2026",
    "giá lúa năm 23": "1/1–31/12/2023",
    "trong năm 23 có bao nhiêu vụ cháy": "1/1–31/12/2023",
    "cuối năm 23": "1/10–31/12/2023",
    "hồi sáng sạt lở ở đâu": "24/11/2026",
    "hồi tối cháy ở đâu": "23–24/11/2026",
}

# Nothing of these is a feast, or it is that of every year; a year in them is still a year.
NO_FEAST = {
    "trung thu nên ăn gì": None,
    "bánh trung thu giá bao nhiêu": None,
    "bánh trung thu năm nay": "1/1–31/12/2026",
    "ông già Noel 2025": "1/1–31/12/2025",
    "đêm Giáng sinh 1972": "1/1–31/12/1972",
    "Tết Mậu Thân 1968": "1/1–31/12/1968",
    "em Giang sinh năm 2015": "1/1–31/12/2015",
    "gió to năm ngoái": "1/1–31/12/2025",
    "sau tết trung thu": None,
    "lì xì ngày Tết": None,
    "phường Tết": None,
    "Tết nên ăn gì": None,
    "sau Tết": None,  # from October on it may be the next one
    "vỉa hè năm nay": "1/1–31/12/2026",
    "vỉa hè nay bị lấn": None,
    "hội hè năm nay": "1/1–31/12/2026",
    "hè phố": None,
    "mùa hè qua đi": None,
    "tháng 7, 8 người chết": "1–31/7/2026",
    "tháng 1, 20 người chết": "1–31/1/2026",
    "lúc năm 23 tuổi": None,
    "5 năm 23 ngày": None,
    "Việt Nam 23": None,
    "tuyển nam 23": None,
    "năm 23 người chết": None,
    "trong năm 20 xã đạt chuẩn": None,
    "lễ hội sáng": None,
}


def days(question: str, asked_at: datetime = ASKED_AT) -> str | None:
    found = find_period(question, asked_at)
    return found.period.label if found else None


NOW = datetime(2026, 12, 1, 9, tzinfo=VIETNAM)


@pytest.mark.parametrize(("question", "label"), [*READINGS.items(), *NO_FEAST.items()])
def test_an_expression_and_its_traps(question: str, label: str | None) -> None:
    assert days(question) == label
    assert days(fold(question)) == label


@pytest.mark.parametrize("marked", ["Giang sinh năm 2015", "trúng thu 2025"])
def test_marks_tell_a_name_from_a_feast(marked: str) -> None:
    found = days(marked)
    assert found is not None and found.startswith("1/1–")


@pytest.mark.parametrize(
    ("asked_on", "question", "label"),
    [
        ("2026-03-10", "sau Tết", "17/2–18/3/2026"),
        ("2026-03-10", "giáp tết", "18/1–16/2/2026"),
        ("2026-03-10", "tết này", "7–26/2/2026"),
        ("2026-03-10", "tết tới", "3/3/2026–15/2/2027"),  # nothing that is told of the last one
        ("2026-09-01", "trung thu năm nay", "3/7–4/10/2026"),
        ("2026-03-10", "hè rồi", "1/5–31/8/2025"),
        ("2027-01-10", "trước Tết", "7/1–5/2/2027"),
        ("2027-01-10", "tết này", "11/11/2026–15/2/2027"),
        ("2027-02-08", "tết này", "27/1–15/2/2027"),
    ],
)
def test_which_feast_is_meant_depends_on_the_day(asked_on: str, question: str, label: str) -> None:
    asked_at = datetime.fromisoformat(f"{asked_on}T09:00+07:00")
    assert days(question, asked_at) == label


@given(YEARS, st.sampled_from(["trung thu", "noel", "giỗ tổ Hùng Vương", "Tết", "tết tây"]), st.booleans())
def test_a_feast_of_a_year_lies_around_one_day_of_it(year: int, name: str, bare: bool) -> None:
    text = f"{name} năm {year}"
    found = find_period(fold(text) if bare else text, datetime(2036, 6, 1, 9, tzinfo=VIETNAM))
    assert found is not None
    assert found.period.end - found.period.start == timedelta(days=20)
    assert (found.period.start + timedelta(days=10)).year == year


@given(YEARS, st.integers(23, 30))
def test_the_last_days_of_a_lunar_year_come_before_the_first(year: int, number: int) -> None:
    found = find_period(f"{number} Tết {year}", ASKED_AT)
    first = tet(year)
    assert found is not None and first is not None
    before = first - found.period.start.date()
    assert timedelta(days=max(1, 30 - number)) <= before <= timedelta(days=31 - number)


@given(st.integers(1, 11), st.integers(2000, 2035))
def test_two_months_hold_both(month: int, year: int) -> None:
    found = find_period(f"tháng {month} và {month + 1} năm {year}", ASKED_AT)
    assert found is not None
    assert found.period.start.date() == date(year, month, 1)
    assert (found.period.end - timedelta(days=1)).date().month == month + 1


def test_an_article_tells_of_a_feast_of_its_own_year() -> None:
    (said,) = find_mentions("Trung thu năm nay xã tặng 300 phần quà.", date(2025, 9, 20))
    assert said.period.label == "26/9–15/10/2025"
    assert find_mentions("Công nhân trở lại nhà máy sau Tết.", date(2026, 3, 2)) == []


@pytest.mark.parametrize(
    "question",
    [
        "cho hoi toi lam can cuoc o dau",
        "phục hồi tối đa bao nhiêu",
        "sau Tết Đoan ngọ giá trái cây",
        "be nam 12 tuoi",
        "sinh viên nam 19",
    ],
)
def test_words_that_only_look_like_a_time(question: str) -> None:
    assert find_period(question, NOW) is None


def test_what_took_place_at_tet_did_so_before_it_too() -> None:
    found = find_period("lễ hội diễn ra Tết 2026 ở đâu", NOW)
    assert found is not None
    assert found.period.label == "7–26/2/2026"
