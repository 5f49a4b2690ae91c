"""Passages as numbers: what the in-memory engine keeps on disk, and grows by appending.

A forward index (each passage's term numbers by field) is small, is appended to in no time, and its arrays are turned
into postings when the engine opens. The file holds numpy arrays: nothing in it is executed when it is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexUnavailable
from corpus.index.engine import DAMAGED, SEARCHED, IndexDocument

FILE_NAME = "passages.npz"
NO_DATE = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class ForwardIndex:
    """`ids` and `dates` (Unix seconds, NO_DATE for none) of the passages; per field all term numbers and offsets.

    Never changed once it is made, so that one thread may search in it while another makes the next.
    """

    vocabulary: Mapping[str, int] = field(default_factory=dict)
    ids: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    dates: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    tokens: Mapping[str, NDArray[np.int32]] = field(
        default_factory=lambda: {name: np.zeros(0, np.int32) for name in SEARCHED}
    )
    offsets: Mapping[str, NDArray[np.int64]] = field(
        default_factory=lambda: {name: np.zeros(1, np.int64) for name in SEARCHED}
    )

    def with_documents(self, documents: Iterable[IndexDocument]) -> ForwardIndex:
        """These passages and more; those whose ids are there already are replaced, by the last of that id."""
        fresh = {document.passage_id: document for document in documents}
        kept = self.without(list(fresh))
        ordered = [fresh[number] for number in sorted(fresh)]
        dates = [NO_DATE if one.published_at is None else one.published_at for one in ordered]
        vocabulary = dict(kept.vocabulary)
        rows = {
            name: _numbered([one.texts.get(name, "").split() for one in ordered], vocabulary)
            for name in SEARCHED
        }
        return ForwardIndex(
            vocabulary,
            np.concatenate([kept.ids, np.array([one.passage_id for one in ordered], np.int64)]),
            np.concatenate([kept.dates, np.array(dates, np.int64)]),
            {name: np.concatenate([kept.tokens[name], rows[name][0]]) for name in SEARCHED},
            {
                name: np.concatenate([kept.offsets[name], kept.offsets[name][-1] + rows[name][1]])
                for name in SEARCHED
            },
        )

    def without(self, passage_ids: Sequence[int]) -> ForwardIndex:
        """These passages but for some; unknown ids are ignored."""
        keep = ~np.isin(self.ids, np.array(passage_ids, np.int64))
        if keep.all():
            return self
        lengths = {name: np.diff(self.offsets[name]) for name in SEARCHED}
        return replace(
            self,
            ids=self.ids[keep],
            dates=self.dates[keep],
            tokens={name: self.tokens[name][np.repeat(keep, lengths[name])] for name in SEARCHED},
            offsets={
                name: np.concatenate([[0], np.cumsum(lengths[name][keep])]).astype(np.int64)
                for name in SEARCHED
            },
        )

    def save(self, folder: Path) -> None:
        """Write aside, then swap in by renaming: a crash leaves the old file or the new one. Raises OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, NDArray[Any]] = {"ids": self.ids, "dates": self.dates}
        arrays |= {f"tokens.{name}": self.tokens[name] for name in SEARCHED}
        arrays |= {f"offsets.{name}": self.offsets[name] for name in SEARCHED}
        arrays["terms"] = np.frombuffer("\n".join(self.vocabulary).encode(), np.uint8)
        aside = folder / f"{FILE_NAME}.new"
        with aside.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(folder / FILE_NAME)

    @classmethod
    def load(cls, folder: Path) -> ForwardIndex:
        """Read what `save` wrote. Raises IndexUnavailable where it is not there or damaged."""
        try:
            with (folder / FILE_NAME).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return cls._from_arrays(arrays)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise IndexUnavailable(DAMAGED) from error

    @classmethod
    def _from_arrays(cls, arrays: Mapping[str, NDArray[np.int64]]) -> ForwardIndex:
        terms = arrays["terms"].tobytes().decode()
        return cls(
            {term: number for number, term in enumerate(terms.split("\n") if terms else ())},
            arrays["ids"],
            arrays["dates"],
            {name: arrays[f"tokens.{name}"].astype(np.int32) for name in SEARCHED},
            {name: arrays[f"offsets.{name}"] for name in SEARCHED},
        )


def _numbered(
    rows: Sequence[Sequence[str]], vocabulary: dict[str, int]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """All terms of some passages as numbers, and where each passage's end; new terms go into the vocabulary."""
    number = vocabulary.setdefault
    tokens = [number(term, len(vocabulary)) for row in rows for term in row]
    return np.array(tokens, np.int32), np.cumsum([len(row) for row in rows], dtype=np.int64)
