"""Whether a text has anything at all of a kind that may be asked for.

Looked for loosely, where what is marked is looked for strictly: of what cannot be told nothing is said.
"""

from __future__ import annotations

import re

from corpus.answer.marking.amounts import find_amounts
from corpus.answer.marking.aside import is_no_price
from corpus.answer.marking.capitals import capitalised
from corpus.answer.marking.exactness import Exactness, exactness
from corpus.answer.marking.measures import Measure
from corpus.answer.marking.persons import looks_like_name
from corpus.answer.marking.phases import of_other_phase
from corpus.answer.marking.roles import asked_office, holds_another, is_called_by
from corpus.answer.marking.spots import find_homes
from corpus.answer.marking.wanted import spans_wanted, wanted
from corpus.answer.reading.question import Reading, as_typed, blanked
from corpus.language.either_way import EitherWay
from corpus.language.text import fold, normalise

# Who asks so wants to know what sort of people, or whether there is anybody.
ANYBODY = EitherWay(
    r"(?<!\w)(?:(?:có|những|cho) ai(?!\w)|ai (?:được|phải|cần|nên|có thể)(?!\w)|(?:không|chưa)\s*\??$)"
)
# And so, who it is by name.
_ASKS_NAME = re.compile(r"\bten (?:la )?(?:gi|chi)\b|\bla (?:ai|ong nao|ba nao)\W*$")
_FREE = re.compile(r"\b(?:mien phi|khong thu (?:tien|phi)|khong lay tien|khong mat tien)\b")
# With their marks, as a newspaper writes them: "nam" may be the south, "toi" is I, "vụ" mostly a case.
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b|(?<!\w)(?:năm (?:ngoái|nay|trước|sau|tới)|thế (?:kỉ|kỷ))(?!\w)")
_PARTS_OF_DAY = "sáng|trưa|chiều|tối|đêm"
_ASKED_PART = re.compile(rf"\b(?:{fold(_PARTS_OF_DAY)})\b")  # folded
_CLOCK = re.compile(rf"\d ?(?:giờ|h|g)(?!\w)|\d:\d|(?<!\w)(?:{_PARTS_OF_DAY}|giờ)(?!\w)")
_DAY = re.compile(
    r"\d[/.-]\d|\b(?:ngày|tháng|năm|tuần|quý|quí|hôm|mùng|mồng|rằm|sáng|trưa|chiều|tối|đêm|giờ|nay|tết|mùa|"
    r"thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|cuối tuần|vụ (?:đông|hè|thu|xuân)|\d+h)\b"
)
_IS_FROM = re.compile(r"(?<!\w)(?:[Nn]gười|gốc|dân|quê) (?:ở |tại )?[^\W\d_a-zđ]")


def has_amount(text: str, reading: Reading) -> bool | None:
    """Of the measure that is asked for; "for free" is money too. None for what is counted."""
    wants = wanted(reading)
    if not wants or any(want.measure is Measure.COUNT for want in wants):
        return None  # what is counted is called in many ways
    found = list(find_amounts(text, opening=True))
    fitting = [span for want in wants for span in spans_wanted(found, want)]
    if any(not is_no_price(text, span, reading) for span in fitting):
        return True
    return any(want.measure is Measure.MONEY for want in wants) and _FREE.search(fold(text)) is not None


def has_moment(text: str, reading: Reading) -> bool:
    """A time as exact as is asked for, and of the beginning or the end, if that is asked."""
    asked, text = exactness(reading), normalise(blanked(text, of_other_phase(text, reading))).lower()
    if asked is Exactness.CLOCK:
        # "Buổi tối tiêm từ mấy giờ" is not answered by an evening.
        known = frozenset(_ASKED_PART.findall(fold(reading.full)))
        return any(fold(match[0]) not in known for match in _CLOCK.finditer(text))
    return (_YEAR if asked is Exactness.YEAR else _DAY).search(text) is not None


def has_name(text: str, reading: Reading) -> bool | None:
    """Of somebody who was not asked about. None where anybody would do."""
    if ANYBODY.search(as_typed(reading)):
        return None
    said, office = frozenset(re.findall(r"\w+", fold(reading.full))), asked_office(reading.full.lower())
    return any(
        looks_like_name(text, words)
        and any(fold(word[0]) not in said for word in words)
        and not is_called_by(reading.full, words[-1][0])
        and not (office and holds_another(text, words[0].start(), words[-1].end(), office))
        for words in capitalised(text)
    )


def asks_name(reading: Reading) -> bool:
    """Whether who it is by name is asked, so that no sort of people would do."""
    return _ASKS_NAME.search(fold(reading.full)) is not None


def has_home(text: str) -> bool:
    """Where somebody lives or is from."""
    return bool(find_homes(text)) or _IS_FROM.search(text) is not None
