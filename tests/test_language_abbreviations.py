"""Abbreviations and what they stand for find each other, whichever way they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.analyzer import analyze
from corpus.language.protected import abbreviations
from corpus.language.text import fold, normalise

SAME = [
    ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
    ("ubnd tinh", "Uỷ ban Nhân dân tỉnh"),
    ("Sở GTVT", "Sở Giao thông - Vận tải"),
    ("trường thpt", "Trường Trung học phổ thông"),
    ("TP Tuy Hòa", "thành phố Tuy Hòa"),
    ("ĐBSCL", "đồng bằng sông Cửu Long"),
    ("Sở GDĐT", "Sở Giáo dục và Đào tạo"),
    ("Sở GD&ĐT", "Sở GD-ĐT"),
    ("so gddt", "Sở GD-ĐT"),
    ("so gd-dt", "Sở Giáo dục và Đào tạo"),
    ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
    ("tuyến ql 29", "quốc lộ 29"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_they_share_a_term_that_is_not_in_the_words_alone(one: str, other: str) -> None:
    shared = set(analyze(one)["syllables"]) & set(analyze(other)["syllables"])
    assert shared - {"so", "tinh", "tuy", "hoa", "truong", "tuyen", "29"}


@pytest.mark.parametrize(("one", "_other"), SAME)
def test_what_was_typed_stays(one: str, _other: str) -> None:
    assert set(fold(one).replace("&", " ").replace("-", " ").split()) <= set(analyze(one)["syllables"])


def aliases(text: str) -> list[str]:
    return [found.term for found in abbreviations.find(text, fold(text))]


@pytest.mark.parametrize(
    "text", ["thanh phổ", "ban tố chức", "nông dân", "tp-bank", "đại hộc", "thị xa hoa", "người lao độngg"]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert aliases(text) == []


@given(st.text(max_size=200).map(normalise))
def test_any_text_gives_spans_of_it(text: str) -> None:
    for found in abbreviations.find(text, fold(text)):
        assert found.span.of(text)
