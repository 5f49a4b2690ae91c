"""Dates that are part of a name, of a document or a street; read on Tuesday 24 November 2026 at nine in Vietnam."""

from datetime import datetime

import pytest

from corpus.language.text import fold
from corpus.language.time.dates import find_period
from corpus.timezone import VIETNAM

ASKED_AT = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)

NO_PERIOD = (
    "QĐ 1746/QĐ-TTg ngày 30-12-2023 phê duyệt gì",
    "NĐ 73/2023 ngày 29/9/2023 quy định gì",
    "CT 15-CT/TU ngày 20/7/2022",
    "KH 145 ngày 12.6.2022",
    "nđ168 ngày 26/12/2024 vượt đèn đỏ",
    "TT 29/2024 ngày 30/12/2024 cấm gì",
    "nghị định 168 năm 2024 vượt đèn đỏ phạt bao nhiêu",
    "thông tư 29 năm 2024 về dạy thêm",
    "luật đất đai năm 2024 quy định gì",
    "chương trình giáo dục phổ thông 2018",
    "trường 19 tháng 5 thiếu phòng học",
    "đường 30 tháng 4 ngập",
    "quảng trường 1 Tháng 4 có gì",
)


@pytest.mark.parametrize("question", NO_PERIOD)
def test_the_date_of_a_document_or_a_street_is_no_period(question: str) -> None:
    assert find_period(question, ASKED_AT) is None
    assert find_period(fold(question), ASKED_AT) is None
