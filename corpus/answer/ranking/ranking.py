"""Candidates → sentences with the probability that each holds the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.answer.ranking.arrays import Floats
from corpus.answer.ranking.article_features import ARTICLE_FEATURES, article_features
from corpus.answer.ranking.board import Board, Candidate, lay_out
from corpus.answer.ranking.cues import CUE_FEATURES, cue_features
from corpus.answer.ranking.forest import Forest
from corpus.answer.ranking.narrowing import narrowed
from corpus.answer.ranking.necessity import Needs
from corpus.answer.ranking.necessity_features import Told, necessity_features, told
from corpus.answer.ranking.sentence_features import SENTENCE_FEATURES, sentence_features
from corpus.answer.ranking.telling_features import TELLING_FEATURES, telling_features
from corpus.answer.reading.question import AnswerType, Reading
from corpus.answer.reading.subject import Subject
from corpus.language.sheet import NO_SENTENCES

ARTICLES = 16  # whose sentences are looked at closely
SENTENCES = 80  # that the trees judge; the others hardly share a word with the question
HISTORY_FEATURES = ("bm25", "bm25_exact", "bm25_pairs", "covered", "covered_exact", "headline")
FEATURES = (
    *SENTENCE_FEATURES,
    *(f"article_{name}" for name in ARTICLE_FEATURES),
    *(f"history_{name}" for name in HISTORY_FEATURES),
    "history_sentence",
    "has_history",
    *CUE_FEATURES,
    *TELLING_FEATURES,
)
# Odds, beside those without what was asked for: a number with what is counted, no number at all, a word of cause.
COUNTED, NO_NUMBER, REASONED = 2.0, 0.4, 4.0
# What is written under a picture names what is seen, and seldom answers: it comes first only where little else does.
# Who somebody is it says more often.
CAPTION, CAPTION_OF_PERSONS = 0.3, 0.6
# What articles, and then their sentences, are chosen by to be looked at closely: weights of features.
PRESELECT = {"engine": 1.0, "bm25": 1.0, "bm25_pairs": 0.5}
PRESELECT_HISTORY = {"bm25": 1.0, "bm25_pairs": 0.5}
PROMISING = {"covered": 1.0, "covered_pairs": 1.0, "passage": 0.7}


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """The board of the best candidates; `rows`: sentences × FEATURES; `promising`: numbers of those to be judged."""

    subject: Subject
    board: Board
    rows: Floats
    promising: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """`said`: what the words say. `probabilities`: of each sentence of the board, 0 where it was not judged."""

    described: Described
    said: tuple[Told, Told]
    probabilities: Floats


def describe(
    candidates: Sequence[Candidate], subject: Subject, reading: Reading, history: Subject | None = None
) -> Described | None:
    """Everything the ranker looks at; None where nothing can be quoted. `history`: what was asked about before."""
    candidates = [one for one in candidates if len(one.sheet.spans)]
    if not candidates or not len(subject.terms):
        return None
    every = lay_out(candidates, subject)
    articles = article_features(every, subject)
    promise = _weighted(articles, ARTICLE_FEATURES, PRESELECT)
    earlier, before = _history(candidates, history)
    promise = promise + _weighted(before, HISTORY_FEATURES, PRESELECT_HISTORY)
    best = np.argsort(-promise, kind="stable")[:ARTICLES]
    closer = narrowed(every, best)
    sentences = sentence_features(closer, subject, reading)
    of_article = articles[best][closer.article], before[best][closer.article]
    cues = cue_features(closer, reading.answer_type)
    telling = telling_features(closer, subject)
    rows = np.hstack(
        [sentences, *of_article, _history_of_sentences(earlier, best, closer.size, history), cues, telling]
    )
    hope = (
        _weighted(sentences, SENTENCE_FEATURES, PROMISING)
        + (promise[best] / promise.max())[closer.article] / 2
    )
    may = (closer.weights > 0) & ~np.isin(closer.parts, NO_SENTENCES)
    promising = np.argsort(-np.where(may, hope, -np.inf), kind="stable")[: min(SENTENCES, int(may.sum()))]
    return Described(subject, closer, rows, np.sort(promising))


def _history(candidates: Sequence[Candidate], history: Subject | None) -> tuple[Board | None, Floats]:
    """The board of what was asked about before, and what each article has of it."""
    if history is None:
        return None, np.zeros((len(candidates), len(HISTORY_FEATURES)))
    board = lay_out(candidates, history)
    rows = article_features(board, history)
    return board, rows[:, [ARTICLE_FEATURES.index(name) for name in HISTORY_FEATURES]]


def _history_of_sentences(
    earlier: Board | None, best: np.ndarray, size: int, history: Subject | None
) -> Floats:
    """The same of each sentence of the best, and whether there is a history at all."""
    if earlier is None or history is None:
        return np.zeros((size, 2))
    said = narrowed(earlier, best).present @ history.shares
    return np.stack([said, np.ones(size)], axis=1)


def rank(described: Described, needs: Needs, forest: Forest, kind: AnswerType) -> Ranked:
    """The promising sentences judged: by the trees, by the form of an answer to that kind of question, by their days.

    `needs`: what the words of the question say (`Necessity.of`).
    """
    probabilities = np.zeros(described.board.size)
    rows = described.rows[described.promising]
    said = told(described.board, needs)
    necessary = necessity_features(described.board, said, described.promising)
    chances = forest.probabilities(np.hstack([rows, necessary]))
    odds = chances / np.maximum(1 - chances, 1e-9) * _kind_odds(rows, kind)
    weights = described.board.weights[described.promising] * _form(rows, kind)
    probabilities[described.promising] = odds / (1 + odds) * weights
    return Ranked(described, said, probabilities)


def _kind_odds(rows: Floats, kind: AnswerType) -> Floats:
    """How much likelier the form of a sentence makes it: few of the questions that were fitted on ask for numbers."""

    def has(name: str) -> np.ndarray:
        return rows[:, FEATURES.index(name)] > 0

    if kind is AnswerType.NUMBER:
        return np.where(has("unit"), COUNTED, np.where(has("fits"), 1.0, NO_NUMBER))
    if kind is AnswerType.REASON:
        return np.where(has("cue"), REASONED, 1.0)
    return np.ones(len(rows))


def _form(rows: Floats, kind: AnswerType) -> Floats:
    captioned = CAPTION_OF_PERSONS if kind is AnswerType.PERSON else CAPTION
    form: Floats = np.where(rows[:, FEATURES.index("is_caption")] > 0, captioned, 1.0)
    return form


def _weighted(rows: Floats, names: Sequence[str], weights: dict[str, float]) -> Floats:
    total: Floats = sum(weight * rows[:, names.index(name)] for name, weight in weights.items())  # type: ignore[assignment]
    return total
