"""Words that readers and papers use for the same, where neither is a spelling of the other, and short forms.

They stand in `data/everyday_words.txt`, which says how its lines are read, and in `abbreviations`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

from corpus.language.protected.abbreviations import WRITTEN_OUT
from corpus.language.text import fold, normalise_tones

# Said of a place that has another name since the merger: what it was made of, what it became.
_OF_PLACES = """
gồm|gồm có|bao gồm > thành
nhập lại|nhập|sáp nhập|gộp lại|gộp|hợp nhất > thành|nhập thành|sắp xếp
nay là|giờ là|nay thuộc|giờ thuộc|đổi thành|đổi tên thành > thành
"""


# Names for the same. Within a longer name they are none: "Nam Sài Gòn".
_NAMES = """
sài gòn|sg > tphcm|tp hồ chí minh
tphcm|tp hcm|hcm|tp hồ chí minh|thành phố hồ chí minh > sài gòn
đắc lắc|dac lac > đắk lắk
đội tuyển việt nam|tuyển việt nam|đt việt nam
đội tuyển u23|đt u23
đội tuyển quốc gia|đtqg
"""


class GroupKind(Enum):
    """Words for the same; a short form and what it stands for; what is said of places that have another name; names."""

    SYNONYM, SHORT, OF_PLACE, NAME = range(4)


@dataclass(frozen=True, slots=True)
class Group:
    """What may be said, and what that finds: words with single spaces between them, spelled as terms are."""

    said: tuple[str, ...]
    found: tuple[str, ...]
    kind: GroupKind


@cache
def groups() -> tuple[Group, ...]:
    """All of them. "GD-ĐT" is written in one word or in two, "tài nguyên - môi trường" without its "và"."""
    short = (
        Group(forms, forms, GroupKind.SHORT)
        for short, long in WRITTEN_OUT
        for written in [(short.replace("-", ""), short, long, long.replace(" và ", " "))]
        for forms in [tuple(dict.fromkeys(map(_plain, written)))]
    )
    return (
        *_read(_everyday(), GroupKind.SYNONYM),
        *short,
        *_read(_OF_PLACES, GroupKind.OF_PLACE),
        *_read(_NAMES, GroupKind.NAME),
    )


@cache
def by_phrase() -> Mapping[str, Sequence[tuple[str, Group]]]:
    """Folded phrase → the phrases that are written so, each with its group."""
    found: dict[str, list[tuple[str, Group]]] = defaultdict(list)
    for group in groups():
        for phrase in group.said:
            found[fold(phrase)].append((phrase, group))
    return found


@cache
def spoken() -> frozenset[str]:
    """Syllables with marks that are said where papers write something else, as one by one: "trễ", "chích"."""
    one_way = (one for one in groups() if one.kind is GroupKind.SYNONYM and one.said is not one.found)
    return frozenset(
        said for group in one_way for said in group.said if " " not in said and fold(said) != said
    )


def _everyday() -> str:
    return files("corpus.language").joinpath("data", "everyday_words.txt").read_text("utf-8")


def _read(table: str, kind: GroupKind) -> Iterator[Group]:
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        said, _, found = line.partition(" > ")
        words = tuple(map(_plain, said.split("|")))
        yield Group(words, tuple(map(_plain, found.split("|"))) if found else words, kind)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", normalise_tones(words.lower())))
