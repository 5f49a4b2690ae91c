"""How alike two short texts are, such as two headlines or two sentences."""

from __future__ import annotations

import re

from corpus.language.text import fold

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")


def likeness(one: str, other: str) -> float:
    """Jaccard similarity of their folded syllables: 0 nothing in common, 1 the same syllables."""
    left, right = (frozenset(_WORD.findall(fold(text))) for text in (one, other))
    return len(left & right) / len(left | right) if left or right else 1.0


def numbers_agree(one: str, other: str) -> bool:
    """Whether two texts have the same numbers, or one has none.

    Texts that differ in their numbers alone tell different things: another day's price, another storm, a correction.
    """
    left, right = (frozenset(_NUMBER.findall(text)) for text in (one, other))
    return not left or not right or left == right
