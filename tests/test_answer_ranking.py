"""From sheets to excerpts, without an archive: matches, features, and what is cut out."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.answer.choosing.quotes import apart
from corpus.answer.ranking.article_features import ARTICLE_FEATURES, article_features
from corpus.answer.ranking.board import SLOTS, Board, Candidate, find_codes, lay_out, neighbours
from corpus.answer.ranking.excerpts import MAX_SENTENCES, MAX_WIDE, excerpts
from corpus.answer.ranking.model import fitted
from corpus.answer.ranking.necessity_features import told
from corpus.answer.ranking.ranking import FEATURES, Ranked, describe, rank
from corpus.answer.ranking.sentence_features import SENTENCE_FEATURES, sentence_features
from corpus.answer.ranking.telling_features import TELLING_FEATURES, telling_features
from corpus.answer.reading.question import AnswerType, read
from corpus.answer.reading.subject import Counted, Subject
from corpus.index import split
from corpus.language.sheet import sheet_of
from corpus.models import Article

TEXTS = {
    "tom": "Tôm hùm chết ở Sông Cầu. Tổng cộng 27 tấn tôm hùm bị chết. Người nuôi chờ hỗ trợ.",
    "cau": "Cầu mới dài 1.100m. Ông Lê Bằng dự lễ khởi công ngày 2/11. Người dân vui mừng.",
}


def candidate(key: str) -> Candidate:
    article = Article(key, f"Tin {key}", TEXTS[key])
    return Candidate(
        key, article.version, sheet_of(article, split(article)), {0: 2.0 if key == "tom" else 1.0}
    )


def subject_of(question: str) -> Subject:
    reading = read(question)
    return Subject.of(reading.subject, reading, Counted(2, lambda _field, _term: 1, lambda _term: 1.0))


def board_of(question: str) -> tuple[Board, Subject]:
    subject = subject_of(question)
    return lay_out([candidate("tom"), candidate("cau")], subject), subject


def column(board: Board, subject: Subject, question: str, name: str) -> list[float]:
    rows = sentence_features(board, subject, read(question))
    assert rows.shape == (board.size, len(SENTENCE_FEATURES))
    return [float(value) for value in rows[:, SENTENCE_FEATURES.index(name)]]


@pytest.mark.parametrize("top", [64, SLOTS, 2 * SLOTS, 1 << 24])
def test_codes_are_found_whatever_low_bits_they_share(top: int) -> None:
    random = np.random.default_rng(top)
    for count in range(1, 40):
        known = random.choice(top, count, replace=False).astype(np.uint32)
        codes = random.integers(0, top, 500).astype(np.uint32)
        codes[::3] = random.choice(known, len(codes[::3]))
        places = {one: place for place, one in enumerate(known.tolist())}
        expected = [(at, places[one]) for at, one in enumerate(codes.tolist()) if one in places]
        assert list(zip(*(found.tolist() for found in find_codes(known, codes)), strict=True)) == expected


def test_matches_are_found_with_and_without_their_marks() -> None:
    board, subject = board_of("tom hùm chết")
    tom, hum = subject.terms.index("tom"), subject.terms.index("hum")
    assert board.present[:, tom].tolist() == [True, True, False, False, False, False]
    assert board.exactly[:, tom].tolist() == [False] * 6
    assert board.exactly[:, hum].tolist() == [True, True, False, False, False, False]
    assert board.pairs.sum() == 3  # "tom hum" twice, "hum chet" once: "hùm bị chết" is no pair
    assert board.borders.tolist() == [0, 3, 6]


def test_the_sentence_with_the_number_asked_for_stands_out() -> None:
    question = "Bao nhiêu tấn tôm hùm chết?"
    board, subject = board_of(question)
    assert column(board, subject, question, "unit") == [0, 1, 0, 0, 0, 0]
    assert column(board, subject, question, "covered")[1] == pytest.approx(1.0)
    assert column(board, subject, question, "passage") == [1, 1, 1, 0.5, 0.5, 0.5]


def test_what_the_headline_does_not_say_tells_the_sentence() -> None:
    """ "Tôm hùm" is all over the article and in its headline; "hỗ trợ" is where the answer is."""
    texts = (
        "Tôm hùm chết ở Sông Cầu. Tổng cộng 27 tấn tôm hùm chết. Người nuôi tôm hùm nhận hỗ trợ 2 triệu đồng."
    )
    article = Article("a", "Tôm hùm chết", texts)
    subject = subject_of("tôm hùm chết được hỗ trợ bao nhiêu?")
    board = lay_out([Candidate("a", article.version, sheet_of(article, split(article)), {0: 1.0})], subject)
    rows = telling_features(board, subject)
    found = {name: rows[:, at].tolist() for at, name in enumerate(TELLING_FEATURES)}
    assert found["beyond_headline"] == [0, 0, 1]
    assert found["rarest"][2] == 1
    assert found["telling"][2] > found["telling"][0] == found["telling"][1] > 0
    assert found["telling_share"][2] == found["telling_window"][1] == 1


def test_a_term_that_is_in_every_sentence_or_in_none_tells_nothing() -> None:
    board, subject = board_of("vàng")
    assert not telling_features(board, subject).any()


@pytest.mark.parametrize(
    ("question", "fits"),
    [("Cầu khởi công khi nào?", [0, 0, 0, 0, 1, 0]), ("Ai dự lễ khởi công?", [1, 0, 0, 0, 1, 0])],
)
def test_what_fits_the_kind_of_question(question: str, fits: list[int]) -> None:
    board, subject = board_of(question)
    assert column(board, subject, question, "fits") == fits


def test_articles_are_described_as_shares() -> None:
    board, subject = board_of("tôm hùm chết")
    rows = article_features(board, subject)
    assert rows.shape == (2, len(ARTICLE_FEATURES))
    assert rows[0, ARTICLE_FEATURES.index("bm25")] == 1.0
    assert rows[1, ARTICLE_FEATURES.index("covered")] == 0.0


def test_neighbours_do_not_cross_articles() -> None:
    values, article = np.array([[1], [2], [3]]), np.array([0, 0, 1])
    assert neighbours(values, article, 1)[:, 0].tolist() == [2, 0, 0]
    assert neighbours(values, article, -1)[:, 0].tolist() == [0, 1, 0]


def ranked(probabilities: list[float]) -> Ranked:
    described = describe([candidate("tom"), candidate("cau")], subject_of("tôm hùm"), read("tôm hùm"))
    assert described is not None
    assert described.rows.shape == (6, len(FEATURES))
    needs = fitted().necessity.of(described.subject, read("tôm hùm"))
    return Ranked(described, told(described.board, needs), np.array(probabilities))


def first_of(probabilities: list[float]) -> tuple[int, int]:
    best = apart(excerpts(ranked(probabilities)), 1)
    return best[0].first, best[0].last


def test_an_excerpt_grows_only_where_that_pays() -> None:
    assert first_of([0.9, 0.001, 0, 0, 0, 0]) == (0, 0)
    assert first_of([0.5, 0.4, 0, 0, 0, 0]) == (0, 1)


def test_excerpts_are_short_and_of_one_article() -> None:
    for one in excerpts(ranked([0.3] * 6)):
        assert 1 <= one.last - one.first + 1 <= MAX_SENTENCES
        assert one.end - one.start <= MAX_WIDE
        assert one.first // 3 == one.last // 3 == one.article


def test_excerpts_apart_share_nothing() -> None:
    chosen = apart(excerpts(ranked([0.6, 0.5, 0.4, 0.3, 0.2, 0.1])), 6)
    covered = [at for one in chosen for at in range(one.first, one.last + 1)]
    assert len(covered) == len(set(covered))


def test_the_shipped_trees_prefer_the_sentence_that_answers() -> None:
    question = "Bao nhiêu tấn tôm hùm chết?"
    described = describe([candidate("tom"), candidate("cau")], subject_of(question), read(question))
    assert described is not None
    model, reading = fitted(), read(question)
    needs = model.necessity.of(described.subject, reading)
    assert int(rank(described, needs, model.sentences, AnswerType.NUMBER).probabilities.argmax()) == 1


def test_nothing_to_look_for_is_nothing_found() -> None:
    assert describe([], subject_of("tôm"), read("tôm")) is None
    assert describe([candidate("tom")], subject_of("là gì?"), read("là gì?")) is None
