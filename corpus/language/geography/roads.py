"""Roads by their numbers, as papers and readers write them: "Quốc lộ 25", "QL25", "đt 643", "tỉnh lộ 643"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.language.text import fold
from corpus.models import Span

_NATIONAL, _PROVINCIAL = ("quốc lộ", "ql"), ("đường tỉnh", "tỉnh lộ", "đt", "tl")
_NUMBER = r"\d{1,4}[a-z]?"
# Short, a provincial road has three digits at least, but the numbers to call: "đt 113", "ĐT 0257", "TL 1/500" are none.
# Behind "dt" typed bare a number may be an area: "dt 500 m2".
_ROAD = re.compile(
    r"(?<!\w)(?:(?P<national>quoc lo|ql)|tinh lo|duong tinh|(?:tl|dt)(?=[\s.-]{0,2}(?!11[1-5]\b)[1-9]\d\d))[\s.-]{0,2}"
    rf"(?P<number>{_NUMBER})(?!\w|[.,/]\d)(?! ?(?:m2|m²|ha|km2|met|tr|nghin|ngan|trieu|ti|ty)\b| ?%)"
)
# "QL1, 2 xe tải": what is counted beside a road.
_COUNTED = (
    "nguoi|nan nhan|xe|o to|tau|con|chiec|ho|nha|em|chau|vu|ngay|gio|phut|km|m|met|tan|ti|ty|trieu|diem|cho|"
    "nam|thang"
)
_FURTHER = re.compile(rf"\s?(?:,|va)\s({_NUMBER})(?!\w)(?! ?(?:{_COUNTED})\b)")


@dataclass(frozen=True, slots=True)
class Road:
    """A road in a text. `span`: as it stands there, with its number; `number`: with its letter, in lower case."""

    span: Span
    is_national: bool
    number: str

    @property
    def written(self) -> list[str]:
        """The ways to write it: with the kind in words, and short, in one word or in two."""
        kinds = _NATIONAL if self.is_national else _PROVINCIAL
        glued = [f"{kind}{number}" for kind in kinds if " " not in kind for number in self._numbers]
        return [f"{kind} {number}" for kind in kinds for number in self._numbers] + glued

    @property
    def _numbers(self) -> tuple[str, ...]:
        """The road along the coast is called 1 and 1A."""
        is_first = self.is_national and self.number in ("1", "1a")
        return ("1", "1a") if is_first else (self.number,)

    def is_called(self, other: Road) -> bool:
        """Whether both are the same one."""
        return self.is_national == other.is_national and not set(self._numbers).isdisjoint(other._numbers)


def find_roads(text: str) -> list[Road]:
    """The roads that a text names, also the further ones of a list: "quốc lộ 1, 25 và 29"."""
    return list(_roads(fold(text)))


def _roads(folded: str) -> Iterator[Road]:
    for match in _ROAD.finditer(folded):
        is_national, end = match["national"] is not None, match.end()
        yield Road(Span(match.start(), end), is_national, match["number"])
        while further := _FURTHER.match(folded, end):
            end = further.end()
            yield Road(Span(further.start(1), end), is_national, further[1])
