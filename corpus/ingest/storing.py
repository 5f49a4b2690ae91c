"""Articles stored in batches, with a tally of what happened to each; those that are stored, analyzed anew."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing
from itertools import islice
from pathlib import Path

from corpus.ingest.analysts import Analysts
from corpus.ingest.linking import is_kept_out, link, link_missing
from corpus.ingest.preparing import Prepared, analyze_articles, prepare
from corpus.ingest.tally import Tally
from corpus.language.analyzer import ANALYSIS
from corpus.models import Article, Skipped
from corpus.store import Store
from corpus.store.withdrawals import KeptOut, Withdrawals

BATCH = 64
Progress = Callable[[int, int | None], None]
KEPT_OUT = "taken out by hand"
Preparing = Callable[[Sequence[Article]], Prepared]


async def store_articles(
    store: Store,
    found: Iterable[Article | Skipped],
    progress: Progress,
    total: int | None = None,
    preparing: Preparing | None = None,
) -> Tally:
    """Store what was gathered, in batches, each whole or not at all.

    Articles that are stored already in the same version are not analyzed again: an ingest that was interrupted goes
    on where it was when it is started again. What was taken out by hand stays out, and is told. `total`: how many
    there are, where that is known, for the progress.
    `preparing`: another way to what `prepare` gives.
    """
    tally = Tally()
    async with (
        Analysts(preparing or prepare) as analysts,
        aclosing(analysts.map(_fresh(store, found, tally))) as batches,
    ):
        async for fresh, prepared in batches:
            async with store.change() as write:
                done = await store.put_in_change(fresh, prepared.analyzed)
                await link(store, write, prepared.sketches)
            tally.new += done.new
            tally.changed += done.changed
            tally.unchanged += len(fresh) - done.new - done.changed
            progress(tally.new + tally.changed + tally.unchanged + tally.skipped_count, total)
    return tally


async def _fresh(
    store: Store, found: Iterable[Article | Skipped], tally: Tally
) -> AsyncIterator[Sequence[Article]]:
    """What is not stored yet, batch by batch; the rest is counted."""
    batches, kept_out = _batches(iter(found)), await Withdrawals(store).kept_out()
    while batch := await asyncio.to_thread(next, batches, None):
        batch = [_unless_kept_out(one, kept_out) for one in batch] if kept_out else batch
        articles = [one for one in batch if isinstance(one, Article)]
        for one in batch:
            if isinstance(one, Skipped):
                tally.skip(one)
        last = {article.id: article for article in articles}  # the same id twice: the later one counts
        known = await store.versions_of(list(last))
        fresh = [article for article in last.values() if known.get(article.id) != article.version]
        tally.unchanged += len(articles) - len(fresh)
        yield fresh


def _unless_kept_out(one: Article | Skipped, kept_out: KeptOut) -> Article | Skipped:
    if isinstance(one, Skipped) or not is_kept_out(one, kept_out):
        return one
    return Skipped(Path(one.id), KEPT_OUT)


def _batches(found: Iterator[Article | Skipped]) -> Iterator[list[Article | Skipped]]:
    while batch := list(islice(found, BATCH)):
        yield batch


async def bring_up(store: Store, progress: Progress, *, full: bool = False) -> None:
    """Analyze every stored article anew where another version of this program did it, or where `full` asks for it."""
    if not full and await store.analysis_schema() == ANALYSIS:
        return
    ids = await store.article_ids()
    done = 0
    async with (
        Analysts(analyze_articles) as analysts,
        aclosing(analysts.map(_stored(store, ids))) as batches,
    ):
        async for batch, analyzed in batches:
            await store.reanalyze(analyzed)
            await link_missing(store, {article.id: article for article in batch})
            done += len(batch)
            progress(done, len(ids))
    await store.record_analysis(ANALYSIS)


async def _stored(store: Store, ids: Sequence[str]) -> AsyncIterator[Sequence[Article]]:
    for start in range(0, len(ids), BATCH):
        yield list((await store.articles(ids[start : start + BATCH])).values())
