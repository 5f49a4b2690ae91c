"""Diacritics put back: from counted text alone, without touching what was typed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.errors import IndexUnavailable
from corpus.language.analyzer import accented_terms
from corpus.language.text import fold, normalise_tones
from corpus.language.typed.marks import Marks, merged

TEXT = (
    "Giá vàng tăng mạnh trong sáng nay. Giá vàng giảm nhẹ vào chiều qua. Công an tỉnh bắt giữ hai người. Tàu cá chìm ở "
    "Trường Sa, thuyền trưởng là ông Lê Bằng. Đội tàu cá của tỉnh có thuyền trưởng trẻ. Người dân hỏi cầu mới ở đâu."
)


@pytest.fixture(scope="module")
def marks() -> Marks:
    return Marks.counted([accented_terms(TEXT)])


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("gia vang", "giá vàng"),
        ("GIA VANG giam", "GIÁ VÀNG giảm"),
        ("thuyen truong tau ca", "thuyền trưởng tàu cá"),
        ("Truong Sa", "Trường Sa"),
        ("cau moi o dau?", "cầu mới ở đâu?"),
        ("xyzq 12/8 tau ca", "xyzq 12/8 tàu cá"),
    ],
)
def test_bare_words_get_their_marks_back(marks: Marks, typed: str, restored: str) -> None:
    assert marks.restore(typed) == restored


def test_what_was_typed_with_marks_is_kept(marks: Marks) -> None:
    assert marks.restore("gía vằng giảm gia vang", is_bare=False) == "gía vằng giảm giá vàng"


@given(st.text(max_size=60))
@example("SY")
def test_nothing_but_marks_changes(text: str) -> None:
    """And y for i, where they are one sound: the archive may spell it the other way."""
    marks = Marks.counted([accented_terms(TEXT)])
    restored = marks.restore(text)
    assert len(restored) == len(text)
    assert one_spelling(restored) == one_spelling(text)


def one_spelling(text: str) -> str:
    return fold(normalise_tones(text.lower()))


def test_an_empty_model_changes_nothing() -> None:
    assert Marks().restore("gia vang") == "gia vang"


def test_the_part_that_is_written_so() -> None:
    marks = Marks.counted([["cơm"]] * 3).plus(["com"])
    parts = [marks.part_written(one) for one in ("cơm", "com", "cốm")]
    assert parts[0] > parts[1] > 0
    assert sum(marks.part_written(one) for one in marks.forms("com")) == pytest.approx(1.0)
    assert marks.part_written("950.000") == 1.0


def test_counting_goes_on(marks: Marks, tmp_path: Path) -> None:
    path = tmp_path / "marks.npz"
    marks.save(path)
    grown = Marks.load(path).plus([" ".join(accented_terms("Sầu riêng được mùa. Sầu riêng xuất khẩu."))])
    assert grown.restore("sau rieng gia vang") == "sầu riêng giá vàng"


def test_a_damaged_file_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "marks.npz"
    path.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(IndexUnavailable):
        Marks.load(path)
    assert Marks.load(tmp_path / "absent.npz").restore("gia") == "gia"


def test_pairs_are_merged_as_counting_all_anew_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.language.typed.marks._MAX_PAIRS", 400)
    random = np.random.default_rng(1)
    pairs, counts = np.zeros(0, np.uint64), np.zeros(0, np.int32)
    for number in range(20):
        drawn = (random.pareto(1, 0 if number == 7 else 300) * 50).astype(np.uint64)
        fresh, fresh_counts = np.unique(drawn, return_counts=True)
        keys, inverse = np.unique(np.concatenate([pairs, fresh]), return_inverse=True)
        summed = np.bincount(inverse, np.concatenate([counts, fresh_counts]), len(keys)).astype(int)
        if len(keys) > 400:
            least = max(sorted(summed)[len(keys) - 400], 2)
            keys, summed = keys[summed >= least], summed[summed >= least]
        pairs, counts = merged(pairs, counts, fresh, fresh_counts)
        assert (pairs.tolist(), counts.tolist()) == (keys.tolist(), summed.tolist())
