"""What it says that a word of a question is there, or lacking."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.answer.ranking.board import Candidate, lay_out
from corpus.answer.ranking.model import fitted
from corpus.answer.ranking.necessity import PLACES, Needs, Weighed, pair_codes, term_rows
from corpus.answer.ranking.necessity_features import (
    ANSWER_NECESSITY,
    NECESSITY_FEATURES,
    answer_necessity,
    necessity_features,
    told,
)
from corpus.answer.reading.question import read
from corpus.answer.reading.subject import Counted, Subject
from corpus.index import split
from corpus.language.sheet import sheet_of
from corpus.models import Article

TEXTS = ("Cầu Hùng Vương đóng cửa. Lý do là sạt lở.", "Cầu Đà Rằng thông xe. Không ai nói vì sao.")
RARE = {"hung": 3, "vuong": 3, "hung_vuong": 1}


def subject_of(question: str) -> Subject:
    reading = read(question)
    counted = Counted(1_000, lambda _field, term: RARE.get(term, 60), lambda _term: 1.0)
    return Subject.of(reading.subject, reading, counted)


def needs_of(question: str) -> tuple[Subject, Needs]:
    subject = subject_of(question)
    return subject, fitted().necessity.of(subject, read(question))


def candidates() -> list[Candidate]:
    articles = [Article(str(at), "Tin", text) for at, text in enumerate(TEXTS)]
    return [Candidate(one.id, one.version, sheet_of(one, split(one)), {0: 1.0}) for one in articles]


@pytest.mark.parametrize(
    "question", ["Vì sao cầu Hùng Vương bị đóng cửa?", "vi sao cau hung vuong bi dong cua"]
)
def test_a_lacking_name_says_more_than_a_lacking_verb(question: str) -> None:
    subject, needs = needs_of(question)
    name, verb = (subject.terms.index(term) for term in ("vuong", "bi"))
    assert needs.terms.lacking[0, name] < -1
    assert abs(needs.terms.lacking[0, verb]) < 0.3
    names = subject.pairs.tolist().index([subject.terms.index("hung"), name])
    assert needs.pairs.lacking[0, names] == needs.pairs.lacking[0].min() < -1
    assert needs.terms.said[0, name] > 0


@pytest.mark.parametrize(
    "question", ["cầu", "cầu cầu", "Hùng Vương?", "2024", "a " * 200, "cầu Hùng Vương " * 40]
)
def test_any_question_is_weighed(question: str) -> None:
    subject, needs = needs_of(question)
    for weighed, count in ((needs.terms, len(subject.terms)), (needs.pairs, len(subject.pairs))):
        for table in (weighed.said, weighed.lacking, weighed.missed):
            assert table.shape == (PLACES, count)
            assert np.isfinite(table).all()
        assert (weighed.missed >= 0).all()
        assert weighed.shares.sum() == pytest.approx(1.0 if count else 0.0)
    assert term_rows(subject, read(question)).shape[0] == len(subject.terms)
    assert len(set(pair_codes(subject).tolist())) == len(subject.pairs)


def test_a_pair_is_not_the_same_the_other_way_round() -> None:
    one, other = (pair_codes(subject_of(words)) for words in ("hùng vương", "vương hùng"))
    assert one.tolist() != other.tolist()


def by_hand(subject: Subject, weighed: Weighed, words: set[str], place: int) -> tuple[float, float]:
    """What a text with these words misses, and what it says."""
    missed = said = 0.0
    for at, term in enumerate(subject.terms):
        is_there = term in words
        missed += 0.0 if is_there else weighed.missed[place, at]
        said += (weighed.said if is_there else weighed.lacking)[place, at]
    return missed, said


def test_sentences_and_quotes_are_summed_up_as_by_hand() -> None:
    subject, needs = needs_of("Vì sao cầu Hùng Vương đóng cửa?")
    board = lay_out(candidates(), subject)
    said_of = told(board, needs)
    rows = necessity_features(board, said_of, np.arange(board.size))
    assert rows.shape == (4, len(NECESSITY_FEATURES))
    first, article = {"cau", "hung", "vuong", "dong", "cua"}, {"cau", "hung", "vuong", "dong", "cua"}
    column = {name: rows[:, at] for at, name in enumerate(NECESSITY_FEATURES)}
    _missed, said = by_hand(subject, needs.terms, first, 1)
    assert column["terms_said"][0] == pytest.approx(said)
    missed, said = by_hand(subject, needs.terms, article, 0)
    other, _said = by_hand(subject, needs.terms, {"cau"}, 0)
    assert column["terms_article_missed"].tolist() == pytest.approx([missed, missed, other, other], abs=1e-9)
    assert column["terms_article_gap"].tolist() == pytest.approx(
        [0, 0, other - missed, other - missed], abs=1e-9
    )
    assert column["terms_article_said"][:2].tolist() == pytest.approx([said, said])
    assert column["terms_expected"].argmax() == 0
    assert column["terms_expected_gap"][0] == 0
    values = dict(zip(ANSWER_NECESSITY, answer_necessity(said_of, 1, slice(3, 4)), strict=True))
    assert values["terms_article_gap"] == pytest.approx(other - missed)
    assert values["terms_missed"] == pytest.approx(by_hand(subject, needs.terms, set(), 1)[0])
    assert values["terms_article_misses_most"] == pytest.approx(
        max(needs.terms.missed[0, subject.terms.index(term)] for term in subject.terms if term != "cau")
    )
