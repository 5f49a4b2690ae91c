"""Which of the persons in a text a question means, by the role or the rank that it asks for.

Who may be a person at all: `persons`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from corpus.answer.asked_for.persons import Role
from corpus.answer.marking.capitals import capitalised
from corpus.answer.marking.persons import LONGEST
from corpus.answer.marking.sentence_ends import CLAUSE_END
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.offices import AN_OFFICE, CALLING, DEGREES
from corpus.language.surnames import is_surname
from corpus.language.text import fold, normalise_tones
from corpus.models import Span

# Beside a name, what was asked for: "tổng đạo diễn: NSND …", "… (thủ quỹ)", "… – chủ tịch UBND xã".
_ROLE_BEFORE = re.compile(
    rf"([^\W\d_]+) ([^\W\d_]+):? (?:(?:{'|'.join(DEGREES)}|nsut)[.,]? ?)*$", re.IGNORECASE
)
_ROLE_AFTER = re.compile(r" (?:\(|[–-] )([^\W\d_]+) ([^\W\d_]+)")
_OFFICE = re.compile(rf"(?<!\w){AN_OFFICE}")
_CALLED = rf"(?<!\w)(?!anh hùng(?!\w))(?:{'|'.join(CALLING)}) "
_OTHERS = re.compile(r" (?:của|và|cùng|theo|do|với) ")  # behind these somebody else is spoken of
_BEFORE, _BEHIND = 90, 120  # code points, within which an office is said of a name
_NEAR = 40  # and what else somebody is: "Đại biểu Quốc hội", "kỹ sư thiết kế"
_GOES_ON = re.compile(r" ?[,(–-]")  # behind a name, what says who that is


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


def are_called(text: str, names: Iterable[Span], role: Role) -> list[Span]:
    """Of the names those that have the role beside them; all of them, where a newspaper does not put it there."""
    if not role.is_told:
        return list(names)
    beside = re.compile(rf"(?<!\w){role.name}(?!\w)")

    def is_called(name: Span) -> bool:
        before = CLAUSE_END.split(text[max(0, name.start - _NEAR) : name.start])[-1]
        behind = text[name.end : name.end + _NEAR] if _GOES_ON.match(text, name.end) else ""
        said = normalise_tones(f"{before}|{_up_to_others(CLAUSE_END.split(behind)[0])}").lower()
        return beside.search(said) is not None

    return [name for name in names if is_called(name)]


def offices_of(text: str, start: int, end: int) -> frozenset[str]:
    """The ranks that the name at [start, end) is said to have: right before it, and behind it in its sentence."""
    before = CLAUSE_END.split(text[max(0, start - _BEFORE) : start])[-1]
    said = [match[0] for match in _OFFICE.finditer(normalise_tones(before).lower())][-1:]
    if _GOES_ON.match(text, end):
        behind = _up_to_others(CLAUSE_END.split(text[end : end + _BEHIND])[0])
        said += [match[0] for match in _OFFICE.finditer(normalise_tones(behind).lower())]
    return frozenset(said)


def _up_to_others(behind: str) -> str:
    """What stands behind a name, up to the next name and the office before that, or to a word that leads to others."""
    behind = _OTHERS.split(behind)[0]
    for words in capitalised(behind):
        if len(words) > 1 and is_surname(words[0][0]):
            return behind[: words[0].start()].rpartition(",")[0]
    return behind


def is_called_by(asked: str, name: str) -> bool:
    """Whether a question, with its marks, speaks of somebody by the last word of a name: "ông Thủy"."""
    last = re.escape(normalise_tones(name).lower().split()[-1])
    return re.search(rf"{_CALLED}{last}(?!\w)", normalise_tones(asked).lower()) is not None


def holds_another(text: str, start: int, end: int, office: str) -> bool:
    """Whether the name at [start, end) is said to hold offices, and not the one that is asked for."""
    offices = offices_of(text, start, end)
    return bool(offices) and office not in offices


def _is_asked(words: Sequence[str], said: Set[str]) -> bool:
    plain = [fold(word) for word in words]
    return all(word in said and word not in FUNCTION_WORDS for word in plain)
