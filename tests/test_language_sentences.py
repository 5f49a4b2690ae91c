"""Sentence spans: their invariants on any text, and where borders fall in newspaper prose."""

from __future__ import annotations

import gzip
import json
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.text import fold, normalise, normalise_tones, sentences

NEWS = Path(__file__).parents[2] / "shared" / "news" / "subset_phuyen.fulltext.jsonl.gz"

# "|" marks the borders.
WRITTEN = """
Ông đến TP. Hà Nội.| Bà ở lại.
TP.Tuy Hòa và TX. Sông Cầu đón khách.
PGS.TS. Nguyễn Văn An cho biết.| ThS.BS Lê Bình đồng ý.
Th.S Nguyễn Văn Thìn chủ trì.| GS. Trần Hữu vắng.
Đảng bộ có 4.214 đảng viên.| Năm 2021 kết nạp 3,4%.
Nhiều cá, tôm, v.v. được bán.| Giá 1.200 đồng.
Có lúa, mía, sắn, v.v.| Người dân phấn khởi.
“Tôi rất vui.” – ông nói.
“Tôi rất vui.| Cả nhà cũng vui.”| Ông nói thế.
"Tôi rất vui."| Ông Ba cười.
"Tôi rất vui!" anh nói.| Rồi anh đi.
Chưa hết...| Nhưng rồi cũng xong.
Chưa hết... nhưng rồi cũng xong.
Mọi chuyện đã qua…| Hôm nay khác.
1. Tên gọi và phạm vi.| 2. Nội dung chính.
2.1. Mục tiêu là gì?| Là vui.
II. NHIỆM VỤ
Điều 5. Hiệu lực thi hành.
Hai tỉnh chống dịch Covid-19.|Hai cậu bé được cứu.
Bão đã tan.|Ở Phú Yên trời nắng.
"Em rất vui."|Em nói thêm.
Chị về nhà (lúc 7h30).|PGS.TS Lê Nam kể lại.
Đồng chí F. Kennedy đến.| Ông Nguyễn Văn A. bị bắt.
Công an bắt Nguyễn Văn A.| Theo điều tra, A. lấy xe.
Hôm nay 30 độ C.| Đêm mưa.
Anh ở Q. Bình Thạnh, P. 5, TP.HCM.| Chị ở quê.
Ảnh: T.Ư Đoàn.| Nguồn: baophuyen.vn.
Xem www.baophuyen.vn và Vietnam.Net nhé.
Sao vậy?| Vì mưa!| Thế à?!| Ừ.
Tôi đi.| - Anh đi đâu?| - Đi chợ.
Giá iPhone giảm.| iPhone 16 ra mắt.
"""
WRITTEN = (
    WRITTEN.replace("... Nhưng", "...| Nhưng").replace("xong.|", "xong.").replace("NHIỆM VỤ|", "NHIỆM VỤ")
)


@pytest.mark.parametrize("marked", WRITTEN.strip().split("\n"))
def test_borders(marked: str) -> None:
    text = marked.replace("|", "")
    assert [span.of(text) for span in sentences(text)] == [piece.strip() for piece in marked.split("|")]


def check(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    covered = set()
    for span in spans:
        found = span.of(text)
        assert found == found.strip() and "\n" not in found
        covered.update(range(span.start, span.end))
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)


PIECES = st.sampled_from(
    [*"AaĐđÝ1”“\"'()….!?-–,;:/ \n\t\u00a0", "TP", "...", "Covid-19", "Hai cậu", ". ", '." ', "v.v."]
)


@given(st.one_of(st.lists(PIECES).map("".join), st.text(max_size=60)))
def test_spans_are_in_order_trimmed_and_cover_everything(text: str) -> None:
    check(text)


def test_a_line_without_letters_is_one_span() -> None:
    assert [span.of("…\n* * *\n") for span in sentences("…\n* * *\n")] == ["…", "* * *"]


def test_long_lines_take_linear_time() -> None:
    for line in ('". ' * 20_000, "A. " * 20_000, "Anh nói. " * 20_000, ".”" * 20_000, '"' * 20_000):
        check(line)


def test_real_news() -> None:
    if not NEWS.exists():
        pytest.skip("needs ../shared/news: real data that is not part of the project")
    with gzip.open(NEWS, "rt", encoding="utf-8") as file:
        texts = [normalise(json.loads(line)["body"]) for line in islice(file, 150)]
    found = [span.of(text) for text in texts for span in sentences(text)]
    for text in texts:
        check(text)
    starts_low = sum(sentence[0].islower() for sentence in found)
    is_fragment = sum(len(sentence) < 4 for sentence in found)
    assert len(found) > 2_000
    assert starts_low < 0.01 * len(found) and is_fragment < 0.002 * len(found)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("hoà", "hòa"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("khoẻ", "khỏe"),
        ("thuý", "thúy"),
        ("uỷ ban", "ủy ban"),
        ("hoàn toàn", "hoàn toàn"),
        ("huỳnh", "huỳnh"),
        ("quí", "quý"),
        ("qúy", "quý"),
        ("quỹ", "quỹ"),
        ("quả qủa", "quả quả"),
        ("tỷ", "tỉ"),
        ("kỹ sư", "kĩ sư"),
        ("Mỹ", "Mĩ"),
        ("công ty", "công ti"),
        ("vy vi", "vy vi"),
        ("ý y tế", "ý y tế"),
        ("ngày", "ngày"),
        ("hoá", "hóa"),
        ("ngoài", "ngoài"),
    ],
)
def test_one_spelling(written: str, form: str) -> None:
    assert normalise_tones(written) == form


@given(st.text(alphabet="qhtkuoaeiyàáảãạèéẻẽẹìíỉĩịỳýỷỹỵùúủũụ HOÀÝ1", max_size=20))
def test_one_spelling_keeps_length_and_letters_and_is_final(text: str) -> None:
    once = normalise_tones(text)
    assert len(once) == len(text)
    assert fold(once).replace("y", "i") == fold(text).replace("y", "i")
    assert normalise_tones(once) == once


@given(st.text(max_size=40))
def test_folding_and_normal_form(text: str) -> None:
    clean = normalise(text)
    assert normalise(clean) == clean
    assert len(fold(clean)) == len(clean)
