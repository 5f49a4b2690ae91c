"""Whether a question asks for a number to call."""

from __future__ import annotations

import re

from corpus.answer.reading.question import AnswerType, Reading
from corpus.language.text import fold

_ASKS = re.compile(
    r"\b(?:(?<!nhieu )(?<!may )so (?:dien thoai|dt|hotline|lien he|lien lac|may ban)|sdt|"
    r"goi (?:den |toi |cho |vao )?so|so nao de goi)\b"
)
# These have a number, but more can be asked about them: when they work, how many calls they took.
_HAS_ONE = re.compile(r"\b(?:hotline|duong day nong|tong dai)\b")
_WHICH = re.compile(r"\b(?:la bao nhieu|so may|so bao nhieu)\b\W*$")
_TYPES = {AnswerType.OTHER, AnswerType.NUMBER, AnswerType.DEFINITION, AnswerType.PLACE}


def asks_phone(reading: Reading) -> bool:
    """Whether the question asks for a number to call."""
    plain = fold(reading.full)
    if reading.answer_type not in _TYPES:
        return False
    is_of_one = _HAS_ONE.search(plain) and (reading.answer_type is AnswerType.OTHER or _WHICH.search(plain))
    return bool(_ASKS.search(plain) or is_of_one)
