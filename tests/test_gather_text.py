"""From bytes to clean text: encodings, wrong decodings, entities, invisible characters, joined paragraphs."""

from __future__ import annotations

import gzip
import json
import unicodedata
from itertools import islice

import pytest
from gather_support import shared_path
from hypothesis import given
from hypothesis import strategies as st

from corpus.gather.build import TextBuilder, one_line
from corpus.gather.cleaning import clean
from corpus.gather.decode import Unreadable, decode
from corpus.gather.legacy import _TCVN, _VNI_ALONE, _VNI_SECOND, from_fonts
from corpus.gather.mojibake import repaired
from corpus.models import PartKind

PROSE = (
    "Người dân các xã ven biển của tỉnh đã được cấp nước sạch từ đầu năm nay. Đây là một trong những công trình "
    "có ý nghĩa với đời sống của bà con, không chỉ để ăn uống mà còn để nuôi trồng."
)


def real_texts(*names: str) -> list[str]:
    found = []
    for name in names:
        with gzip.open(shared_path("news") / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            found += [json.loads(line)["body"] or "" for line in islice(lines, 1_500)]
    return found


def tcvn3(text: str) -> bytes:
    """As typed with an ABC font; it has no capital letters with tones."""
    codes = {letter: code for code, letter in _TCVN.items()}
    return bytes(codes.get(letter) or codes.get(letter.lower()) or ord(letter) for letter in text)


def vni(text: str) -> bytes:
    seconds = {marks: letter for letter, marks in _VNI_SECOND.items()}
    alone = {new: old for old, new in _VNI_ALONE.items()}
    return "".join(_vni_letter(letter, seconds, alone) for letter in text).encode("cp1252")


def _vni_letter(letter: str, seconds: dict[str, str], alone: dict[str, str]) -> str:
    small = letter.lower()
    if small in alone:
        typed = alone[small]
    else:
        base, *marks = unicodedata.normalize("NFD", small)
        if not marks or small in "ìí":
            return letter
        if "\u031b" in marks:  # ơ, ư with a tone
            base = alone[unicodedata.normalize("NFC", base + "\u031b")]
        others = sorted(
            (mark for mark in marks if mark != "\u031b"), key=lambda mark: mark not in "\u0302\u0306"
        )
        typed = base + seconds["".join(others)]
    return typed.upper() if letter.isupper() else typed


@pytest.mark.parametrize("encode", [tcvn3, vni])
def test_texts_for_old_fonts(encode) -> None:
    assert decode(encode(PROSE)).lower() == PROSE.lower()


@pytest.mark.parametrize("encode", [tcvn3, vni])
def test_texts_for_old_fonts_that_were_saved_as_unicode(encode) -> None:
    assert decode(encode(PROSE).decode("cp1252").encode()).lower() == PROSE.lower()


@pytest.mark.parametrize("encode", [tcvn3, vni])
def test_old_fonts_on_real_articles(encode) -> None:
    """Hundreds of real articles as they would look in those fonts come back as they were."""
    known = set(map(chr, range(32, 127))) | set("".join(_TCVN.values())) | {"\n"}
    for text in real_texts("ktlab_mds")[:300]:
        plain = "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.lower() in known)
        if len(plain.split()) > 50:
            assert decode(encode(plain)).lower() == plain.lower()


def test_good_vietnamese_is_never_harmed() -> None:
    """Neither by the repair of wrong decodings nor by that of old fonts, on thousands of real texts."""
    for text in real_texts("baomoi_2025_06", "ktlab_mds", "fehuynh_2022", "crawl2026_24h_rss", "vnds.val"):
        assert repaired(text) == text
        assert from_fonts(text) == text


@pytest.mark.parametrize(
    "text", ["Café, naïve, Ñuñoa", "© 2026 Ägypten Straße", "Việt Nam", "", "â", "Größe: 5 × 3"]
)
def test_other_languages_stay(text: str) -> None:
    assert from_fonts(text) == text
    assert clean(text) == text


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_mojibake(wrong: str) -> None:
    # Not every byte has a character in windows-1252; where one was lost nothing can be repaired.
    line = "Nhân dân tỉnh Phú Yên tham gia giữ gìn cảnh quan"
    assert repaired(f"{line}\n{line.encode().decode(wrong)}") == f"{line}\n{line}"


@pytest.mark.parametrize("declared", [None, "windows-1258", "no-such-encoding", "utf-8", "ascii", "idna"])
def test_an_encoding_that_is_named_rightly_wrongly_or_not(declared: str | None) -> None:
    data = "Th\u00e0nh ph\u00f4\u0301 Tuy Ho\u0300a co\u0301 bi\u00ea\u0309n".encode("cp1258")
    assert unicodedata.normalize("NFC", decode(data, declared)) == "Thành phố Tuy Hòa có biển"


def test_an_encoding_of_other_letters_is_refused() -> None:
    with pytest.raises(Unreadable, match="its encoding is not UTF-8"):
        decode("Привет, как дела у вас сегодня".encode("koi8-r"), "no-such-encoding")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("T&ecirc;n &amp; tuổi", "Tên & tuổi"),
        ("&amp;quot;Đẹp&amp;quot;", '"Đẹp"'),
        ("&#7855;&#x1EAF;", "ắắ"),
        ("AT&T; Sở NN&PTNT; R&D", "AT&T; Sở NN&PTNT; R&D"),
        ("a\u00a0b\u202fc\u3000d", "a b c d"),
        ("Tuy\u200b Hòa\u00ad\ufeff", "Tuy Hòa"),
        ("một\u2028hai\u0085ba", "một\nhai\nba"),
        (unicodedata.normalize("NFD", "Đường sắt"), "Đường sắt"),
        ("nửa \ud83d chữ", "nửa \ufffd chữ"),
        ("chuông\x07 reo", "chuông  reo"),
        ("TiÃªu Ä‘iá»ƒm &amp;lt;b&amp;gt;", "Tiêu điểm <b>"),
    ],
)
def test_clean(written: str, meant: str) -> None:
    assert clean(written) == meant


@given(st.text())
def test_clean_once_is_clean(text: str) -> None:
    once = clean(text)
    assert unicodedata.is_normalized("NFC", once)
    assert clean(one_line(once)) == one_line(once) or "&" in once or "Ã" in once


def test_clean_leaves_real_text_alone() -> None:
    for text in real_texts("baomoi_2025_06", "ktlab_mds"):
        if not set(text) & set("\u00a0\u200b\ufeff&"):
            assert clean(text) == unicodedata.normalize("NFC", text)


@given(st.lists(st.tuples(st.sampled_from(PartKind), st.text(alphabet="ab é\n ", max_size=20)), max_size=8))
def test_parts_are_slices_of_the_text(blocks) -> None:
    builder = TextBuilder()
    for kind, block in blocks:
        builder.add(kind, block)
    lines = [line.strip() for _, block in blocks for line in block.split("\n") if line.strip()]
    assert [builder.text[part.start : part.end] for part in builder.parts] == lines
