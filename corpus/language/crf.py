"""Reads a CRFsuite model: the weights of a first-order linear-chain CRF, as Python values.

The file format is that of CRFsuite 0.12 (Naoaki Okazaki; lib/crf/src/crf1d_model.c and cqdb.c): a header, the
features, and two constant databases that name labels and attributes. All numbers are little-endian; offsets are
bytes from the start of the model, within a database from the start of the database.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAGIC = b"lCRF"
_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_FEATURE = struct.Struct("<IIId")
_STATE, _TRANSITION = 0, 1


@dataclass(frozen=True, slots=True)
class Model:
    """`states[attribute][label]` and `transitions[from label][to label]`: what each adds to a sequence's score."""

    labels: tuple[str, ...]
    states: dict[str, tuple[float, ...]]
    transitions: tuple[tuple[float, ...], ...]


def read_model(data: bytes) -> Model:
    """The model in `data`. Raises ValueError where it is none."""
    try:
        return _read(data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("a damaged CRFsuite model") from error


def _read(data: bytes) -> Model:
    header = _HEADER.unpack_from(data)
    if header[0] != MAGIC or header[2] != b"FOMC":
        raise ValueError("not a CRFsuite model of a first-order Markov CRF")
    label_count, attribute_count, features_at, labels_at, attributes_at = header[5:10]
    labels = _names(data, labels_at, label_count)
    attributes = _names(data, attributes_at, attribute_count)
    states = [[0.0] * label_count for _ in attributes]
    transitions = [[0.0] * label_count for _ in labels]
    (count,) = struct.unpack_from("<I", data, features_at + 8)
    start = features_at + 12
    for kind, source, label, weight in _FEATURE.iter_unpack(data[start : start + count * _FEATURE.size]):
        if kind == _STATE:
            states[source][label] = weight
        elif kind == _TRANSITION:
            transitions[source][label] = weight
    named = zip(attributes, map(tuple, states), strict=True)
    return Model(tuple(labels), dict(named), tuple(map(tuple, transitions)))


def _names(data: bytes, at: int, count: int) -> list[str]:
    """The keys of a constant database by their numbers, from its array of backward links."""
    links, links_at = struct.unpack_from("<II", data, at + 16)
    if data[at : at + 4] != b"CQDB" or links < count:
        raise ValueError("not a CRFsuite model: a table of names is missing")
    return [_key(data, at + link) for link in struct.unpack_from(f"<{count}I", data, at + links_at)]


def _key(data: bytes, at: int) -> str:
    _number, size = struct.unpack_from("<II", data, at)
    return data[at + 8 : at + 8 + size - 1].decode("utf-8")  # a NUL ends it
