"""Patterns that tell marks apart where they were typed, and do without where they were not."""

from __future__ import annotations

import pytest

from corpus.language.either_way import EitherWay

DEADLINE = EitherWay(r"(?<!\w)(?:hạn|tỷ lệ)(?!\W{3})")


@pytest.mark.parametrize("text", ["hạn nộp", "Hạn nộp", "han nop", "tỉ lệ đỗ", "Tỷ lệ", "ti le do"])
def test_it_is_found_with_its_marks_and_without_any(text: str) -> None:
    assert DEADLINE.search(text)


@pytest.mark.parametrize("text", ["Hàn Quốc", "tí lẻ", "hận", "than"])
def test_other_marks_are_another_word(text: str) -> None:
    assert DEADLINE.search(text) is None


def test_at_the_beginning() -> None:
    assert DEADLINE.match("hạn nộp")
    assert DEADLINE.match("nộp đúng hạn") is None
