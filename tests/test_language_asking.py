"""Question words typed bare: which are certain before the marks of anything else are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.text import fold
from corpus.language.typed.asking import PAIRS, with_certain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("co bao nhieu cay cau", "co bao nhiêu cay cau"),
        ("Bao nhieu tien mot ve", "Bao nhiêu tien mot ve"),
        ("het may phut", "het mấy phút"),
        ("xe may phut nao cung chay", "xe may phut nao cung chay"),
        ("may tinh nao bi ngap", "mấy tỉnh nào bi ngap"),
        ("bo truong nao noi", "bo truong nao noi"),
        ("phat nhieu tien", "phat bao nhiêu tien"),
        ("sao nhieu nguoi bo hoc", "sao nhieu nguoi bo hoc"),
        ("mua rat nhieu", "mua rat nhieu"),
        ("trieu chung nao", "trieu chung nao"),
        ("chung nao xong", "chừng nào xong"),
        ("khoi benh chua", "khoi benh chưa"),
        ("chua benh o dau?", "chua benh ở đâu?"),
        ("o dau cau co bien", "o dau cau co bien"),
        ("bao nam 2019 vao thang 9", "bao năm 2019 vao tháng 9"),
    ],
)
def test_what_cannot_well_be_anything_else(typed: str, meant: str) -> None:
    assert with_certain(typed)[0] == meant


def test_certain_words_are_told_also_where_they_have_no_marks() -> None:
    text, certain = with_certain("sao xe khong cho ai, bao nhieu nguoi")
    assert [span.of(text) for span in certain] == ["sao", "bao nhiêu"]


@given(st.text(max_size=60))
def test_any_text_keeps_its_letters(text: str) -> None:
    changed, spans = with_certain(text)
    assert fold(changed).replace("bao nhieu", "nhieu") == fold(text).replace("bao nhieu", "nhieu")
    assert all(0 <= span.start < span.end <= len(changed) for span in spans)


def test_no_pair_is_named_twice() -> None:
    assert len(set(PAIRS)) == len(PAIRS)
