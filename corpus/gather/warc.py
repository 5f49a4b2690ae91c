"""Web archives (WARC): the articles among the pages that a crawler saved, one page in memory at a time.

Only responses with HTML are read. A page's address is the one it names as its own, else the one it was fetched
from. When it was fetched is never taken for the date of publication.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from corpus.gather.build import one_line
from corpus.gather.decode import MAX_PAGE_BYTES, Unreadable, opened, refuse_binary
from corpus.gather.html import Origin, parse
from corpus.gather.walk import NOT_UNDERSTOOD
from corpus.models import Article, Skipped

CUT_OFF = "the archive is cut off in the middle of a record; copy it again"
DAMAGED = "damaged data between records was passed over"
BAD_RECORD = "a damaged record was passed over"
SAME_PAGE = "the same page stands in the archive already"
_NOT_WARC = "it is not a WARC file"
_NO_PAGE = "no saved page in it, only other records"
_log = logging.getLogger(__name__)
_LINE = 2**16
_CHUNK = 2**16
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.-]{2,30})", re.IGNORECASE)
_LONGEST_ADDRESS = 120


class _Stream(Protocol):
    def read(self, length: int = ..., /) -> bytes: ...


class _BoundedLines:
    """A stream for warcio whose lines are never longer than a limit, whatever the file holds."""

    def __init__(self, stream: io.BufferedReader[Any]) -> None:
        self._stream = stream

    def read(self, length: int = -1) -> bytes:
        return self._stream.read(length)

    def readline(self, length: int | None = None) -> bytes:
        return self._stream.readline(min(length or _LINE, _LINE))


def read(path: Path) -> Iterator[Article | Skipped]:
    """The articles of a .warc file, or one compressed with gzip, as a whole or record by record; streamed."""
    seen: set[bytes] = set()
    number = 0
    try:
        with opened(path) as stream:
            head = stream.peek(5)[:5]
            if head != b"WARC/":
                refuse_binary(head)
                raise Unreadable(_NOT_WARC if head else "the file is empty")
            for number, found in enumerate(_records(_BoundedLines(stream)), 1):
                if isinstance(found, str):
                    yield Skipped(path, found, number)
                elif page := _page(path, number, found):
                    yield _once(page, number, path, seen)
                    seen.add(_digest(page))
        if not seen:
            yield Skipped(path, _NO_PAGE)
    except Unreadable as bad:
        yield Skipped(path, bad.reason, number + 1 if number else None)


def _records(lines: _BoundedLines) -> Iterator[ArcWarcRecord | str]:
    """The records in order; in place of what is damaged, why. The next record is found by its first line."""
    loader = ArcWarcRecordLoader()
    damaged = False
    while line := lines.readline():
        if not line.startswith(b"WARC/"):
            if line.strip() and not damaged:
                damaged = True
                yield DAMAGED
            continue
        damaged = False
        try:
            start = line.decode("latin-1").strip()
            record = loader.parse_record_stream(lines, statusline=start, known_format="warc")
        except EOFError:
            yield CUT_OFF
            return
        except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, AttributeError):
            yield BAD_RECORD  # AttributeError: warcio's word for a response without an address
            continue
        if record.length is None:
            yield BAD_RECORD
            continue
        yield record
        while record.raw_stream.read(_CHUNK):
            pass
        if getattr(record.raw_stream, "limit", 0) > 0:
            yield CUT_OFF


def _page(path: Path, number: int, record: ArcWarcRecord) -> Article | Skipped | None:
    """The article of a response with HTML, or why there is none; None for any other record."""
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "") if headers else ""
    if (
        record.rec_type != "response"
        or "html" not in kind.lower()
        or not headers.get_statuscode().startswith("2")
    ):
        return None
    address = record.rec_headers.get_header("WARC-Target-URI")
    charset = _CHARSET.search(kind)
    origin = Origin(
        address, charset[1] if charset else None, _moment(record.rec_headers.get_header("WARC-Date"))
    )
    try:
        return parse(_content(record), origin).article
    except Unreadable as bad:
        reason = bad.reason
    except Exception as error:
        _log.warning("reading a record failed: %s", type(error).__name__)
        _log.debug("reading record %d of %s failed", number, path, exc_info=True)
        reason = NOT_UNDERSTOOD
    return Skipped(path, f"{reason} ({one_line(address or '')[:_LONGEST_ADDRESS]})", number)


def _content(record: ArcWarcRecord) -> bytes:
    """The page, unpacked. Raises Unreadable."""
    if record.length > MAX_PAGE_BYTES:
        raise Unreadable(f"larger than {MAX_PAGE_BYTES // 2**20} MB")
    stream: _Stream = record.content_stream()
    data = bytearray()
    try:
        while chunk := stream.read(_CHUNK):
            data += chunk
            if len(data) > MAX_PAGE_BYTES:
                raise Unreadable(f"larger than {MAX_PAGE_BYTES // 2**20} MB")
    except (zlib.error, OSError, ValueError):
        raise Unreadable("damaged data in the record") from None
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise Unreadable("the record is cut off")
    return bytes(data)


def _moment(date: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(date or "")
    except ValueError:
        return None


def _once(page: Article | Skipped, number: int, path: Path, seen: set[bytes]) -> Article | Skipped:
    if isinstance(page, Article) and _digest(page) in seen:
        return Skipped(path, f"{SAME_PAGE} ({(page.url or page.headline)[:_LONGEST_ADDRESS]})", number)
    return page


def _digest(page: Article | Skipped) -> bytes:
    """What stands for a page in memory, eight bytes each."""
    key = (page.url or page.id) if isinstance(page, Article) else ""
    return hashlib.blake2b(key.encode(), digest_size=8).digest()
