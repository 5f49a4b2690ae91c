"""The archive: what the command line and the bot know of `corpus`. From saved pages to answers."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from corpus.answer import answering
from corpus.answer.ranking.model import Model
from corpus.archive import conversing, renaming
from corpus.archive.articles import Articles
from corpus.archive.asking import Asking
from corpus.archive.by_hand import ByHand
from corpus.archive.explaining import explanation
from corpus.archive.news_asked import place_of_news
from corpus.archive.recorder import Recorder, Silent
from corpus.crawls import CrawlOrder, CrawlProgress, CrawlTally, StopCrawl, WatchCrawl
from corpus.errors import BuildGivenUp, HoiBaoError, IndexUnavailable
from corpus.explanation import Explanation
from corpus.index import FixedIndex, Generation, LiveIndex
from corpus.index.checking import index_problems
from corpus.index.engines import check_cluster, check_schema
from corpus.index.giving_up import GivingUp
from corpus.ingest import Progress, Tally, bring_up, estimated, gathered, store_articles
from corpus.machine import share_freed_memory
from corpus.models import Answer, Article, Outcome, Question, Quote, Skipped
from corpus.settings import CorpusSettings
from corpus.store import Store, writing
from corpus.store.withdrawals import Withdrawals

if TYPE_CHECKING:
    from corpus.crawls.newspapers import Newspapers

logger = logging.getLogger(__name__)


def _silent(_done: int, _total: int | None) -> None:
    """No progress shown."""


def _unwatched(_progress: CrawlProgress) -> None:
    """Nobody watches."""


def _unstopped() -> None:
    """Nobody stops it."""


class Archive(Articles):
    """Open it, ask it, close it; an async context manager. Not for several event loops."""

    def __init__(
        self,
        settings: CorpusSettings,
        store: Store,
        recorder: Recorder,
        index: LiveIndex | FixedIndex | None = None,
        keep: int = 0,
    ) -> None:
        self._giving_up = GivingUp()
        served = index or LiveIndex(
            settings.data_dir / "index", store, settings.engine, settings.cluster, self._giving_up
        )
        super().__init__(settings, store, served)
        self.asking = Asking(store, served, recorder, keep, settings.province)

    @classmethod
    async def open(cls, settings: CorpusSettings, recorder: Recorder | None = None, keep: int = 0) -> Archive:
        """The archive in the data folder, made where it is missing. Raises StoreError, SettingsError.

        SettingsError is for a cluster that refuses us; one that does not answer is waited for.
        `recorder` is told how long the stages of each answer take: read, search, fetch, rank, compose.
        `keep`: so many answers are kept for whoever asks the same again, as long as they hold.
        """
        share_freed_memory()
        if settings.cluster:
            await asyncio.to_thread(check_cluster, settings.cluster)
        return cls(settings, await Store.open(settings.data_dir), recorder or Silent(), keep=keep)

    async def check(self) -> None:
        """Raise SettingsError where another version of hoibao made what serves on the cluster.

        Whoever serves asks: to build a large archive anew, or over a newer program's head, is an operator's decision.
        """
        if self._settings.cluster:
            await asyncio.to_thread(check_schema, self._settings.cluster)

    def give_up(self) -> None:
        """The process is to end: an index that is being built, now or later, is given up.

        Nothing is lost: it does not serve yet, and the next start or ingest builds it. Whoever waits gets BuildGivenUp.
        """
        self._giving_up.begin()

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
            found = await renaming.find(self.asking, asked, frozenset(without), model)
            newest = await self._store.newest_at()
        except HoiBaoError as error:
            logger.error("a question could not be answered: %s", error)
            found, newest = answering.Found(Outcome.UNAVAILABLE), None
        return Answer(
            asked.text,
            found.outcome,
            found.quotes,
            found.more,
            found.related,
            found.period,
            newest_article_at=newest,
            elapsed_ms=(time.perf_counter() - started) * 1000,
            confidence=found.confidence,
            follows=found.follows,
            renamed=found.renamed,
            amounts_differ=found.amounts_differ,
            unmentioned=found.unmentioned,
        )

    async def explain(self, asked: Question) -> Explanation:
        """Why a question is answered as it is (see `explanation`). Raises StoreError, IndexUnavailable."""
        return await explanation(self.asking, asked)

    async def goes_on(self, asked: Question) -> bool:
        """Whether a question can only be understood after another one: "ở đâu?", "còn năm ngoái?"."""
        try:
            return await conversing.goes_on(self.asking, asked)
        except HoiBaoError:
            return False

    async def place_of_news(self, asked: Question) -> str | None:
        """The place whose news is asked for, "" where it is news of anywhere; None for every other question."""
        try:
            marks = await self.asking.marks()
        except HoiBaoError:
            return None
        return await asyncio.to_thread(place_of_news, asked, marks)

    async def lacks_subject(self, asked: Question) -> bool:
        """Whether a question, asked alone, does not say what it is about."""
        try:
            return await conversing.lacks_subject(self.asking, asked)
        except HoiBaoError:
            return False

    async def timeline(self, asked: Question) -> Answer:
        """One sentence per story about a subject, oldest first, as the quotes of an answer: as many as there are."""
        started = time.perf_counter()
        try:
            events = await self.asking.timeline(asked)
            newest = await self._store.newest_at()
        except HoiBaoError as error:
            logger.error("a timeline could not be made: %s", error)
            return Answer(asked.text, Outcome.UNAVAILABLE)
        return Answer(
            asked.text,
            Outcome.ANSWERED if events else Outcome.NOT_FOUND,
            tuple(events),
            newest_article_at=newest,
            elapsed_ms=(time.perf_counter() - started) * 1000,
            confidence=1.0,  # it is what was asked for, whatever it tells
        )

    async def news_for(
        self, asked: Question, among: Collection[str], published_after: datetime
    ) -> list[Quote]:
        """Of the articles `among`, by id, those published since that answer a question: the best quote of each.

        Raises IndexUnavailable, StoreError: what could not be looked at now must be looked at later.
        """
        return await self.asking.news_for(asked, among, published_after)

    async def ingest(self, paths: Iterable[Path], progress: Progress = _silent) -> Tally:
        """Take in files and folders; searchable on return. Raises StoreError, IndexUnavailable."""
        paths = list(paths)
        total = await asyncio.to_thread(estimated, paths)
        return await self._take_in(gathered(paths), progress, total)

    async def take_in(self, articles: Iterable[Article], progress: Progress = _silent) -> Tally:
        """Take in articles that are gathered already, like `ingest`."""
        return await self._take_in(articles, progress)

    async def _take_in(
        self, found: Iterable[Article | Skipped], progress: Progress, total: int | None = None
    ) -> Tally:
        index = self._live()
        async with writing(self._settings.data_dir):
            await self._giving_up.unless(bring_up(self._store, progress))
            tally = await store_articles(self._store, found, progress, total)
            await index.catch_up()
        return tally

    async def catch_up(self) -> None:
        """Bring the index to where the store is: after a crash, after an upgrade, after it was damaged or deleted.

        Costs next to nothing where there is nothing to do. Raises StoreError, IndexUnavailable; BuildGivenUp after
        `give_up`.
        """
        index = self._live()
        async with writing(self._settings.data_dir):
            await self._giving_up.unless(bring_up(self._store, _silent))
            await index.catch_up()

    async def _caught_up(self) -> None:
        """The index where the store is; given up, it is brought there by the next start, and what is stored stays."""
        with suppress(BuildGivenUp):
            await self._live().catch_up()

    async def crawl(
        self,
        order: CrawlOrder = CrawlOrder(),  # noqa: B008
        watch: WatchCrawl = _unwatched,
        stop: StopCrawl = _unstopped,
    ) -> CrawlTally:
        """Fetch what is new of newspapers' sites; searchable as it comes in. A crawl that was cut off is gone on with.

        Once `stop` gives a reason, it ends after the page at hand, and its tally says so.

        Raises CrawlError for a site that is not in the table, StoreLocked where another crawl is under way, StoreError.
        """
        from corpus.crawls.crawling import (
            Crawler,  # the HTTP client and the parsers: only for those who crawl
        )

        return await Crawler(self._settings, self._store, self._caught_up).crawl(order, watch, stop)

    async def believe_gone(self, site: str, article_ids: Collection[str]) -> int:
        """Take out of the index those of a site's articles that were held back as too many to be gone; how many left.

        Raises StoreLocked where somebody else writes for long, StoreError, IndexUnavailable.
        """
        from corpus.crawls.withdrawing import believe

        index = self._live()
        async with writing(self._settings.data_dir):
            count = await believe(self._store, site, article_ids)
            await index.catch_up()
        return count

    async def undo_withdrawal(self) -> int:
        """Bring back what `believe_gone` last took out, or a crawl that was told to; how many articles.

        0 where nothing was taken out since the index that serves was built: then that is what there is to undo.
        """
        last, index = await Withdrawals(self._store).last_believed(), self._live()
        with suppress(IndexUnavailable):
            await index.retriever()
        generation = index.generation
        if last is None or (generation is not None and last[0] < int(generation.created.timestamp())):
            return 0
        found = [await self._store.article(article_id) for article_id in last[1]]
        return (await self.take_in([one for one in found if one is not None])).new

    @property
    def by_hand(self) -> ByHand:
        """Taking single articles out, for good, and bringing them back."""
        return ByHand(self._store, self._settings.data_dir, self._caught_up)

    @property
    def newspapers(self) -> Newspapers:
        """The sites that can be crawled, for their operator."""
        from corpus.crawls.newspapers import Newspapers

        return Newspapers(self._store)

    async def reindex(
        self,
        progress: Progress = _silent,
        *,
        full: bool = False,
        allow_fewer: bool = False,
        gate: Callable[[Archive], Awaitable[None]] | None = None,
    ) -> Generation:
        """Build the index aside, validate it, swap it in. Raises InvalidIndex.

        `full`: analyze every article anew. `allow_fewer`: also where the index will hold much less than before.
        `gate` is given the archive as it would be with the new index; if it raises, that is not swapped in.
        """
        index, accept = self._live(), None
        if gate is not None:
            judge = gate

            async def accept(candidate: FixedIndex) -> None:
                await judge(Archive(self._settings, self._store, Silent(), candidate))

        async with writing(self._settings.data_dir):
            await self._giving_up.unless(bring_up(self._store, progress, full=full))
            return await index.rebuild(progress, accept, allow_fewer=allow_fewer)

    def _live(self) -> LiveIndex:
        """The index that can be changed: not that of an archive which is being judged."""
        if isinstance(self._index, FixedIndex):
            raise IndexUnavailable("an archive that is being judged is not changed")
        return self._index

    async def undo_reindex(self) -> Generation:
        """Serve the previous generation again, brought up to date. Raises IndexUnavailable where there is none."""
        index = self._live()
        async with writing(self._settings.data_dir):
            return await index.undo()

    async def index_problems(self) -> list[str]:
        """Where the index is not what the store holds, in words for an operator; nothing where it is."""
        return await index_problems(self._live(), self._store)

    async def warm_up(self) -> None:
        """Load what the first question would have to wait for, and let the garbage collector leave it alone.

        A look through all of it would hold up everything for a twentieth of a second, again and again.
        """
        await self.asking.warm_up()
        gc.collect()
        gc.freeze()
