"""Words that only run into an expression of time where no marks are typed; read on Tuesday 24 November 2026 at nine."""

from datetime import datetime

import pytest

from corpus.language.time.dates import find_mentions, find_period
from corpus.timezone import VIETNAM

ASKED_AT = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("tai nan xe may hom qua", "23/11/2026"),
        ("tai nạn xe máy tuần trước", "16–22/11/2026"),
        ("tai nan xe may tuan truoc", "16–22/11/2026"),
        ("tai nan xe may thang truoc", "1–31/10/2026"),
        ("trom xe may tuan nay", "23–29/11/2026"),
        ("may bay hom qua ha canh", "23/11/2026"),
        ("máy bay hôm qua hạ cánh", "23/11/2026"),
        ("chay nha may hom qua", "23/11/2026"),
        ("nhà mấy hôm nay mất nước", "17–24/11/2026"),
        ("tai nan may hom nay", "17–24/11/2026"),
        ("gia xang dau nam ngoai", "1/1–31/12/2025"),
        ("giá xăng đầu năm ngoái", "1/1–31/3/2025"),
        ("quy 1 ti le that nghiep", "1/1–31/3/2026"),
        ("thu bay co mua khong", "21/11/2026"),
    ],
)
def test_the_word_before_is_left_whole(question: str, label: str) -> None:
    found = find_period(question, ASKED_AT)
    assert found is not None
    assert found.period.label == label


@pytest.mark.parametrize(
    "question",
    [
        "quy 1 ty dong giup nguoi ngheo",
        "quy 3 trieu dong",
        "doi tuyen viet nam qua cac thoi ky",
        "mien nam truoc giai phong",
        "anh tuan nay bao nhieu tuoi",
        "thu bay chim yen",
    ],
)
def test_another_word_is_no_time(question: str) -> None:
    assert find_period(question, ASKED_AT) is None


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Bình Dương 30 tháng 4 có bắn pháo hoa không", "30/4"),
        ("lễ khai trường 5 tháng 9 tổ chức ở đâu", "5/9"),
        ("hoat dong nam nay the nao", "1/1–31/12"),
        ("phía nam 2023 có bao nhiêu khu công nghiệp", "1/1–31/12/2023"),
    ],
)
def test_the_end_of_another_word_is_no_street_and_no_direction(question: str, label: str) -> None:
    found = find_period(question, ASKED_AT)
    assert found is not None
    assert found.period.label.startswith(label)


@pytest.mark.parametrize("text", ["Trước năm 2020, nơi đây là bãi rác.", "Sau năm 2024, dự án sẽ dừng."])
def test_of_a_year_before_or_after_which_something_was_an_article_does_not_tell(text: str) -> None:
    assert not list(find_mentions(text, ASKED_AT))
