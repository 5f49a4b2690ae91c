"""Articles in: gathered, analyzed and stored in batches, with a tally of what happened to each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.index import SCHEMA, split
from corpus.ingest.analysts import Analysts
from corpus.ingest.linking import link, link_missing, sketches_of
from corpus.language.analyzer import analyze, analyze_headline
from corpus.language.place_names import mentioned
from corpus.language.sheet import sheet_of
from corpus.models import Article, Skipped
from corpus.store import AnalyzedArticle, AnalyzedPassage, Store
from corpus.store.sketches import Sketch

BATCH = 64
LISTED = 1_000  # skipped inputs kept by name; more are only counted
Progress = Callable[[int, int | None], None]


@dataclass(slots=True)
class Tally:
    """What an ingest did, in articles; `skipped` names inputs that were left out and why."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    skipped_count: int = 0

    @property
    def is_empty(self) -> bool:
        """Nothing was taken in, not even something that was there already."""
        return not (self.new or self.changed or self.unchanged)

    def skip(self, skipped: Skipped) -> None:
        """Count an input that was left out."""
        self.skipped_count += 1
        if len(self.skipped) < LISTED:
            self.skipped.append(skipped)

    def sentence(self) -> str:
        """For a terminal."""
        return f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged, {self.skipped_count} skipped"

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        return {
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "skipped": [{"path": one.name, "line": one.line, "reason": one.reason} for one in self.skipped],
            "skipped_count": self.skipped_count,
        }


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is made of some articles before they are stored: by article id, and sketches in their order."""

    analyzed: Mapping[str, AnalyzedArticle]
    sketches: Sequence[Sketch]


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
    on where it was when it is started again. `total`: how many there are, where that is known, for the progress.
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
    batches = _batches(iter(found))
    while batch := await asyncio.to_thread(next, batches, None):
        articles = [one for one in batch if isinstance(one, Article)]
        for one in batch:
            if isinstance(one, Skipped):
                tally.skip(one)
        last = {article.id: article for article in articles}  # the same id twice: the later one counts
        known = await store.versions_of(list(last))
        fresh = [article for article in last.values() if known.get(article.id) != article.version]
        tally.unchanged += len(articles) - len(fresh)
        yield fresh


def _batches(found: Iterator[Article | Skipped]) -> Iterator[list[Article | Skipped]]:
    while batch := list(islice(found, BATCH)):
        yield batch


def prepare(articles: Sequence[Article]) -> Prepared:
    """All the work on articles that needs no store; runs in processes of its own where there are many."""
    return Prepared(analyze_articles(articles), sketches_of(articles))


def analyze_articles(articles: Iterable[Article]) -> dict[str, AnalyzedArticle]:
    """The passages of each article with their terms, and its sheet, by article id."""
    return {article.id: _analyzed(article) for article in articles}


def _analyzed(article: Article) -> AnalyzedArticle:
    headline = analyze_headline(article.headline)
    passages = split(article)
    analyzed = [
        AnalyzedPassage.of(
            passage, {**analyze(article.text[passage.start : passage.end]), "headline": headline}
        )
        for passage in passages
    ]
    return AnalyzedArticle(analyzed, sheet_of(article, passages).pack(), places_of(article))


def places_of(article: Article) -> frozenset[str]:
    """The places that an article mentions."""
    return mentioned(f"{article.headline}\n{article.text}")


async def bring_up(store: Store, progress: Progress, *, full: bool = False) -> None:
    """Analyze every stored article anew where another version of this program did it, or where `full` asks for it."""
    if not full and await store.analysis_schema() == SCHEMA:
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
    await store.record_analysis(SCHEMA)


async def _stored(store: Store, ids: Sequence[str]) -> AsyncIterator[Sequence[Article]]:
    for start in range(0, len(ids), BATCH):
        yield list((await store.articles(ids[start : start + BATCH])).values())


def gathered(paths: Iterable[Path]) -> Iterator[Article | Skipped]:
    """The articles of files and folders; gather's libraries are loaded only when something is ingested."""
    from corpus.gather import read_paths

    return read_paths(paths)


def estimated(paths: Iterable[Path]) -> int:
    """About how many articles `gathered` will yield."""
    from corpus.gather import estimate

    return estimate(paths)
