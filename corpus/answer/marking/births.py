"""When somebody was born, in a text: no other year will do, nor that of somebody else."""

from __future__ import annotations

import re
from collections.abc import Set

from corpus.answer.marking.capitals import capitalised
from corpus.language.text import fold
from corpus.models import Span

_BORN = re.compile(
    r"(?<!\w)(?:sinh|SN)(?: (?:ra|vào|hồi|ngày|năm))*? "
    r"(?P<when>(?:ngày |năm )?(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19|20)\d\d)(?![\w/])"
)
_NAME_BEFORE = 60  # characters before "sinh", within which the name stands whose birth it is
_BESIDE = re.compile(r",? ?\(?")


def find_births(text: str, whose: Set[str]) -> list[Span]:
    """The days and years of birth. `whose`: folded words of a name; those of somebody else are left out."""
    return [
        Span(*match.span("when"))
        for match in _BORN.finditer(text)
        if not whose or not _is_of_another(text, match.start(), whose)
    ]


def _is_of_another(text: str, at: int, whose: Set[str]) -> bool:
    """Whether the name right before a birth is another one."""
    start = max(0, at - _NAME_BEFORE)
    names = list(capitalised(text[start:at]))
    if not names or not _BESIDE.fullmatch(text, start + names[-1][-1].end(), at):
        return False
    return fold(names[-1][-1][0]) not in whose
