"""What the tests of answers share: an archive of a few articles."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from corpus import Archive, CorpusSettings

Told = tuple[str, str, str, str]


@asynccontextmanager
async def archive_of(folder: Path, news: Iterable[Told]) -> AsyncIterator[Archive]:
    """Opened, with articles as (id, headline, body, day)."""
    file = folder / "news.jsonl"
    rows = [
        {"id": key, "headline": headline, "body": body, "published_at": f"{day}T07:00+07:00"}
        for key, headline, body, day in news
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    async with await Archive.open(CorpusSettings(folder / "data")) as opened:
        await opened.ingest([file])
        yield opened
