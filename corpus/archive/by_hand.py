"""Articles that somebody takes out by hand, and brings back: a wrong upload, a complaint, a court's order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.ingest import analyze_articles
from corpus.ingest.linking import link, sketches_of
from corpus.models import Article
from corpus.store import Store, writing
from corpus.store.withdrawals import Withdrawals
from corpus.timezone import VIETNAM


@dataclass(frozen=True, slots=True)
class TakenOut:
    """An article as it was when somebody took it out, and when that was."""

    article: Article
    at: datetime


class ByHand:
    """Taking out and bringing back. What was taken out is kept, quoted nowhere, and nothing that comes in restores it.

    `catch_up` brings the index to where the store is.
    """

    def __init__(self, store: Store, data_dir: Path, catch_up: Callable[[], Awaitable[None]]) -> None:
        self._store, self._data_dir, self._catch_up = store, data_dir, catch_up
        self._withdrawals = Withdrawals(store)

    async def named(self, name: str) -> list[Article]:
        """The articles of an id or an address, also those that left: none, one, or the few that share the address."""
        article = await self._store.article(name)
        if article is not None:
            return [article]
        from corpus.gather.build import article_id  # the addresses of papers: only where one is looked up
        from corpus.gather.canonical import address_of, canonical

        known, plain = canonical(name), address_of(name)
        if known is None or plain is None:
            return []
        at_address = await self._withdrawals.stored_at_address({name, known, plain})
        ids = [article_id(name, None, "", None), *at_address]
        found = [await self._store.article(one) for one in dict.fromkeys(ids)]
        return [one for one in found if one is not None]

    async def is_out(self, article_id: str) -> bool:
        """Whether somebody took it out."""
        left = await self._withdrawals.get(article_id)
        return left is not None and left.is_by_hand

    async def is_away(self, article_id: str) -> bool:
        """Whether it is out because its site no longer has it, and not by hand."""
        left = await self._withdrawals.get(article_id)
        return left is not None and not left.is_by_hand

    async def take_out(self, article_ids: Collection[str]) -> list[str]:
        """Take articles out, from now on and for good; those that were not out by hand before.

        Raises StoreLocked where somebody else writes for long, StoreError, IndexUnavailable.
        """
        async with writing(self._data_dir):
            leaving = [
                one
                for one in dict.fromkeys(article_ids)
                if await self._store.article(one) is not None and not await self.is_out(one)
            ]
            async with self._store.change() as write:
                await self._withdrawals.add_by_hand(write, leaving, int(time.time()))
            await self._catch_up()
        return leaving

    async def bring_back(self, article_ids: Collection[str]) -> list[str]:
        """Serve articles again that were taken out by hand, as they were; which. Raises like `take_out`.

        One that its site had taken down before is out for that again (see `is_away`).
        """
        async with writing(self._data_dir):
            found_out = [await self._withdrawals.get(one) for one in dict.fromkeys(article_ids)]
            out = [one for one in found_out if one is not None and one.is_by_hand]
            away = [one.before for one in out if one.before is not None]
            found = [await self._store.article(one.article_id) for one in out if one.before is None]
            articles = [one for one in found if one is not None]
            analyzed = await asyncio.to_thread(analyze_articles, articles)
            sketches = await asyncio.to_thread(sketches_of, articles)
            async with self._store.change() as write:
                await self._withdrawals.put_back(write, away)
                await self._store.put_in_change(articles, analyzed)
                await link(self._store, write, sketches)
            await self._catch_up()
        return [one.id for one in articles]

    async def taken_out(self, limit: int = -1) -> list[TakenOut]:
        """What is out by hand, the latest first; `limit` -1: all of it."""
        found = []
        for left in await self._withdrawals.by_hand(limit):
            article = await self._store.article(left.article_id)
            if article is not None:
                found.append(TakenOut(article, datetime.fromtimestamp(left.withdrawn_at, VIETNAM)))
        return found
