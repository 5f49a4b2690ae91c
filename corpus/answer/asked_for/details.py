"""What else a question says of what it asks for: of which of several, of which year, a price, a change, a fate."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus.answer.reading.question import Reading
from corpus.language.text import fold, normalise_tones

# "Mũi 2", "quý I", "Đại hội lần thứ IX": of each noun there are several. A year has four digits: "nam 45 tuổi".
_NUMBERED = re.compile(
    r"\b(mui|lop|loai|quy|hang|khu pho|phuong|nam(?= \d{4}\b)|dot|giai doan|khoi|cap|lan)(?: thu)? (\d+|[ivx]+)\b"
)
_ROMAN = {roman: str(at) for at, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
SIDE = re.compile(r"(?<!\w)(?:dài|rộng|cao(?! tốc)|sâu|xa|cách)(?!\w)")
"""A dimension, in a text of small letters as `normalise_tones` writes it."""
_SIDES = {fold(side): side for side in ("dài", "rộng", "cao", "sâu", "xa", "cách")}
_SIDE_BARE = re.compile(rf"\b({'|'.join(_SIDES)}) (?:bao nhieu|may)\b")
_CHANGE = re.compile(r"\b(?:tang|giam|them|hon|chenh|lech)\b")
_PRICE = re.compile(r"(?<!\w)(?<!đấu )(?<!đánh )(?<!thẩm định )giá(?! trị)(?!\w)")
_PRICE_BARE = re.compile(r"\bgia (?:het |la )?bao nhieu\b")  # its marks may have been put back wrongly
# What became of people or things; where one is asked about, another is no answer.
FATES = tuple(
    re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for words in (
        "chết|tử vong|thiệt mạng",
        "mất tích|mất liên lạc",
        "bị thương|thương nặng",
        "được cứu|cứu được|vớt được",
        "đậu|đỗ|trúng tuyển",
        "chưa",
    )
)


@dataclass(frozen=True, slots=True, eq=False)
class Details:
    """`numbered` and `years`: as the functions of these names. `sides`: the dimensions that are asked for, with marks.

    `is_price`, `is_change`: a price is asked for; a rise or a difference. `change`: "tăng" or "giảm", where one of them
    is asked for alone, else "". `fates`: patterns of what became of them.
    """

    numbered: Mapping[str, str]
    years: frozenset[str]
    sides: Collection[str]
    is_price: bool
    is_change: bool
    change: str
    fates: Sequence[re.Pattern[str]]


def details(reading: Reading) -> Details:
    """What a question says besides."""
    full = normalise_tones(reading.full).lower()
    return Details(
        numbered=numbered(reading.text),
        years=years(reading.text),
        sides=SIDE.findall(full) or _side_bare(reading.full),
        is_price=bool(_PRICE.search(full) or _PRICE_BARE.search(fold(full))),
        change=_change(full),
        is_change=_CHANGE.search(fold(reading.text)) is not None,
        fates=[words for words in FATES if words.search(reading.full)],
    )


def _change(full: str) -> str:
    said = {
        word
        for word in ("tăng", "giảm")
        if re.search(rf"(?<!\w){word}(?! cường| huyết| ca| nghèo| biên chế)(?!\w)", full)
    }
    return said.pop() if len(said) == 1 else ""


def numbered(text: str) -> dict[str, str]:
    """Noun → number, of the last of each noun, folded: mũi 1, mũi 2."""
    return {match[1]: _ROMAN.get(match[2], match[2]) for match in _NUMBERED.finditer(fold(text))}


def years(text: str) -> frozenset[str]:
    """The years of this century, in digits."""
    return frozenset(_YEAR.findall(text))


def _side_bare(asked: str) -> list[str]:
    """The side that stands right before "bao nhiêu", whose marks may have been put back wrongly or not at all."""
    found = _SIDE_BARE.search(fold(asked))
    return [_SIDES[found[1]]] if found else []
