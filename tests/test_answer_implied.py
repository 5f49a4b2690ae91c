"""What is asked for where no question word says it: an amount by its name, somebody by what he is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus import Archive, Article, CorpusSettings, Question
from corpus.answer.asked_for.implied import as_asked
from corpus.answer.reading.question import AnswerType, read
from corpus.language.typed.marks import common

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("giá tôm hùm xanh", AnswerType.NUMBER),
        ("tỷ lệ tốt nghiệp", AnswerType.NUMBER),
        ("tỷ lệ nghiện rượu cao nhất ở nhóm nào", AnswerType.OTHER),
        ("hầm dài cỡ nào", AnswerType.NUMBER),
        ("con ca nang co nao", AnswerType.NUMBER),
        ("người xem đông cỡ nào", AnswerType.OTHER),
        ("đại tá nào báo tin", AnswerType.PERSON),
        ("trung úy nào báo tin", AnswerType.PERSON),
        ("nữ đại biểu Phú Yên nào hỏi bộ trưởng", AnswerType.PERSON),
        ("lãnh đạo huyện Ia Grai nào đến thác", AnswerType.PERSON),
        ("ngu dan nao luom duoc ngu loi", AnswerType.PERSON),
        ("giá trị của lễ hội này nằm trong điều nào", AnswerType.OTHER),
        ("bão nào đánh chìm tàu", AnswerType.OTHER),
        ("học sinh lớp nào được nghỉ", AnswerType.OTHER),
        ("đại biểu nói bão số nào", AnswerType.OTHER),
        ("có cán bộ nào bị bắt không", AnswerType.WHETHER),
        ("cán bộ nào bị bắt ở đâu", AnswerType.PLACE),
    ],
)
def test_the_answer_type_that_was_meant(question: str, kind: AnswerType) -> None:
    assert as_asked(read(question, common())).answer_type is kind


async def test_the_name_of_whom_it_is_comes_first_and_is_marked(tmp_path: Path) -> None:
    """Before what only has more of the question's words."""
    text = (
        "Chiều 3/5, đại tá kể lại vụ tàu chìm ở vịnh Xuân Đài, cuộc họp về vụ tàu chìm kéo dài hai giờ. "
        "Báo cáo vụ tàu chìm là đại tá Hồ Bằng, chỉ huy cứu hộ."
    )
    async with await Archive.open(CorpusSettings(tmp_path, "rank-bm25")) as archive:
        await archive.take_in([Article("a", "Tàu chìm ở vịnh Xuân Đài", text)])
        answer = await archive.ask(Question("đại tá nào báo cáo vụ tàu chìm", NOW))
    quote = answer.quotes[0]
    assert quote.highlight is not None
    assert quote.text[quote.highlight.start - quote.start : quote.highlight.end - quote.start] == "Hồ Bằng"
