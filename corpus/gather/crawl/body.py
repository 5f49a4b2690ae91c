"""Reading an answer's body: unpacked by ourselves, so that the limit counts what comes out and not what went in."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from corpus.gather.crawl.failures import FetchFailed
from corpus.reasons import Reason

_GZIP = 31  # zlib's window bits for a gzip header and a check sum
GZIP_MAGIC = b"\x1f\x8b"


class Unpacker:
    """Takes the bytes of one gzip stream (of one or several members) and gives at most `max_bytes` back."""

    def __init__(self, max_bytes: int) -> None:
        self._room = max_bytes
        self._stream = zlib.decompressobj(_GZIP)
        self._begun = False

    def feed(self, data: bytes) -> bytes:
        """What these bytes unpack to. Raises FetchFailed where that is too much, or damaged."""
        out = b""
        while data:
            if self._stream.eof:
                if not data.startswith(GZIP_MAGIC):
                    break  # padding after the last member
                self._stream = zlib.decompressobj(_GZIP)
            try:
                out += self._stream.decompress(data, self._room - len(out) + 1)
            except zlib.error as error:
                raise FetchFailed(Reason.CODING) from error
            self._begun = True
            if len(out) > self._room:
                raise FetchFailed(Reason.LARGE)
            data = self._stream.unused_data
        self._room -= len(out)
        return out

    def finish(self) -> None:
        """Raise FetchFailed where the stream is cut off."""
        if self._begun and not self._stream.eof:
            raise FetchFailed(Reason.CODING)


def unpack(data: bytes, max_bytes: int) -> bytes:
    """`data` itself, or what it unpacks to where it is gzip. Raises FetchFailed."""
    if not data.startswith(GZIP_MAGIC):
        return data
    unpacker = Unpacker(max_bytes)
    out = unpacker.feed(data)
    unpacker.finish()
    return out


async def read_body(chunks: AsyncIterator[bytes], coding: str, max_bytes: int) -> bytes:
    """A body of at most `max_bytes` after unpacking. Raises FetchFailed."""
    coding = coding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchFailed(Reason.CODING, coding[:20])
    unpacker = Unpacker(max_bytes) if coding.endswith("gzip") else None
    parts: list[bytes] = []
    size = 0
    async for chunk in chunks:
        part = unpacker.feed(chunk) if unpacker else chunk
        size += len(part)
        if size > max_bytes:
            raise FetchFailed(Reason.LARGE)
        parts.append(part)
    if unpacker:
        unpacker.finish()
    return b"".join(parts)
