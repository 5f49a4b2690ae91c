"""From paths to articles: folders walked lazily, each file given to the reader of its format."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from corpus.gather.decode import why
from corpus.models import Article, Skipped

Reader = Callable[[Path], Iterator[Article | Skipped]]

SLICE = 10_000
"""Names of a folder that are in memory, and in order, at a time."""

_log = logging.getLogger(__name__)
NOT_UNDERSTOOD = "its content could not be understood"
_UNKNOWN = "unknown kind of file; known are {}, each also .gz"


def walk(paths: Iterable[Path], formats: Mapping[str, Reader]) -> Iterator[Article | Skipped]:
    """The articles of files and folders, read one file at a time; in the order of names, `SLICE` names at a time.

    Inside folders, files of unknown kind and hidden ones are passed over; a folder is entered once,
    however many links lead to it. Never raises for what it finds: that becomes a Skipped.
    """
    for path in paths:
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            yield Skipped(path, why(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk_folder(path, formats)
        elif reader := _reader(path, formats):
            yield from _guarded(reader, path)
        else:
            yield Skipped(path, _UNKNOWN.format(", ".join(formats)))


def _reader(path: Path, formats: Mapping[str, Reader]) -> Reader | None:
    return formats.get(_suffix(path.name))


def _suffix(name: str) -> str:
    """The suffix that tells the format, in lower case: ".html" of "Trang.HTML.gz"."""
    return os.path.splitext(name.lower().removesuffix(".gz"))[1]  # noqa: PTH122 - no Path for a million names


def _guarded(reader: Reader, path: Path) -> Iterator[Article | Skipped]:
    """What the reader yields. Its own failures are counted too, and told in the log."""
    try:
        yield from reader(path)
    except Exception as error:
        _log.warning("reading a file failed: %s", type(error).__name__)
        _log.debug("reading %s failed", path, exc_info=True)
        yield Skipped(path, NOT_UNDERSTOOD)


def _walk_folder(top: Path, formats: Mapping[str, Reader]) -> Iterator[Article | Skipped]:
    """A folder's files in slices, then the folders in it; without recursion, one folder open at a time."""
    seen: set[tuple[int, int]] = set()
    waiting = [str(top)]
    while waiting:
        folder = waiting.pop()
        inner: list[str] = []
        try:
            if not _is_new(folder, seen):
                yield Skipped(Path(folder), "a link to a folder that was read already")
                continue
            with os.scandir(folder) as entries:
                wanted = (entry for entry in entries if _is_wanted(entry, formats))
                while names := sorted(entry.name for entry in islice(wanted, SLICE)):
                    yield from _read_slice(folder, names, inner, formats)
        except OSError as error:
            yield Skipped(Path(folder), why(error))
        waiting.extend(reversed(inner))


def _is_new(folder: str, seen: set[tuple[int, int]]) -> bool:
    found = os.stat(folder)  # noqa: PTH116 - no Path for a million names
    key = (found.st_dev, found.st_ino)
    known = key in seen
    seen.add(key)
    return not known


def _read_slice(
    folder: str, names: Iterable[str], inner: list[str], formats: Mapping[str, Reader]
) -> Iterator[Article | Skipped]:
    """The articles of these files; folders among them are noted in `inner`."""
    for name in names:
        path = os.path.join(folder, name)  # noqa: PTH118 - no Path for a million names
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116
        except OSError as error:
            yield Skipped(Path(path), why(error))
            continue
        if stat.S_ISDIR(mode):
            inner.append(path)
        elif reader := _reader(Path(path), formats):
            yield from _guarded(reader, Path(path))


def _is_wanted(entry: os.DirEntry[str], formats: Mapping[str, Reader]) -> bool:
    """Known kinds of file, folders, and what cannot even be looked at: reading then says why."""
    if entry.name.startswith("."):
        return False
    try:
        return _suffix(entry.name) in formats or entry.is_dir()
    except OSError:
        return True
