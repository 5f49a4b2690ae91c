"""Bad input of every format: a Skipped with its reason, never a traceback, little memory; and the rest goes in."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import tracemalloc
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from gather_support import article_of, skipped, warc

from corpus.gather import FORMATS, read_paths
from corpus.gather.walk import NOT_UNDERSTOOD, SLICE, walk
from corpus.models import Article, Skipped

SUFFIXES = [suffix + packed for suffix in FORMATS for packed in ("", ".gz")]
HEADLINE = "Trạm y tế Xuân Lãnh có máy siêu âm"
BODY = (
    "Từ tuần này, bà con được siêu âm ngay tại trạm y tế xã, không phải đi ba mươi cây số ra bệnh viện huyện.",
    "Mỗi tuần, bác sĩ của trung tâm y tế huyện lên khám hai buổi, sáng thứ ba và sáng thứ sáu hằng tuần.",
)
DUMP = f"{HEADLINE}\nThứ Sáu, 30/08/2024 09:00\n\n{BODY[0]}\n\n{BODY[1]}\n"
PAGE = f"<html><body><h1>{HEADLINE}</h1><p>{BODY[0]}</p><p>{BODY[1]}</p></body></html>"
RECORD = json.dumps({"headline": HEADLINE, "body": "\n".join(BODY)}, ensure_ascii=False) + "\n"
GOOD = {".txt": DUMP, ".html": PAGE, ".htm": PAGE, ".jsonl": RECORD}
MB = 2**20


def good(suffix: str) -> bytes:
    return warc(PAGE) if suffix == ".warc" else GOOD[suffix].encode()


def write(folder: Path, suffix: str, data: bytes) -> Path:
    path = folder / f"file{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
    return path


@contextmanager
def little_memory(limit: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "a picture, not text"),
        (b"%PDF-1.7\n" + b"\x00\x01" * 500, "a PDF document, not text"),
        (bytes(range(1, 32)) * 300, "binary data, not text"),
        (os.urandom(20_000), ""),
    ],
    ids=["empty", "blank", "picture", "pdf", "controls", "random"],
)
def test_what_is_no_text(tmp_path: Path, suffix: str, data: bytes, reason: str) -> None:
    path = write(tmp_path, suffix, data)
    found = list(read_paths([path]))
    assert found and all(isinstance(one, Skipped) for one in found)
    if not suffix.startswith(".warc"):  # which says first that it is not a WARC file
        assert any(reason in one.reason for one in found if isinstance(one, Skipped))


@pytest.mark.parametrize("suffix", FORMATS)
def test_gzip_that_is_cut_off_or_none(tmp_path: Path, suffix: str) -> None:
    packed = gzip.compress(good(suffix) + os.urandom(5000))
    cut = tmp_path / f"cut{suffix}.gz"
    cut.write_bytes(packed[: len(packed) // 2])
    assert "cut off" in [one for one in read_paths([cut]) if isinstance(one, Skipped)][-1].reason
    none = tmp_path / f"none{suffix}.gz"
    none.write_bytes(good(suffix))
    assert "not compressed with gzip" in skipped(none).reason
    broken = tmp_path / f"broken{suffix}.gz"
    broken.write_bytes(packed[:40] + b"\xff" * 60 + packed[100:])
    assert isinstance(list(read_paths([broken]))[-1], Skipped)


@pytest.mark.parametrize("suffix", GOOD)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_in_any_dress(tmp_path: Path, suffix: str, encoding: str) -> None:
    article = article_of(write(tmp_path, suffix, GOOD[suffix].encode(encoding)))
    assert article.headline == HEADLINE
    assert article.text == "\n".join(BODY)


def windows_1258(text: str) -> bytes:
    """As the Windows of its time wrote it: a vowel with its mark is one byte, the tone another."""
    pieces = []
    for letter in text:
        base, *marks = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        others = [mark for mark in marks if mark not in tones]
        pieces.append(unicodedata.normalize("NFC", base + "".join(others)) + "".join(tones))
    return "".join(pieces).encode("cp1258")


@pytest.mark.parametrize("suffix", GOOD)
def test_windows_1258(tmp_path: Path, suffix: str) -> None:
    article = article_of(write(tmp_path, suffix, windows_1258(GOOD[suffix])))
    assert (article.headline, article.text) == (HEADLINE, "\n".join(BODY))


@pytest.mark.parametrize("suffix", GOOD)
def test_mixed_normalisation_becomes_nfc_once(tmp_path: Path, suffix: str) -> None:
    mixed = GOOD[suffix].replace("siêu", unicodedata.normalize("NFD", "siêu"), 1)
    mixed = mixed.replace("huyện", unicodedata.normalize("NFD", "huyện"), 1)
    assert not unicodedata.is_normalized("NFC", mixed)
    article = article_of(write(tmp_path, suffix, mixed.encode()))
    assert (article.headline, article.text) == (HEADLINE, "\n".join(BODY))


@pytest.mark.parametrize("suffix", GOOD)
def test_cut_off_in_a_character(tmp_path: Path, suffix: str) -> None:
    data = GOOD[suffix].encode()
    start = data.index("ện".encode(), len(data) // 2)
    found = list(read_paths([write(tmp_path, suffix, data[: start + 2])]))
    assert [type(one) for one in found] == [Skipped]


def test_a_line_of_200_mb_is_passed_over_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    with path.open("wb") as file:
        file.write(b'{"body": "')
        for _ in range(200):
            file.write(b"a" * MB)
        file.write(b'"}\n' + RECORD.encode())
    with little_memory(40 * MB):
        first, second = read_paths([path])
    assert first == Skipped(path, "the line is longer than 8 MB", 1)
    assert isinstance(second, Article)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_gzip_bomb_is_refused_in_little_memory(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"bomb{suffix}.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(warc("")[:5] if suffix == ".warc" else b"<html>")
        for _ in range(100):
            file.write(b"a" * MB)
    assert path.stat().st_size < MB
    with little_memory(40 * MB):
        found = list(read_paths([path]))
    assert all(isinstance(one, Skipped) for one in found) and found


@pytest.mark.parametrize("page", ["<p>a</p>" * 40_000, "<div>" * 50_000, "<p " + 'a="" ' * 9_000 + ">"])
def test_pages_that_would_take_for_ever(tmp_path: Path, page: str) -> None:
    assert isinstance(
        skipped(write(tmp_path, ".html", f"<html><body>{page}</body></html>".encode())), Skipped
    )


def test_json_that_is_nested_without_end(tmp_path: Path) -> None:
    path = write(tmp_path, ".jsonl", b"[" * 100_000 + b"\n" + RECORD.encode())
    first, second = read_paths([path])
    assert isinstance(first, Skipped) and "not valid JSON" in first.reason
    assert isinstance(second, Article)


@pytest.mark.parametrize("suffix", FORMATS)
def test_pipes_devices_and_loops_are_not_opened(tmp_path: Path, suffix: str) -> None:
    pipe, device, loop = (tmp_path / f"{name}{suffix}" for name in ("pipe", "device", "loop"))
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    loop.symlink_to(loop)
    write(tmp_path, suffix, good(suffix))
    found = list(read_paths([tmp_path]))
    reasons = {one.path.name: one.reason for one in found if isinstance(one, Skipped)}
    assert reasons == {
        pipe.name: "not a regular file",
        device.name: "not a regular file",
        loop.name: "a symbolic link that leads back to itself",
    }
    assert sum(isinstance(one, Article) for one in found) == 1


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may read everything: as root, be nobody for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_permission(suffix: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        secret = write(folder, suffix, good(suffix))
        closed = folder / "closed"
        closed.mkdir()
        secret.chmod(0)
        closed.chmod(0)
        with unprivileged():
            found = list(read_paths([folder]))
        closed.chmod(0o700)
    assert found == [Skipped(secret, "no permission to read it"), Skipped(closed, "no permission to read it")]


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/b\xe1o.txt"
    Path(os.fsdecode(name)).write_bytes(b"")
    (tmp_path / "b.txt").write_text(DUMP, encoding="utf-8")
    first, second = read_paths([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(second, Skipped) and second.name.endswith("/b\ufffdo.txt")
    assert second.name.encode()


def test_what_is_not_there_or_of_unknown_kind(tmp_path: Path) -> None:
    assert skipped(tmp_path / "nowhere.html").reason == "there is no such file or folder"
    assert "unknown kind of file" in skipped(write(tmp_path, ".docx", b"x")).reason
    assert list(read_paths([tmp_path])) == []  # inside a folder it is passed over
    assert skipped(Path("a" * 5000 + ".txt")).reason == "its path is too long"
    assert skipped(Path("a\0b.txt")).reason == "the system could not read it"


def test_a_folder_that_leads_back_to_itself_is_read_once(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    write(inner, ".txt", DUMP.encode())
    (inner / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(inner)
    found = list(read_paths([tmp_path]))
    assert sum(isinstance(one, Article) for one in found) == 1
    reasons = [one.reason for one in found if isinstance(one, Skipped)]
    assert reasons == ["a link to a folder that was read already"] * 2


def test_a_folder_named_like_a_file_and_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    write(tmp_path / "page.html", ".txt", DUMP.encode())
    (tmp_path / ".hidden.txt").write_text(DUMP)
    assert [type(one) for one in read_paths([tmp_path])] == [Article]


@pytest.mark.long  # to make them takes longer than to read them
def test_twenty_thousand_files_in_little_memory(tmp_path: Path) -> None:
    for number in range(20_000):
        (tmp_path / f"{number:05}.txt").touch()
    with little_memory(20 * MB):
        count, last = 0, None
        for found in read_paths([tmp_path]):
            assert isinstance(found, Skipped)
            assert last is None or found.path > last
            count, last = count + 1, found.path if (count + 1) % SLICE else None
    assert count == 20_000


class Endless:
    """A folder that seems to hold a million files; it counts how many were looked at."""

    def __init__(self) -> None:
        self.seen = 0

    def __call__(self, folder: str) -> Any:
        return self

    def __enter__(self) -> Iterator[Any]:
        return self._entries()

    def __exit__(self, *_: object) -> None:
        pass

    def _entries(self) -> Iterator[Any]:
        class Entry:
            def __init__(self, name: str) -> None:
                self.name = name

        for number in range(1_000_000):
            self.seen += 1
            yield Entry(f"{number}.txt")


def test_a_folder_of_a_million_files_is_walked_as_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Endless()
    monkeypatch.setattr(os, "scandir", folder)
    found = read_paths([tmp_path])
    with little_memory(8 * MB):
        assert next(found)
        assert folder.seen <= SLICE
        assert len([1 for _ in islice(found, 2 * SLICE)]) == 2 * SLICE
        assert folder.seen <= 3 * SLICE


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_rest_goes_in(tmp_path: Path, suffix: str) -> None:
    for number, data in enumerate((b"", b"\x00\xff" * 99, b"\xff\xfe\x00", good(suffix)[:40])):
        (tmp_path / f"{number}{suffix}").write_bytes(data)
    write(tmp_path, suffix, good(suffix))
    found = list(read_paths([tmp_path]))
    assert sum(isinstance(one, Article) for one in found) == 1
    assert sum(isinstance(one, Skipped) for one in found) >= 4


def test_a_reader_that_fails_is_told_from_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> Iterator[Article | Skipped]:
        yield Skipped(path, "first")
        raise RuntimeError("a mistake of ours")

    readers: dict[str, Callable[[Path], Iterator[Article | Skipped]]] = {".txt": broken}
    path = write(tmp_path, ".txt", b"x")
    assert list(walk([path], readers)) == [Skipped(path, "first"), Skipped(path, NOT_UNDERSTOOD)]
