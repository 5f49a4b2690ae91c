"""Protected tokens: what people type and what the paper printed share a term."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.analyzer import accented_terms, analyze
from corpus.language.protected.numerals import canonical
from corpus.language.protected.tokens import Kind, find_tokens
from corpus.language.text import fold

SAME = """
4214 đảng viên | 4.214 đảng viên | 4214
4214 | 4,214.0 | 4214
1234567 | 1.234.567 | 1234567
5 người | 05 người | 5
3.4% | 3,4% | 3,4%
3,4 % | 3,4% | 3,4%
3,40% | 3,4% | 3,4%
3,4 phần trăm | tăng 3,4% so với | 3,4%
3,4 phan tram | tăng 3,4% so với | 3,4%
4% | từ 3-4% | 4%
3% | từ 3-4% | 3%
5.2 tỉ đồng | 5,2 tỷ đồng | 5,2
ti dong | 5,2 tỷ đồng | ti
ty dong | 5,2 tỉ đồng | ti
16-8-2021 | ngày 16/8/2021 | 16/8/2021
16.8.2021 | ngày 16/8/2021 | 16/8/2021
16 / 8 / 2021 | ngày 16/8/2021 | 16/8/2021
16/08/2021 | ngày 16/8/2021 | 16/8/2021
16/8/21 | ngày 16/8/2021 | 16/8/2021
ngày 16 tháng 8 năm 2021 | ngày 16/8/2021 | 16/8/2021
ngay 16 thang 8 nam 2021 | ngày 16/8/2021 | 16/8/2021
16 tháng 8/2021 | ngày 16-8-2021 | 16/8/2021
16/8 | ngày 16/8/2021 | 16/8
ngay 16 thang 8 | ngày 16/8/2021 | 16/8
ngày 16-8 | sáng 16/8 | 16/8
ngày 16.8 | sáng 16/8 | 16/8
16/8 | trong hai ngày 16-17/8 | 16/8
17/8/2021 | trong hai ngày 16-17/8/2021 | 17/8/2021
16/8/2021 | trong hai ngày 16-17/8/2021 | 16/8/2021
tháng 8 năm 2021 | tháng 8/2021 | 8/2021
thang 8-2021 | tháng 08/2021 | 8/2021
06-NQ/ĐUK | Nghị quyết số 06-NQ/ĐUK ngày 16/8/2021 | 6-nq/duk
06-nq/duk | Nghị quyết số 06-NQ/ĐUK | 6-nq/duk
06 nq duk | Nghị quyết số 06-NQ/ĐUK | 6-nq/duk
06/NQ-ĐUK | Nghị quyết số 06-NQ/ĐUK | 6-nq/duk
nghị quyết 06 | theo 06-NQ/ĐUK | nq6
nghi quyet so 6 | theo 06-NQ/ĐUK | nq6
nghị quyết 06 | NQ 06 | nq6
nq 06 | Nghị quyết số 06 | nq6
nq06 | Nghị quyết số 06 | nq6
NQ-06 | Nghị quyết 06-NQ/ĐUK | nq6
duk | Nghị quyết 06-NQ/ĐUK | duk
nghị định 15 | Nghị định 15/2020/NĐ-CP | nd15
15/2020/nd-cp | Nghị định 15/2020/NĐ-CP | 15/2020-nd/cp
quyết định 123 | Quyết định số 123/QĐ-UBND của tỉnh | qd123
quy dinh 37 | Quy định 37-QĐ/TW | qd37
đề án 06 | Đề án 06 của Chính phủ | dean6
chỉ thị 05 | Chỉ thị 05-CT/TW | ct5
1719/qd-ttg | Quyết định 1719/QĐ-TTg | 1719-qd/ttg
tp hcm | TP.HCM | tphcm
TPHCM | TP. HCM | tphcm
tphcm | thành phố Hồ Chí Minh | tphcm
tp.hcm | TP Hồ Chí Minh | tphcm
hcm | TP.HCM | hcm
ho chi minh | TP Hồ Chí Minh | minh
covid 19 | Covid-19 | covid19
covid19 | COVID-19 | covid19
covid | Covid-19 | covid
u23 | U-23 Việt Nam | u23
ql1a | QL1A | ql1a
7h30 | 7 giờ 30 phút | 7h30
7 gio 30 | 07h30 | 7h30
7:30 | 7g30 | 7h30
19 giờ | lúc 19h | 19h
5 kg | 5kg | kg
500 m2 | 500m² | m2
45 đại biểu | 40/45 đại biểu | 45
0912345678 | 0912.345.678 | 0912345678
0912 345 678 | 0912.345.678 | 0912345678
toasoan@baophuyen.vn | E-mail: Toasoan@baophuyen.vn. | toasoan@baophuyen.vn
baophuyen.vn | https://www.baophuyen.vn/82/300.html | baophuyen.vn
hoà | hòa | hoa
quý 2/2023 | quý 2-2023 | 2023
ngày16/8 | 16/8 | 16/8
"""
DIFFERENT = """
4214 | 4.215
3,4% | 3,4
3,4 | 34
4.214 | 4,214
16/8/2021 | 16/9/2022
6-NQ/TW | 7-NQ/TU
30/2 | 30-2/abc
2-1 | 2/1
"""


def pairs(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().split("\n")]


@pytest.mark.parametrize(("typed", "stored", "term"), pairs(SAME))
def test_what_is_typed_and_what_is_stored_share_a_term(typed: str, stored: str, term: str) -> None:
    assert term in analyze(typed)["syllables"]
    assert term in analyze(stored)["syllables"]


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_different_things_stay_different(one: str, other: str) -> None:
    assert analyze(one)["words"] != analyze(other)["words"]
    assert not set(analyze(one)["words"]) & set(analyze(other)["words"])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Nghị quyết 06-NQ/ĐUK ngày 16/8/2021, 4.214 đảng viên, 3,4%", "code date number percent"),
        ("lúc 7h30 tại TP.HCM, gọi 0257.384.1234", "time place phone"),
        ("Covid-19 và a@b.vn", "name address"),
        ("30 km/h, 5-sao, tỉ lệ 2/3 và 40/45 phiếu", "number number date number"),
        ("ngày 31/2 không có", "number"),
        ("năm 2012 đã xong", "number"),
    ],
)
def test_kinds(text: str, kinds: str) -> None:
    assert " ".join(found.kind for found in find_tokens(text)) == kinds


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("4.214", "4214"),
        ("4,214", "4,214"),
        ("4.214,5", "4214,5"),
        ("4,214.5", "4214,5"),
        ("1,234,567", "1234567"),
        ("0.214", "0,214"),
        ("7,50", "7,5"),
        ("2.0", "2"),
        ("06", "6"),
        ("0", "0"),
        ("000", "0"),
    ],
)
def test_numbers_by_the_vietnamese_convention(written: str, number: str) -> None:
    assert canonical(written) == number


def test_a_protected_token_is_one_word_and_keeps_its_marks() -> None:
    terms = analyze("Nghị quyết 06-NQ/ĐUK có 4.214 đảng viên.")
    assert terms["words"] == ("nghị_quyết", "6-nq/đuk", "có", "4214", "đảng_viên")
    assert terms["accented"][2:7] == ("6-nq/đuk", "6", "nq", "đuk", "nq6")
    assert "quyet_6-nq/duk" in terms["bigrams"]


PIECES = st.sampled_from(
    "ngày 16 / 8 - 2021 tháng năm . , % 06 NQ ĐUK nghị quyết số TP HCM hồ chí minh covid 19 "
    "h 30 giờ : @ .vn www. // m2 ( ) – \u00a0 \n á đ Hoà 0912 345".split(" ")
)
TYPED = st.one_of(st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join), st.text(max_size=40))


@given(TYPED)
def test_tokens_are_in_order_apart_and_without_white_space(text: str) -> None:
    clean = unicodedata.normalize("NFC", text)
    end = 0
    for found in find_tokens(clean):
        assert end <= found.span.start < found.span.end <= len(clean)
        end = found.span.end
        covered = found.span.of(clean)
        assert covered == covered.strip() and (
            any(map(str.isdigit, covered)) or found.kind is not Kind.NUMBER
        )
        assert all(term and not any(map(str.isspace, term)) for term in (found.term, *found.parts))


@given(TYPED)
def test_terms_hold_no_white_space_and_fold_to_each_other(text: str) -> None:
    terms = analyze(text)
    assert all(term and not any(map(str.isspace, term)) for field in terms.values() for term in field)
    assert terms["syllables"] == tuple(dict.fromkeys(map(fold, terms["accented"])))
    assert accented_terms(text) == terms["accented"]


@given(TYPED)
def test_normal_form_makes_no_difference(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert analyze(unicodedata.normalize("NFD", composed)) == analyze(composed)
