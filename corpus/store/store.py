"""The article file: the truth about articles, their versions, passages and stored terms."""

from __future__ import annotations

from pathlib import Path

from corpus.store.connections import FILE_NAME
from corpus.store.database import Connection
from corpus.store.passages import Passages
from corpus.store.putting import Putting
from corpus.store.shelves import Shelves

__all__ = ["FILE_NAME", "Store"]


class Store(Putting, Passages):
    """Articles by id. One writer and one reader connection; readers never wait for a writer (WAL)."""

    def __init__(self, path: Path, writer: Connection, reader: Connection) -> None:
        super().__init__(path, writer, reader)
        self.shelves = Shelves(self.read)
