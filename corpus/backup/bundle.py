"""A backup as one file: a gzipped tar with `manifest.json` first, then the SQLite files. Any `tar` opens it.

Of a bundle only members with expected names are read, as streams, up to the size that the manifest states: no path in
it is ever used, and nothing can grow beyond what it says.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import IO, Any, cast

from corpus.errors import BackupError
from corpus.store.copying import plain_errors

FORMAT = 1
MANIFEST = "manifest.json"
MAX_MANIFEST_BYTES = 65_536
LEVEL = 6
CHUNK = 1 << 20
_NO_MANIFEST = (ValueError, TypeError, KeyError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a bundle: its name, its size and its SHA-256 in hexadecimal."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself. `made_at`: ISO 8601 with an offset; `program`: the version of hoibao.

    `keys`: of each key that its files need and that is not in it, the name and by what one can tell it from another.
    """

    made_at: str
    program: str
    articles: int
    members: tuple[Member, ...]
    keys: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT


def member_of(path: Path) -> Member:
    """The entry of a file. Raises StoreError where it cannot be read."""
    with plain_errors(path), path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Member(path.name, path.stat().st_size, digest)


def write(bundle: Path, manifest: Manifest, folder: Path) -> None:
    """Write the manifest and its members, which lie in `folder`, durably and for the owner alone. Raises StoreError."""
    with plain_errors(bundle):
        handle = os.open(bundle, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            with (
                gzip.GzipFile(fileobj=file, mode="wb", compresslevel=LEVEL, filename="") as zipped,
                tarfile.open(fileobj=zipped, mode="w|") as tar,
            ):
                _add_manifest(tar, manifest)
                for member in manifest.members:
                    tar.add(folder / member.name, member.name, recursive=False, filter=_anonymous)
            file.flush()
            os.fsync(file.fileno())


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    body = json.dumps(asdict(manifest), indent=1).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size, entry.mode = len(body), 0o600
    tar.addfile(entry, io.BytesIO(body))


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def extract(bundle: Path, names: Sequence[str], folder: Path) -> Manifest:
    """Write those members that are named into `folder`, each compared with its sum. Raises BackupError, StoreError."""
    with _reading(bundle) as tar:
        manifest = _manifest(tar)
        wanted = {member.name: member for member in manifest.members if member.name in names}
        for entry in tar:
            if entry.isfile() and (member := wanted.pop(entry.name, None)):
                _extract(cast("IO[bytes]", tar.extractfile(entry)), member, folder / member.name)
    if wanted:
        raise BackupError(f"{bundle.name} is incomplete: {', '.join(sorted(wanted))} is missing")
    return manifest


@contextmanager
def _reading(bundle: Path) -> Iterator[tarfile.TarFile]:
    with plain_errors(bundle):
        try:
            # Read to the end, past the archive's: only there gzip tells whether its check sum holds.
            with gzip.open(bundle) as zipped:
                with tarfile.open(fileobj=zipped, mode="r|") as tar:
                    yield tar
                while zipped.read(CHUNK):
                    pass
        except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, *_NO_MANIFEST) as error:
            raise BackupError(f"{bundle.name} is no backup of hoibao, or it is damaged") from error


def _manifest(tar: tarfile.TarFile) -> Manifest:
    entry = tar.next()
    if entry is None or entry.name != MANIFEST or not entry.isfile() or entry.size > MAX_MANIFEST_BYTES:
        raise ValueError("the manifest does not come first")
    record: dict[str, Any] = json.loads(cast("IO[bytes]", tar.extractfile(entry)).read())
    if record["format"] != FORMAT:
        raise BackupError("the backup was made by another version of hoibao; restore it with that one")
    known = {one.name: record[one.name] for one in fields(Manifest) if one.name in record}
    return Manifest(**{**known, "members": tuple(Member(**member) for member in record["members"])})


def _extract(source: IO[bytes], member: Member, target: Path) -> None:
    digest, left = hashlib.sha256(), member.bytes
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := source.read(min(CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            file.write(chunk)
    if left or digest.hexdigest() != member.sha256:
        raise BackupError(f"{member.name} in the backup is damaged: it is not what was written")
