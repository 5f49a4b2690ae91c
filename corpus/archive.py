"""The archive: what the command line and the bot know of `corpus`. From saved pages to answers."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from corpus.answer import answering
from corpus.answer.model import Model
from corpus.asking import Asking
from corpus.crawls import CrawlOrder, CrawlProgress, CrawlTally, WatchCrawl
from corpus.errors import HoiBaoError, IndexUnavailable
from corpus.index import Generation, LiveIndex, choose_engine
from corpus.index.checking import index_problems
from corpus.ingest import Progress, Tally, gathered, reanalyze, store_articles
from corpus.models import Answer, Article, Outcome, Question, Skipped, Source
from corpus.recorder import Recorder, Silent
from corpus.settings import CorpusSettings
from corpus.status import Status
from corpus.store import Store, Summary, writing
from corpus.timezone import VIETNAM

if TYPE_CHECKING:
    from corpus.newspapers import Newspapers

logger = logging.getLogger(__name__)


def _silent(_done: int, _total: int | None) -> None:
    """No progress shown."""


def _unwatched(_progress: CrawlProgress) -> None:
    """Nobody watches."""


class Archive:
    """Open it, ask it, close it; an async context manager. Not for several event loops."""

    def __init__(self, settings: CorpusSettings, store: Store, recorder: Recorder) -> None:
        self._settings = settings
        self._store = store
        self._index = LiveIndex(settings.data_dir / "index", store, settings.engine)
        self.asking = Asking(store, self._index, recorder)

    @classmethod
    async def open(cls, settings: CorpusSettings, recorder: Recorder | None = None) -> Archive:
        """The archive in the data folder, made where it is missing. Raises StoreError.

        `recorder` is told how long the stages of each answer take: read, search, fetch, rank, compose.
        """
        return cls(settings, await Store.open(settings.data_dir), recorder or Silent())

    async def close(self) -> None:
        """Let go of files and memory."""
        self._index.close()
        await self._store.close()

    async def __aenter__(self) -> Archive:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self.close()

    async def ask(
        self, asked: Question, *, without: Collection[str] = (), model: Model | None = None
    ) -> Answer:
        """The answer; whatever goes wrong on the way makes it `unavailable`, and the reason goes to the log.

        `without`: articles to treat as if they were not there, `model`: other fitted numbers than those that the
        package brings (evaluation measures refusals with the one, and what is held out with the other).
        """
        started = time.perf_counter()
        try:
            summary = await self._store.summary()
            found = await self.asking.find(asked, frozenset(without), model)
            newest = summary.newest_at
        except HoiBaoError as error:
            logger.error("a question could not be answered: %s", error)
            found, newest = answering.Found(Outcome.UNAVAILABLE), None
        return Answer(
            asked.text,
            found.outcome,
            found.quotes,
            found.more,
            found.related,
            newest_article_at=newest,
            elapsed_ms=(time.perf_counter() - started) * 1000,
            confidence=found.confidence,
        )

    async def ingest(self, paths: Iterable[Path], progress: Progress = _silent) -> Tally:
        """Take in files and folders; searchable on return. Raises StoreError, IndexUnavailable."""
        return await self._take_in(gathered(paths), progress)

    async def take_in(self, articles: Iterable[Article], progress: Progress = _silent) -> Tally:
        """Take in articles that are gathered already, like `ingest`."""
        return await self._take_in(articles, progress)

    async def _take_in(self, found: Iterable[Article | Skipped], progress: Progress) -> Tally:
        async with writing(self._settings.data_dir):
            tally = await store_articles(self._store, found, progress)
            await self._index.catch_up()
        return tally

    async def crawl(self, order: CrawlOrder = CrawlOrder(), watch: WatchCrawl = _unwatched) -> CrawlTally:  # noqa: B008
        """Fetch what is new of newspapers' sites; searchable as it comes in. A crawl that was cut off is gone on with.

        Raises CrawlError for a site that is not in the table, StoreLocked where another crawl is under way, StoreError.
        """
        from corpus.crawling import Crawler  # the HTTP client and the parsers: only for those who crawl

        return await Crawler(self._settings, self._store, self._index.catch_up).crawl(order, watch)

    @property
    def newspapers(self) -> Newspapers:
        """The sites that can be crawled, for their operator."""
        from corpus.newspapers import Newspapers

        return Newspapers(self._store)

    async def reindex(self, progress: Progress = _silent, *, full: bool = False) -> Generation:
        """Build the index aside, validate it, swap it in; `full` analyzes every article anew. Raises InvalidIndex."""
        async with writing(self._settings.data_dir):
            if full:
                await reanalyze(self._store, progress)
            return await self._index.rebuild(progress)

    async def undo_reindex(self) -> Generation:
        """Serve the previous generation again, brought up to date. Raises IndexUnavailable where there is none."""
        async with writing(self._settings.data_dir):
            generation = self._index.undo()
            await self._index.catch_up()
            return self._index.generation or generation

    async def article(self, article_id: str, version: str | None = None) -> Article | None:
        """A stored article in its current version or in an older one; None where there is none."""
        return await self._store.article(article_id, version)

    async def revised_at(self, article_id: str, version: str) -> datetime | None:
        """When an article was corrected after that version; None where that version still stands."""
        seconds = await self._store.revised_at(article_id, version)
        return datetime.fromtimestamp(seconds, VIETNAM) if seconds is not None else None

    async def latest(self, limit: int, offset: int = 0) -> list[Source]:
        """Articles, newest first."""
        return await self._store.latest(limit, offset)

    async def summary(self) -> Summary:
        """What the archive holds."""
        return await self._store.summary()

    async def status(self) -> Status:
        """What the archive holds and how it is served."""
        summary, problem = await self._store.summary(), None
        try:
            self._index.retriever()
        except IndexUnavailable as error:
            problem = str(error)
        generation = self._index.generation
        engine, reason = choose_engine(self._settings.engine, summary.passages)
        return Status(summary, generation, engine, reason, problem)

    async def index_problems(self) -> list[str]:
        """Where the index is not what the store holds, in words for an operator; nothing where it is."""
        return await index_problems(self._index, self._store)

    async def warm_up(self) -> None:
        """Load what the first question would have to wait for."""
        await asyncio.to_thread(self.asking.warm_up)
        if (await self.status()).problem is None:
            self._index.retriever()
