"""What an archive tells of its articles without being asked a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from corpus.archive.status import Status
from corpus.errors import IndexUnavailable
from corpus.index import FixedIndex, LiveIndex, choose_engine
from corpus.language.text import fold
from corpus.models import Article, Source
from corpus.settings import CorpusSettings
from corpus.store import News, Store, Summary
from corpus.timezone import VIETNAM


class Articles:
    """Articles by id, by section, place and day; how many there are and how they are served."""

    def __init__(self, settings: CorpusSettings, store: Store, index: LiveIndex | FixedIndex) -> None:
        self._settings, self._store, self._index = settings, store, index

    async def article(self, article_id: str, version: str | None = None) -> Article | None:
        """A stored article in its current version or in an older one; None where there is none.

        Raises ArticleDamaged where it is not what was stored.
        """
        return await self._store.article(article_id, version)

    async def revised_at(self, article_id: str, version: str) -> datetime | None:
        """When an article was corrected after that version; None where that version still stands."""
        seconds = await self._store.revised_at(article_id, version)
        return datetime.fromtimestamp(seconds, VIETNAM) if seconds is not None else None

    async def revised(self, versions: Mapping[str, str]) -> dict[str, datetime]:
        """Of articles in those versions, by id: which were corrected after them, and when."""
        found = await self._store.revised(versions)
        return {number: datetime.fromtimestamp(seconds, VIETNAM) for number, seconds in found.items()}

    async def latest(
        self, limit: int, offset: int = 0, *, sections: Collection[str] = (), place: str | None = None
    ) -> list[Source]:
        """Articles, newest first: all, those in some sections, or those that mention a place."""
        return await self._store.shelves.latest(limit, offset, sections=sections, place=place)

    async def sections(self) -> tuple[tuple[str, int], ...]:
        """Sections and how many articles each has, the fullest first, then by the alphabet."""
        return _fullest_first(await self._store.shelves.sections())

    async def places(self) -> tuple[tuple[str, int], ...]:
        """Places and how many articles mention each, the most mentioned first, then by the alphabet."""
        return _fullest_first(await self._store.shelves.places())

    async def mark(self) -> int:
        """How far the index has come: it grows with every article that can be found. 0 without an index."""
        try:
            await self._index.retriever()
        except IndexUnavailable:
            return 0
        generation = self._index.generation
        return generation.passage_mark if generation else 0

    async def removal_mark(self) -> int:
        """It grows with every passage that left the index. 0 without an index."""
        await self.mark()
        generation = self._index.generation
        return generation.removal_mark if generation else 0

    async def news(self, after: int, upto: int) -> list[News]:
        """The articles that came in between two marks, newest first."""
        return await self._store.shelves.news(after, upto)

    async def stored_at(self, article_id: str, version: str) -> datetime | None:
        """When a version of an article was stored, None where it is not."""
        return await self._store.shelves.stored_at(article_id, version)

    async def current_version(self, article_id: str) -> str | None:
        """The version of an article that counts now, None where there is no such article."""
        return await self._store.shelves.current_version(article_id)

    async def newest_at(self) -> datetime | None:
        """When the newest article was published; None where none has a date."""
        return await self._store.newest_at()

    async def summary(self) -> Summary:
        """What the archive holds."""
        return await self._store.summary()

    async def status(self) -> Status:
        """What the archive holds and how it is served."""
        summary, problem = await self._store.summary(), None
        try:
            await self._index.retriever()
        except IndexUnavailable as error:
            problem = str(error)
        generation = self._index.generation
        engine, reason = choose_engine(
            self._settings.engine, summary.passages, generation.engine if generation else None
        )
        return Status(summary, generation, engine, reason, problem)


def _fullest_first(counts: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Of those with as many, Đ stands beside D: SQLite puts it behind Z."""
    return tuple(sorted(counts, key=lambda one: (-one[1], fold(one[0]), one[0])))
