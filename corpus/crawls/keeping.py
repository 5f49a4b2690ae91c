"""What a crawl's visits brought: decided, analyzed, stored and linked in one transaction, then indexed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.gather import dedupe
from corpus.gather.build import article_id
from corpus.gather.crawl.settle import Decision, Known, Visit, decide, identified, kept_out
from corpus.ingest import analyze_articles
from corpus.ingest.linking import is_kept_out, link, sketches_of
from corpus.models import Article
from corpus.store import Store, writing
from corpus.store.frontier import Frontier
from corpus.store.runs import Runs
from corpus.store.sketches import Sketches
from corpus.store.tallies import Run
from corpus.store.withdrawals import KeptOut, Withdrawals

PATIENCE_S = 600.0  # a crawl can wait for somebody who analyses everything anew


@dataclass(slots=True)
class _Held:
    """What the archive knows of the articles at hand; grows with each decision, since two visits may bring one.

    `holders`: article id → canonical addresses of the pages that hold it. `out`: what was taken out by hand.
    """

    articles: dict[str, Article]
    holders: dict[str, set[str]]
    copies: dict[bytes, str]
    doubts: dict[str, int]
    out: KeptOut

    def known(self, number: str, page: str, copy_of: str | None = None) -> Known:
        """What there is of an article, seen from a page."""
        held = bool(self.holders.get(number, set()) - {page})
        return Known(self.articles.get(number), held, copy_of, self.doubts)

    def add(self, article: Article, page: str) -> None:
        """Note that a page brought an article that will be stored."""
        self.articles[article.id] = article
        self.holders.setdefault(article.id, set()).add(page)
        self.copies.setdefault(dedupe.content(article), article.id)


class Keeper:
    """Keeps visits. `catch_up` brings the index to where the store is."""

    def __init__(self, store: Store, data_dir: Path, catch_up: Callable[[], Awaitable[None]]) -> None:
        self._store, self._data_dir, self._catch_up = store, data_dir, catch_up
        self._frontier, self._runs, self._sketches = Frontier(store), Runs(store), Sketches(store)

    async def __call__(self, run: Run, visits: Sequence[Visit]) -> None:
        """All of it is kept, or nothing; searchable on return. Raises StoreError, IndexUnavailable."""
        async with writing(self._data_dir, PATIENCE_S):
            held = await self._held(run.site, visits)
            decisions = await asyncio.to_thread(_decisions, visits, held)
            await self._store_all(run, decisions)
            await self._catch_up()

    async def _held(self, site: str, visits: Sequence[Visit]) -> _Held:
        brought = [(visit.article, visit.page) for visit in visits if visit.article is not None]
        numbers = {
            number
            for article, page in brought
            for number in (article.id, page.article_id, article_id(page.address, None, "", None))
            if number
        }
        contents = {dedupe.content(article) for article, _page in brought}
        return _Held(
            await self._store.articles(sorted(numbers)),
            await self._frontier.holders(sorted(numbers)),
            await self._sketches.copies(contents),
            await self._frontier.doubts(site),
            await Withdrawals(self._store).kept_out(),
        )

    async def _store_all(self, run: Run, decisions: Sequence[Decision]) -> None:
        fresh = [decision.article for decision in decisions if decision.article is not None]
        analyzed = await asyncio.to_thread(analyze_articles, fresh)
        sketches = await asyncio.to_thread(sketches_of, fresh)
        async with self._store.change() as write:
            await self._store.put_in_change(fresh, analyzed)
            await self._frontier.put(write, [decision.page for decision in decisions])
            await self._runs.record(write, run.id, [decision.visited for decision in decisions])
            await link(self._store, write, sketches)


def _decisions(visits: Sequence[Visit], held: _Held) -> list[Decision]:
    decisions = []
    for visit in visits:
        decision = _decision(visit, held)
        if decision.article is not None:
            held.add(decision.article, visit.page.url)
        decisions.append(decision)
    return decisions


def _decision(visit: Visit, held: _Held) -> Decision:
    page = visit.page.url
    own = identified(visit, lambda number: held.known(number, page))
    if own.article is None:
        return decide(own)
    if held.out and is_kept_out(own.article, held.out):
        return kept_out(own, own.article)
    copy_of = held.copies.get(dedupe.content(own.article))
    return decide(own, held.known(own.article.id, page, copy_of))
