"""When somebody was born, as an answer to "sinh năm mấy": no other year will do, nor that of somebody else."""

from __future__ import annotations

import re
from collections.abc import Set

from corpus.answer.marking.capitals import capitalised
from corpus.answer.marking.persons import is_surname
from corpus.answer.reading.question import Reading
from corpus.language.text import fold, normalise_tones
from corpus.models import Span

_ASKED = re.compile(
    r"(?:(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3}) )?"
    r"(?:sinh (?:vào |hồi )?(?:năm|ngày|tháng) (?:nào|mấy|bao nhiêu)|"
    r"(?:năm|ngày) sinh(?! (?:hoạt|viên|sống|thái|sản|học))|"
    r"(?<!học )(?<!thí )(?<!vệ )(?<!hi )(?<!hy )sinh (?:khi nào|bao giờ|hồi nào))(?!\w)"
)
_BORN = re.compile(
    r"(?<!\w)(?:sinh|SN)(?: (?:ra|vào|hồi|ngày|năm))*? "
    r"(?P<when>(?:ngày |năm )?(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19|20)\d\d)(?![\w/])"
)
_NAME_BEFORE = 60  # characters before "sinh", within which the name stands whose birth it is
_BESIDE = re.compile(r",? ?\(?")


def asks_birth(reading: Reading) -> bool:
    """Whether it is asked when somebody was born."""
    return _ASKED.search(normalise_tones(reading.full).lower()) is not None


def find_births(text: str, reading: Reading) -> list[Span]:
    """The days and years of birth, but for those of somebody else than whom the question names."""
    said = _named(reading)
    return [
        Span(*match.span("when"))
        for match in _BORN.finditer(text)
        if not said or not _is_of_another(text, match.start(), said)
    ]


def _named(reading: Reading) -> frozenset[str]:
    """The folded words of the name in the question; none where it names nobody."""
    asked = _ASKED.search(normalise_tones(reading.full).lower())
    words = asked["name"].split() if asked and asked["name"] else []
    return frozenset(map(fold, words)) if any(map(is_surname, words[:-1])) else frozenset()


def _is_of_another(text: str, at: int, said: Set[str]) -> bool:
    """Whether the name right before a birth is another one."""
    start = max(0, at - _NAME_BEFORE)
    names = list(capitalised(text[start:at]))
    if not names or not _BESIDE.fullmatch(text, start + names[-1][-1].end(), at):
        return False
    return fold(names[-1][-1][0]) not in said
