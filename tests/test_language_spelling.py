"""Questions mended: only what the archive does not know becomes what it knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.analyzer import accented_terms
from corpus.language.typed.marks import Marks
from corpus.language.typed.spelling import mend

MARKS = Marks.counted(
    [accented_terms("Đường lên Điện Biên. Từ Điện Biên về. Ở Điện Biên Phủ có tàu. Sông Đà Rằng. " * 3)]
)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("giá bn", "giá bao nhiêu"),
        ("hầm dài nhiêu mét", "hầm dài bao nhiêu mét"),
        ("bao nhiu", "bao nhiêu"),
        ("chạy wa đèo", "chạy qua đèo"),
        ("có đc ko ạ", "có được không ạ"),
        ("KO biết", "không biết"),
        ("HS lớp 1 ở Bv nào", "học sinh lớp 1 ở Bệnh viện nào"),
        ("đường ĐT641, ĐT 641, đt 641", "đường ĐT641, ĐT 641, đt 641"),
        ("đt bác sĩ", "điện thoại bác sĩ"),
        ("BV115 và VN30", "BV115 và VN30"),
        ("Sở KH CN", "Sở KH CN"),
        ("vn có mấy tỉnh", "Việt Nam có mấy tỉnh"),
        ("dduowngf len", "đường len"),
        ("tuwf ddieenj bieen", "từ điện biên"),
        ("iện Biên", "điện Biên"),
        ("sông à Rằng", "sông đà Rằng"),
        ("đường", "đường"),
        ("tàu ở bờ", "tàu ở bờ"),
        ("Ở Điện Biên", "Ở Điện Biên"),
        ("xyz 50k", "xyz 50k"),
        ("có bị phạt hông", "có bị phạt không"),
        ("có bị phạt hem á", "có bị phạt không á"),
        ("đau hông phải làm sao", "đau hông phải làm sao"),
        ("hông", "hông"),
        ("hộ ngèo được gì", "hộ nghèo được gì"),
        ("ho ngeo duoc gi", "ho ngheo duoc gi"),
        ("cho con ngỉ học", "cho con nghỉ học"),
        ("chích con trăn", "chích con trăn"),
        ("vyleesi là thuốc gì", "vyleesi là thuốc gì"),
        ("sport", "sport"),
        ("Sở GD&ĐT, GD-ĐT", "Sở GD&ĐT, GD-ĐT"),
        ("daklak đón khách", "Đắk Lắk đón khách"),
        ("o tuyhoa, Phuyen", "o Tuy Hòa, Phú Yên"),
        ("baophuyen", "baophuyen"),
        ("t.p Tuy Hòa, T.X. Sông Cầu", "tp Tuy Hòa, TX. Sông Cầu"),
        ("v.v.t.p, t.phố", "v.v.t.p, t.phố"),
    ],
)
def test_mending(typed: str, mended: str) -> None:
    assert mend(typed, MARKS) == mended


@given(st.text(max_size=60))
def test_any_text_can_be_mended(text: str) -> None:
    assert isinstance(mend(text, MARKS), str)


@given(st.lists(st.sampled_from(["đường", "lên", "điện", "biên", "phủ", "tàu", "12/8", "?"]), max_size=8))
def test_what_is_known_stays(words: list[str]) -> None:
    assert mend(" ".join(words), MARKS) == " ".join(words)


def test_a_word_that_the_archive_has_is_no_name_that_lacks_its_space() -> None:
    marks = Marks.counted([accented_terms("Ban nhạc Saigon và hãng Dalat. " * 3)])
    assert mend("saigon dalat hanoi", marks) == "saigon dalat Hà Nội"
