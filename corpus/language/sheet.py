"""A sheet: the sentences of an article as numbers, made once when the article is stored, read at every question.

Every term is 32 bits: 24 of its folded form, then 8 of its marks. "Đảng" and "đang" share the upper 24, so one
comparison tells whether a word is there at all, another whether it is there as typed. No vocabulary is needed.
What a sentence could answer (an amount, a date, a person, a place) stands beside the terms as their kinds.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.compression import Compression
from corpus.language.analyzer import clean_sentence
from corpus.language.kinds import kinds_of
from corpus.language.text import fold, sentences
from corpus.models import Article, PartKind, Passage

VERSION = 3
_HEADER = VERSION.to_bytes(2, "little")
_COUNTS = struct.Struct("<III")  # sentences, terms, terms of the headline
_COMPRESSION = Compression()
_KEPT = 500  # sheets that were read last, some 20 KB each: what one reader asks about the next one does, too
PART_NUMBER = {kind: number for number, kind in enumerate(PartKind)}
# What no sentence of an article is made of.
NO_SENTENCES = [PART_NUMBER[kind] for kind in (PartKind.SUBHEADING, PartKind.BYLINE, PartKind.ROLE)]

Codes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """`codes` and `kinds` of the terms of all sentences; sentence i has those from starts[i] to starts[i + 1].

    `headline`: the codes of the headline. `spans`: rows of [start, end) in code points of the article's text.
    `passages`: the ordinal of the passage each sentence stands in. `parts`: what it is, its number in PartKind, or 255.
    """

    headline: Codes
    codes: Codes
    kinds: NDArray[np.uint8]
    starts: NDArray[np.int32]
    spans: NDArray[np.int32]
    passages: NDArray[np.int16]
    parts: NDArray[np.uint8]

    def pack(self) -> bytes:
        """As bytes, for the store."""
        arrays = (self.headline, self.codes, self.starts, self.spans, self.passages, self.parts, self.kinds)
        counts = _COUNTS.pack(len(self.spans), len(self.codes), len(self.headline))
        return _HEADER + _COMPRESSION.pack(counts + b"".join(array.tobytes() for array in arrays))

    @classmethod
    def unpack(cls, data: bytes) -> Sheet | None:
        """What `pack` gave; None where it was packed by another version, or is damaged."""
        return _unpacked(data)

    @classmethod
    def _of(cls, data: bytes) -> Sheet | None:
        if not data.startswith(_HEADER):
            return None
        try:
            return cls._read(memoryview(_COMPRESSION.unpack(data[len(_HEADER) :])))
        except (ValueError, struct.error):
            return None

    @classmethod
    def _read(cls, body: memoryview) -> Sheet:
        count, terms, headline = _COUNTS.unpack_from(body)
        at = _COUNTS.size

        def take(kind: type[np.generic], size: int) -> NDArray[Any]:
            nonlocal at
            array: NDArray[Any] = np.frombuffer(body, kind, size, at)
            at += array.nbytes
            return array

        return cls(
            headline=take(np.uint32, headline),
            codes=take(np.uint32, terms),
            starts=take(np.int32, count + 1),
            spans=take(np.int32, 2 * count).reshape(count, 2),
            passages=take(np.int16, count),
            parts=take(np.uint8, count),
            kinds=take(np.uint8, terms),
        )


@lru_cache(maxsize=_KEPT)
def _unpacked(data: bytes) -> Sheet | None:
    return Sheet._of(data)


@lru_cache(maxsize=100_000)
def code(term: str) -> int:
    """A term's code: 24 bits of its folded form, 8 of its marks."""
    folded = zlib.crc32(fold(term).encode()) >> 8
    return folded << 8 | zlib.crc32(term.encode()) & 0xFF


def codes_of(terms: Iterable[str]) -> Codes:
    """The codes of terms."""
    return np.fromiter(map(code, terms), np.uint32)


@dataclass(frozen=True, slots=True)
class Row:
    """The terms of a sentence: their codes and their kinds, as the bytes of arrays."""

    codes: bytes
    kinds: bytes


def row_of(sentence: str) -> Row:
    """The row of a sentence as it stands in the text."""
    terms = kinds_of(clean_sentence(sentence))
    return Row(codes_of(one.term for one in terms).tobytes(), bytes(one.kinds for one in terms))


def sheet_of(article: Article, passages: Sequence[Passage], row: Callable[[str], Row] = row_of) -> Sheet:
    """The sheet of an article that is split into these passages; `row` makes one of each sentence."""
    spans = sentences(article.text)
    rows = [row(span.of(article.text)) for span in spans]
    begins = np.array([span.start for span in spans], np.int32)
    passage_begins = np.array([one.start for one in passages], np.int32)
    headline = [one.term for one in kinds_of(clean_sentence(article.headline))]
    return Sheet(
        headline=codes_of(headline),
        codes=np.frombuffer(b"".join(one.codes for one in rows), np.uint32),
        kinds=np.frombuffer(b"".join(one.kinds for one in rows), np.uint8),
        starts=np.concatenate([[0], np.cumsum([len(one.kinds) for one in rows])]).astype(np.int32),
        spans=np.array([(span.start, span.end) for span in spans], np.int32).reshape(-1, 2),
        passages=(np.searchsorted(passage_begins, begins, "right") - 1).astype(np.int16),
        parts=_parts(article, begins),
    )


def _parts(article: Article, begins: NDArray[np.int32]) -> NDArray[np.uint8]:
    starts = np.array([part.start for part in article.parts], np.int32)
    kinds = np.array([*(PART_NUMBER[part.kind] for part in article.parts), 255], np.uint8)
    at = np.searchsorted(starts, begins, "right") - 1
    return kinds[at]  # -1, before the first part, is the 255 at the end
