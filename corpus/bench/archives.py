"""Archives of a given size, built once in a run (or kept for the next), and the command line on them."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus.archive import Archive
from corpus.bench import data, remembering
from corpus.bench.plan import Plan
from corpus.index import split
from corpus.ingest import Progress, bring_up, store_articles
from corpus.models import Article
from corpus.settings import CorpusSettings
from corpus.store import Store, writing
from corpus.store.connections import FILE_NAME
from corpus.terminal import Bar

_BOUND = f"from corpus.machine import end_with_parent; end_with_parent({os.getpid()})"
COMMAND = (sys.executable, "-c", f"{_BOUND}; from bot.cli import main; main(prog_name='hoibao')")
_DONE = "complete"


def archive(plan: Plan, passages: int, engine: str = "tantivy") -> Path:
    """The data folder of an archive with about so many passages, and an index of that engine.

    It is what `hoibao ingest` would have made of the same articles, but that their sentences are analysed once. One
    that was cut off is gone on with.
    """
    folder = plan.folder / f"{'news' if plan.articles else 'samples'}-{passages}"
    if not (folder / _DONE).exists():
        plan.say(f"an archive of {passages:,} passages is built …")
        _begin(folder, passages)
        with Bar("passages") as bar:
            articles = enough(data.articles(plan.articles), passages, bar.update)
            asyncio.run(fill(folder, articles, engine))
        (folder / _DONE).touch()
    return folder


def _begin(folder: Path, passages: int) -> None:
    """With the articles of the largest archive that is smaller: all begin with the same ones. Not with its index."""
    kind = folder.name.partition("-")[0]
    others = [one for one in folder.parent.glob(f"{kind}-*") if (one / _DONE).exists()]
    sizes = {size: one for one in others if (size := int(one.name.partition("-")[2])) < passages}
    if sizes and not folder.exists():
        folder.mkdir(mode=0o700)
        aside = folder / f"{FILE_NAME}.copy"
        shutil.copyfile(sizes[max(sizes)] / FILE_NAME, aside)
        aside.chmod(0o600)
        aside.rename(folder / FILE_NAME)


async def fill(folder: Path, articles: Iterable[Article], engine: str) -> None:
    """Store these articles as `Archive.take_in` does, with a memory for sentences, and index them."""
    store = await Store.open(folder)
    try:
        async with writing(folder):
            await bring_up(store, _silent)
            await store_articles(store, articles, _silent, preparing=remembering.prepare)
    finally:
        await store.close()
    async with await Archive.open(CorpusSettings(folder, engine)) as opened:
        await opened.catch_up()


def _silent(_done: int, _total: int | None) -> None:
    """The passages tell how far it is."""


def enough(articles: Iterable[Article], passages: int, progress: Progress = _silent) -> Iterator[Article]:
    """Articles until their passages are enough."""
    found = 0
    for article in articles:
        if found >= passages:
            return
        found += len(split(article))
        progress(min(found, passages), passages)
        yield article


def write_jsonl(path: Path, articles: Iterable[Article]) -> int:
    """A file that `hoibao ingest` reads; how many articles it has."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for count, article in enumerate(articles, start=1):  # noqa: B007 - the last one is wanted
            published = article.published_at.isoformat() if article.published_at else None
            record = {
                "id": article.id,
                "headline": article.headline,
                "body": article.text,
                "published_at": published,
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return count


def environment(folder: Path, engine: str = "tantivy") -> Mapping[str, str]:
    """For the command line on that archive."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("HOIBAO_", "TELEGRAM_"))
    }
    return kept | {"HOIBAO_DATA_DIR": str(folder), "HOIBAO_ENGINE": engine}
