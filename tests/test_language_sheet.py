"""Sheets: sentences as numbers, packed and read back; what each word could answer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.index import split
from corpus.language import kinds
from corpus.language.kinds import kinds_of
from corpus.language.sheet import PART_NUMBER, Sheet, code, sheet_of
from corpus.language.text import fold, sentences
from corpus.models import Article, Part, PartKind

TEXT = "Ông Lê Bằng đến Sông Cầu ngày 16/8/2021.\nBa người bị thương, thiệt hại 4,5 tỉ đồng. TP.HCM mưa to."


def article(text: str) -> Article:
    return Article("a", "Tàu cá chìm", text, (Part(PartKind.LEAD, 0, len(text)),) if text.strip() else ())


def kinds_by_term(text: str) -> dict[str, int]:
    return {one.term: one.kinds for one in kinds_of(text)}


@pytest.mark.parametrize(
    ("sentence", "term", "kind"),
    [
        ("Thiệt hại 4,5 tỉ đồng", "4,5", kinds.AMOUNT),
        ("Có ba người bị thương", "ba", kinds.AMOUNT),
        ("Tỉ lệ đạt 3,4%", "3,4%", kinds.AMOUNT),
        ("Họp ngày 16/8/2021", "16/8/2021", kinds.DATE),
        ("Xây từ năm 1936", "1936", kinds.DATE),
        ("gặp ông Lê Bằng", "bằng", kinds.PERSON),
        ("gặp ông Lê Bằng", "lê", kinds.NAME),
        ("đến Sông Cầu", "cầu", kinds.PLACE),
        ("ở TP.HCM", "tphcm", 0),
    ],
)
def test_what_a_word_could_answer(sentence: str, term: str, kind: int) -> None:
    assert kinds_by_term(sentence)[term] & kind == kind


def test_a_sentence_is_not_a_name_because_it_begins_with_a_capital() -> None:
    assert kinds_by_term("Người dân vui mừng")["người"] == 0


def test_further_terms_of_a_token_come_last() -> None:
    found = kinds_of("Nghị quyết 06-NQ/ĐUK được ban hành")
    assert [one.term for one in found][-4:] == ["6", "nq", "đuk", "nq6"]
    assert all(one.kinds == kinds.EXTRA for one in found[-4:])


def test_a_code_keeps_the_folded_form_apart_from_its_marks() -> None:
    assert code("đảng") >> 8 == code("đang") >> 8 == code("dang") >> 8
    assert len({code("đảng"), code("đang"), code("dang")}) == 3
    assert code("đảng") >> 8 != code("dân") >> 8


def test_packing_is_lossless() -> None:
    made = sheet_of(article(TEXT), split(article(TEXT)))
    read = Sheet.unpack(made.pack())
    assert read is not None
    for name in Sheet.__slots__:
        assert np.array_equal(getattr(made, name), getattr(read, name)), name


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_sheet_of_another_version_or_that_is_damaged_is_not_read(at: int, bit: int) -> None:
    made = sheet_of(article(TEXT), split(article(TEXT)))
    packed = bytearray(made.pack())
    packed[at % len(packed)] ^= 1 << bit
    read = Sheet.unpack(bytes(packed))
    assert read is None or read.pack() == made.pack()  # some bits only say how to unpack it
    assert Sheet.unpack(bytes(packed[: at % len(packed)])) is None


@given(st.text(alphabet="aăâbcdđeêghiôơuưÀẾ .\n16/%-“”", max_size=200))
def test_every_sentence_has_its_row(text: str) -> None:
    one = article(text)
    made = sheet_of(one, split(one))
    assert [tuple(span) for span in made.spans.tolist()] == [(s.start, s.end) for s in sentences(text)]
    assert len(made.starts) == len(made.spans) + 1
    assert made.starts[-1] == len(made.codes) == len(made.kinds)
    assert (made.parts == PART_NUMBER[PartKind.LEAD]).all()
    assert (made.passages >= 0).all()


def test_folding_is_what_the_code_is_made_of() -> None:
    assert code(fold("Tuy Hòa".lower())) >> 8 == code("tuy hòa") >> 8
