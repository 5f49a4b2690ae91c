"""The units of today's Đắk Lắk and those that they were made of, by the ways a question may name them.

Source of the table: vietnamadminunits (MIT, licence beside it), by scripts/make_places.py.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources

from corpus.language.geography.unit_kinds import without_kind
from corpus.language.text import fold, normalise_tones
from corpus.timezone import VIETNAM

MERGED_ON = datetime(2025, 7, 1, tzinfo=VIETNAM)
HOME, WIDER = "Tỉnh Phú Yên", "Tỉnh Đắk Lắk"
PROVINCE, DISTRICT, COMMUNE = 0, 1, 2  # the largest first


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name for a place. `partly`: it is larger or smaller, or the place was split. `is_part`: it is smaller.

    `since_merger`: it means the place in articles from then on alone.
    `is_divided`: the old one of the two was split, so that the new one has but a part of it.
    """

    name: str
    partly: bool = False
    is_part: bool = False
    since_merger: bool = False
    is_divided: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A province, district or commune. `districts`: where a commune lay; `is_old`: it is no more since the merger.

    `namesake`: the larger unit of the same name that was there before.
    """

    name: str
    level: int
    is_old: bool
    others: tuple[OtherName, ...]
    districts: frozenset[str] = frozenset()
    namesake: str | None = None


def bare(name: str) -> str:
    """A name without its kind; of a ward that has but a number the whole."""
    without = without_kind(name)
    return name if without.isdigit() else without


def own_words(name: str) -> str:
    """The words by which an article means that unit and no other: without its kind, where that is not needed."""
    plain = bare(name)
    if name in (HOME, WIDER):
        return plain
    return name if plain in larger() or plain in _AMBIGUOUS else plain


@cache
def larger() -> Mapping[str, str]:
    """Bare name → the province or district of that name."""
    found = {bare(row["old_district"]): row["old_district"] for row in rows()}
    return found | {bare(name): name for name in (HOME, WIDER)}


@cache
def units() -> Mapping[str, tuple[Unit, ...]]:
    """Folded name, with its kind and, where that will do, without → the units of that name, the largest first."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in (*_provinces(), *_districts(), *_communes()):
        if not unit.others:
            continue
        plain = bare(unit.name)
        for key in spelled(unit.name):
            found[key].append(unit)
        if plain != unit.name and (unit.level < COMMUNE or _is_distinctive(unit)) and _is_long(plain):
            for key in spelled(plain):
                found[key].append(unit)
    return {key: tuple(sorted(some, key=lambda unit: unit.level)) for key, some in found.items()}


def spelled(name: str) -> frozenset[str]:
    """A name folded, as it is printed and as terms have it: "an my", "an mi"."""
    return frozenset({fold(name), fold(normalise_tones(name))})


def rows() -> Iterator[dict[str, str]]:
    """The rows of the table: old_province, old_district, old_unit, new_unit, divided (yes or no)."""
    text = resources.files("corpus.language").joinpath("data/renamed_places.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _provinces() -> Iterator[Unit]:
    yield Unit(HOME, PROVINCE, True, (OtherName(WIDER, partly=True, since_merger=True),))
    yield Unit(WIDER, PROVINCE, False, (OtherName(HOME, partly=True, is_part=True, since_merger=True),))


def _districts() -> Iterator[Unit]:
    """What a district became: the units that its communes went to."""
    became: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows():
        became[row["old_district"]][row["new_unit"]] = None
    for name, new in became.items():
        yield Unit(name, DISTRICT, True, tuple(OtherName(one, partly=True, is_part=True) for one in new))


def _communes() -> Iterator[Unit]:
    """Old ones by their district, since names recur; and new ones, of which some have an old one's name."""
    old: dict[tuple[str, str], list[OtherName]] = defaultdict(list)
    new: dict[str, list[OtherName]] = defaultdict(list)
    within: dict[str, set[str]] = defaultdict(set)
    made_of = Counter(row["new_unit"] for row in rows())
    for row in rows():
        divided, is_part = row["divided"] == "yes", made_of[row["new_unit"]] > 1
        within[row["new_unit"]].add(row["old_district"])
        old[row["old_district"], row["old_unit"]].append(
            OtherName(row["new_unit"], divided, is_divided=divided)
        )
        if row["old_unit"] != row["new_unit"]:
            new[row["new_unit"]].append(OtherName(row["old_unit"], divided, is_part, is_divided=divided))
    for name, others in new.items():
        yield Unit(
            name, COMMUNE, False, tuple(others), frozenset(within[name]), namesake=larger().get(bare(name))
        )
    for (district, name), others in old.items():
        if all(one.name != name for one in others):
            yield Unit(name, COMMUNE, True, tuple(others), frozenset({district}))


# Of these the bare words mean something else more often, or something elsewhere.
_AMBIGUOUS = frozenset(
    "Phú Lâm|Phú Thứ|Tây Sơn|Hòa Bình 1|Hòa An|Phú Thạnh|Hòa Phong|Xuân Phú|Xuân Thành|Ô Loan|Hòa Hiệp".split("|")
)  # fmt: skip
# Names that begin so are found nowhere else; those of the plateau that do not recur all over the country.
_OF_THE_PLATEAU = frozenset("Ea Ia Cư Krông Buôn Dray Cuôr Dliê Dang Dur Yang Bông Băng Đắk Nam".split())


def _is_distinctive(unit: Unit) -> bool:
    plain = bare(unit.name)
    if plain in larger() or plain in _AMBIGUOUS:
        return False
    return _of_home(unit.districts) or plain.split()[0] in _OF_THE_PLATEAU


def _of_home(districts: Iterable[str]) -> bool:
    return not _home_districts().isdisjoint(districts)


@cache
def _home_districts() -> frozenset[str]:
    return frozenset(row["old_district"] for row in rows() if row["old_province"] == HOME)


def _is_long(plain: str) -> bool:
    """Of more than one syllable: "Lắk" alone may be anything."""
    return len(re.findall(r"\w+", plain)) > 1
