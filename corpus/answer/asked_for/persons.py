"""Whom a question asks for: anybody, somebody by name, who holds an office, one of a profession."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.answer.reading.question import Reading, as_typed
from corpus.language.either_way import EitherWay
from corpus.language.offices import AN_OFFICE, MINISTERS, PROFESSIONS, RANKS, TITLES
from corpus.language.text import fold, normalise_tones

# Who asks so wants to know what sort of people, or whether there is anybody.
_ANYBODY = EitherWay(
    r"(?<!\w)(?:(?:có|những|cho) ai(?!\w)|ai (?:được|phải|cần|nên|có thể)(?!\w)|(?:không|chưa)\s*\??$)"
)
# And so, who it is by name.
_BY_NAME = re.compile(r"\bten (?:la )?(?:gi|chi)\b|\bla (?:ai|ong nao|ba nao)\W*$")
# Who holds it is asked, not who did something to whoever does: "người đâm giám đốc là ai".
_ASKS_OFFICE = re.compile(
    rf"^(?:(?:cho hỏi|xin hỏi|ad ơi|ad)[ ,:]*)*(?:(?:ông|bà|vị|tân|đương kim) )?(?P<before>{AN_OFFICE})"
    r"(?:(?!\b(?:bị|đánh|đâm|nói|ký|kí|tặng|trao|chỉ đạo|cho biết|gặp|giết|lừa)\b)[^,?;])*?"
    r"(?<!\w)(?:là|tên)(?: ông| bà| người)? (?:là )?(?:ai|gì|nào)(?!\w)|"
    rf"(?<!\w)ai (?:đang |được |hiện )?(?:là|làm|giữ chức|lên làm|lên|bầu làm)(?: chức)? (?P<behind>{AN_OFFICE})"
)
# Behind these and the place where they are it, "nào" asks who: "thứ trưởng nào", "đại biểu Phú Yên nào". A newspaper
# puts the first ones before a name; of the second ones it says "ông", "chị", an office or nothing.
_TOLD = normalise_tones(
    f"đại biểu|{MINISTERS}|hiệu trưởng|thuyền trưởng|{RANKS}|{TITLES}|{PROFESSIONS}|csgt|cảnh sát|kiểm lâm viên|"
    "giáo sư|thầy giáo|cô giáo|vđv|họa sĩ|siêu mẫu|mẫu nhí|tỉ phú"
)
_UNTOLD = (
    "lãnh đạo|cán bộ|nhà khoa học|giáo viên|cử tri|thí sinh|nạn nhân|nghi phạm|thanh niên|phụ nữ|cậu bé|"
    "bé gái"
)
_ASKS_ROLE = re.compile(
    rf"(?<!\w)(?P<role>(?P<told>{_TOLD})|{_UNTOLD})"
    r"(?: (?:(?:tỉnh|huyện|xã|sở|phường) )?(?-i:[^\W\d_a-zđ]\w*)(?: (?-i:[^\W\d_a-zđ]\w*)){0,3})? nào(?!\w)"
    r"(?! (?:được|phải|cần|nên|có thể|đủ)(?!\w))",  # what sort of people
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a question says of whom it asks for, in lower case. `is_told`: a newspaper puts it before a name."""

    name: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """Whom a question asks for.

    `is_anybody`: whether there is anybody, or what sort of people; `is_by_name`: who it is by name, so that no sort of
    people would do. `office`: what whoever is asked for holds, with its marks in lower case.
    """

    is_anybody: bool
    is_by_name: bool
    office: str | None
    role: Role | None


def asked_person(reading: Reading) -> AskedPerson:
    """Whom a question asks for, if it asks for somebody."""
    return AskedPerson(
        is_anybody=_ANYBODY.search(as_typed(reading)) is not None,
        is_by_name=_BY_NAME.search(fold(reading.full)) is not None,
        office=asked_office(reading.full.lower()),
        role=asked_role(reading.full),
    )


def asked_office(asked: str) -> str | None:
    """The rank that a question, in lower case with its marks, asks for the holder of: "giám đốc sở nội vụ là ai".

    Not of which body: that stands among the words that are looked for.
    """
    found = _ASKS_OFFICE.search(normalise_tones(asked))
    return (found["before"] or found["behind"]) if found else None


def asked_role(asked: str) -> Role | None:
    """What a question, with its marks, says of whom it asks for: "đại biểu Phú Yên nào"."""
    found = _ASKS_ROLE.search(normalise_tones(asked))
    return Role(found["role"].lower(), found["told"] is not None) if found else None
