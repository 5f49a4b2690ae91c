"""A board of some candidates is what laying these out alone would make."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.answer.ranking.board import Candidate, lay_out
from corpus.answer.ranking.narrowing import narrowed
from corpus.answer.reading.aliases import otherwise
from corpus.answer.reading.question import read
from corpus.answer.reading.subject import Counted, Subject
from corpus.index import split
from corpus.language.sheet import sheet_of
from corpus.models import Article

MERGED, BEFORE = 1_760_000_000, 1_600_000_000
TEXTS = (
    ("Cầu Hùng Vương", "UBND TP Tuy Hòa sửa cầu Hùng Vương. Cầu cũ dài 1.100m, cầu mới dài hơn.", MERGED),
    ("Giá tôm", "Tôm hùm rớt giá.", BEFORE),
    ("Tin ngắn", "", None),
    ("Phường Tuy Hòa", "Ủy ban nhân dân phường Tuy Hòa họp. Không ai nhắc cầu.", MERGED),
    ("Chợ cũ", "Thành phố Tuy Hòa cấm xe. Cầu Hùng Vương, cầu Hùng Vương, Vương Hùng.", BEFORE),
)
QUESTIONS = (
    "cầu Hùng Vương ở TP Tuy Hòa dài bao nhiêu",
    "ubnd tuy hoa hop gi",
    "bão số 12",
    "giá tôm Sông Cầu",
)


def candidate(at: int) -> Candidate:
    headline, text, published_s = TEXTS[at]
    article = Article(f"a{at}", headline, text)
    return Candidate(
        article.id, article.version, sheet_of(article, split(article)), {0: 1.0 + at}, published_s
    )


CANDIDATES = [candidate(at) for at in range(len(TEXTS))]


@pytest.mark.parametrize("question", QUESTIONS)
@given(chosen=st.permutations(range(len(TEXTS))), count=st.integers(1, len(TEXTS)))
def test_it_is_as_if_laid_out_alone(question: str, chosen: list[int], count: int) -> None:
    reading = read(question)
    counted = Counted(2, lambda _field, _term: 1, lambda _term: 1.0)
    subject = Subject.of(reading.subject, reading, counted, otherwise(reading))
    few = [CANDIDATES[at] for at in chosen[:count]]
    found, alone = narrowed(lay_out(CANDIDATES, subject), np.array(chosen[:count])), lay_out(few, subject)
    for field in fields(alone):
        one, other = getattr(found, field.name), getattr(alone, field.name)
        if field.name == "candidates":
            assert list(one) == list(other)
        else:
            assert one.dtype == other.dtype, field.name
            np.testing.assert_array_equal(one, other, field.name)
