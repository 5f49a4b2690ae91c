"""Telephone numbers: whether one is asked for, and where they stand in a text."""

from __future__ import annotations

import re

from corpus.answer.reading.phrases import AnswerType
from corpus.answer.reading.question import Reading
from corpus.language.text import fold
from corpus.models import Span

_ASKS = re.compile(
    r"\b(?:(?<!nhieu )(?<!may )so (?:dien thoai|dt|hotline|lien he|lien lac|may ban)|sdt|"
    r"goi (?:den |toi |cho |vao )?so|so nao de goi)\b"
)
# These have a number, but more can be asked about them: when they work, how many calls they took.
_HAS_ONE = re.compile(r"\b(?:hotline|duong day nong|tong dai)\b")
_WHICH = re.compile(r"\b(?:la bao nhieu|so may|so bao nhieu)\b\W*$")
_TYPES = {AnswerType.OTHER, AnswerType.NUMBER, AnswerType.DEFINITION, AnswerType.PLACE}
# Of seven digits or more, in groups, with a code before them; 1800 and 1900; and 111 to 115, said to be a number.
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:(?:\(?0\d{1,3}\)?|\+84)(?:[ .-]?\d){6,9}|1[89]00(?:[ .-]?\d){4,6})(?![\d/])"
    r"|(?:(?<=gọi )|(?<!trú số )(?<!nhà số )(?<!chỉ số )(?<=số )|(?<=đài )|(?<=nóng ))"
    r"(?:11[1-5]|1022)(?![\d.,/]| đường| phố)"
)


def asks_phone(reading: Reading) -> bool:
    """Whether a number to call is asked for."""
    plain = fold(reading.full)
    if reading.answer_type not in _TYPES:
        return False
    is_of_one = _HAS_ONE.search(plain) and (reading.answer_type is AnswerType.OTHER or _WHICH.search(plain))
    return bool(_ASKS.search(plain) or is_of_one)


def find_phones(text: str) -> list[Span]:
    """Where numbers to call stand."""
    return [Span(*match.span()) for match in _PHONE.finditer(text)]
