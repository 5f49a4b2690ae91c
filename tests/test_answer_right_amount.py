"""Of several amounts the one that is asked for is marked: not the others, what it was, another fate, the other way."""

from __future__ import annotations

import pytest

from corpus.answer.asked_for.asked import Asked
from corpus.answer.choosing.quotes import marks_the_same
from corpus.answer.marking.by_kind import may_answer
from corpus.answer.marking.highlight import highlight
from corpus.answer.reading.question import read
from corpus.language.typed.marks import common
from corpus.models import Quote, Source, Span


def marked(question: str, text: str) -> str | None:
    found = highlight(text, Asked(read(question, common())), ())
    return found.of(text) if found else None


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("xe chở mấy người", "Tài xế chở 2 người và đón cùng 6 người khác.", "2 người"),
        ("bao nhiêu người chết", "Vụ lật xe làm 4 người chết, 3 người bị thương.", "4 người chết"),
        ("bao nhiêu người bị thương", "Vụ lật xe làm 4 người chết, 3 người bị thương.", "3 người bị thương"),
        ("mấy người bị thương", "Vụ lật xe làm 1 người chết, 12 người khác bị thương.", "12 người"),
        ("cứu được bao nhiêu người", "Cảnh sát cứu được 5 người bị thương.", "5 người"),
        ("bao nhiêu người chết", "Vụ lật xe làm chết 4 người chưa rõ danh tính.", "4 người"),
        ("giảm nghèo cho vay bao nhiêu tiền", "Vốn vay tăng lên 50 tỉ đồng.", "50 tỉ đồng"),
        ("khi mô tô đụng xe tải ai cầm lái", "21 giờ, anh Trần Văn Bình cầm lái.", "Trần Văn Bình"),
        ("giá trứng tăng bao nhiêu phần trăm", "Giá trứng giảm từ 10% trong tháng này.", None),
        ("cổ phiếu còn bao nhiêu tiền", "Giá giảm từ vùng 20.500 đồng xuống 15.750 đồng.", "15.750 đồng"),
        ("tiền thưởng bao nhiêu", "Đội được thưởng 920.000 nhân dân tệ.", "920.000 nhân dân tệ"),
        ("trứng bao nhiêu một chục", "Trứng gà có giá 28.000 đồng một chục.", "28.000 đồng"),
        ("cụ bao nhiêu tuổi", "Cụ vẫn ra ruộng ở tuổi 94.", "tuổi 94"),
        ("sạt lở ở quốc lộ nào", "Đất sạt xuống quốc lộ 19C đoạn qua đèo.", "quốc lộ 19C"),
        ("gãy mấy cái xương sườn", "Anh bị gãy 4 xương sườn.", "4 xương sườn"),
        ("xây năm mô rứa", "Cầu được xây năm 1996.", "năm 1996"),
    ],
)
def test_the_amount_that_is_asked_for(question: str, text: str, found: str | None) -> None:
    assert marked(question, text) == found


def test_where_years_are_asked_a_sentence_for_life_answers() -> None:
    asked = Asked(read("bị cáo bị xử mấy năm tù", common()))
    assert may_answer("Tòa tuyên bị cáo tử hình.", asked)
    assert not may_answer("Tòa đang nghị án.", asked)


def test_the_same_words_of_an_article_are_quoted_once() -> None:
    source, another = (Source(key, "1", "Xây cầu", None, None, None, None) for key in "ab")
    first = Quote(source, 0, 20, "Cầu dài 120m, rộng 9m", 0.9, Span(8, 12))
    again = Quote(source, 40, 60, "Cầu dài 120m, xong rồi", 0.5, Span(48, 52))
    other = Quote(another, 40, 60, "Cầu dài 120m, xong rồi", 0.5, Span(48, 52))
    assert marks_the_same(again, first)
    assert not marks_the_same(other, first)
    assert not marks_the_same(first, first)
