"""Which of the persons in a text a question means, by the role or the rank that it asks for.

Who may be a person at all: `persons`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from corpus.answer.marking.capitals import capitalised
from corpus.answer.marking.persons import LONGEST, is_surname
from corpus.answer.reading.question import FUNCTION_WORDS
from corpus.language.text import fold
from corpus.models import Span

# Beside a name, what was asked for: "tổng đạo diễn: NSND …", "… (thủ quỹ)", "… – chủ tịch UBND xã".
_ROLE_BEFORE = re.compile(
    r"([^\W\d_]+) ([^\W\d_]+):? (?:(?:NSND|NSƯT|NSUT|ThS|TS|PGS|GS|BS)[.,]? ?)*$", re.IGNORECASE
)
_ROLE_AFTER = re.compile(r" (?:\(|[–-] )([^\W\d_]+) ([^\W\d_]+)")
# "Giám đốc Sở Nội vụ là ai" is not answered by a deputy: "Phó Giám đốc Sở Nội vụ Lê Văn An", "ông An, phó giám đốc".
_ASKS_CHIEF = re.compile(
    r"(?<!\w)(?<!phó )(?:tổng )?(?:giám đốc|chủ tịch|bí thư|chánh án|hiệu trưởng|"
    r"(?:cục|viện|trạm|đội|xã|phòng|bộ) trưởng|trưởng (?:phòng|ban|công an|khoa|trạm))(?!\w)"
)
_DEPUTY_BEFORE = re.compile(r"(?<!\w)phó [^.,;:!?\n]{1,60} $", re.IGNORECASE)
_DEPUTY_AFTER = re.compile(r",? ?[(–-]? ?phó(?!\w)", re.IGNORECASE)


def find_titled(text: str, said: Set[str]) -> list[Span]:
    """Names beside two words that the question has, `said` folded: what it asks about. "Học viên Ngô Hùng Niên"."""
    found = []
    for words in capitalised(text):
        start, end = words[0].start(), words[-1].end()
        if not 2 < len(words) <= LONGEST or not is_surname(words[0][0]):
            continue
        roles = (_ROLE_BEFORE.search(text[max(0, start - 60) : start]), _ROLE_AFTER.match(text, end))
        if any(role and _is_asked(role.groups(), said) for role in roles):
            found.append(Span(start, end))
    return found


def asks_chief(asked: str) -> bool:
    """Whether a question, in lower case with its marks, asks for the head of something, and not for a deputy."""
    return _ASKS_CHIEF.search(asked) is not None


def is_deputy(text: str, start: int, end: int) -> bool:
    """Whether the name at [start, end) is said to be that of a deputy."""
    before = text[max(0, start - 70) : start]
    return _DEPUTY_BEFORE.search(before) is not None or _DEPUTY_AFTER.match(text, end) is not None


def _is_asked(words: Sequence[str], said: Set[str]) -> bool:
    plain = [fold(word) for word in words]
    return all(word in said and word not in FUNCTION_WORDS for word in plain)
