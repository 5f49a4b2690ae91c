"""Where an article asks what the reader asks, the quote is from there to the answer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus import Archive, Article, CorpusSettings, Question

NOW = datetime(2026, 11, 1, tzinfo=UTC)
BEFORE = "Xe khách không được dừng dọc đường trong thời gian thi công."
ASKED = "Vì sao phải sửa cầu Ông Bường?"
ANSWERED = "Cầu khánh thành năm 2011, mỗi ngày có 21.000 lượt xe. Năm ngoái 9 khe co giãn bị bong cao su."
BEHIND = "Kinh phí lấy từ quỹ bảo trì đường bộ của tỉnh. Đơn vị thi công là một công ty ở địa phương."


async def first_quote(folder: Path, text: str, question: str) -> str:
    async with await Archive.open(CorpusSettings(folder, "rank-bm25")) as archive:
        await archive.take_in([Article("a", "Cấm ô tô ban đêm trong 25 ngày", text)])
        answer = await archive.ask(Question(question, NOW))
    return answer.quotes[0].text


@pytest.mark.parametrize("between", [" ", "\n"])
async def test_from_the_question_to_what_is_said_behind_it(tmp_path: Path, between: str) -> None:
    """Also where each stands in a line of its own, as in an interview."""
    text = f"{BEFORE}{between}{ASKED}{between}{ANSWERED} {BEHIND}"
    assert await first_quote(tmp_path, text, "vì sao sửa cầu") == f"{ASKED}{between}{ANSWERED}"


async def test_a_heading_behind_a_question_ends_the_quote(tmp_path: Path) -> None:
    text = f"{BEFORE}\n{ASKED}\nChuyện cũ chưa xong\n{BEHIND}"
    assert await first_quote(tmp_path, text, "vì sao sửa cầu") == ASKED


async def test_what_is_said_behind_a_question_may_be_too_long(tmp_path: Path) -> None:
    long = "Cầu khánh thành năm 2011, " + "mỗi ngày đêm có rất nhiều lượt xe qua lại, " * 16 + "rồi hỏng."
    assert await first_quote(tmp_path, f"{ASKED} {long}", "vì sao sửa cầu") == ASKED
