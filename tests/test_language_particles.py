"""Little words at the end of a chat message, which are no part of what is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.typed.particles import ending


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mấy giờ mở cửa vậy ad", "mấy giờ mở cửa"),
        ("mấy giờ mở cửa á", "mấy giờ mở cửa"),
        ("giá vé bao nhiêu dzậy ad?", "giá vé bao nhiêu"),
        ("sao rồi hen nha", "sao rồi"),
        ("bao giờ xong dậy", "bao giờ xong"),
        ("ở đâu ta", "ở đâu"),
        ("vi sao the", "vi sao"),
        ("khi nào thế ạ", "khi nào"),
    ],
)
def test_what_asks_for_nothing_goes(typed: str, kept: str) -> None:
    assert typed[: ending(typed)].strip() == kept


@pytest.mark.parametrize(
    "question",
    ["tin của nước ta", "con gì ngủ dậy", "lợi thế", "á", "z", "Ở Đà Rằng", "dự báo 3 ngày tới", "đi dạ hội"],
)
def test_what_means_something_there_stays(question: str) -> None:
    assert ending(question) == len(question)


@given(st.text(max_size=60))
def test_any_text_keeps_its_beginning(text: str) -> None:
    assert 0 <= ending(text) <= len(text)
    assert not text.strip() or ending(text) > 0 or not any(char.isalnum() for char in text)
