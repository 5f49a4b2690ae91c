"""Places in a text, as an answer to "where": a capitalised name behind "tại", "ở", "đến", "từ", with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.models import Span

_KIND = (
    "tỉnh|thành phố|TP|TX|thị xã|huyện|xã|phường|thôn|buôn|khu phố|cảng|sân|nhà|trường|bệnh viện|đầm|vịnh|bãi|cầu|núi|đèo|"
    "quảng trường|trung tâm|chợ|khách sạn|ga|hồ|đảo|sông"
)
_PLACE = re.compile(
    rf"(?<!\w)(?:tại|ở|đến|từ) ((?:(?:{_KIND})(?!\w)\.? ?)*)([^\W\d_]+(?: [^\W\d_]+)*)", re.IGNORECASE
)
_SHORTEST = 2  # words of a name that has no kind before it


def find_spots(text: str) -> Iterator[Span]:
    """The places of a text, in their order."""
    for match in _PLACE.finditer(text):
        words = [word for word in re.finditer(r"[^\W\d_]+", match[2])]
        named = 0
        while named < len(words) and words[named][0][0].isupper():
            named += 1
        if named >= _SHORTEST or (named and match[1]):
            start = match.start(1) if match[1] else match.start(2)
            yield Span(start, match.start(2) + words[named - 1].end())
