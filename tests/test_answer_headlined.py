"""Whoever asks no more than a headline says wants the amount that it gives."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from corpus import VIETNAM, Archive, CorpusSettings, Question
from corpus.answer.asked_for.asked import Asked
from corpus.answer.marking.headlines import tells_amount_of
from corpus.answer.reading.question import read

HEADLINE = "HĐND tỉnh thông qua 27 nghị quyết tại kỳ họp cuối năm"


@pytest.mark.parametrize(
    ("question", "text", "tells"),
    [
        ("thông qua mấy nghị quyết", "Đại biểu thông qua 27 nghị quyết.", True),
        ("thông qua mấy nghị quyết", "Hai nghị quyết được cử tri chờ đợi.", False),
        ("kỳ họp tốn bao nhiêu tiền", "Đại biểu thông qua 27 nghị quyết.", False),
    ],
)
def test_the_amount_of_a_headline(question: str, text: str, tells: bool) -> None:
    assert tells_amount_of(HEADLINE, text, Asked(read(question))) == tells


@pytest.mark.parametrize(
    "question",
    [
        "tháng trước HĐND tỉnh thông qua mấy nghị quyết",
        "thang truoc hoi dong nhan dan tinh thong qua may nghi quyet",
    ],
)
async def test_the_quote_with_the_amount_of_the_headline_comes_first(samples: Path, question: str) -> None:
    async with await Archive.open(CorpusSettings(samples)) as archive:
        answer = await archive.ask(Question(question, datetime(2024, 1, 10, 9, tzinfo=VIETNAM)))
    assert "27 nghị quyết" in answer.quotes[0].text
    assert answer.quotes[0].source.headline.startswith("HĐND tỉnh thông qua 27 nghị quyết")
