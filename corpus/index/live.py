"""The index that serves: opened when first needed, opened anew when another process changed it, brought up to date."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

from corpus.cluster import ClusterSettings
from corpus.errors import EngineSilent, IndexUnavailable, InvalidIndex
from corpus.index.engine import IndexDocument, Retriever
from corpus.index.engines import choose_engine
from corpus.index.generations import Generation, Generations
from corpus.index.giving_up import GivingUp, LeftAtWork, in_own_thread
from corpus.index.validation import compare, validate
from corpus.index.words import Counting, Words
from corpus.language.typed.marks import Marks
from corpus.store import Store, StoredPassage
from corpus.timezone import now

BATCH = 20_000  # passages added at once to an index that is there
READ_BATCH = 1_000  # passages read at once for one that is built
CANARIES = 5
Progress = Callable[[int, int | None], None]


def _silent(_done: int, _total: int | None) -> None:
    """No progress shown."""


class FixedIndex:
    """A retriever that does not serve yet, and never changes: what a new generation would answer."""

    generation = None

    def __init__(self, retriever: Retriever, marks: Marks) -> None:
        self._retriever, self._marks = retriever, marks

    async def retriever(self) -> Retriever:
        """The retriever."""
        return self._retriever

    async def marks(self) -> Marks:
        """The marks of the archive's own words."""
        return self._marks

    async def state(self) -> bytes:
        """Always the same: it never changes."""
        return b""

    def close(self) -> None:
        """Nothing: whoever opened it closes it."""


Accept = Callable[[FixedIndex], Awaitable[None]]


class LiveIndex:
    """The current generation and its retriever, for one event loop. Whoever writes holds the write lock.

    All that touches the index's files runs in threads, so that the loop goes on. A retriever that is replaced is let
    go when the last question that uses it is done with it.
    """

    def __init__(
        self,
        folder: Path,
        store: Store,
        setting: str,
        cluster: ClusterSettings | None = None,
        giving_up: GivingUp | None = None,
    ) -> None:
        self._generations = Generations(folder, cluster)
        self._store = store
        self._setting = setting
        self._giving_up = giving_up or GivingUp()
        self._opening = asyncio.Lock()
        self._stamp = b""
        self._retriever: Retriever | None = None
        self._words = Words(self._generations, store)
        self.generation: Generation | None = None

    async def retriever(self) -> Retriever:
        """What serves right now. Raises IndexUnavailable."""
        if self._retriever is None or self._generations.stamp() != self._stamp:
            async with self._opening:
                if self._retriever is None or self._generations.stamp() != self._stamp:
                    await asyncio.to_thread(self._open)
        if self._retriever is None:
            raise IndexUnavailable("nothing is indexed yet; run hoibao ingest")
        return self._retriever

    async def marks(self) -> Marks:
        """The marks of the archive's own words, as what serves has counted them. Raises IndexUnavailable."""
        await self.retriever()
        return await self._words.of(self.generation) if self.generation else Marks()

    async def state(self) -> bytes:
        """Another one whenever another generation serves, or this one grew. Raises IndexUnavailable."""
        await self.retriever()
        return self._stamp

    def _open(self) -> None:
        """Open what serves. It may be swapped meanwhile: then what serves next."""
        self._retriever, self.generation = None, None
        while True:
            stamp = self._generations.stamp()
            try:
                generation = self._generations.current()
                if generation is not None:
                    self._serve(self._generations.open(generation), generation, stamp)
            except IndexUnavailable:
                if stamp == self._generations.stamp():
                    raise
            else:
                return

    def _serve(self, retriever: Retriever, generation: Generation, stamp: bytes) -> None:
        self._retriever, self.generation, self._stamp = retriever, generation, stamp

    async def catch_up(self) -> None:
        """Bring the index to where the store is, with the engine that suits its size. Raises IndexUnavailable.

        An index that is missing, damaged or of another schema is built anew: the truth is in the store. Not where a
        cluster does not answer: its index may be as good as ever.
        """
        passages = await self._store.passage_count()
        if not await self._grow(passages) and passages:
            await self.rebuild()

    async def _grow(self, passages: int) -> bool:
        """Whether the index that serves could be brought up to date."""
        try:
            retriever = await self.retriever()
            generation = self.generation
            if generation is None or generation.engine != self._engine(passages, generation):
                return False
            await self._apply(retriever, generation)
            return await asyncio.to_thread(retriever.count) == passages
        except (InvalidIndex, EngineSilent):
            raise
        except IndexUnavailable:
            return False

    def _engine(self, passages: int, serving: Generation | None) -> str:
        return choose_engine(self._setting, passages, serving.engine if serving else None)[0]

    async def _apply(self, retriever: Retriever, generation: Generation) -> None:
        """Add and remove what the generation has not seen; in this order, so that no article is ever missing."""
        mark = generation.passage_mark
        async for batch in self._store.passages_after(mark, BATCH):
            await asyncio.to_thread(retriever.add, [document(one) for one in batch])
            mark = batch[-1].id
        removed, removal_mark = await self._store.removed_after(generation.removal_mark)
        if removed:
            await asyncio.to_thread(retriever.remove, removed)
        if (mark, removal_mark) == (generation.passage_mark, generation.removal_mark):
            return
        count = await asyncio.to_thread(retriever.count)
        grown = replace(
            generation,
            passages=count,
            passage_mark=mark,
            removal_mark=removal_mark,
            word_mark=await self._words.count(generation, count, mark),
        )
        async with self._opening:  # or a question would open anew what is open here
            await asyncio.to_thread(self._generations.record, grown)
            self._serve(retriever, grown, self._generations.stamp())

    async def rebuild(
        self, progress: Progress = _silent, accept: Accept | None = None, *, allow_fewer: bool = False
    ) -> Generation:
        """Build a new generation from the stored terms, validate it, swap it in. Raises InvalidIndex, BuildGivenUp.

        `accept` sees the new index last; if it raises, the generation is discarded. `allow_fewer`: also where it will
        hold much less than the one that serves.
        """
        return await self._giving_up.unless(self._rebuilt(progress, accept, allow_fewer))

    async def _rebuilt(self, progress: Progress, accept: Accept | None, allow_fewer: bool) -> Generation:
        total = await self._store.passage_count()
        if not total:
            raise InvalidIndex("there is nothing to index; run hoibao ingest")
        serving = self._current_or_none()
        if not allow_fewer:
            compare(total, serving.passages if serving else None)
        engine = self._engine(total, serving)
        marks = await self._store.marks()
        number, builder = await asyncio.to_thread(self._generations.start, engine)
        created = now().isoformat(timespec="seconds")
        built = Generation(number, engine, total, *marks, created, word_mark=marks[0])
        try:
            canaries = await self._fill(number, builder, progress, total)
            builder.close()
            retriever = await asyncio.to_thread(self._generations.open, built)  # as it will be found
            await asyncio.to_thread(validate, retriever, total, canaries)
            if accept is not None:
                words = await asyncio.to_thread(Marks.load, self._generations.marks_file(number))
                await accept(FixedIndex(retriever, words))
            await asyncio.to_thread(self._generations.record, built)
        except LeftAtWork:  # it still writes there; the next writer deletes it
            raise
        except BaseException:
            await asyncio.to_thread(self._generations.discard, number)
            raise
        async with self._opening:
            await asyncio.to_thread(self._generations.swap, number)
            self._serve(retriever, built, self._generations.stamp())
        return built

    def _current_or_none(self) -> Generation | None:
        try:
            return self._generations.current()
        except IndexUnavailable:
            return None

    async def _fill(
        self, number: int, retriever: Retriever, progress: Progress, total: int
    ) -> list[IndexDocument]:
        """Add all that is stored, as one addition, and count its words; some of it for the validation."""
        loop, batches, stopped = (
            asyncio.get_running_loop(),
            self._store.passages_after(0, READ_BATCH),
            Event(),
        )
        canaries: list[IndexDocument] = []
        counting = Counting()

        async def following() -> list[StoredPassage]:
            return await anext(batches, [])

        def documents() -> Iterator[IndexDocument]:  # runs in the engine's thread, reads ahead in the loop's
            done, reading = 0, asyncio.run_coroutine_threadsafe(following(), loop)
            while batch := reading.result():
                if stopped.is_set():
                    raise IndexUnavailable("stopped")
                reading = asyncio.run_coroutine_threadsafe(following(), loop)
                yield from map(document, batch)
                done += len(batch)
                canaries.append(document(batch[len(batch) // 2]))
                loop.call_soon_threadsafe(progress, done, total)

        await in_own_thread(partial(retriever.add, counting.passing(documents())), stopped)
        await asyncio.to_thread(counting.marks.save, self._generations.marks_file(number))
        return canaries[:: max(1, len(canaries) // CANARIES)]

    async def undo(self) -> Generation:
        """Serve the previous generation again, brought up to date. Raises IndexUnavailable where there is none."""
        previous = self._generations.previous()
        retriever = await asyncio.to_thread(self._generations.open, previous)
        async with self._opening:
            await asyncio.to_thread(self._generations.undo)
            self._serve(retriever, previous, self._generations.stamp())
        await self._apply(retriever, previous)
        return self.generation or previous

    def close(self) -> None:
        """Let go of the retriever."""
        if self._retriever is not None:
            self._retriever.close()
            self._retriever = None


def document(passage: StoredPassage) -> IndexDocument:
    """A stored passage as engines take it in."""
    return IndexDocument(passage.id, passage.published_s, passage.texts)
