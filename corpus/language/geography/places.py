"""Old and new names of places since 1 July 2025, when Phú Yên became part of Đắk Lắk.

Provinces and districts went, communes were joined to larger ones, some of them split, so that an old name may have two
new ones. "Phú Yên" and "Tuy Hòa" are now names of wards too, and some communes had a namesake in another district. A
question may use either name and the articles the other; the other names are looked for as well, and told to the
reader, never put into a quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.language.geography import units
from corpus.language.geography.name_borders import is_everyday_word, is_something_else
from corpus.language.geography.unit_kinds import SPELLINGS
from corpus.language.geography.units import COMMUNE, MERGED_ON, OtherName, Unit
from corpus.language.text import fold, normalise_tones
from corpus.models import Span

__all__ = ["MERGED_ON", "OtherName", "Place", "find_places"]

_KIND_WORDS = frozenset(
    word.rstrip(".") for forms in SPELLINGS.values() for form in forms for word in form.split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a question; `others`: its older or newer names. `is_old`: it is no more since the merger.

    `span`: with its kind, where that was typed; `bare`: the name alone. `namesake`: the larger place that had a ward's
    name before the merger: in an article from then, the name means that. `is_commune`: it is one, a ward or a township.
    """

    span: Span
    bare: Span
    name: str
    is_old: bool
    others: tuple[OtherName, ...]
    namesake: str | None = None
    is_commune: bool = True


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in a question, and the units that it may mean."""

    span: Span
    bare: Span
    units: tuple[Unit, ...]


def find_places(question: str) -> list[Place]:
    """The renamed places a question names, in order, none within another.

    A bare name is the largest place of that name: "Phú Yên" the province, "Tuy Hòa" the city. A ward or commune counts
    without its kind where its name is distinctive; "Phường 9" needs it.
    """
    found = sorted(_named(question), key=lambda one: (one.span.start, -one.span.end))
    kept: list[_Named] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    beginnings = {one.span.start for one in kept}
    kept = [one for one in kept if not is_something_else(question, one.span, one.bare, beginnings)]
    districts = {unit.name for one in kept for unit in one.units if unit.level < COMMUNE}
    return [_place(one, districts) for one in kept]


def _named(question: str) -> Iterator[_Named]:
    for match in _pattern().finditer(fold(question)):
        typed, name = question[slice(*match.span())], match["named"] or match["bare"]
        start = match.end() - len(name)
        meant = _meant(_key(match.group()), fold(name))
        if match["bare"] and is_everyday_word(typed, (unit.name for unit in meant)):
            continue
        if some := tuple(unit for unit in meant if _marks_agree(typed, unit.name)):
            yield _Named(Span(*match.span()), Span(start, match.end()), some)


def _meant(written: str, name: str) -> Sequence[Unit]:
    """The units of a written name, by its kind; by the name alone where the kind is wrong, or missing."""
    table = units.units()
    if found := table.get(written):
        return found if written != name else [unit for unit in found if unit.level == found[0].level]
    return [unit for unit in table.get(name, ()) if unit.level < COMMUNE]


def _place(one: _Named, districts: set[str]) -> Place:
    """Of several communes of one name that of a district which the question names, else all of them."""
    nearer = [unit for unit in one.units if not districts.isdisjoint(unit.districts)]
    chosen = nearer or one.units
    others = dict.fromkeys(other for unit in chosen for other in unit.others)
    if len({unit.districts for unit in chosen}) > 1:
        others = dict.fromkeys(replace(other, partly=True) for other in others)
    return Place(
        one.span,
        one.bare,
        chosen[0].name,
        all(unit.is_old for unit in chosen),
        tuple(others),
        chosen[0].namesake if one.span != one.bare else None,
        chosen[0].level == COMMUNE,
    )


def _marks_agree(typed: str, name: str) -> bool:
    """Whether marks that were typed are the name's own ("hoa tri" may be Hòa Trị, "hoa trí" not)."""
    names = set(normalise_tones(name.lower()).split())
    words = normalise_tones(typed.lower()).split()
    return all(word == fold(word) or word in names or fold(word) in _KIND_WORDS for word in words)


def _key(written: str) -> str:
    """A written name in the form the table has: kinds spelled out, single spaces."""
    words = " ".join(written.split())
    for forms in SPELLINGS.values():
        for form in sorted(forms, key=len, reverse=True):
            if words.startswith(form) and (words[len(form) : len(form) + 1] == " " or form.endswith(".")):
                return f"{forms[0]} {words[len(form) :].strip()}"
    return words


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(
        re.escape(form) for forms in SPELLINGS.values() for form in sorted(forms, key=len, reverse=True)
    )
    table = units.units()
    every = {units.bare(unit.name) for found in table.values() for unit in found}
    plain = {key for name in every for key in units.spelled(name)}
    plain |= {name.rpartition(" ")[2] for name in plain if name[-1:].isdigit() and len(name.split()) == 2}
    names, bare = _any_of(plain), _any_of(table)
    return re.compile(rf"(?<!\w)(?:(?:{kinds})\s*(?P<named>{names})|(?P<bare>{bare}))(?!\w)")


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
