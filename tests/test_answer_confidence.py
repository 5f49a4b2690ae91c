"""How likely an answer is, by what its quotes say and by what stands beside them."""

from __future__ import annotations

import pytest

from corpus.answer.asked_for.asked import Asked
from corpus.answer.choosing.refusal import beside_others, by_kind
from corpus.answer.reading.question import read

WHY = Asked(read("vì sao cầu Bến Lội đóng"))
CLOSED = "Cầu Bến Lội đóng từ ngày 3/5."


@pytest.mark.parametrize(
    "text", ["Cầu đóng do mặt cầu bong tróc.", "Mưa lớn khiến cầu phải đóng.", "Nguyên nhân là móng bị xói."]
)
def test_a_cause_leaves_the_answer_to_why_as_likely_as_it_was(text: str) -> None:
    assert by_kind(0.8, [text, CLOSED], WHY) == 0.8


def test_without_a_cause_why_is_less_likely_answered() -> None:
    assert by_kind(0.8, [CLOSED, "Cầu đóng do mặt cầu bong tróc."], WHY) < 0.7
    assert by_kind(0.8, [CLOSED], Asked(read("cầu Bến Lội thế nào"))) == 0.8


def test_a_deputy_is_no_likely_answer_to_who_the_chief_is() -> None:
    said = [
        "Bà Võ Ngọc Sương, Phó Giám đốc Sở Giáo dục, thừa nhận.",
        "Ông Mai Trọng Nhân, Giám đốc Sở Văn hóa, kể.",
    ]
    assert by_kind(0.9, said, Asked(read("giám đốc sở giáo dục là ai"))) < 0.5
    assert by_kind(0.9, said, Asked(read("phó giám đốc sở giáo dục là ai"))) == 0.9


def test_what_stands_alone_is_likelier_than_beside_its_article_and_that_than_beside_another() -> None:
    alone, of_same, of_another = (beside_others(0.5, shown) for shown in (["a"], ["a", "a", "b"], ["a", "b"]))
    assert alone > of_same > 0.5 > of_another


@pytest.mark.parametrize("sure", [0.0, 0.2, 0.99, 1.0])
def test_it_stays_a_probability(sure: float) -> None:
    for shown in (["a"], ["a", "a"], ["a", "b"]):
        assert 0 <= beside_others(sure, shown) <= 1
