"""From a file to text: opening, unpacking and decoding, with a plain reason where that is impossible.

Nothing here trusts a file: only regular files are opened, at most a given number of bytes is read
(counted after unpacking, so a small file that unpacks to gigabytes stops there too).
"""

from __future__ import annotations

import errno
import gzip
import io
import os
import re
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.gather.legacy import from_bytes, from_fonts

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_PAGE_BYTES = 10 * 2**20
"""The largest page that is read, in bytes after unpacking; newspapers' are under 1 MB."""

_HEAD = 4096
_SKIP_CHUNK = 2**16
_EMPTY = "the file is empty"
_BINARY = "binary data, not text"
_CUT_OFF = "the file is cut off in the middle of a character; copy it again"
_CUT_OFF_GZIP = "the compressed file is cut off; copy it again"
_UNKNOWN_ENCODING = "its encoding is not UTF-8, UTF-16, windows-1258, TCVN3 or VNI; convert it to UTF-8"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document, not text"),
    (b"PK\x03\x04", "a ZIP archive or office document, not text"),
    (b"\xd0\xcf\x11\xe0", "an office document, not text"),
    (b"{\\rtf", "an RTF document; save it as plain text"),
    (b"\x89PNG", "a picture, not text"),
    (b"\xff\xd8\xff", "a picture, not text"),
    (b"GIF8", "a picture, not text"),
    (b"RIFF", "a picture, sound or film, not text"),
    (b"\x7fELF", "a program, not text"),
    (b"SQLite format 3", "a database, not text"),
    (b"\x1f\x8b", "compressed twice; unpack it once"),
    (b"BZh", "compressed with bzip2; unpack it or use gzip"),
    (b"\xfd7zXZ", "compressed with xz; unpack it or use gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it or use gzip"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Unreadable(Exception):
    """Why an input cannot be read, in words an operator can act on."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader[Any]]:
    """The bytes of a regular file, unpacked where they are gzip. Raises Unreadable, also while reading."""
    with _plain_reasons():
        if not stat.S_ISREG(path.stat().st_mode):  # before open: opening a pipe waits, a device acts
            raise Unreadable("not a regular file")
        with io.BufferedReader(io.FileIO(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))) as raw:
            if not stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
                raise Unreadable("not a regular file")
            head = raw.peek(2)[:2]
            if head == b"\x1f\x8b":
                with gzip.GzipFile(fileobj=raw) as packed:
                    unpacked = _Unpacked(packed)
                    yield io.BufferedReader(unpacked)
                    unpacked.tell_damage()
            elif head and path.suffix.lower() == ".gz":
                raise Unreadable("its name ends in .gz but it is not compressed with gzip")
            else:
                yield raw


class _Unpacked(io.RawIOBase):
    """What gzip unpacks, up to the place where it is damaged or cut off; the damage is told afterwards."""

    def __init__(self, packed: gzip.GzipFile) -> None:
        self._packed = packed
        self._damage: EOFError | OSError | zlib.error | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._packed.read1(len(view)) if self._damage is None else b""
        except (EOFError, OSError, zlib.error) as damage:
            self._damage, data = damage, b""
        view[: len(data)] = data
        return len(data)

    def tell_damage(self) -> None:
        if self._damage is not None:
            raise self._damage


def read_bytes(path: Path, limit: int = MAX_PAGE_BYTES) -> bytes:
    """The whole file, unpacked. Raises Unreadable, also where it is empty or above the limit."""
    with opened(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"larger than {limit // 2**20} MB")
    return data


def read_text(path: Path, limit: int = MAX_PAGE_BYTES) -> str:
    """The whole file, unpacked and decoded. Raises Unreadable."""
    return decode(read_bytes(path, limit))


def lines(path: Path, limit: int) -> Iterator[bytes | str | None]:
    """The file's lines, one at a time; None for a line longer than `limit`. Raises Unreadable.

    Lines are bytes, or text where the file is UTF-16. Memory stays within a few times the limit.
    """
    with opened(path) as stream:
        head = stream.peek(_HEAD)[:_HEAD]
        if not head:
            raise Unreadable(_EMPTY)
        refuse_binary(head)
        if encoding := _wide_encoding(head):
            text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
            try:
                yield from _bounded(text, limit)
            finally:
                text.detach()  # the file is closed where it was opened
        else:
            yield from _bounded(stream, limit)


def _bounded(stream: io.BufferedReader[Any] | io.TextIOWrapper, limit: int) -> Iterator[bytes | str | None]:
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while not _ends(line) and (line := stream.readline(_SKIP_CHUNK)):
            pass
        yield None


def _ends(line: bytes | str) -> bool:
    return line[-1:] in (b"\n", "\n")


def refuse_binary(head: bytes) -> None:
    """Raise Unreadable where these first bytes are of a known kind of file that is not text."""
    for magic, reason in _MAGIC:
        if head.startswith(magic):
            raise Unreadable(reason)


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of UTF-8, UTF-16, the declared encoding, windows-1258, TCVN3 or VNI. Raises Unreadable.

    Not normalised yet: windows-1258 writes tones as combining marks.
    """
    if not data.strip():
        raise Unreadable(_EMPTY)
    refuse_binary(data[:_HEAD])
    known = _decode_known(data)
    text = from_fonts(known) if known is not None else from_bytes(data, (declared, "cp1258"))
    if text is None:
        raise Unreadable(_BINARY if _controls(data.decode("latin-1")) else _UNKNOWN_ENCODING)
    if _controls(text):
        raise Unreadable(_BINARY)
    if not text.strip():
        raise Unreadable(_EMPTY)
    return text


def _decode_known(data: bytes) -> str | None:
    """Text of an encoding that can be told for certain; None where it is none of these."""
    encoding = _wide_encoding(data[:_HEAD])
    if encoding is None and data.count(0, 0, _HEAD) * 50 > min(len(data), _HEAD):
        raise Unreadable(_BINARY)
    try:
        return data.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as bad:
        at_end = (
            bad.end >= len(data) and bad.start > 0 and "end of data" in bad.reason
        ) or "truncated" in bad.reason
        if at_end and (encoding or not data[: bad.start].isascii()):
            raise Unreadable(_CUT_OFF) from None
        if encoding:
            raise Unreadable("damaged UTF-16 text; copy it again") from None
        return None


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32, by byte order mark or, without one, by where the zero bytes are."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return None if encoding == "utf-8-sig" else encoding
    pairs = len(head) // 2
    first, second = head[0::2].count(0), head[1::2].count(0)
    if second * 5 > pairs and first * 50 <= pairs:
        return "utf-16-le"
    if first * 5 > pairs and second * 50 <= pairs:
        return "utf-16-be"
    return None


def _controls(text: str) -> bool:
    return len(_CONTROLS.findall(text)) * 100 > len(text)


@contextmanager
def _plain_reasons() -> Iterator[None]:
    try:
        yield
    except EOFError:
        raise Unreadable(_CUT_OFF_GZIP) from None
    except (gzip.BadGzipFile, zlib.error):
        raise Unreadable("damaged compressed data; copy it again") from None
    except (OSError, ValueError) as error:
        raise Unreadable(why(error)) from None


def why(error: OSError | ValueError) -> str:
    """What an operating system error means for the person who named the file."""
    return _SYSTEM_REASONS.get(getattr(error, "errno", None) or 0, "the system could not read it")


_SYSTEM_REASONS = {
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "there is no such file or folder",
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.ELOOP: "a symbolic link that leads back to itself",
    errno.ENAMETOOLONG: "its path is too long",
    errno.EISDIR: "a folder, not a file",
    errno.EIO: "the disk could not read it",
    errno.EMFILE: "too many files are open",
}
