"""Days in replies: whole years, quarters and months have names, others do not."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.render.periods import is_day, named
from bot.texts import EN, VI
from corpus import VIETNAM
from corpus.language.time.dates import find_period

NOW = datetime(2026, 11, 30, 9, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("năm 2024", "năm 2024"),
        ("năm ngoái", "năm 2025"),
        ("quý I/2023", "quý I/2023"),
        ("quý 4 năm 2022", "quý IV/2022"),
        ("tháng 2/2024", "tháng 2/2024"),
        ("tháng 12/2025", "tháng 12/2025"),
        ("tháng trước", "tháng 10/2026"),
        ("6 tháng đầu năm 2024", None),
        ("từ 2/1/2024 đến 1/2/2024", None),
        ("ngày 1/1/2024", None),
        ("tuần trước", None),
    ],
)
def test_whole_years_quarters_and_months_are_named(said: str, name: str | None) -> None:
    found = find_period(said, NOW)
    assert found is not None
    assert named(found.period, VI) == name


def test_a_day_is_told_from_days() -> None:
    one, more = (find_period(said, NOW) for said in ("ngày 1/1/2024", "tuần trước"))
    assert one is not None
    assert more is not None
    assert (is_day(one.period), is_day(more.period)) == (True, False)


def test_they_are_named_in_english_too() -> None:
    found = find_period("quý 2/2024", NOW)
    assert found is not None
    assert named(found.period, EN) == "quarter II of 2024"
