"""Old and new names of places since 1 July 2025, when Phú Yên became part of Đắk Lắk.

Districts are gone and 106 communes became 34; seven were split, so that an old name may have two new
ones. "Phú Yên" and "Tuy Hòa" are now names of wards too. A question may use either name and the
articles the other; the other names are looked for as well, and told to the reader, never put into a quote.

Source of the table: vietnamadminunits (MIT, licence beside it).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources

from corpus.language.text import fold
from corpus.models import Span
from corpus.timezone import VIETNAM

MERGED_ON = datetime(2025, 7, 1, tzinfo=VIETNAM)
_TYPE = re.compile(r"^(?:Phường|Xã|Thị trấn|Thị xã|Thành phố|Huyện) ", re.IGNORECASE)
# How people write the kinds of units, folded.
_WRITTEN_TYPES = {
    "phuong": ("phuong", "p", "p."),
    "xa": ("xa",),
    "thi tran": ("thi tran", "tt", "tt."),
    "thi xa": ("thi xa", "tx", "tx."),
    "thanh pho": ("thanh pho", "tp", "tp."),
    "huyen": ("huyen", "h."),
}

# A lagoon, a bridge or a market of that name is not the commune.
_FEATURE = re.compile(r"\b(?:dam|vinh|cau|deo|nui|song|suoi|ho|ga|cang|bai|cho|hon|mui) $")


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name for a place: the unit, and whether only a part of it is meant (it was split)."""

    name: str
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a question; `others`: its older or newer names. `is_old`: it is no more since the merger."""

    span: Span
    name: str
    is_old: bool
    others: tuple[OtherName, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    is_old: bool
    others: tuple[OtherName, ...]


def find_places(question: str) -> list[Place]:
    """The renamed places a question names, in order, none within another.

    A bare name counts where it is distinctive; "Phường 9", "Phú Yên" and "Tuy Hòa" need their kind,
    because the bare words mean something else, or something larger.
    """
    folded = fold(question)
    found = sorted(_matches(question, folded), key=lambda place: (place.span.start, -place.span.end))
    kept: list[Place] = []
    for place in found:
        if not kept or place.span.start >= kept[-1].span.end:
            kept.append(place)
    return kept


def _matches(question: str, folded: str) -> Iterator[Place]:
    units = _units()
    for match in _pattern().finditer(folded):
        if _FEATURE.search(folded[: match.start()]):
            continue
        typed = question[match.start() : match.end()]
        for unit in units.get(_key(match.group()), ()):
            if _marks_agree(typed, unit.name):
                yield Place(Span(*match.span()), unit.name, unit.is_old, unit.others)
                break


def _marks_agree(typed: str, name: str) -> bool:
    """Whether marks that were typed are the name's own ("hoa tri" may be Hòa Trị, "hoa trí" not)."""
    names = set(name.lower().split())
    return all(word == fold(word) or word in names or fold(word) in _KINDS for word in typed.lower().split())


_KINDS = frozenset(
    word.rstrip(".") for kinds in _WRITTEN_TYPES.values() for kind in kinds for word in kind.split()
)


def _key(written: str) -> str:
    """A written name in the form the table has: kinds spelled out, single spaces."""
    words = " ".join(written.split())
    for kind, forms in _WRITTEN_TYPES.items():
        for form in sorted(forms, key=len, reverse=True):
            if words.startswith(form) and (words[len(form) : len(form) + 1] == " " or form.endswith(".")):
                return f"{kind} {words[len(form) :].strip()}"
    return words


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(
        re.escape(form) for forms in _WRITTEN_TYPES.values() for form in sorted(forms, key=len, reverse=True)
    )
    bare = "|".join(re.escape(key) for key in sorted(_units(), key=len, reverse=True))
    plain = {_TYPE.sub("", unit.name) for units in _units().values() for unit in units}
    names = "|".join(re.escape(fold(name)) for name in sorted(plain, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:(?:{kinds})\s*(?:{names})|{bare})(?!\w)")


@cache
def _units() -> Mapping[str, tuple[_Unit, ...]]:
    """Folded name (with and, where distinctive, without its kind) → the units of that name."""
    new_of, old_of = defaultdict(list), defaultdict(list)
    for row in _rows():
        partly = row["divided"] == "yes"
        new_of[row["old_unit"]].append(OtherName(row["new_unit"], partly))
        old_of[row["new_unit"]].append(OtherName(row["old_unit"], partly))
    units: dict[str, list[_Unit]] = defaultdict(list)
    for name, others in old_of.items():
        _add(units, _Unit(name, name in new_of, tuple(o for o in others if o.name != name)))
    for name, others in new_of.items():
        if name not in old_of:
            _add(units, _Unit(name, True, tuple(others)))
    return {key: tuple(found) for key, found in units.items()}


# Names of provinces, towns and common words that a bare mention does not mean as a ward.
_AMBIGUOUS = frozenset(
    fold(name)
    for name in (
        "Phú Yên", "Tuy Hòa", "Sông Cầu", "Đông Hòa", "Tây Hòa", "Sơn Hòa", "Sông Hinh", "Đồng Xuân", "Phú Lâm",
        "Phú Thứ", "Tây Sơn", "Hòa Bình 1", "Hòa An", "Phú Thạnh", "Hòa Phong", "Xuân Phú", "Xuân Thành",
        "Ô Loan",
    )
)  # fmt: skip


def _add(units: dict[str, list[_Unit]], unit: _Unit) -> None:
    if not unit.others:
        return
    units[fold(unit.name)].append(unit)
    bare = fold(_TYPE.sub("", unit.name))
    if not bare.isdigit() and " " in bare and bare not in _AMBIGUOUS:
        units[bare].append(unit)


def _rows() -> Iterator[dict[str, str]]:
    text = resources.files("corpus.language").joinpath("data/renamed_places.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
