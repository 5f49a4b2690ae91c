"""Names of places typed without the space, as in addresses of pages and tags: "daklak", "tuyhoa", "Phuyen"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corpus.language.geography.units import larger
from corpus.language.text import fold

# What else is often typed so, beside the provinces and districts of the table.
_ELSEWHERE = (
    "Hà Nội|Sài Gòn|Đà Nẵng|Nha Trang|Khánh Hòa|Quy Nhơn|Bình Định|Gia Lai|Lâm Đồng|Đà Lạt|Cần Thơ|Quảng Ngãi|"
    "Quảng Nam|Bình Dương|Đồng Nai|Vũng Tàu"
)


def apart(word: str) -> str | None:
    """The name with its space, its capitals and its marks; None where the word, in lower case, is none."""
    return _names().get(word)


@cache
def _names() -> Mapping[str, str]:
    names = (*_ELSEWHERE.split("|"), *larger())
    return {fold(name).replace(" ", ""): name for name in names if " " in name}
