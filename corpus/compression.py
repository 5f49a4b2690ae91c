"""What is stored, compressed by zstandard; with a dictionary of what they share where the pieces are short."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Lock

import zstandard

LEVEL = 3  # zstandard's own default


class Compression:
    """Compresses bytes and gives them back, for one thread after the other: one compressor is not to be used by two,
    and one for each would take megabytes, for threads that come and go."""

    def __init__(self, dictionary: Path | None = None) -> None:
        self._file = dictionary
        self._lock = Lock()

    def pack(self, data: bytes) -> bytes:
        """The data in fewer bytes, with a check sum."""
        with self._lock:
            return self._packer.compress(data)

    def unpack(self, data: bytes) -> bytes:
        """What `pack` was given. Raises ValueError where it is damaged or nothing of the kind."""
        try:
            with self._lock:
                return self._unpacker.decompress(data)
        except zstandard.ZstdError as error:
            raise ValueError("nothing that was packed") from error

    @cached_property
    def _packer(self) -> zstandard.ZstdCompressor:
        return zstandard.ZstdCompressor(LEVEL, self._dictionary, write_checksum=True)

    @cached_property
    def _unpacker(self) -> zstandard.ZstdDecompressor:
        return zstandard.ZstdDecompressor(self._dictionary)

    @cached_property
    def _dictionary(self) -> zstandard.ZstdCompressionDict | None:
        return zstandard.ZstdCompressionDict(self._file.read_bytes()) if self._file else None
