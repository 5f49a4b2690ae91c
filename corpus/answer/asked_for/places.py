"""Whether a question asks where somebody lives or is from, or for a country."""

from __future__ import annotations

import re

from corpus.answer.reading.question import AnswerType, Reading

_ASKS_HOME = re.compile(
    r"(?<!\w)(?:quê (?:quán )?|(?:người|gốc|trú|ngụ|sống|sinh sống|sinh|sinh ra) )(?:ở |tại )?"
    r"(?:đâu|chỗ nào|tỉnh nào|huyện nào|xã nào|nơi nào)(?!\w)"
)
_ASKS_COUNTRY = re.compile(r"(?<!\w)(?:nước|quốc gia) nào(?!\w)")


def asks_home(reading: Reading) -> bool:
    """Whether the question asks where somebody lives or is from."""
    return reading.answer_type is AnswerType.PLACE and _ASKS_HOME.search(reading.full.lower()) is not None


def asks_country(reading: Reading) -> bool:
    """Whether the question asks for a country by that word."""
    return _ASKS_COUNTRY.search(reading.full.lower()) is not None
