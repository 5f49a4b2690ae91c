"""Stored terms: a passage's terms by field as bytes, so that an index is rebuilt without analysing anything again."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from corpus.models import Terms

LEVEL = 3  # 5.7 times smaller at a third of the time of the default level


def pack(terms: Terms) -> bytes:
    """A line a field, `name term term …`, compressed. Terms and names hold no white space."""
    return pack_texts({name: " ".join(row) for name, row in terms.items()})


def pack_texts(texts: Mapping[str, str]) -> bytes:
    """The same of terms that are joined by spaces already."""
    lines = [f"{name} {text}" if text else name for name, text in texts.items()]
    return zlib.compress("\n".join(lines).encode(), LEVEL)


def unpack(data: bytes) -> Terms:
    """What `pack` was given."""
    return {name: tuple(text.split(" ")) if text else () for name, text in unpack_texts(data).items()}


def unpack_texts(data: bytes) -> dict[str, str]:
    """The same, each field's terms joined by spaces: what an index that is built anew is fed with, in a tenth of the
    time and memory."""
    # Divided before it is decoded: most fields are ASCII, which takes a fraction of the time.
    fields = [line.partition(b" ") for line in zlib.decompress(data).split(b"\n")]
    return {name.decode(): text.decode() for name, _space, text in fields if name}
