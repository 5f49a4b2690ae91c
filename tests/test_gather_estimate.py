"""How many articles there seem to be: for a progress bar, so about right and never an error."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from corpus.gather import estimate


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.jsonl", b"{}\n{}\n{}\n", 3),
        ("a.jsonl", b"{}\n{}", 2),
        ("a.jsonl", b"", 0),
        ("a.jsonl.gz", gzip.compress(b"{}\n" * 5_000, mtime=0), 5_000),
        ("a.jsonl.gz", gzip.compress(b"{}\n" * 10, mtime=0)[:15], 0),
        ("a.jsonl.gz", b"no gzip", 0),
        ("a.txt", b"x\ny\n", 1),
        ("a.doc", b"x", 1),
    ],
)
def test_one_file(tmp_path: Path, name: str, data: bytes, expected: int) -> None:
    (tmp_path / name).write_bytes(data)
    assert estimate([tmp_path / name]) == expected


def test_a_folder_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "b.jsonl").write_bytes(b"{}\n" * 7)
    for name in ("a.txt", "c.TXT", "d.doc", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    assert estimate([tmp_path]) == 9
    assert estimate([tmp_path / "none"]) == 1  # what cannot be read is an article that is skipped
    assert estimate([]) == 0
