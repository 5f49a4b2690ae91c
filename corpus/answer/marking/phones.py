"""Telephone numbers: whether one is asked for, and where they stand in a text."""

from __future__ import annotations

import re

from corpus.answer.reading.phrases import AnswerType
from corpus.answer.reading.question import Reading
from corpus.language.text import fold
from corpus.models import Span

_ASKS = re.compile(
    r"\b(?:so (?:dien thoai|dt|hotline|lien he|lien lac|may ban)|sdt|goi (?:den |toi |cho |vao )?so|so nao de goi)\b"
)
# These have a number, but more can be asked about them: when they work, what they are.
_ASKS_PERHAPS = re.compile(r"\b(?:hotline|duong day nong|tong dai)\b")
_ANY, _PLAIN = (
    {AnswerType.OTHER, AnswerType.NUMBER, AnswerType.DEFINITION, AnswerType.PLACE},
    {AnswerType.OTHER, AnswerType.NUMBER},
)
# Of seven digits or more, in groups, with a code before them; 1800 and 1900; and 111 to 115, said to be a number.
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:(?:\(?0\d{1,3}\)?|\+84)(?:[ .-]?\d){6,9}|1[89]00(?:[ .-]?\d){4,6})(?![\d/])"
    r"|(?:(?<=gọi )|(?<=số )|(?<=đài )|(?<=nóng ))(?:11[1-5]|1022)(?![\d.,/])"
)


def asks_phone(reading: Reading) -> bool:
    """Whether a number to call is asked for."""
    plain = fold(reading.full)
    return (reading.answer_type in _ANY and _ASKS.search(plain) is not None) or (
        reading.answer_type in _PLAIN and _ASKS_PERHAPS.search(plain) is not None
    )


def find_phones(text: str) -> list[Span]:
    """Where numbers to call stand."""
    return [Span(*match.span()) for match in _PHONE.finditer(text)]
