"""Generations of the index: built aside, validated, swapped in by one rename, kept for undo.

    index/current               the number of the generation that serves and, on a second line, of the one before
    index/generations/0007/     its engine's files, and manifest.json

A reader opens what `current` names. A writer that adds articles writes into that generation and then moves the marks
in its manifest: after a crash between the two the same passages are simply added again, which changes nothing. What
`current` does not name is what a crash left behind; the next writer deletes it.

Of an engine on a cluster the folder holds the name of its index there. It goes when the folder goes, or later where
the cluster does not answer: then the folder stays until the next writer.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from corpus.cluster import ClusterSettings
from corpus.errors import EngineSilent, IndexUnavailable
from corpus.index.engine import DAMAGED, SCHEMA, Retriever
from corpus.index.engines import ENGINES, announce, give_back
from corpus.store import make_folder


@dataclass(frozen=True, slots=True)
class Generation:
    """What a manifest says. `passage_mark` and `removal_mark`: how much of the store the index has seen.

    `word_mark`: up to which passage their words are counted in the generation's `Marks`.
    """

    number: int
    engine: str
    passages: int
    passage_mark: int
    removal_mark: int
    created_at: str
    word_mark: int = 0
    schema: int = SCHEMA

    @property
    def created(self) -> datetime:
        """When it was built."""
        return datetime.fromisoformat(self.created_at)


class Generations:
    """The generations in a folder. Whoever calls what changes them holds the write lock."""

    def __init__(self, folder: Path, cluster: ClusterSettings | None = None) -> None:
        self._folder = folder
        self._all = folder / "generations"
        self._cluster = cluster
        self._current_file = self._manifest_file = folder / "current"
        self._stamp, self._seen = b"", _looks()  # what was read, and how the files looked before

    def stamp(self) -> bytes:
        """Another one whenever another generation serves or the current one grew: cheap to look at."""
        if (seen := _looks(self._current_file, self._manifest_file)) != self._seen or None in seen:
            try:
                number, _previous = self._served()
                self._manifest_file = self.path(number) / "manifest.json"
                seen = _looks(self._current_file, self._manifest_file)
                self._stamp = self._manifest_file.read_bytes()
            except (OSError, IndexUnavailable):
                return b""
            self._seen = seen
        return self._stamp

    def path(self, number: int) -> Path:
        """The folder of a generation."""
        return self._all / f"{number:04d}"

    def current(self) -> Generation | None:
        """The generation that serves, None before the first. Raises IndexUnavailable where it is damaged."""
        if not self._current_file.exists():
            return None
        number, _previous = self._served()
        return self._manifest(number)

    def open(self, generation: Generation) -> Retriever:
        """Its retriever. Raises IndexUnavailable."""
        if generation.schema != SCHEMA or generation.engine not in ENGINES:
            raise IndexUnavailable("the index was made by another version of hoibao; run hoibao reindex")
        return ENGINES[generation.engine](self._cluster).open(self.path(generation.number))

    def start(self, engine: str) -> tuple[int, Retriever]:
        """The number and empty retriever of a new generation, which nobody serves yet."""
        make_folder(self._folder)
        number = max(self._numbers(), default=0) + 1  # never that of one whose writer may not be gone yet
        self._clean()
        return number, ENGINES[engine](self._cluster).create(self.path(number))

    def record(self, generation: Generation) -> None:
        """Write a generation's manifest, atomically."""
        _write(self.path(generation.number) / "manifest.json", json.dumps(asdict(generation), indent=1))

    def marks_file(self, number: int) -> Path:
        """Where the words that a generation has counted are kept."""
        return self.path(number) / "marks.npz"

    def swap(self, number: int) -> None:
        """Let a generation serve and keep the one that served until now; older ones go."""
        self._serve(number, self._served_or_none()[0])
        self._clean()

    def discard(self, number: int) -> None:
        """Delete a generation that was not swapped in."""
        try:
            give_back(self.path(number), self._cluster)
        except EngineSilent:
            return
        shutil.rmtree(self.path(number), ignore_errors=True)

    def previous(self) -> Generation:
        """The generation that served before. Raises IndexUnavailable where there is none."""
        _current, previous = self._served_or_none()
        if previous is None:
            raise IndexUnavailable("there is no previous generation to go back to")
        return self._manifest(previous)

    def undo(self) -> None:
        """Let the generation before serve again, and keep the one that serves now. Raises IndexUnavailable."""
        self._serve(self.previous().number, self._served_or_none()[0])

    def _serve(self, number: int, previous: int | None) -> None:
        announce(self.path(number), self._cluster)
        named = [number] if previous is None else [number, previous]
        _write(self._current_file, "\n".join(map(str, named)))

    def _clean(self) -> None:
        """Delete what `current` does not name."""
        kept = self._served_or_none()
        for number in self._numbers():
            if number not in kept:
                self.discard(number)

    def withdraw(self) -> None:
        """Let no generation serve until the next is built: the store is about to be another one."""
        self._current_file.unlink(missing_ok=True)

    def _numbers(self) -> list[int]:
        if not self._all.is_dir():
            return []
        return [int(entry.name) for entry in self._all.iterdir() if entry.name.isdecimal()]

    def _served_or_none(self) -> tuple[int | None, int | None]:
        try:
            return self._served()
        except IndexUnavailable:
            return None, None

    def _served(self) -> tuple[int, int | None]:
        try:
            number, *previous = map(int, self._current_file.read_text("ascii").split())
        except (OSError, ValueError) as error:
            raise IndexUnavailable(DAMAGED) from error
        return number, previous[0] if previous else None

    def _manifest(self, number: int) -> Generation:
        try:
            return Generation(**json.loads((self.path(number) / "manifest.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise IndexUnavailable(DAMAGED) from error


def _looks(*files: Path) -> list[tuple[int, ...] | None]:
    """Of each file other numbers whenever another one was put in its place; None where there is none."""
    found: list[tuple[int, ...] | None] = []
    for file in files:
        try:
            seen = file.stat()
        except OSError:
            found.append(None)
        else:
            found.append((seen.st_ino, seen.st_mtime_ns, seen.st_size))
    return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
