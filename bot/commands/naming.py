"""A section or a place as somebody types its name behind a command: without marks, in part, with its kind before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from corpus import fold

T = TypeVar("T")
# What stands before a name and is no part of it, unless the name itself begins so, as "Xã hội" does.
_BEFORE = re.compile(
    r"(?:(?:tin|chuyen muc|muc|ve|o|tai|tinh|thanh pho|tp|thi xa|tx|thi tran|tt|huyen|phuong|xa) )+"
)
SAME, SAME_LETTERS, WITHIN, OTHER = 3, 2, 1, 0


def meant(typed: str, named: Iterable[T], name_of: Callable[[T], str]) -> list[T]:
    """Those that fit what was typed best: called exactly so, or so without marks, or with that in their name."""
    fitting = [(_closeness(typed, name_of(one)), one) for one in named]
    best = max((closeness for closeness, _one in fitting), default=OTHER)
    return [one for closeness, one in fitting if closeness == best > OTHER]


def _closeness(typed: str, name: str) -> int:
    """How well a name fits."""
    wanted, whole = _words(fold(typed)), _words(fold(name))
    bare = _BEFORE.sub("", wanted, count=1) if _BEFORE.match(wanted) else wanted
    if not bare or not whole:
        return OTHER
    if whole in (wanted, bare):
        return SAME if _words(typed.lower()).endswith(_words(name.lower())) else SAME_LETTERS
    return WITHIN if f" {bare} " in f" {whole} " else OTHER


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))
