"""What a question asks for: its answer type, and the words that carry its subject.

Question words and politeness say what kind of answer is wanted; they are not what it is about, so
they give the answer type and leave the query. Everything is matched on folded text, because half of
the readers type without diacritics.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.language.text import fold, normalise


class AnswerType(StrEnum):
    """What would answer a question."""

    NUMBER = "bao nhiêu"
    DATE = "khi nào"
    PERSON = "ai"
    PLACE = "ở đâu"
    REASON = "vì sao"
    MANNER = "thế nào"
    DEFINITION = "là gì"
    AUTHOR = "ai viết"
    OTHER = "khác"


# Order counts: the first pattern that matches gives the type. All are searched on folded text.
_TYPES: tuple[tuple[AnswerType, str], ...] = (
    (
        AnswerType.AUTHOR,
        r"ai (?:la nguoi )?(?:da )?viet (?:bai|tin|ra bai)|(?:tac gia|nguoi viet) (?:cua )?bai"
        r"|bai (?:viet |bao |nay )*(?:la )?(?:cua|do) ai|tac gia la ai|ai la tac gia",
    ),
    (AnswerType.NUMBER, r"bao nhieu|bn|may (?!khi)(?=\w)|so luong|ti le (?:la )?bao|dat may"),
    (
        AnswerType.DATE,
        r"khi nao|bao gio|luc nao|hom nao|(?:ngay|thang|nam|thoi diem|thoi gian|dip) nao|(?:ngay|nam) may",
    ),
    (AnswerType.REASON, r"vi sao|tai sao|do dau|vi dau|ly do|li do|nguyen nhan|sao lai"),
    (
        AnswerType.PLACE,
        r"o dau|tai dau|cho nao|noi nao|dia diem nao|dau (?:vay|the)|(?:tinh|huyen|xa|phuong) nao",
    ),
    (AnswerType.PERSON, r"\bai\b|nguoi nao"),
    (AnswerType.MANNER, r"the nao|ra sao|lam sao|cach nao|sao roi"),
    (AnswerType.DEFINITION, r"la gi|nghia la gi|gi (?:the|vay)"),
)
_TYPE_PATTERNS = tuple((kind, re.compile(rf"\b(?:{pattern})")) for kind, pattern in _TYPES)

# What leaves the query: politeness, question words, and words that only frame a question.
_FRAME = re.compile(
    r"\b(?:"
    r"(?:cho|xin|lam on|vui long)(?: (?:cho|toi|minh|em|hoi|biet|xin))+|"
    r"(?:toi|minh|em) (?:muon|can) (?:biet|hoi|tim)|"
    r"(?:ad|admin|shop|bac|anh chi|moi nguoi) oi|oi|"
    r"(?:ai (?:la nguoi )?(?:da )?)viet (?:bai|tin)(?: (?:viet|bao|nay|nao))*|"
    r"(?:tac gia|nguoi viet)(?: cua)? bai(?: (?:viet|bao|nay))*|"
    r"tac gia la ai|ai la tac gia|"
    r"(?:la )?bao nhieu|bn|khi nao|bao gio|luc nao|hom nao|"
    r"vi sao|tai sao|do dau|sao lai|o dau|tai dau|cho nao|noi nao|"
    r"(?:nhu )?the nao|ra sao|lam sao|cach nao|(?:la |nghia la |cai |nhung )?gi|la ai|ai|nao|dau|may|"
    r"vay|nhi|nhe|nha|a|the|ha|ko|khong (?:a|vay|nhi)|phai khong|dung khong|voi"
    r")\b"
)
# Function words that say nothing about the subject, taken out of what must be covered, not of the search.
FUNCTION_WORDS = frozenset(
    (
        "la co cua va cac nhung trong cho voi duoc da dang se o tai tu den ve thi ma nay do nhu bi theo khi "
        "mot hay hoac cung con nua rang vao ra len xuong qua boi vi de nen"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read. `subject`: the question without its frame, as typed."""

    text: str
    subject: str
    answer_type: AnswerType
    has_marks: bool


def read(text: str) -> Reading:
    """Read a question as typed; never raises."""
    clean = " ".join(normalise(text).split())
    folded = fold(clean)
    kind = next((kind for kind, pattern in _TYPE_PATTERNS if pattern.search(folded)), AnswerType.OTHER)
    return Reading(clean, _without_frame(clean, folded), kind, has_marks=folded != clean.lower())


def subject_of(text: str) -> str:
    """What a question is about: without question words and politeness; the question itself where nothing is left."""
    reading = read(text)
    return reading.subject or reading.text


def _without_frame(clean: str, folded: str) -> str:
    """`clean` with the spans blanked that `_FRAME` finds in its folded twin (same length)."""
    kept = list(clean)
    for match in _FRAME.finditer(folded):
        kept[match.start() : match.end()] = " " * (match.end() - match.start())
    return " ".join("".join(kept).strip(" ?!.,").split())
