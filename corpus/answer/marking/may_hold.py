"""Whether a text has anything at all of a kind that may be asked for.

Looked for loosely, where what is marked is looked for strictly: where a text cannot tell, the answer is None.
"""

from __future__ import annotations

import re

from corpus.answer.asked_for.asked import Asked
from corpus.answer.asked_for.times import PARTS_OF_DAY, Exactness
from corpus.answer.marking.amounts import find_amounts
from corpus.answer.marking.beside_the_point import is_no_price
from corpus.answer.marking.capitals import capitalised
from corpus.answer.marking.fitting_amounts import fitting
from corpus.answer.marking.persons import looks_like_name
from corpus.answer.marking.phases import of_other_phase
from corpus.answer.marking.places import find_homes
from corpus.answer.marking.roles import holds_another, is_called_by
from corpus.answer.reading.question import blanked
from corpus.language.measures import Measure
from corpus.language.text import fold, normalise

_FREE = re.compile(r"\b(?:mien phi|khong thu (?:tien|phi)|khong lay tien|khong mat tien)\b")
# With their marks, as a newspaper writes them: "nam" may be the south, "toi" is I, "vụ" mostly a case.
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b|(?<!\w)(?:năm (?:ngoái|nay|trước|sau|tới)|thế (?:kỉ|kỷ))(?!\w)")
_CLOCK = re.compile(rf"\d ?(?:giờ|h|g)(?!\w)|\d:\d|(?<!\w)(?:{PARTS_OF_DAY}|giờ)(?!\w)")
_DAY = re.compile(
    r"\d[/.-]\d|\b(?:ngày|tháng|năm|tuần|quý|quí|hôm|mùng|mồng|rằm|sáng|trưa|chiều|tối|đêm|giờ|nay|tết|mùa|"
    r"thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|cuối tuần|vụ (?:đông|hè|thu|xuân)|\d+h)\b"
)
# Of years in prison: "tử hình" answers how many as well.
_ASKS_SENTENCE = re.compile(r"(?<!\w)(?:xử|án|tù|phạt)(?!\w)")
_NO_YEARS = re.compile(r"tử hình|chung thân|án treo|tù treo|miễn hình phạt")
_IS_FROM = re.compile(r"(?<!\w)(?:[Nn]gười|gốc|dân|quê) (?:ở |tại )?[^\W\d_a-zđ]")


def an_amount(text: str, asked: Asked) -> bool | None:
    """Of the measure that is asked for; "for free" is money too. None for what is counted."""
    if not asked.amounts or any(one.measure is Measure.COUNT for one in asked.amounts):
        return None  # what is counted is called in many ways
    found = list(find_amounts(text, opening=True))
    right = [span for one in asked.amounts for span in fitting(found, one)]
    if any(not is_no_price(text, span, asked.details) for span in right):
        return True
    is_time = any(one.measure is Measure.DURATION for one in asked.amounts)
    if is_time and _ASKS_SENTENCE.search(asked.reading.full.lower()) and _NO_YEARS.search(text.lower()):
        return True
    is_money = any(one.measure is Measure.MONEY for one in asked.amounts)
    return is_money and _FREE.search(fold(text)) is not None


def a_moment(text: str, asked: Asked) -> bool:
    """A time as exact as is asked for, and of the beginning or the end, if that is asked."""
    time = asked.time
    text = normalise(blanked(text, of_other_phase(text, time.likely_phase))).lower()
    if time.exactness is Exactness.CLOCK:
        # "Buổi tối tiêm từ mấy giờ" is not answered by an evening.
        return any(fold(match[0]) not in time.parts_of_day for match in _CLOCK.finditer(text))
    return (_YEAR if time.exactness is Exactness.YEAR else _DAY).search(text) is not None


def a_name(text: str, asked: Asked) -> bool | None:
    """Of somebody who was not asked about. None where anybody would do."""
    if asked.person.is_anybody:
        return None
    full, office = asked.reading.full, asked.person.office
    said = frozenset(re.findall(r"\w+", fold(full)))
    return any(
        looks_like_name(text, words)
        and any(fold(word[0]) not in said for word in words)
        and not is_called_by(full, words[-1][0])
        and not (office and holds_another(text, words[0].start(), words[-1].end(), office))
        for words in capitalised(text)
    )


def a_home(text: str, _asked: Asked) -> bool:
    """Where somebody lives or is from."""
    return bool(find_homes(text)) or _IS_FROM.search(text) is not None
