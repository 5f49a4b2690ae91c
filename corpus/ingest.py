"""Articles in: gathered, analyzed and stored in batches, with a tally of what happened to each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.index import split
from corpus.language.analyzer import analyze, analyze_headline
from corpus.linking import link, link_missing, sketches_of
from corpus.models import Article, Skipped
from corpus.store import AnalyzedPassage, Store

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


async def store_articles(store: Store, found: Iterable[Article | Skipped], progress: Progress) -> Tally:
    """Store what was gathered. Articles that are stored already in the same version are not analyzed again."""
    tally = Tally()
    batches = _batches(iter(found))
    while batch := await asyncio.to_thread(next, batches, None):
        for one in batch:
            if isinstance(one, Skipped):
                tally.skip(one)
        await _store_batch(store, [one for one in batch if isinstance(one, Article)], tally)
        progress(tally.new + tally.changed + tally.unchanged + tally.skipped_count, None)
    return tally


async def _store_batch(store: Store, articles: Sequence[Article], tally: Tally) -> None:
    last = {article.id: article for article in articles}  # the same id twice in a batch: the later one counts
    known = await store.versions_of(list(last))
    fresh = [article for article in last.values() if known.get(article.id) != article.version]
    sketches = await asyncio.to_thread(sketches_of, fresh)
    analyzed = await asyncio.to_thread(analyze_articles, fresh)
    async with store.change() as write:
        done = await store.put_in_change(fresh, analyzed)
        await link(store, write, sketches)
    tally.new += done.new
    tally.changed += done.changed
    tally.unchanged += len(articles) - len(fresh)


def _batches(found: Iterator[Article | Skipped]) -> Iterator[list[Article | Skipped]]:
    while batch := list(islice(found, BATCH)):
        yield batch


def analyze_articles(articles: Iterable[Article]) -> dict[str, list[AnalyzedPassage]]:
    """The passages of each article with their terms, by article id."""
    return {article.id: _analyzed(article) for article in articles}


def _analyzed(article: Article) -> list[AnalyzedPassage]:
    headline = analyze_headline(article.headline)
    return [
        AnalyzedPassage(passage, {**analyze(article.text[passage.start : passage.end]), "headline": headline})
        for passage in split(article)
    ]


async def reanalyze(store: Store, progress: Progress) -> None:
    """Analyze every stored article anew: after the analyzer or the split has changed."""
    ids = await store.article_ids()
    for start in range(0, len(ids), BATCH):
        articles = await store.articles(ids[start : start + BATCH])
        await store.reanalyze(await asyncio.to_thread(analyze_articles, articles.values()))
        await link_missing(store, articles)
        progress(start + len(articles), len(ids))


def gathered(paths: Iterable[Path]) -> Iterator[Article | Skipped]:
    """The articles of files and folders; gather's libraries are loaded only when something is ingested."""
    from corpus.gather import read_paths

    return read_paths(paths)
