"""Files that somebody sends in: which kinds are taken, and zip files unpacked without believing anything they say."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from corpus.errors import BundleError

ZIP = ".zip"
_PACKED = (".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst", ".jar")
_OF_PAGES = (  # what a saved page brings along
    ".jpg .jpeg .png .gif .webp .svg .ico .avif .bmp .css .js .mjs .map .woff .woff2 .ttf .eot .mp3 .mp4 .webm".split()
)
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others may want gigabytes to be unpacked
_ENCRYPTED = 0x1  # of a member's flags
_CHUNK = 1 << 16


class BundleFault(StrEnum):
    """Why a file is refused."""

    KIND = "kind"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    LEADS_OUT = "leads_out"
    LINK = "link"
    NESTED = "nested"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class BundleLimits:
    """What a zip file may hold: members, and bytes unpacked, of all together."""

    members: int = 5_000
    bytes: int = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of a zip file: our names → its names; and, by its names, what was left in it and why."""

    names: Mapping[str, str]
    left_out: Mapping[str, BundleFault]


def kind_of(name: str) -> str:
    """The suffix by which a file that was sent is read: ".zip", ".html", ".jsonl.gz" … Raises BundleError."""
    from corpus.gather import FORMATS  # the parsers: only where somebody sends a file

    lower = name.lower()
    packed = ".gz" if lower.endswith(".gz") else ""
    suffix = PurePosixPath(lower.removesuffix(".gz")).suffix
    if suffix in FORMATS:
        return suffix + packed
    if suffix == ZIP and not packed:
        return ZIP
    raise BundleError(BundleFault.KIND)


def unpack(bundle: Path, folder: Path, limits: BundleLimits = BundleLimits()) -> Unpacked:
    """Write the articles of a zip file into `folder` under names of our own.

    All of it is looked through first, and nothing is written where anything in it is made to do harm. What cannot be
    read is left in it and told; pictures and what else a saved page brings along is passed over. Raises BundleError.
    """
    from corpus.gather import FORMATS

    try:
        with zipfile.ZipFile(bundle) as opened:
            members = [one for one in opened.infolist() if not one.filename.endswith("/")]
            if len(members) > limits.members:
                raise BundleError(BundleFault.TOO_MANY)
            for member in members:
                _check(member)
            judged = [  # a name may be there twice
                (one, _fault(one, FORMATS.__contains__)) for one in members if _is_shown(one.filename)
            ]
            wanted = [one for one, fault in judged if fault is None]
            left_out = {one.filename: fault for one, fault in judged if fault is not None}
            if not wanted:
                faults = set(left_out.values()) - {BundleFault.KIND}
                raise BundleError(min(faults, default=BundleFault.EMPTY))
            if sum(one.file_size for one in wanted) > limits.bytes:
                raise BundleError(BundleFault.TOO_LARGE)
            return Unpacked(_write(opened, wanted, folder, limits.bytes), left_out)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise BundleError(BundleFault.DAMAGED) from error


def _check(member: zipfile.ZipInfo) -> None:
    """Raises BundleError for what no honest bundle of pages holds."""
    name = member.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if (
        path.is_absolute()
        or ".." in path.parts
        or ":" in name.partition("/")[0]
        or "\0" in member.orig_filename
    ):
        raise BundleError(BundleFault.LEADS_OUT)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind and kind != stat.S_IFREG:
        raise BundleError(BundleFault.LINK)
    if name.lower().endswith(_PACKED):
        raise BundleError(BundleFault.NESTED)


def _fault(member: zipfile.ZipInfo, is_known: Callable[[str], bool]) -> BundleFault | None:
    """Why an honest member cannot be read; None where it can."""
    if not is_known(PurePosixPath(member.filename.replace("\\", "/")).suffix.lower()):
        return BundleFault.KIND
    if member.flag_bits & _ENCRYPTED:
        return BundleFault.ENCRYPTED
    return BundleFault.DAMAGED if member.compress_type not in _METHODS else None


def _is_shown(name: str) -> bool:
    """Not hidden (a Mac packs a hidden shadow of each file), and nothing that belongs to a saved page."""
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not hidden and path.suffix.lower() not in _OF_PAGES


def _write(opened: zipfile.ZipFile, wanted: list[zipfile.ZipInfo], folder: Path, left: int) -> dict[str, str]:
    """Counted while it is unpacked: what a member says of its size may be a lie."""
    names: dict[str, str] = {}
    for number, member in enumerate(wanted):
        own = f"{number:05}{PurePosixPath(member.filename).suffix.lower()}"
        with opened.open(member) as source, (folder / own).open("xb") as target:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise BundleError(BundleFault.TOO_LARGE)
                target.write(chunk)
        names[own] = member.filename
    return names
