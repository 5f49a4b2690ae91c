"""Passages and sheets as they are read: by id for answers, in order for an index that has not seen them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from corpus.store.connections import Connections
from corpus.store.look import StoredSheet, chunks, marks
from corpus.store.values import StoredPassage

_PASSAGES = (
    "SELECT p.id, p.article_id, p.start, p.end, a.published_s, p.terms "
    "FROM passages p JOIN articles a ON a.id = p.article_id"
)


class Passages(Connections):
    """Reading passages."""

    async def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Those of the passages that are stored, by id."""
        found: dict[int, StoredPassage] = {}
        for chunk in chunks(ids):
            rows = await self.read(f"{_PASSAGES} WHERE p.id IN ({marks(len(chunk))})", chunk)
            found |= {row[0]: _passage_of(row) for row in rows}
        return found

    async def places(self, passage_ids: Sequence[int]) -> dict[int, tuple[str, int]]:
        """Passage id → its article's id and its ordinal there, of those that are stored."""
        return await self.look(lambda look: look.places(passage_ids))

    async def sheets(self, article_ids: Sequence[str]) -> dict[str, StoredSheet]:
        """The sheets of articles, of those that have one, by article id."""
        return await self.look(lambda look: look.sheets(article_ids))

    async def passages_after(self, passage_id: int, batch: int) -> AsyncIterator[list[StoredPassage]]:
        """All passages with a higher id, in order of their ids, in batches."""
        while True:
            rows = await self.read(f"{_PASSAGES} WHERE p.id > ? ORDER BY p.id LIMIT ?", (passage_id, batch))
            if not rows:
                return
            yield [_passage_of(row) for row in rows]
            passage_id = rows[-1][0]

    async def removed_after(self, seq: int) -> tuple[list[int], int]:
        """Passages that were removed after that mark, and the newest mark."""
        rows = await self.read(
            "SELECT seq, passage_id FROM removed_passages WHERE seq > ? ORDER BY seq", (seq,)
        )
        return [row[1] for row in rows], rows[-1][0] if rows else seq

    async def marks(self) -> tuple[int, int]:
        """The newest passage id and the newest removal mark: where an index that has everything stands."""
        rows = await self.read(
            "SELECT (SELECT COALESCE(MAX(id), 0) FROM passages), "
            "(SELECT COALESCE(MAX(seq), 0) FROM removed_passages)"
        )
        return rows[0][0], rows[0][1]

    async def passage_count(self) -> int:
        """How many passages there are."""
        rows = await self.read("SELECT COUNT(*) FROM passages")
        return int(rows[0][0])

    async def analysis_schema(self) -> int | None:
        """The schema that all passages were made with, None where it is not known."""
        rows = await self.read("SELECT schema FROM analysis")
        return rows[0][0] if rows else None


def _passage_of(row: Any) -> StoredPassage:
    number, article_id, start, end, published, packed = row
    return StoredPassage(number, article_id, start, end, published, packed)
