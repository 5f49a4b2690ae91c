"""What something is: a text that only has the word does not explain it."""

from __future__ import annotations

import pytest

from corpus.answer.asked_for.asked import Asked
from corpus.answer.asked_for.explanation import asked_thing
from corpus.answer.choosing.refusal import by_kind
from corpus.answer.marking.definitions import explains
from corpus.answer.reading.question import read


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("pickleball là môn gì", "pickleball"),
        ("ad ơi cho hỏi huyết khối là gì vậy", "huyet khoi"),
        ("tàu 10.000 DWT thì DWT là gì", "dwt"),
        ("kết quả của ca phẫu thuật là gì", None),
        ("hội đua thuyền có gì vui", None),
        ("thị thực là gì", "thi thuc"),
        ("hội chứng Down là gì", "hoi chung down"),
        ("cổ phiếu là gì", "co phieu"),
        ("mức phạt là gì", None),
        ("Hỏi: HĐND là gì", "hdnd"),
    ],
)
def test_what_is_to_be_explained(question: str, thing: str | None) -> None:
    assert asked_thing(read(question)) == thing


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Huyết khối là cục máu đông trong lòng mạch.", True),
        ("Cục máu đông (huyết khối) làm tắc mạch.", True),
        ("Cục máu đông ấy gọi là huyết khối.", True),
        ("Ê kíp hút huyết khối, đặt một stent.", False),
    ],
)
def test_whether_a_text_explains_it(text: str, does: bool) -> None:
    assert explains(text, "huyet khoi") == does
    assert (by_kind(0.7, [text], Asked(read("huyết khối là gì"))) == 0.7) == does


def test_a_name_that_is_asked_for_and_not_there_makes_it_less_sure() -> None:
    asked = Asked(read("hai thanh niên được cứu ở bãi tắm tên gì"))
    assert by_kind(0.6, ["Đội cứu hộ đưa hai thanh niên vào bờ."], asked) < 0.3
    assert by_kind(0.6, ["Anh Lê Văn Tám và anh Ngô Bảy được đưa vào bờ."], asked) == 0.6


def test_money_in_a_sentence_without_a_price_is_no_price() -> None:
    asked = Asked(read("tôm hùm bán giá bao nhiêu"))
    assert by_kind(0.7, ["Có 119 khách hàng nuôi tôm hùm còn dư nợ 36 tỉ đồng."], asked) < 0.5
    assert by_kind(0.7, ["Tôm hùm bán 1,2 triệu đồng một ký."], asked) == 0.7
