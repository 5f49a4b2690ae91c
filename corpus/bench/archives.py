"""Archives of a given size, built once in a run (or kept for the next), and the command line on them."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus.archive import Archive
from corpus.bench import data
from corpus.bench.plan import Plan
from corpus.index import split
from corpus.models import Article
from corpus.settings import CorpusSettings

COMMAND = (sys.executable, "-c", "from bot.cli import main; main(prog_name='hoibao')")
_DONE = "complete"


def archive(plan: Plan, passages: int, engine: str = "tantivy") -> Path:
    """The data folder of an archive with about so many passages, and an index of that engine."""
    folder = plan.folder / f"{'news' if plan.articles else 'samples'}-{passages}"
    if not (folder / _DONE).exists():
        plan.say(f"an archive of {passages:,} passages is built …")
        asyncio.run(_fill(folder, enough(data.articles(plan.articles), passages), engine))
        (folder / _DONE).touch()
    return folder


async def _fill(folder: Path, articles: Iterable[Article], engine: str) -> None:
    async with await Archive.open(CorpusSettings(folder, engine)) as opened:
        await opened.take_in(articles)


def enough(articles: Iterable[Article], passages: int) -> Iterator[Article]:
    """Articles until their passages are enough."""
    for article in articles:
        if passages <= 0:
            return
        passages -= len(split(article))
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
