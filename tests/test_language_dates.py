"""Expressions of time, read on Sunday 20 August 2023 at nine in Vietnam."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.dates import find_period
from corpus.language.text import fold
from corpus.timezone import VIETNAM

ASKED_AT = datetime(2023, 8, 20, 9, tzinfo=VIETNAM)

READINGS = {
    "hôm nay": "20/8/2023",
    "hôm qua có gì mới": "19/8/2023",
    "hôm kia": "18/8/2023",
    "sáng nay": "20/8/2023",
    "tối qua ở Tuy Hòa có chuyện gì": "19/8/2023",
    "tuần này": "14–20/8/2023",
    "tuần trước có vụ cháy nào": "7–13/8/2023",
    "cuối tuần trước": "12–13/8/2023",
    "thứ Năm tuần trước": "10/8/2023",
    "thứ 5 tuần trước": "10/8/2023",
    "chủ nhật tuần này": "20/8/2023",
    "tháng này": "1–31/8/2023",
    "tháng trước": "1–31/7/2023",
    "tháng 8/2023": "1–31/8/2023",
    "tháng 8 năm 2023": "1–31/8/2023",
    "tháng 12 có lễ hội gì": "1–31/12/2022",
    "quý I/2023": "1/1–31/3/2023",
    "quý 2 năm ngoái": "1/4–30/6/2022",
    "6 tháng đầu năm": "1/1–30/6/2023",
    "6 tháng đầu năm 2022": "1/1–30/6/2022",
    "năm nay": "1/1–31/12/2023",
    "năm ngoái": "1/1–31/12/2022",
    "năm 2022 có bao nhiêu khách": "1/1–31/12/2022",
    "ngày 16 tháng 8 năm 2021": "16/8/2021",
    "17-8-2023": "17/8/2023",
    "chiều 12/8": "12/8/2023",
    "từ 1/8 đến 15/8/2023": "1–15/8/2023",
    "từ tháng 3 đến tháng 5/2023": "1/3–31/5/2023",
    "từ năm 2020 đến năm 2022": "1/1/2020–31/12/2022",
    "3 ngày qua": "17–20/8/2023",
    "đầu năm": "1/1–31/3/2023",
    "cuối năm ngoái": "1/10–31/12/2022",
    "cuối tháng 7": "21–31/7/2023",
    "Tết năm ngoái": "22/1–10/2/2022",
    "Tết 2024": "31/1–19/2/2024",
}

NO_PERIOD = (
    "nhiệm kỳ 2020-2025",
    "giai đoạn 2021-2030",
    "năm học 2023-2024",
    "số 16/8 đường Lê Lợi",
    "Nghị quyết 06-NQ/ĐUK ngày 16/8/2021 về gì",
    "nghi quyet ngay 16/8/2021",
    "Việt Nam 2023",
    "đội tuyển Việt Nam này",
    "3 ngày quá",
    "thắng 3 trận",
    "tỉ lệ 3/4",
    "ngày 30/2/2023",
    "mới nhất",
    "cao tốc hoàn thành năm nào",
)


@pytest.mark.parametrize(("question", "label"), READINGS.items())
def test_an_expression_of_time_is_read(question: str, label: str) -> None:
    found = find_period(question, ASKED_AT)
    assert found is not None
    assert found.period.label == label


@pytest.mark.parametrize(("question", "label"), READINGS.items())
def test_it_is_read_the_same_without_diacritics(question: str, label: str) -> None:
    found = find_period(fold(question), ASKED_AT)
    assert found is not None
    assert found.period.label == label


@pytest.mark.parametrize("question", NO_PERIOD)
def test_what_only_looks_like_a_period_is_none(question: str) -> None:
    assert find_period(question, ASKED_AT) is None


@given(st.dates(date(2001, 1, 1), date(2034, 12, 31)))
def test_a_day_written_out_is_that_day(day: date) -> None:
    for written in (f"{day.day}/{day.month}/{day.year}", f"ngày {day.day} tháng {day.month} năm {day.year}"):
        found = find_period(f"có gì {written}?", ASKED_AT)
        assert found is not None
        assert found.period.start.date() == day
        assert found.period.end - found.period.start == timedelta(days=1)


@given(st.text(max_size=200), st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)))
def test_any_text_has_a_proper_period_or_none(text: str, moment: datetime) -> None:
    found = find_period(text, moment.replace(tzinfo=VIETNAM))
    if found is not None:
        assert found.period.start < found.period.end
        assert 0 <= found.span.start < found.span.end <= len(text)
