"""Another article that tells the answer as well is known by the answer's words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from corpus import Answer, Outcome, Quote, Source
from corpus.evaluation.metrics import gold_texts, judge, report
from corpus.evaluation.questionset import Example, GoldSpan
from corpus.evaluation.retold import own_words, tells
from corpus.models import Article, Part, PartKind

QUESTION = "giá tôm hùm xanh là bao nhiêu"
TEXT = "Giá tôm hùm xanh lên 950.000 đồng mỗi ký."
GOLD = Article("a", "Giá tôm", TEXT, (Part(PartKind.BODY, 0, len(TEXT)),))
EXAMPLE = Example("1", QUESTION, "a", (GoldSpan("", TEXT.index("950"), len(TEXT) - 1),))


def answer(article_id: str, text: str) -> Answer:
    source = Source(article_id, "v", "Chợ", None, None, "Báo Thử", datetime(2026, 11, 1, tzinfo=UTC))
    return Answer("?", Outcome.ANSWERED, (Quote(source, 0, len(text), text, 1.0),), confidence=0.8)


def test_words_of_the_question_and_function_words_tell_no_answer() -> None:
    assert own_words("tôm hùm xanh của xã An Hải", QUESTION) == {"xa", "an", "hai"}
    assert own_words("tôm hùm", QUESTION) == frozenset()


def test_a_single_word_stands_in_many_a_text() -> None:
    assert own_words("12", QUESTION) == frozenset()


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Mỗi ký tôm bán được 950.000 đồng.", True),
        ("Moi ky 950.000 dong", True),
        ("Mỗi ký tôm bán được 900.000 đồng.", False),
        ("", False),
    ],
)
def test_most_of_its_words_tell_it_however_they_are_typed(text: str, is_told: bool) -> None:
    assert tells(text, [own_words("950.000 đồng mỗi ký", QUESTION)]) is is_told


def test_no_answer_is_told_by_nothing() -> None:
    assert not tells(TEXT, [])
    assert not tells(TEXT, [frozenset()])


def test_a_gold_span_without_a_text_is_read_in_its_article() -> None:
    assert gold_texts(EXAMPLE, GOLD) == ("950.000 đồng mỗi ký",)
    assert gold_texts(EXAMPLE, None) == ()
    assert gold_texts(Example("1", "?", "a", (GoldSpan("sáu", 4),)), GOLD) == ("sáu",)


def test_what_another_article_tells_counts_apart() -> None:
    told, other = answer("b", "Ở chợ, mỗi ký 950.000 đồng."), answer("c", "Ở chợ, mỗi ký bao nhiêu cũng có.")
    found = report([judge(EXAMPLE, one, GOLD) for one in (answer("a", TEXT), told, other, other)])
    assert (found.quote_at_3, found.told_at_3, found.wrong_but_told) == (0.25, 0.5, None)
    left_out = report([judge(EXAMPLE, one, GOLD, is_left_out=True) for one in (told, other)])
    assert (left_out.answerable, left_out.wrong_answers, left_out.wrong_but_told) == (0, 1.0, 0.5)
