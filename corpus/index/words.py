"""The archive's own words and their marks: counted as an index is built and grows, loaded beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.index.engine import IndexDocument
from corpus.index.generations import Generation, Generations
from corpus.language.numbering import AT_ONCE as NUMBERED_AT_ONCE
from corpus.language.numbering import Numbering
from corpus.language.typed.marks import Marks, common
from corpus.store import Store

AT_ONCE = 20_000  # passages whose words are counted together, since each count sorts all pairs that are known
# The words of that many passages are all counted, behind them those of every tenth: what is common is known by then,
# of rare pairs no more than so many are kept anyhow, and marks are put back as well (`scripts/count_words.py`).
COUNTED_ALL, THEN_EVERY = 100_000, 10
SMALL = 20_000  # passages: up to that size an archive's new words are counted with every addition
SHARE = (
    0.05  # of a larger archive: its words change slowly, so they are counted when it has grown by that much
)


class Words:
    """The marks of the generation that serves, for one event loop."""

    def __init__(self, generations: Generations, store: Store) -> None:
        self._generations, self._store = generations, store
        self._loading = asyncio.Lock()
        self._loaded: tuple[tuple[int, int], Marks] | None = None

    async def of(self, generation: Generation) -> Marks:
        """The marks that a generation has counted. Raises IndexUnavailable."""
        key = generation.number, generation.word_mark
        async with self._loading:
            if self._loaded is None or self._loaded[0] != key:
                file = self._generations.marks_file(generation.number)
                self._loaded = key, await asyncio.to_thread(_load, file)
        return self._loaded[1]

    async def count(self, generation: Generation, passages: int, mark: int) -> int:
        """Count what a generation has taken in, up to that passage, if it is enough; up to where it has counted."""
        fresh = mark - generation.word_mark
        if fresh <= 0 or (passages > SMALL and fresh < SHARE * passages):
            return generation.word_mark
        marks = await self.of(generation)
        async for batch in self._store.passages_after(generation.word_mark, AT_ONCE):
            marks = await asyncio.to_thread(marks.plus, [one.texts.get("accented", "") for one in batch])
        await asyncio.to_thread(marks.save, self._generations.marks_file(generation.number))
        return mark


def _load(file: Path) -> Marks:
    """Also what is worked out at the first question."""
    marks = Marks.load(file)
    marks.restore("dang")
    return marks


class Counting:
    """Counts the words of documents as they pass by."""

    def __init__(self) -> None:
        self.marks = common()
        self._numbering = Numbering(self.marks.syllables)

    def passing(self, documents: Iterable[IndexDocument]) -> Iterator[IndexDocument]:
        """The documents as they are."""
        numbers: list[NDArray[np.int32]] = []  # not the texts, which are three times as large
        rest, passed = iter(documents), 0
        while some := list(islice(rest, NUMBERED_AT_ONCE)):
            yield from some
            counted = some if passed < COUNTED_ALL else some[::THEN_EVERY]
            numbers.append(self._numbering.of([one.texts.get("accented", "") for one in counted]))
            passed += len(some)
            if len(numbers) * NUMBERED_AT_ONCE == AT_ONCE:
                self._count(numbers)
                numbers.clear()
        self._count(numbers)

    def _count(self, numbers: Sequence[NDArray[np.int32]]) -> None:
        if numbers:
            self.marks = self.marks.grown(np.concatenate(numbers), self._numbering.syllables)
