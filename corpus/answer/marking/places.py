"""Places in a text, as an answer to "where": a name behind "tại", "ở", "đến", "từ"; and where somebody is from."""

from __future__ import annotations

import re

from corpus.answer.marking.named import name_end
from corpus.language.geography.landmarks import LANDMARKS
from corpus.language.geography.unit_kinds import MARKED
from corpus.models import Span

_KIND = f"{MARKED}|{LANDMARKS}|trường|bệnh viện|khách sạn|đường|quốc lộ|nước"
_SYLLABLE = r"[^\W\d_]+"
_PLACE = rf"(?P<kind>(?:(?:{_KIND})(?!\w)\.? ?)*)(?P<name>{_SYLLABLE}(?: {_SYLLABLE})*)"
_AT = re.compile(
    rf"(?<!\w)(?:tại|ở|đến|từ) {_PLACE}",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"(?<!\w)(?:quê|ngụ|trú|cư trú|thường trú|tạm trú|đến từ|sinh ra|sinh sống|"
    r"sinh (?:ngày|năm) [\d/.-]+,?(?= (?:tại|ở) )|tuổi,? ở|(?:19|20)\d\d,? ở)"
    rf"(?: quán| gốc)?(?: tại| ở)? {_PLACE}",
    re.IGNORECASE,
)
_WIDER = re.compile(rf", ?{_PLACE}", re.IGNORECASE)  # "xã An Phú, tỉnh Đắk Lắk"
_SHORTEST = 2  # words of a name that has no kind before it


def find_places(text: str) -> list[Span]:
    """The places of a text."""
    return _found(text, _AT)


def find_homes(text: str) -> list[Span]:
    """Where people live or are from, as far as it is told: "(trú xã An Phú, tỉnh Đắk Lắk)"."""
    return [Span(span.start, _widened(text, span.end)) for span in _found(text, _HOME)]


def _widened(text: str, end: int) -> int:
    while more := _WIDER.match(text, end):
        at, count = name_end(text, more.start("name"))
        if not (count and more["kind"]):
            break
        end = at
    return end


def _found(text: str, pattern: re.Pattern[str]) -> list[Span]:
    found = []
    for match in pattern.finditer(text):
        end, count = name_end(text, match.start("name"))
        if count >= _SHORTEST or (count and match["kind"]):
            found.append(Span(match.start("kind" if match["kind"] else "name"), end))
    return found
