"""Text as code points: one normal form, folding without moving offsets, sentence spans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from corpus.models import Span

_CONTROL = {code: " " for code in range(32) if chr(code) not in "\n\t"} | {127: " "}


def normalise(text: str) -> str:
    """NFC, LF line ends, control characters as spaces. Clean NFC text comes back unchanged."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).translate(_CONTROL)


@cache
def _fold_one(char: str) -> str:
    """One code point without case and marks, or itself where that would not be one code point."""
    base = unicodedata.normalize("NFD", char.lower())[:1] or char
    return "d" if base in "đð" else base


class _FoldTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Lower case, no diacritics, đ as d; as many code points as `text`, each in its place."""
    return text.translate(_FOLD)


_ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|TX|Tx|TT|PGS|GS|TS|ThS|Th\.S|BS|KS|CN|NSND|NSƯT|Q|P|St|Mr|Dr|v\.v|tr|đ/c)|\b[A-ZĐ])\.$"
)
_END = re.compile(r"(?:[.!?…]+[”\"’')\]]*)(?=\s+|$)|(?<=[a-zà-ỹđ0-9])\.(?=[A-ZÀ-ỸĐ][a-zà-ỹđ]+\s)")


def sentences(text: str) -> list[Span]:
    """Spans of the sentences, in order, trimmed of white space; a line's end is always a border."""
    spans: list[Span] = []
    at = 0
    for line in text.split("\n"):
        spans.extend(_line_sentences(line, at))
        at += len(line) + 1
    return spans


def _line_sentences(line: str, offset: int) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(line):
        if not _is_border(line, match):
            continue
        yield from _trimmed(line, start, match.end(), offset)
        start = match.end()
    yield from _trimmed(line, start, len(line), offset)


def _is_border(line: str, match: re.Match[str]) -> bool:
    before = line[max(0, match.start() - 12) : match.end()]
    after = line[match.end() :].lstrip()
    if match.group() == "." and _ABBREVIATION.search(before):
        return False
    return not after[:1].islower()


def _trimmed(line: str, start: int, end: int, offset: int) -> Iterator[Span]:
    piece = line[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        yield Span(offset + start + left, offset + start + right)
