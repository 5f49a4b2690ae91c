"""The index that serves: opened when first needed, opened anew when another process changed it, brought up to date."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from corpus.errors import IndexUnavailable
from corpus.index.engine import IndexDocument, Retriever
from corpus.index.engines import choose_engine
from corpus.index.generations import Generation, Generations, validate
from corpus.language.marks import Marks, common
from corpus.store import Store, StoredPassage
from corpus.timezone import now

BATCH = 20_000
CANARIES = 3
Progress = Callable[[int, int | None], None]


class FixedIndex:
    """A retriever that does not serve yet, and never changes: what a new generation would answer."""

    generation = None

    def __init__(self, retriever: Retriever, marks: Marks) -> None:
        self._retriever, self._marks = retriever, marks

    def retriever(self) -> Retriever:
        """The retriever."""
        return self._retriever

    def marks(self) -> Marks:
        """The marks of the archive's own words."""
        return self._marks

    def close(self) -> None:
        """Nothing: whoever opened it closes it."""


Accept = Callable[[FixedIndex], Awaitable[None]]


class LiveIndex:
    """The current generation and its retriever, for one process. Whoever writes holds the write lock."""

    def __init__(self, folder: Path, store: Store, setting: str) -> None:
        self._generations = Generations(folder)
        self._store = store
        self._setting = setting
        self._stamp = (0, 0)
        self._retriever: Retriever | None = None
        self._marks: Marks | None = None
        self.generation: Generation | None = None

    def retriever(self) -> Retriever:
        """What serves right now. Raises IndexUnavailable."""
        stamp = self._generations.stamp()
        if self._retriever is None or stamp != self._stamp:
            generation = self._generations.current()
            if generation is None:
                raise IndexUnavailable("nothing is indexed yet; run hoibao ingest")
            self._serve(self._generations.open(generation), generation)
        if self._retriever is None:
            raise IndexUnavailable("nothing is indexed yet; run hoibao ingest")
        return self._retriever

    def marks(self) -> Marks:
        """The marks of the archive's own words, as the current generation counted them. Raises IndexUnavailable."""
        self.retriever()
        if self._marks is None and self.generation is not None:
            self._marks = Marks.load(self._marks_file(self.generation.number))
        return self._marks or Marks()

    def _marks_file(self, number: int) -> Path:
        return self._generations.path(number) / "marks.npz"

    def _serve(self, retriever: Retriever, generation: Generation) -> None:
        old, self._retriever = self._retriever, retriever
        self.generation, self._stamp = generation, self._generations.stamp()
        self._marks = None
        if old is not None and old is not retriever:
            old.close()

    async def catch_up(self) -> None:
        """Bring the index to where the store is, with the engine that suits its size. Raises IndexUnavailable."""
        summary = await self._store.summary()
        wanted, _reason = choose_engine(self._setting, summary.passages)
        try:
            retriever, generation = self.retriever(), self.generation
        except IndexUnavailable:
            generation = None
        if generation is None or generation.engine != wanted:
            if summary.passages:
                await self.rebuild(lambda _done, _total: None)
            return
        await self._apply(retriever, generation)

    async def _apply(self, retriever: Retriever, generation: Generation) -> None:
        """Add and remove what the generation has not seen."""
        removed, removal_mark = await self._store.removed_after(generation.removal_mark)
        if removed:
            await asyncio.to_thread(retriever.remove, removed)
        mark = generation.passage_mark
        marks = self.marks()
        async for batch in self._store.passages_after(mark, BATCH):
            documents = [document(one) for one in batch]
            await asyncio.to_thread(retriever.add, documents)
            marks = await asyncio.to_thread(marks.plus, map(_accented, documents))
            mark = batch[-1].id
        if mark != generation.passage_mark:
            marks.save(self._marks_file(generation.number))
        if (mark, removal_mark) != (generation.passage_mark, generation.removal_mark):
            self._serve(retriever, self._generations.grow(generation, retriever.count(), mark, removal_mark))

    async def rebuild(self, progress: Progress, accept: Accept | None = None) -> Generation:
        """Build a new generation from the stored terms, validate it, swap it in. Raises InvalidIndex.

        `accept` sees the new index last; if it raises, the generation is discarded.
        """
        summary = await self._store.summary()
        engine, _reason = choose_engine(self._setting, summary.passages)
        marks = await self._store.marks()
        number, retriever = self._generations.start(engine)
        try:
            done = 0
            words = common()
            canaries: list[IndexDocument] = []
            async for batch in self._batches():
                await asyncio.to_thread(retriever.add, batch)
                words = await asyncio.to_thread(words.plus, map(_accented, batch))
                done += len(batch)
                canaries = [*canaries, batch[len(batch) // 2]][-CANARIES:]
                progress(done, summary.passages)
            await asyncio.to_thread(validate, retriever, summary.passages, canaries)
            words.save(self._marks_file(number))
            if accept is not None:
                await accept(FixedIndex(retriever, words))
        except BaseException:
            retriever.close()
            self._generations.discard(number)
            raise
        generation = Generation(number, engine, done, *marks, created_at=now().isoformat(timespec="seconds"))
        self._generations.record(generation)
        self._generations.swap(number)
        self._serve(retriever, generation)
        return generation

    async def _batches(self) -> AsyncIterator[Sequence[IndexDocument]]:
        async for batch in self._store.passages_after(0, BATCH):
            yield [document(one) for one in batch]

    def undo(self) -> Generation:
        """Serve the previous generation again. Raises IndexUnavailable where there is none."""
        generation = self._generations.undo()
        self._serve(self._generations.open(generation), generation)
        return generation

    def close(self) -> None:
        """Let go of the retriever."""
        if self._retriever is not None:
            self._retriever.close()
            self._retriever = None


def _accented(document: IndexDocument) -> Sequence[str]:
    return document.terms.get("accented", ())


def document(passage: StoredPassage) -> IndexDocument:
    """A stored passage as engines take it in."""
    return IndexDocument(passage.id, passage.published_s, passage.terms)
