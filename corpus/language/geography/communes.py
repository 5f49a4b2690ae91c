"""Communes and wards by their names: whether a printed text says a certain one, and whether it says any.

Elsewhere in the country they are not in the table of `units`, but there, too, papers write the kind before the name,
and the name with capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.language.geography.unit_kinds import without_kind
from corpus.language.geography.units import rows
from corpus.language.text import normalise_tones

# "Thị xã Đông Hòa" is a town.
_KIND = re.compile(r"(?<!\w)(?<!thị )(?:(?:xã|phường|thị trấn)(?!\w)|tt\.|p\.)\s?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_NUMBER = r"\d{1,2}"


def printed(text: str) -> list[str]:
    """The names that a text has behind the kind, as they are printed: "An Mỹ", "Phú Hòa 1", "9".

    Where a name of somebody follows at once, it is taken along.
    """
    return [name for match in _KIND.finditer(text) if (name := " ".join(_capitals(text, match.end())))]


def says(text: str, name: str) -> bool:
    """Whether a text says a unit, and not only one whose name goes on: "Hòa Hiệp Bắc" is not Hòa Hiệp.

    Of a unit with a number a list has but that: "phường 4, 7 và 9".
    """
    return _pattern(_plain(name)).search(_plain(text)) is not None


def _capitals(text: str, at: int) -> Iterator[str]:
    """The words from there on that are a name; a number is its last one."""
    while word := _WORD.match(text, at):
        if word[0].isdigit():
            yield word[0]
            return
        if not word[0][0].isupper():
            return
        yield word[0]
        at = word.end() + text.startswith((" ", "\u00a0"), word.end())


@cache
def _pattern(name: str) -> re.Pattern[str]:
    first, _, last = name.rpartition(" ")
    if re.fullmatch(_NUMBER, last):
        kind = "(?:phường|p)" if first == "phường" else re.escape(first)
        return re.compile(rf"\b{kind} (?:(?:{_NUMBER}|và) )*{last}\b")
    alone = without_kind(name)
    longer = "|".join(re.escape(one[len(alone) :]) for one in _names() if one.startswith(f"{alone} "))
    written = re.escape(name).replace(r"\ ", " ?")  # "EaBar"
    return re.compile(rf"\b{written}\b" + (rf"(?!(?:{longer})\b)" if longer else ""))


@cache
def _names() -> frozenset[str]:
    return frozenset(
        _plain(without_kind(row[column])) for row in rows() for column in ("old_unit", "new_unit")
    )


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(normalise_tones(text.lower())))
