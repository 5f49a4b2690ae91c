"""What a segmenter would break: numbers, dates, times, document codes, addresses, names with digits.

Each is found with its span and gets one canonical term, however it was typed: "16/8/2021", "16-8-2021" and
"16 tháng 8 năm 2021" are all "16/8/2021". `parts` are further terms that stand for it, so that "nghị quyết 06"
finds "06-NQ/ĐUK", and "16/8" finds "16/8/2021". Everything is matched on folded text, since half of all
readers type without marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language.protected import abbreviations, addresses, codes, numerals
from corpus.language.protected.token import Kind, Token, token
from corpus.language.text import fold

__all__ = ["Kind", "Token", "find_tokens"]

_DIGITS = re.compile(r"[0-9]+")
_ODD_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\t"), " "
)

# A name that ends in a number: Covid-19, U23, QL1A. A long number after a dash is a year: "Nha Trang-2023".
_NAME_BEFORE = re.compile(r"(?<![a-z0-9])([a-z]{1,6})-$")
_MIXED = re.compile(r"[a-z0-9]*")
_SPACED_NAMES = ("covid",)
_MAX_LETTERS = 6
# Words that only lack the space: "ngày16/8".
_NO_NAMES = frozenset("ngay thang nam luc quy so lan khoa gan hon tu den toi".split())


def find_tokens(text: str) -> list[Token]:
    """The protected tokens of a text in NFC, in order; none overlaps another."""
    folded = fold(text)
    if not folded.isascii():
        folded = folded.translate(_ODD_SPACES)
    taken = list(addresses.find(text, folded))
    kept: list[Token] = []
    found = [*taken, *_numeric(text, folded, taken), *abbreviations.find(text, folded)]
    for one in sorted(found, key=lambda one: one.span.start):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept


def _numeric(text: str, folded: str, taken: list[Token]) -> Iterator[Token]:
    """The tokens that hold a digit, outside of what is taken already."""
    end = 0
    for match in _DIGITS.finditer(folded):
        at = match.start()
        if at < end or any(one.span.start <= at < one.span.end for one in taken):
            continue
        found = _name(text, folded, at, end) or codes.read(text, folded, at) or numerals.read(folded, at)
        if found is not None:
            end = found.span.end
            yield found


def _name(text: str, folded: str, at: int, floor: int) -> Token | None:
    """Letters that run into a number: "h5n1", "covid-19", "covid 19"; also "nq06"."""
    start = at
    while start > floor and folded[start - 1].isalnum() and not folded[start - 1].isdigit():
        start -= 1
    if start == at:
        start = _dashed_or_spaced(folded, at, floor)
    if start == at or folded[start:at] in _NO_NAMES or at - start > _MAX_LETTERS:
        return None
    end = _MIXED.match(folded, at).end()  # type: ignore[union-attr] # it matches the empty string
    letters = re.sub(r"[^\w]", "", text[start:at].lower())
    if fold(letters) in codes.TYPES:
        return codes.of_type(start, end, letters, folded[at:end])
    return token(start, end, Kind.NAME, letters + text[at:end].lower(), letters if len(letters) > 2 else "")


def _dashed_or_spaced(folded: str, at: int, floor: int) -> int:
    before = folded[max(floor, at - 12) : at]
    match = _NAME_BEFORE.search(before)
    if match and len(_DIGITS.match(folded, at)[0]) <= 3:  # type: ignore[index] # `at` is a digit
        return at - len(before) + match.start()
    for name in _SPACED_NAMES:
        if before.endswith(f"{name} "):
            return at - len(name) - 1
    return at
