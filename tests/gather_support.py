"""What the tests of gathering share: goldens, and short ways to an article."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from corpus.gather import read_paths
from corpus.models import Article, Skipped

PAGES = Path(__file__).parent / "pages"
WRITE_GOLDENS = os.environ.get("GOLDENS") == "write"
"""`GOLDENS=write pytest tests/test_gather_pages.py` writes the goldens anew; review them as a diff."""


def shared_path(name: str) -> Path:
    path = Path(__file__).resolve().parents[2] / "shared" / name
    if not path.exists():
        pytest.skip(f"needs ../shared/{name}: real data that is not part of the project")
    return path


def read_one(path: Path) -> Article | Skipped:
    (found,) = read_paths([path])
    return found


def article_of(path: Path) -> Article:
    found = read_one(path)
    assert isinstance(found, Article), found
    return found


def skipped(path: Path) -> Skipped:
    found = read_one(path)
    assert isinstance(found, Skipped), found
    return found


def as_golden(found: Article | Skipped) -> dict[str, Any]:
    """What a golden file holds: everything about the article but its hashes."""
    if isinstance(found, Skipped):
        return {"skipped": found.reason}
    return {
        "headline": found.headline,
        "published_at": found.published_at.isoformat() if found.published_at else None,
        "url": found.url,
        "home_url": found.home_url,
        "publisher": found.publisher,
        "section": found.section,
        "parts": [[part.kind.value, found.text[part.start : part.end]] for part in found.parts],
    }


def golden(page: Path, found: Article | Skipped) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was read from the page and what its golden says, to be compared."""
    file = page.with_name(page.name + ".json")
    read = as_golden(found)
    if WRITE_GOLDENS:
        file.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return read, json.loads(file.read_text(encoding="utf-8"))


def warc(html: str, address: str = "https://bao.example/1.html") -> bytes:
    """A web archive with one page."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"
