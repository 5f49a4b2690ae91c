"""The words of a quote that answer are marked where that is plain, and nothing is where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.answer.highlight import highlight
from corpus.answer.phrases import AnswerType
from corpus.language.text import fold

NUMBER, DATE, PERSON, PLACE = AnswerType.NUMBER, AnswerType.DATE, AnswerType.PERSON, AnswerType.PLACE


def marked(text: str, kind: AnswerType, asked: str = "") -> str | None:
    span = highlight(text, kind, fold(asked).split())
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "kind", "asked", "expected"),
    [
        ("Đảng bộ có 73 tổ chức với 4.214 đảng viên.", NUMBER, "đảng viên", "4.214 đảng viên"),
        ("Vé tăng từ 20.000 đồng lên 30.000 đồng một lượt.", NUMBER, "vé lượt", "30.000 đồng"),
        ("Câu lạc bộ có 520 hội viên.", NUMBER, "hội viên", "520"),
        ("Phường 1, 2, 4 và một phần phường 9 nhập thành phường Tuy Hòa.", NUMBER, "phường", None),
        ("Tính đến cuối tháng 6, ngày 16/8 và Đại hội lần thứ 12.", NUMBER, "đại hội", None),
        ("Họ xuất phát lúc sáng 21/5 ở cảng.", DATE, "xuất phát", "sáng 21/5"),
        ("Ông Trịnh Công Bằng cho biết đoạn khó nhất dài 86m.", PERSON, "cho biết", "Ông Trịnh Công Bằng"),
        ("Hội chợ mở tại quảng trường Nghinh Phong.", PLACE, "hội chợ", "quảng trường Nghinh Phong"),
        ("Dự án có 240 hộ.", NUMBER, "240 hộ", None),
        ("Vì mưa lớn kéo dài.", AnswerType.REASON, "vì sao", None),
    ],
)
def test_what_is_marked(text: str, kind: AnswerType, asked: str, expected: str | None) -> None:
    assert marked(text, kind, asked) == expected


@given(st.text(max_size=120), st.sampled_from(list(AnswerType)), st.text(max_size=20))
def test_a_mark_is_a_slice_of_the_quote(text: str, kind: AnswerType, asked: str) -> None:
    span = highlight(text, kind, fold(asked).split())
    assert span is None or 0 <= span.start < span.end <= len(text)
