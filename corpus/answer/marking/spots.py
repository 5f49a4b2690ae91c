"""Places in a text, as an answer to "where": a name behind "tại", "ở", "đến", "từ"."""

from __future__ import annotations

import re

from corpus.answer.marking.which import name_end
from corpus.models import Span

_KIND = (
    "tỉnh|thành phố|TP|TX|thị xã|huyện|xã|phường|thôn|buôn|khu phố|cảng|sân|nhà thi đấu|nhà văn hóa|trường|bệnh viện|"
    "đầm|vịnh|bãi|cầu|núi|đèo|quảng trường|trung tâm|chợ|khách sạn|ga|hồ|đảo|sông|đường|nước"
)
_SYLLABLE = r"[^\W\d_]+"
_AT = re.compile(
    rf"(?<!\w)(?:tại|ở|đến|từ) (?P<kind>(?:(?:{_KIND})(?!\w)\.? ?)*)(?P<name>{_SYLLABLE}(?: {_SYLLABLE})*)",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"(?<!\w)(?:quê|ngụ|trú|thường trú|tạm trú|đến từ|sinh ra)(?: quán)?(?: tại| ở)? "
    rf"(?P<kind>(?:(?:{_KIND})(?!\w)\.? ?)*)"
    rf"(?P<name>{_SYLLABLE}(?: {_SYLLABLE})*)",
    re.IGNORECASE,
)
_SHORTEST = 2  # words of a name that has no kind before it


def find_spots(text: str) -> list[Span]:
    """The places of a text."""
    return _found(text, _AT)


def find_homes(text: str) -> list[Span]:
    """Where people live or are from: "(trú huyện Tuy An …)"."""
    return _found(text, _HOME)


def _found(text: str, pattern: re.Pattern[str]) -> list[Span]:
    found = []
    for match in pattern.finditer(text):
        end, count = name_end(text, match.start("name"))
        if count >= _SHORTEST or (count and match["kind"]):
            found.append(Span(match.start("kind" if match["kind"] else "name"), end))
    return found
