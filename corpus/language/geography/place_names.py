"""The places of the province that a text mentions, for browsing.

Newspapers print marks and capitals, so a name is looked for as it is printed: "Phú Hòa" is a place, "phù hoa" is none.
Old and new communes of one name, and the districts of before July 2025, are one entry each; numbered wards mean
nothing without their town and are left out.

Source of the names: the table of `units`; what of it lies in the former Phú Yên.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from corpus.language.geography.name_borders import is_everyday_word
from corpus.language.geography.unit_kinds import FOLDED, without_kind
from corpus.language.geography.units import HOME, rows, units
from corpus.language.text import fold, normalise_tones
from corpus.models import Span

_NUMBERED = re.compile(r"^(.+?) \d+$")
# Everything is about the province; the others are better known for something else, elsewhere.
_LEFT_OUT = frozenset({"Phú Yên", "Hòa Bình", "Tây Sơn"})
# A capital before a name makes it a part of another one (a person's, a company's), unless it is one of these.
_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0]$")
_MAY_STAND_BEFORE = frozenset(
    "TP TX TT Tp Tx Thành Phố Thị Xã Trấn Huyện Phường Ở Tại Từ Đến Về Qua Riêng Còn Trên Sân Cảng Đầm Vịnh Ban UBND "
    "HĐND Công Viện Trường Trạm Chợ Cầu Đèo Cửa Biển".split()
)


def mentioned(text: str) -> frozenset[str]:
    """The places that `text` names, each under the one name it has in the table."""
    clean, names = normalise_tones(text), _names()
    found = (match for match in _pattern().finditer(clean) if not _is_part_of_a_name(clean, match.start()))
    return frozenset(names[match.group()] for match in found)


def spans(question: str) -> list[Span]:
    """Where a question names places, with the kind before the name, however it is typed; nothing is left out.

    For telling which place is meant instead of another; a question that has no marks may name more than is meant.
    """
    return [span for span, _name in named(question)]


def named(question: str) -> list[tuple[Span, str | None]]:
    """The same, each with the name that `mentioned` gives it; None for the province itself and the like."""
    written, pattern = normalise_tones(question), _asked_pattern()
    marked = not question.isascii()
    return [
        (Span(*match.span()), _by_folded().get(match["name"]))
        for match in pattern.finditer(fold(written))
        if (
            _has_its_marks(written[slice(*match.span("name"))])
            if marked
            else match["kind"] or not is_everyday_word(match["name"], _printed(match["name"]))
        )
    ]


def with_parts(name: str) -> list[str]:
    """A name that `mentioned` gives, and of a former district those of the units that it became: their news is its."""
    kinds = ("Huyện", "Thị xã", "Thành phố")
    found = (unit for kind in kinds for unit in units().get(fold(f"{kind} {name}"), ()))
    parts = {fold(without_kind(other.name)) for unit in found for other in unit.others}
    return [name, *sorted(shown for key, shown in _by_folded().items() if key in parts and shown != name)]


def _printed(folded: str) -> list[str]:
    return [name for name in _lowered() if fold(name) == folded]


def _has_its_marks(typed: str) -> bool:
    return typed.lower() in _lowered()


@cache
def _lowered() -> frozenset[str]:
    return frozenset(name.lower() for name in (*_names(), *map(normalise_tones, _LEFT_OUT)))


@cache
def _by_folded() -> dict[str, str]:
    return {fold(name): shown for name, shown in _names().items()}


@cache
def _asked_pattern() -> re.Pattern[str]:
    names = "|".join(sorted({re.escape(fold(name)) for name in _lowered()}, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<kind>(?:{FOLDED})\.? )?(?P<name>{names})(?!\w)")


def _is_part_of_a_name(text: str, start: int) -> bool:
    before = _BEFORE.search(text, max(0, start - 20), start)
    return before is not None and before[1][0].isupper() and before[1] not in _MAY_STAND_BEFORE


@cache
def _pattern() -> re.Pattern[str]:
    """Names by their first letter, which is looked at once for all that have it; the longest of them first."""
    rests: dict[str, list[str]] = defaultdict(list)
    for name in sorted(_names(), key=len, reverse=True):
        rests[name[0]].append(re.escape(name[1:]))
    names = "|".join(f"{re.escape(first)}(?:{'|'.join(each)})" for first, each in rests.items())
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


@cache
def _names() -> dict[str, str]:
    """Name in the one spelling that text is compared in → name as it is shown."""
    every = {
        row[column]
        for row in rows()
        if row["old_province"] == HOME
        for column in ("old_district", "old_unit", "new_unit")
    }
    bare = {without_kind(unit) for unit in every}
    whole = {numbered[1] if (numbered := _NUMBERED.match(name)) else name for name in bare}
    return {normalise_tones(name): name for name in sorted(whole - _LEFT_OUT) if not name.isdigit()}
