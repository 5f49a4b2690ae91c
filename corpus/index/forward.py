"""Passages as numbers: what the in-memory engine keeps on disk, and grows by appending.

A forward index (each passage's term numbers by field) is small, is appended to in no time, and its arrays are turned
into postings when the engine opens. Files are numpy arrays and JSON: nothing in them is executed when they are read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexUnavailable
from corpus.index.engine import IndexDocument
from corpus.language.analyzer import FIELDS

NO_DATE = np.iinfo(np.int64).min


@dataclass(slots=True)
class ForwardIndex:
    """`ids` and `dates` (Unix seconds, NO_DATE for none) of the passages; per field all term numbers and offsets."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    ids: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    dates: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    tokens: dict[str, NDArray[np.int32]] = field(
        default_factory=lambda: {name: np.zeros(0, np.int32) for name in FIELDS}
    )
    offsets: dict[str, NDArray[np.int64]] = field(
        default_factory=lambda: {name: np.zeros(1, np.int64) for name in FIELDS}
    )

    def append(self, documents: Iterable[IndexDocument]) -> None:
        """Add passages; those whose ids are there already are replaced."""
        fresh = {document.passage_id: document for document in documents}
        self.drop(list(fresh))
        ordered = [fresh[number] for number in sorted(fresh)]
        dates = [NO_DATE if one.published_at is None else one.published_at for one in ordered]
        self.ids = np.concatenate([self.ids, np.array([one.passage_id for one in ordered], np.int64)])
        self.dates = np.concatenate([self.dates, np.array(dates, np.int64)])
        for name in FIELDS:
            self._append_field(name, [one.terms.get(name, ()) for one in ordered])

    def _append_field(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        number = self.vocabulary.setdefault
        added = [number(term, len(self.vocabulary)) for row in rows for term in row]
        ends = self.offsets[name][-1] + np.cumsum([len(row) for row in rows], dtype=np.int64)
        self.tokens[name] = np.concatenate([self.tokens[name], np.array(added, np.int32)])
        self.offsets[name] = np.concatenate([self.offsets[name], ends.astype(np.int64)])

    def drop(self, passage_ids: Sequence[int]) -> None:
        """Take passages out; unknown ids are ignored."""
        keep = ~np.isin(self.ids, np.array(passage_ids, np.int64))
        if keep.all():
            return
        for name in FIELDS:
            lengths = np.diff(self.offsets[name])
            self.tokens[name] = self.tokens[name][np.repeat(keep, lengths)]
            self.offsets[name] = np.concatenate([[0], np.cumsum(lengths[keep])]).astype(np.int64)
        self.ids, self.dates = self.ids[keep], self.dates[keep]

    def save(self, folder: Path) -> None:
        """Write aside, then swap in by renaming: a crash leaves the old files or the new ones."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, NDArray[Any]] = {"ids": self.ids, "dates": self.dates}
        arrays |= {f"tokens.{name}": self.tokens[name] for name in FIELDS}
        arrays |= {f"offsets.{name}": self.offsets[name] for name in FIELDS}
        arrays["vocabulary"] = np.frombuffer(json.dumps(list(self.vocabulary)).encode(), np.uint8)
        aside = folder / "passages.npz.new"
        with aside.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(folder / "passages.npz")

    @classmethod
    def load(cls, folder: Path) -> ForwardIndex:
        """Read what `save` wrote. Raises IndexUnavailable where it is not there or damaged."""
        try:
            with (folder / "passages.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return cls._from_arrays(arrays)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise IndexUnavailable("the index on disk is missing or damaged; run hoibao reindex") from error

    @classmethod
    def _from_arrays(cls, arrays: Mapping[str, NDArray[np.int64]]) -> ForwardIndex:
        terms = json.loads(arrays["vocabulary"].tobytes().decode())
        return cls(
            {term: number for number, term in enumerate(terms)},
            arrays["ids"],
            arrays["dates"],
            {name: arrays[f"tokens.{name}"].astype(np.int32) for name in FIELDS},
            {name: arrays[f"offsets.{name}"] for name in FIELDS},
        )
