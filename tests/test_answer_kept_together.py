"""What is asked for as one thing: an office, a price, a way to do something."""

from __future__ import annotations

import pytest

from corpus.answer.choosing.kept_together import NO_SUCH_PRICE, NO_SUCH_THING, doubt
from corpus.answer.ranking.board import Candidate, lay_out
from corpus.answer.reading.question import read
from corpus.answer.reading.subject import Counted, Subject
from corpus.index import split
from corpus.language.sheet import sheet_of
from corpus.models import Article


def doubted(question: str, text: str, headline: str = "Tin") -> float:
    article = Article("one", headline, text)
    candidate = Candidate("one", article.version, sheet_of(article, split(article)), {0: 1.0})
    reading = read(question)
    subject = Subject.of(reading.subject, reading, Counted(1, lambda _field, _term: 1, lambda _term: 1.0))
    return doubt(reading, subject, lay_out([candidate], subject), 0)


@pytest.mark.parametrize(
    ("question", "text", "times"),
    [
        ("chủ tịch nước là ai", "Chủ tịch xã nói về vùng biển nước ngoài.", NO_SUCH_THING),
        ("chủ tịch nước là ai", "Chủ tịch xã nói hồ đã tích nước.", NO_SUCH_THING),
        ("chủ tịch nước là ai", "Chủ tịch nước Lê Văn Thử đến thăm.", 1.0),
        ("thủ tướng là ai", "Nữ tướng của đội về đích, theo thủ tục.", NO_SUCH_THING),
        ("giám đốc nhà máy là ai", "Giám đốc Sở đến nhà máy.", NO_SUCH_THING),
        ("giám đốc nhà máy là ai", "Ông Thử, giám đốc nhà máy, nói.", 1.0),
        ("chủ tịch tỉnh là ai", "Chủ tịch UBND tỉnh Lê Văn Thử nói.", 1.0),
        ("chủ tịch UBND tỉnh là ai", "Chủ tịch Ủy ban nhân dân tỉnh nói.", 1.0),
        ("chủ tịch nước đi đâu", "Chủ tịch xã nói về nước.", 1.0),
        ("cách làm bánh xèo", "Bà Mười bán bánh xèo, làm ăn khá.", NO_SUCH_THING),
        ("làm bánh xèo như thế nào", "Bà Mười bán bánh xèo, làm ăn khá.", NO_SUCH_THING),
        ("cách làm bánh xèo", "Bà Mười kể cách làm bánh xèo.", 1.0),
        ("Làm cách nào để bác sĩ cứu đứa trẻ?", "Bác sĩ đặt ống cho đứa trẻ.", 1.0),
        ("Làm chín thịt bằng cách nào?", "Thịt phải nhúng cho chín.", 1.0),
        ("Cách ngăn ngừa bệnh sỏi mật", "Để phòng ngừa sỏi mật, cần ăn uống cân đối.", 1.0),
        ("làm sao để biết", "Làm gì cũng biết.", 1.0),
        ("cách ly y tế như thế nào", "Người bệnh cách ly tại nhà, cơ sở y tế.", 1.0),
        ("bão số 13 gây mưa ở đâu", "Bão số 12 gây mưa, 13 người chết.", NO_SUCH_THING),
        ("bão số 13 gây mưa ở đâu", "Bão số 13 gây mưa ở Tuy Hòa.", 1.0),
        ("nghị quyết số 06 về gì", "Nghị quyết 06-NQ/TU về biển.", 1.0),
        ("giá đất Tuy Hòa", "Đất đá sạt lở, đánh giá thiệt hại ở Tuy Hòa.", NO_SUCH_PRICE),
        ("giá đất Tuy Hòa", "Bảng giá đất ở Tuy Hòa tăng.", 1.0),
        ("giá bán lẻ điện", "Điện bán theo giá mới.", 1.0),
    ],
)
def test_both_words_stand_side_by_side_or_it_is_doubted(question: str, text: str, times: float) -> None:
    assert doubted(question, text) == times


def test_the_headline_counts_as_well() -> None:
    assert doubted("giá đất Tuy Hòa", "Ở Tuy Hòa tăng 5%.", headline="Bảng giá đất mới") == 1.0
