"""From paths to articles: folders walked lazily, each file given to the reader of its format."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from corpus.gather.decode import why
from corpus.models import Article, Skipped

Reader = Callable[[Path], Iterator[Article | Skipped]]

_log = logging.getLogger(__name__)
_UNKNOWN = "unknown kind of file; known are {}, each also .gz"


def walk(paths: Iterable[Path], formats: Mapping[str, Reader]) -> Iterator[Article | Skipped]:
    """The articles of files and folders, in the order of the names, read one file at a time.

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
    except Exception:
        _log.debug("reading %s failed", path, exc_info=True)
        yield Skipped(path, "its content could not be understood")


def _walk_folder(top: Path, formats: Mapping[str, Reader]) -> Iterator[Article | Skipped]:
    """Depth first, without recursion. Of a folder only names are kept, and dropped as they are used."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[str, list[str]]] = [("", [str(top)])]
    while waiting:
        folder, names = waiting[-1]
        if not names:
            waiting.pop()
            continue
        path = os.path.join(folder, names.pop())  # noqa: PTH118 - no Path for a million names
        try:
            found = os.stat(path)  # noqa: PTH116
            if stat.S_ISDIR(found.st_mode) and (found.st_dev, found.st_ino) not in seen:
                seen.add((found.st_dev, found.st_ino))
                waiting.append((path, _names(path, formats)))
                continue
        except OSError as error:
            yield Skipped(Path(path), why(error))
            continue
        if stat.S_ISDIR(found.st_mode):
            yield Skipped(Path(path), "a link to a folder that was read already")
        elif reader := _reader(Path(path), formats):
            yield from _guarded(reader, Path(path))


def _names(folder: str, formats: Mapping[str, Reader]) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted((entry.name for entry in entries if _is_wanted(entry, formats)), reverse=True)


def _is_wanted(entry: os.DirEntry[str], formats: Mapping[str, Reader]) -> bool:
    """Known kinds of file, folders, and what cannot even be looked at: the walk then says why."""
    if entry.name.startswith("."):
        return False
    try:
        return _suffix(entry.name) in formats or entry.is_dir()
    except OSError:
        return True
