"""Generations of the index: built aside, validated, swapped in by one rename, kept for undo.

    index/current               the number of the generation that serves
    index/generations/0007/     its engine's files, and manifest.json

A reader opens what `current` names. A writer that adds articles writes into that generation and then moves the marks
in its manifest: after a crash between the two the same passages are simply added again, which changes nothing.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from corpus.errors import IndexUnavailable, InvalidIndex
from corpus.index.engine import IndexDocument, Retriever
from corpus.index.engines import ENGINES
from corpus.models import Query

SCHEMA = 1  # of the fields and terms; a generation of another schema is not served but rebuilt
KEPT = 2  # the current one and the one before
CANARY_TERMS = 12
CANARY_RANK = 10


@dataclass(frozen=True, slots=True)
class Generation:
    """What a manifest says. `passage_mark` and `removal_mark`: how much of the store the index has seen."""

    number: int
    engine: str
    passages: int
    passage_mark: int
    removal_mark: int
    created_at: str
    schema: int = SCHEMA

    @property
    def created(self) -> datetime:
        """When it was built."""
        return datetime.fromisoformat(self.created_at)


class Generations:
    """The generations in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._all = folder / "generations"

    def stamp(self) -> tuple[int, int]:
        """Changes whenever another generation serves or the current one grew: cheap to look at."""
        try:
            number = self._current_number()
            return number, (self.path(number) / "manifest.json").stat().st_mtime_ns
        except (OSError, IndexUnavailable):
            return 0, 0

    def path(self, number: int) -> Path:
        """The folder of a generation."""
        return self._all / f"{number:04d}"

    def current(self) -> Generation | None:
        """The generation that serves, None before the first. Raises IndexUnavailable where it is damaged."""
        if not (self._folder / "current").exists():
            return None
        return self._manifest(self._current_number())

    def open(self, generation: Generation) -> Retriever:
        """Its retriever. Raises IndexUnavailable."""
        if generation.schema != SCHEMA or generation.engine not in ENGINES:
            raise IndexUnavailable("the index was made by another version of hoibao; run hoibao reindex")
        return ENGINES[generation.engine]().open(self.path(generation.number))

    def start(self, engine: str) -> tuple[int, Retriever]:
        """The number and empty retriever of a new generation, which nobody serves yet."""
        number = max(self._numbers(), default=0) + 1
        return number, ENGINES[engine]().create(self.path(number))

    def record(self, generation: Generation) -> None:
        """Write a generation's manifest, atomically."""
        _write(self.path(generation.number) / "manifest.json", json.dumps(asdict(generation), indent=1))

    def grow(self, generation: Generation, passages: int, passage_mark: int, removal_mark: int) -> Generation:
        """Record that the generation has seen more of the store."""
        grown = replace(generation, passages=passages, passage_mark=passage_mark, removal_mark=removal_mark)
        self.record(grown)
        return grown

    def swap(self, number: int) -> None:
        """Let a generation serve; older ones than the previous go."""
        before = self._before()
        _write(self._folder / "current", str(number))
        keep = {number, before}
        for other in self._numbers():
            if other not in keep:
                shutil.rmtree(self.path(other), ignore_errors=True)

    def _before(self) -> int | None:
        """The number that serves; None where none does, or where that cannot be read any more."""
        try:
            return self._current_number()
        except IndexUnavailable:
            return None

    def discard(self, number: int) -> None:
        """Delete a generation that was not swapped in."""
        shutil.rmtree(self.path(number), ignore_errors=True)

    def undo(self) -> Generation:
        """Let the other kept generation serve again. Raises IndexUnavailable where there is none."""
        current = self.current()
        others = [number for number in self._numbers() if current and number != current.number]
        if not others:
            raise IndexUnavailable("there is no previous generation to go back to")
        previous = self._manifest(others[-1])
        _write(self._folder / "current", str(previous.number))
        return previous

    def withdraw(self) -> None:
        """Let no generation serve until the next is built: the store is about to be another one."""
        (self._folder / "current").unlink(missing_ok=True)

    def _numbers(self) -> list[int]:
        if not self._all.is_dir():
            return []
        return sorted(int(entry.name) for entry in self._all.iterdir() if entry.name.isdecimal())

    def _current_number(self) -> int:
        try:
            return int((self._folder / "current").read_text("ascii"))
        except (OSError, ValueError) as error:
            raise IndexUnavailable("the index is missing or damaged; run hoibao reindex") from error

    def _manifest(self, number: int) -> Generation:
        try:
            return Generation(**json.loads((self.path(number) / "manifest.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise IndexUnavailable("the index is missing or damaged; run hoibao reindex") from error


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def validate(retriever: Retriever, expected: int, canaries: Iterable[IndexDocument]) -> None:
    """Raise InvalidIndex unless the counts agree and every canary is found by its own words."""
    if retriever.count() != expected:
        raise InvalidIndex(f"the new index holds {retriever.count()} passages instead of {expected}")
    for canary in canaries:
        terms = _rarest(retriever, canary.terms.get("syllables", ()))
        if not terms:
            continue
        hits = retriever.search(Query({"syllables": dict.fromkeys(terms, 1.0)}), CANARY_RANK)
        if canary.passage_id not in {hit.passage_id for hit in hits}:
            raise InvalidIndex("the new index does not find a passage by its own words")


def _rarest(retriever: Retriever, terms: Sequence[str]) -> list[str]:
    unique = sorted(set(terms))
    return sorted(unique, key=lambda term: retriever.document_frequency("syllables", term))[:CANARY_TERMS]
