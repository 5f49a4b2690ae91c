"""Saved pages and article files in, exact articles out.

`FORMATS` names the kinds of file: a new one is a file here with `read(path)` and a line in the table.
Bad input never raises: it comes out as a `Skipped` with its reason, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus.gather import dump, html, jsonl, warc
from corpus.gather.walk import Reader, walk
from corpus.models import Article, Skipped

FORMATS: Mapping[str, Reader] = {
    ".txt": dump.read,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": jsonl.read,
    ".warc": warc.read,
}
"""File name suffix → reader of that format. Every one also reads the file compressed with gzip (".gz")."""


def read_paths(paths: Iterable[Path]) -> Iterator[Article | Skipped]:
    """The articles of files and folders, in the order of names, read lazily; never raises for bad input."""
    return walk(paths, FORMATS)


__all__ = ["FORMATS", "read_paths"]
