"""Why a question was answered as it was: the JSON object that `Archive.explain` gives, rounded for reading."""

from __future__ import annotations

from typing import TypedDict

Weights = dict[str, float]
"""Term, or name of a feature → what it weighs."""


class PlaceRead(TypedDict):
    """A place that was read in a question; `others`: the names that it has, or had."""

    name: str
    is_old: bool
    others: list[str]


class QuestionRead(TypedDict):
    """A question as asked and as understood; `follows`: the one before it, `time`: the days, for people to read."""

    asked: str
    read: str
    subject: str
    answer_type: str
    has_marks: bool
    follows: str | None
    time: str | None
    places: list[PlaceRead]


class Judged(TypedDict):
    """`threshold`: the confidence below which a question is refused; `missing`: words that the best article lacks.

    `says`: how much each of the words says for that article or, where it lacks it, against it; natural logarithms.
    """

    is_answer: bool
    confidence: float
    threshold: float
    missing: list[str]
    says: Weights


class QuoteWeighed(TypedDict):
    """One of the best excerpts, [start, end) of its article's text, and what the ranker weighed.

    `words`: those found in the "quote", there "as_typed", and in the "headline".
    """

    article_id: str
    start: int
    end: int
    probability: float
    words: dict[str, Weights]
    features: Weights


class Explanation(TypedDict):
    """`terms`: what was looked for, by field; `common`: what stands everywhere, so that it was not looked for."""

    question: QuestionRead
    terms: dict[str, Weights]
    common: dict[str, Weights]
    judged: Judged
    quotes: list[QuoteWeighed]
