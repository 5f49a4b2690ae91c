"""What is looked up when somebody asks for the metrics, instead of being counted as it happens."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

from bot.observe.metrics import Metrics
from bot.state import State
from corpus import BACKUP_STAMP, Archive

INDEX, BACKUPS = "index", "backups"


async def collect(metrics: Metrics, archive: Archive, state: State, data_dir: Path) -> None:
    """Bring the gauges up to date. Raises StoreError."""
    status = await archive.status()
    metrics.articles.set(status.summary.articles)
    if status.summary.newest_at:
        metrics.newest_article.set(status.summary.newest_at.timestamp())
    metrics.ready.set(status.problem is None)
    if status.generation:
        metrics.index_generation.set(status.generation.number)
        metrics.index_passages.set(status.generation.passages)
    for site in await archive.newspapers.states():
        if site.is_on and site.last_success_at is not None:
            metrics.last_crawl.labels(site.domain).set(site.last_success_at)
    open_count, unsure = await state.journal.waiting()
    metrics.open_questions.set(open_count)
    metrics.unsure_questions.set(unsure)
    await asyncio.to_thread(_measure_disk, metrics, data_dir)


def _measure_disk(metrics: Metrics, data_dir: Path) -> None:
    metrics.disk_free.set(shutil.disk_usage(data_dir).free)
    for part in (INDEX, BACKUPS):
        metrics.data_bytes.labels(part).set(sum(_sizes(data_dir / part)))
    for path in data_dir.glob("*.sqlite3"):
        metrics.data_bytes.labels(path.stem).set(sum(_sizes(data_dir, f"{path.name}*")))
    stamp = data_dir / BACKUP_STAMP
    if stamp.exists():
        metrics.last_backup.set(stamp.stat().st_mtime)


def _sizes(folder: Path, pattern: str = "**/*") -> Iterator[int]:
    """Of files that may come and go while they are looked at."""
    for path in folder.glob(pattern):
        try:
            yield path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
