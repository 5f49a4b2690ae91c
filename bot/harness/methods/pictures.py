"""The size of a picture, read from its first bytes, and which pictures Telegram takes as photos."""

from __future__ import annotations

import struct

from bot.harness.errors import bad_request

MAX_SIDES = 10_000
MAX_RATIO = 20
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # frames that tell height and width


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height. Raises ApiError 400 for what is no PNG or JPEG, or too big or long to be a photo."""
    try:
        width, height = _png(picture) if picture.startswith(_PNG) else _jpeg(picture)
    except (struct.error, IndexError, ValueError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
    if (
        min(width, height) < 1
        or width + height > MAX_SIDES
        or max(width, height) > MAX_RATIO * min(width, height)
    ):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _png(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def _jpeg(picture: bytes) -> tuple[int, int]:
    if not picture.startswith(b"\xff\xd8"):
        raise ValueError("no picture")
    at = 2
    while picture[at] == 0xFF:
        marker, (length,) = picture[at + 1], struct.unpack(">H", picture[at + 2 : at + 4])
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", picture[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise ValueError("no size")
