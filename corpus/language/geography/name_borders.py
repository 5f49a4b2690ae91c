"""What stands around a place's name and makes it the name of something else: a street, a school, a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from corpus.language.background import most_common
from corpus.language.geography.landmarks import NO_COMMUNES
from corpus.language.surnames import COMMON, PLAIN
from corpus.language.text import fold, normalise_tones
from corpus.models import Span

# "Đường Hòa Kiến", "đầm Ô Loan", "ông Xuân Sơn": folded, right before the name.
_BEFORE = re.compile(rf"\b(?:{fold(NO_COMMUNES)}|ong|ba|anh|chi|co|chu|bac|ten)\s+$")
_EVERYDAY = 0.005  # share of the passages of general news that have a word
_SURNAMES = frozenset(map(fold, PLAIN))
_NAMES = frozenset(word.capitalize() for word in COMMON | {"văn", "thị"})  # also between surname and name
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s$")
_WORD_AFTER = re.compile(r"\s([^\W\d_]+)")


def is_everyday_word(typed: str, names: Iterable[str]) -> bool:
    """Whether what is typed without marks is far more often something else than these names: "van hoa" is "văn hóa"."""
    words = " ".join(typed.lower().split())
    meant, share = most_common(words)
    return share >= _EVERYDAY and all(meant not in normalise_tones(name.lower()) for name in names)


def is_something_else(text: str, span: Span, bare: Span, beginnings: Collection[int]) -> bool:
    """Whether the name in a text belongs to something else than a place.

    `span`: with its kind; where one stands there, it is a place. `beginnings`: where names of places begin.
    """
    if span != bare:
        return False
    before = text[max(0, span.start - 20) : span.start]
    if _BEFORE.search(fold(before)):
        return True
    word = _WORD_BEFORE.search(before)
    if word is not None and (fold(word[1]) in _SURNAMES or word[1] in _NAMES):
        return True
    after = _WORD_AFTER.match(text, bare.end)
    is_written = text[bare.start].isupper()
    return bool(is_written and after and after[1][0].isupper() and after.start(1) not in beginnings)
