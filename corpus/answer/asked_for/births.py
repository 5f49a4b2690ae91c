"""Whether a question asks when somebody was born, and whom it names."""

from __future__ import annotations

import re

from corpus.answer.reading.question import Reading
from corpus.language.surnames import is_surname
from corpus.language.text import fold, normalise_tones

_ASKED = re.compile(
    r"(?:(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3}) )?"
    r"(?:sinh (?:vào |hồi )?(?:năm|ngày|tháng) (?:nào|mấy|bao nhiêu)|"
    r"(?:năm|ngày) sinh(?! (?:hoạt|viên|sống|thái|sản|học))|"
    r"(?<!học )(?<!thí )(?<!vệ )(?<!hi )(?<!hy )sinh (?:khi nào|bao giờ|hồi nào))(?!\w)"
)


def asks_birth(reading: Reading) -> bool:
    """Whether the question asks when somebody was born."""
    return _found(reading) is not None


def whose_birth(reading: Reading) -> frozenset[str]:
    """The folded words of the name in such a question; none where it names nobody."""
    asked = _found(reading)
    words = asked["name"].split() if asked and asked["name"] else []
    return frozenset(map(fold, words)) if any(map(is_surname, words[:-1])) else frozenset()


def _found(reading: Reading) -> re.Match[str] | None:
    return _ASKED.search(normalise_tones(reading.full).lower())
