"""What is stored, compressed by zstandard; with a dictionary of what they share where the pieces are short."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import local

import zstandard

LEVEL = 3  # zstandard's own default


class Compression(local):
    """Compresses bytes and gives them back. Each thread has a compressor of its own: one is not to be used by two."""

    def __init__(self, dictionary: Path | None = None) -> None:
        self._file = dictionary

    def pack(self, data: bytes) -> bytes:
        """The data in fewer bytes, with a check sum."""
        return self._packer.compress(data)

    def unpack(self, data: bytes) -> bytes:
        """What `pack` was given. Raises ValueError where it is damaged or nothing of the kind."""
        try:
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
