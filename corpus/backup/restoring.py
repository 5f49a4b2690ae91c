"""Restoring: a backup takes the place of what is there, while the bot runs, and what was there can be had back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.archive import Archive
from corpus.backup import bundle, rotation
from corpus.backup.making import FOLDER, keys_of, pack, unpack
from corpus.backup.scratch import scratch
from corpus.errors import BackupError
from corpus.index.generations import Generations
from corpus.settings import CorpusSettings
from corpus.store import writing
from corpus.store.copying import (
    CORPUS_FILE,
    DataFile,
    complaints,
    copy_in,
    plain_errors,
    prepare_restored,
    set_aside,
)
from corpus.timezone import now

UNDO_PREFIX = "before-restore"
UNDO_KEPT = 3


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. `undo`: the backup of what was there before; `damaged`: files that were no use, set aside.

    `other_keys`: names of keys that are not here, or are others than when the backup was made.
    """

    manifest: bundle.Manifest
    undo: Path | None
    damaged: tuple[Path, ...]
    other_keys: tuple[str, ...] = ()


async def restore_backup(settings: CorpusSettings, others: Sequence[DataFile], backup: Path) -> Restored:
    """Put a backup's files in the place of those in the data folder, and index them. Raises BackupError, StoreError.

    Each file changes in one transaction, which processes that have it open see as any other; the index is withdrawn
    before and built after, so nobody is answered from one by the other. Killed in between: run it again.
    """
    data_dir, files = settings.data_dir, (*others, CORPUS_FILE)
    with scratch(data_dir / FOLDER) as work:
        manifest = await asyncio.to_thread(unpack, backup, files, work / "restored")
        async with writing(data_dir):
            undo, damaged = await asyncio.to_thread(_save, data_dir, files, work)
            Generations(data_dir / "index").withdraw()
            for file in files:
                if (copy := work / "restored" / file.name).exists():
                    await asyncio.to_thread(_put_back, file, copy, data_dir / file.name)
    await _index(settings)
    here = keys_of(data_dir, files)
    other = tuple(name for name, mark in manifest.keys.items() if here.get(name) != mark)
    return Restored(manifest, undo, damaged, other)


def newest_undo(settings: CorpusSettings) -> Path:
    """What the last restore replaced. Raises BackupError where there was none."""
    kept = _undos(settings.data_dir / FOLDER)
    if not kept:
        raise BackupError("nothing was restored here, so there is nothing to undo")
    return kept[-1]


def _undos(folder: Path) -> list[Path]:
    """Oldest first."""
    return sorted(folder.glob(f"{UNDO_PREFIX}-*"), key=lambda path: path.stat().st_mtime_ns)


def _save(data_dir: Path, files: Sequence[DataFile], work: Path) -> tuple[Path | None, tuple[Path, ...]]:
    """Pack what is there and well, and move what is damaged out of the way."""
    moment, folder = now(), data_dir / FOLDER
    present = [file for file in files if (data_dir / file.name).exists()]
    damaged = [file for file in present if complaints(data_dir / file.name)]
    whole = [file for file in present if file not in damaged]
    undo = None
    if whole:
        pack(data_dir, whole, work, work / "packed")
        with plain_errors(folder):
            undo = (work / "packed").rename(rotation.free_name(folder, moment, UNDO_PREFIX))
    for old in _undos(folder)[:-UNDO_KEPT]:
        old.unlink(missing_ok=True)
    mark = f"damaged-{rotation.stamp(moment)}"
    with plain_errors(data_dir):
        moved = [path for file in damaged for path in set_aside(data_dir / file.name, mark)]
    return undo, tuple(moved)


def _put_back(file: DataFile, copy: Path, live: Path) -> None:
    prepare_restored(file, copy)
    copy_in(copy, live)


async def _index(settings: CorpusSettings) -> None:
    """Opening brings an older file up to date; then it is indexed."""
    async with await Archive.open(settings) as archive:
        if (await archive.summary()).passages:
            await archive.reindex()
