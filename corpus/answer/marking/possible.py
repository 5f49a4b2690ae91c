"""Whether a text has anything at all of a kind that may be asked for.

Looked for loosely, where what is marked is looked for strictly: of what cannot be told nothing is said.
"""

from __future__ import annotations

import re

from corpus.answer.marking.amounts import find_amounts
from corpus.answer.marking.aside import is_no_price
from corpus.answer.marking.capitals import capitalised
from corpus.answer.marking.measures import Measure
from corpus.answer.marking.persons import looks_like_name
from corpus.answer.marking.phases import of_other_phase
from corpus.answer.marking.roles import asked_office, holds_another, is_called_by
from corpus.answer.marking.spots import find_homes
from corpus.answer.marking.wanted import spans_wanted, wanted
from corpus.answer.reading.question import Reading, blanked
from corpus.language.text import fold, normalise

# Who asks so wants to know what sort of people, or whether there is anybody.
ANYBODY = re.compile(
    r"\bco ai\b|\bnhung ai\b|\bcho ai\b|\bai (?:duoc|phai|can|nen|co the)\b|\b(?:khong|chua)\s*\??$"
)
# And so, who it is by name.
_ASKS_NAME = re.compile(r"\bten (?:la )?(?:gi|chi)\b|\bla (?:ai|ong nao|ba nao)\W*$")
_FREE = re.compile(r"\b(?:mien phi|khong thu (?:tien|phi)|khong lay tien|khong mat tien)\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\bnam (?:ngoai|nay|truoc|sau|toi)\b|\bthe ki\b|\bthe ky\b")
_PART_OF_DAY = re.compile(r"\b(?:sang|trua|chieu|toi|dem)\b")
_CLOCK = re.compile(rf"\d ?(?:gio|h|g)\b|\d:\d|{_PART_OF_DAY.pattern}|\bgio\b")
# With its marks, as a newspaper writes it: "nam" may be the south, "toi" is I, "vụ" mostly a case.
_DAY = re.compile(
    r"\d[/.-]\d|\b(?:ngày|tháng|năm|tuần|quý|quí|hôm|mùng|mồng|rằm|sáng|trưa|chiều|tối|đêm|giờ|nay|tết|mùa|"
    r"thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|cuối tuần|vụ (?:đông|hè|thu|xuân)|\d+h)\b"
)
_IS_FROM = re.compile(r"(?<!\w)(?:[Nn]gười|gốc|dân|quê) (?:ở |tại )?[^\W\d_a-zđ]")
ASKS_YEAR = re.compile(r"\bnam (?:nao|may|bao nhieu)\b")
ASKS_CLOCK = re.compile(r"\b(?:may gio|gio nao)\b")


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
    text, asked = blanked(text, of_other_phase(text, reading)), fold(reading.full)
    if ASKS_CLOCK.search(asked):
        # "Buổi tối tiêm từ mấy giờ" is not answered by an evening.
        known = frozenset(_PART_OF_DAY.findall(asked))
        return any(match[0] not in known for match in _CLOCK.finditer(fold(text)))
    if ASKS_YEAR.search(asked):
        return _YEAR.search(fold(text)) is not None
    return _DAY.search(normalise(text).lower()) is not None


def has_name(text: str, reading: Reading) -> bool | None:
    """Of somebody who was not asked about. None where anybody would do."""
    asked = fold(reading.full)
    if ANYBODY.search(asked):
        return None
    said, office = frozenset(re.findall(r"\w+", asked)), asked_office(reading.full.lower())
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
