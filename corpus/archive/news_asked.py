"""Whether nothing else is asked than what there was: "hôm qua có gì mới", "tin mới ở Sông Cầu tuần này"."""

from __future__ import annotations

from corpus.answer.reading.question import read
from corpus.answer.reading.when import when
from corpus.language.typed.marks import Marks
from corpus.models import Question


def place_of_news(asked: Question, marks: Marks) -> str | None:
    """The place whose news is asked for, "" where it is news of anywhere; None for every other question."""
    time = when(read(asked.text, marks), asked)  # as it was read to be answered, which is remembered
    return (time.place or "") if time.is_news else None
