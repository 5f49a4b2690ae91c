"""Making a backup: copied while the bot serves, packed, tried out, and only then given its name."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from corpus.archive import Archive
from corpus.backup import bundle, rotation
from corpus.backup.canary import ask_canary
from corpus.backup.scratch import scratch
from corpus.errors import BackupError
from corpus.settings import CorpusSettings
from corpus.store.copying import CORPUS_FILE, DataFile, complaints, copy_out, count_articles, plain_errors
from corpus.timezone import now

STAMP = "last-backup"  # its time says when the last one was made and tried, its content where that is
KEY_MARK_CHARS = 16
FOLDER = "backups"  # in the data folder, where no other place is named


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and tried; `bytes`: its size; `articles`: in it; `removed`: how many old ones went."""

    path: Path
    bytes: int
    articles: int
    removed: int


async def make_backup(settings: CorpusSettings, others: Sequence[DataFile], folder: Path) -> Backup:
    """Back up the article file and `others` of the data folder into `folder`. Raises BackupError, StoreError.

    `others` are copied first: what they say of articles is then surely in the copy of the articles.
    """
    files = (*others, CORPUS_FILE)
    if not (settings.data_dir / CORPUS_FILE.name).exists():
        raise BackupError("there is nothing to back up: the data folder holds no articles yet")
    with scratch(folder) as work:
        packed = work / "packed"
        manifest = await asyncio.to_thread(pack, settings.data_dir, files, work, packed)
        await try_out(packed, files, settings, work / "tried")
        moment = now()
        with plain_errors(packed):
            path = packed.rename(rotation.free_name(folder, moment))
            size = path.stat().st_size
        _stamp(settings.data_dir / STAMP, path)
        old = [other for other in rotation.superfluous(folder.iterdir(), moment) if other != path]
        for other in old:
            other.unlink(missing_ok=True)
    return Backup(path, size, manifest.articles, len(old))


def _stamp(stamp: Path, backup: Path) -> None:
    with plain_errors(stamp):
        stamp.touch(mode=0o600)
        stamp.write_text(f"{backup.absolute()}\n", "utf-8")


def pack(data_dir: Path, files: Sequence[DataFile], work: Path, packed: Path) -> bundle.Manifest:
    """Copy those of the files that are there into `work`, and pack them. Raises BackupError, StoreError."""
    members, articles = [], 0
    for file in files:
        if not (data_dir / file.name).exists():
            continue  # a bot that never ran has no memory
        copy = work / file.name
        copy_out(data_dir / file.name, copy)
        if wrong := complaints(copy):
            raise BackupError(f"{file.name} is damaged ({wrong[0]}); restore an earlier backup")
        members.append(bundle.member_of(copy))
        if file.name == CORPUS_FILE.name:
            articles = count_articles(copy)
    moment = now().isoformat(timespec="seconds")
    manifest = bundle.Manifest(moment, version("hoibao"), articles, tuple(members), keys_of(data_dir, files))
    bundle.write(packed, manifest, work)
    for member in members:
        (work / member.name).unlink()
    return manifest


def keys_of(data_dir: Path, files: Sequence[DataFile]) -> dict[str, str]:
    """By what the keys of those files can be told from others, which says nothing of them. Raises StoreError."""
    found = {}
    for path in (data_dir / file.key for file in files if file.key):
        with plain_errors(path):
            if path.exists():
                found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()[:KEY_MARK_CHARS]
    return found


async def try_out(
    path: Path, files: Sequence[DataFile], settings: CorpusSettings, folder: Path
) -> bundle.Manifest:
    """Unpack a bundle into `folder`, which is made, index it and ask it. Raises BackupError, StoreError."""
    manifest = await asyncio.to_thread(unpack, path, files, folder)
    async with await Archive.open(replace(settings.on_this_machine(), data_dir=folder)) as archive:
        if (await archive.summary()).passages:
            await archive.reindex()
        await ask_canary(archive)
    return manifest


def unpack(path: Path, files: Sequence[DataFile], folder: Path) -> bundle.Manifest:
    """The files of a bundle in `folder`, which is made, each found to be whole. Raises BackupError, StoreError."""
    with plain_errors(folder):
        folder.mkdir(mode=0o700)
    manifest = bundle.extract(path, [file.name for file in files], folder)
    for file in files:
        copy = folder / file.name
        if not copy.exists():
            continue
        file.check_version(copy)
        if wrong := complaints(copy):
            raise BackupError(f"{file.name} in the backup is damaged: {wrong[0]}")
    return manifest
