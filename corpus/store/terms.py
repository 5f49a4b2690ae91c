"""Stored terms: a passage's terms by field as bytes, so that an index is rebuilt without analysing anything again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.compression import Compression
from corpus.models import Terms

# Made by scripts/train_dictionary.py. What was packed with another one cannot be unpacked: whoever makes it anew raises
# ANALYSIS of corpus/language/analyzer.py.
DICTIONARY = Path(__file__).with_name("data") / "terms.zdict"
_COMPRESSION = Compression(DICTIONARY)


def pack(terms: Terms) -> bytes:
    """A line a field, `name term term …`, compressed. Terms and names hold no white space."""
    return pack_texts({name: " ".join(row) for name, row in terms.items()})


def pack_texts(texts: Mapping[str, str]) -> bytes:
    """The same of terms that are joined by spaces already."""
    return _COMPRESSION.pack(lines_of(texts))


def lines_of(texts: Mapping[str, str]) -> bytes:
    """What is compressed."""
    return "\n".join(f"{name} {text}" if text else name for name, text in texts.items()).encode()


def unpack(data: bytes) -> Terms:
    """What `pack` was given. Raises ValueError or TypeError where it was not `pack` that made the data."""
    return {name: tuple(text.split(" ")) if text else () for name, text in unpack_texts(data).items()}


def unpack_texts(data: bytes) -> dict[str, str]:
    """The same, each field's terms joined by spaces: what an index that is built anew is fed with, in a tenth of the
    time and memory."""
    # Divided before it is decoded: most fields are ASCII, which takes a fraction of the time.
    fields = [line.partition(b" ") for line in _COMPRESSION.unpack(data).split(b"\n")]
    return {name.decode(): text.decode() for name, _space, text in fields if name}
