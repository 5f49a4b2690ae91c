"""What is named under a refusal is about what was asked, or nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import Archive, CorpusSettings, Outcome, Question, now


async def related(samples: Path, text: str) -> list[str]:
    async with await Archive.open(CorpusSettings(samples)) as archive:
        answer = await archive.ask(Question(text, now()))
    assert answer.outcome is Outcome.NOT_FOUND
    return [one.headline for one in answer.related]


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("mướn đoàn bài chòi diễn đám cưới bao nhiêu tiền", "Lớp bài chòi dưới gốc me"),
        ("chích sởi dịch vụ bao nhiêu tiền một mũi", "Tiêm vắc xin sởi cho 29.600 trẻ, bắt đầu từ 20/3"),
    ],
)
async def test_what_has_a_rare_word_in_its_headline_is_named_first(
    samples: Path, question: str, headline: str
) -> None:
    assert (await related(samples, question))[:1] == [headline]


@pytest.mark.parametrize(
    "question", ["ai là thủ tướng nước Pháp", "ai viết truyện Kiều", "tuyến metro số 1 chạy mấy giờ"]
)
async def test_what_has_one_word_of_it_by_chance_is_not(samples: Path, question: str) -> None:
    assert await related(samples, question) == []
