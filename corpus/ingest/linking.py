"""Near-duplicates of articles that are being stored: what ingest and crawl share. gather is loaded only when used."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from corpus.models import Article
from corpus.store import Store
from corpus.store.database import Connection
from corpus.store.sketches import Sketch, Sketches
from corpus.store.withdrawals import KeptOut


def content_of(article: Article) -> bytes:
    """What exact copies of an article in the same paper have in common."""
    from corpus.gather import dedupe

    return dedupe.content(article)


def is_kept_out(article: Article, out: KeptOut) -> bool:
    """Whether it was taken out by hand: by its id, as an exact copy, or under its address, however spelt."""
    if article.id in out.ids or content_of(article) in out.contents:
        return True
    return article.url is not None and _canonical(article.url) in _canonicals(out.addresses)


@lru_cache(maxsize=2)
def _canonicals(addresses: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_canonical, addresses))


def _canonical(url: str) -> str:
    from corpus.gather.canonical import canonical

    return canonical(url) or url


def sketches_of(articles: Iterable[Article]) -> list[Sketch]:
    """What is kept of each article to find others that tell the same."""
    from corpus.gather import dedupe

    now_s = int(time.time())
    return [dedupe.sketch(article, now_s) for article in articles]


async def link(store: Store, write: Connection, fresh: Sequence[Sketch]) -> None:
    """Link articles that were just stored to those that tell the same; part of the transaction of `Store.change`."""
    from corpus.gather import dedupe

    await Sketches(store).put_linked(write, fresh, dedupe.alike, dedupe.DAYS, dedupe.LOOKED_AT)


async def link_missing(store: Store, articles: Mapping[str, Article]) -> None:
    """Link those of the articles, by id, that were stored before near-duplicates were looked for."""
    missing = await Sketches(store).missing(list(articles))
    sketches = sketches_of(articles[number] for number in missing)
    async with store.change() as write:
        await link(store, write, sketches)
