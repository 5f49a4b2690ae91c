"""Measures: what an amount in a text, or the question that asks for one, is an amount of; their units and magnitudes.

Three lists of units are their own: what is printed without a space behind a number (`protected.numerals`) is part of an
index, that of `kinds` is what the trees were fitted to, and `typed.asking` counts by whole words of a question.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from corpus.language.longer_words import NO_AMOUNT, NO_MONEY
from corpus.language.text import fold, normalise_tones


class Measure(StrEnum):
    """What is measured; COUNT: things, by their noun."""

    MONEY = "tiền"
    SHARE = "tỉ lệ"
    LENGTH = "độ dài"
    SPEED = "tốc độ"
    AREA = "diện tích"
    VOLUME = "khối"
    WEIGHT = "khối lượng"
    DENSITY = "hàm lượng"
    POWER = "công suất"
    ENERGY = "điện năng"
    DEGREE = "độ"
    DURATION = "thời gian"
    AGE = "tuổi"
    COUNT = "số lượng"


UNITS = {
    Measure.MONEY: "đồng|đô la|đô|usd|euro|vnd|nhân dân tệ|won|yên nhật|bảng anh",
    Measure.SHARE: "%|phần trăm",
    Measure.LENGTH: "km|hải lý|hải lí|cây số|mét|cm|mm|m",
    Measure.AREA: "héc ta|hécta|hecta|ha|km²|km2|m²|m2|sào",
    Measure.VOLUME: "m³|m3|mét khối|khối|lít|ml",
    Measure.WEIGHT: "tấn|tạ|yến|ký|kí|kg|mg|g",
    Measure.DENSITY: "mg/l|g/l",
    Measure.POWER: "mwp|kwp|mw|kw",
    Measure.ENERGY: "kwh|mwh",
    Measure.DEGREE: "độ c|độ",
    Measure.DURATION: "năm|tháng|tuần|ngày|bữa|đêm|buổi|giờ|tiếng|phút|giây",
    Measure.AGE: "tuổi|tháng tuổi|năm tuổi",
}
"""Alternatives of a pattern."""
NO_UNIT = rf"(?!(?:{NO_MONEY}|{NO_AMOUNT})(?!\w))"
"""Before a unit: "45 đồng chí" is no money."""
MEASURE_OF = {unit: measure for measure, units in UNITS.items() for unit in units.split("|")}
UNIT = "|".join(re.escape(unit) for unit in sorted(MEASURE_OF, key=len, reverse=True))
MAGNITUDES = {"trăm": 1e2, "nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỉ": 1e9, "tỷ": 1e9}
MAGNITUDE = "|".join(MAGNITUDES)
LARGE = "|".join(word for word, times in MAGNITUDES.items() if times > 100)
"""Those that make an amount money where nothing else is said."""

# What is written with another unit than it is asked for.
_SAME_UNIT = (
    "giờ|tiếng", "ngày|bữa", "mét|m", "km|cây số", "ha|hecta|hécta|héc ta", "kg|ký|kí", "hải lý|hải lí",
    "m³|m3|khối|mét khối", "m²|m2", "km²|km2", "%|phần trăm", "độ|độ c",
)  # fmt: skip
_MARKED = {normalise_tones(unit): measure for unit, measure in MEASURE_OF.items()}
# Where two fold to the same, the first counts.
_BARE = {fold(unit): measure for unit, measure in reversed(MEASURE_OF.items())}
_OTHER_WORDS = frozenset(
    "sao nam do ta yen".split()
)  # typed bare in a question that has marks, these are no units


def measure_of(unit: str, *, is_bare: bool) -> Measure | None:
    """Of a unit as a question names it: with its marks, or with none. `is_bare`: all of the question has none."""
    if is_bare:
        return _BARE.get(fold(unit))
    return _MARKED.get(normalise_tones(unit)) or (_BARE.get(unit) if unit not in _OTHER_WORDS else None)


@cache
def same_units(unit: str) -> frozenset[str]:
    """The unit and its other spellings, folded."""
    plain = fold(unit)
    groups = (frozenset(map(fold, group.split("|"))) for group in _SAME_UNIT)
    return next((group for group in groups if plain in group), frozenset({plain}))
