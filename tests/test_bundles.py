"""Zip files that are sent in: nothing that they say is believed, and nothing leaves the folder."""

from __future__ import annotations

import contextlib
import io
import stat
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import BundleError, BundleFault, BundleLimits, kind_of, unpack

PAGE = "<html><h1>Tin</h1><p>Một câu.</p></html>"


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def put(folder: Path, content: bytes) -> Path:
    file = folder / "gửi.zip"
    file.write_bytes(content)
    (folder / "out").mkdir()
    return file


def refusal(folder: Path, content: bytes, limits: BundleLimits = BundleLimits()) -> str:  # noqa: B008
    with pytest.raises(BundleError) as refused:
        unpack(put(folder, content), folder / "out", limits)
    return refused.value.fault


def test_pages_are_written_under_names_of_our_own(tmp_path: Path) -> None:
    files = {"tin/Một.HTML": PAGE, "tin/hai.txt": "x", "ảnh.jpg": b"\xff\xd8", "__MACOSX/._Một.html": "x"}
    unpacked = unpack(put(tmp_path, zipped(files)), tmp_path / "out")
    names = unpacked.names
    assert names == {"00000.html": "tin/Một.HTML", "00001.txt": "tin/hai.txt"}
    assert unpacked.left_out == {}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)
    assert (tmp_path / "out" / "00000.html").read_text("utf-8") == PAGE


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_that_share_a_name_each_is_judged_for_itself(tmp_path: Path, which: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, warnings.catch_warnings(action="ignore"):
        for content in (PAGE, PAGE.replace("Tin", "Hai")):
            archive.writestr("tin.html", content)
        archive.filelist[which].compress_type = 99
    unpacked = unpack(put(tmp_path, made.getvalue()), tmp_path / "out")
    assert list(unpacked.names.values()) == ["tin.html"]
    assert unpacked.left_out == {"tin.html": BundleFault.DAMAGED}
    written = (tmp_path / "out" / "00000.html").read_text("utf-8")
    assert ("Hai" in written) == (which == 0)


@pytest.mark.parametrize(
    "name", ["../ra.html", "/etc/ra.html", "a/../../ra.html", "..\\ra.html", "C:\\ra.html"]
)
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, zipped({"tin.html": PAGE, name: PAGE})) == BundleFault.LEADS_OUT
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("name", ["trong.zip", "trong.HTML.GZ", "trong.7z", "trong.tar"])
def test_archives_in_archives_are_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path, zipped({"tin.html": PAGE, name: zipped({"a.html": PAGE})})) == BundleFault.NESTED


def test_what_cannot_be_read_is_left_in_it_and_told(tmp_path: Path) -> None:
    others = {
        "bài.docx": zipped({"word/document.xml": "x"}),
        "bảng.xlsx": b"PK",
        "sách.epub": b"PK",
        "x.exe": b"MZ",
    }
    unpacked = unpack(put(tmp_path, zipped({"tin.html": PAGE, **others})), tmp_path / "out")
    assert list(unpacked.names.values()) == ["tin.html"]
    assert unpacked.left_out == dict.fromkeys(others, BundleFault.KIND)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["00000.html"]


def test_a_locked_member_does_not_hold_up_the_others(tmp_path: Path) -> None:
    locked = bytearray(zipped({"mật.html": PAGE, "tin.html": PAGE}, zipfile.ZIP_STORED))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    unpacked = unpack(put(tmp_path, bytes(locked)), tmp_path / "out")
    assert list(unpacked.names.values()) == ["tin.html"]
    assert unpacked.left_out == {"mật.html": BundleFault.ENCRYPTED}


def test_links_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("tin.html")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal(tmp_path, made.getvalue()) == BundleFault.LINK


def test_a_bomb_is_refused_by_what_it_says(tmp_path: Path) -> None:
    bomb = zipped({"tin.txt": b"0" * 5_000_000})
    assert len(bomb) < 10_000
    assert refusal(tmp_path, bomb, BundleLimits(bytes=1_000_000)) == BundleFault.TOO_LARGE
    assert list((tmp_path / "out").iterdir()) == []


def test_a_bomb_that_lies_about_its_size_stops_at_what_it_said(tmp_path: Path) -> None:
    """The size in both headers says 10; zipfile reads no more than that, and its check sum is wrong then."""
    content = zipped({"tin.txt": b"0" * 5_000_000})
    size = (5_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    lying = content.replace(size, (10).to_bytes(4, "little"))
    assert refusal(tmp_path, lying, BundleLimits(bytes=1_000_000)) == BundleFault.DAMAGED
    assert sum(path.stat().st_size for path in (tmp_path / "out").iterdir()) <= 1_000_000


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    content = zipped({f"{number}.html": PAGE for number in range(11)})
    assert refusal(tmp_path, content, BundleLimits(members=10)) == BundleFault.TOO_MANY


def test_what_needs_a_password_or_much_memory_is_refused(tmp_path: Path) -> None:
    locked = bytearray(zipped({"tin.html": PAGE}, zipfile.ZIP_STORED))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(tmp_path, bytes(locked)) == BundleFault.ENCRYPTED
    (tmp_path / "out").rmdir()
    assert refusal(tmp_path, zipped({"tin.html": PAGE}, zipfile.ZIP_LZMA)) == BundleFault.DAMAGED


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path, zipped({"ảnh.jpg": b"\xff\xd8"})) == BundleFault.EMPTY


def test_what_is_no_zip_file_is_damaged(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"PK\x03\x04 and nothing else") == BundleFault.DAMAGED


@given(at=st.integers(0, 400), byte=st.integers(0, 255), cut=st.integers(0, 200))
def test_a_damaged_one_is_refused_or_stays_inside(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("bundle")
    content = bytearray(zipped({"a/tin.html": PAGE, "b.txt": "Tin"}))
    content[at % len(content)] = byte
    with contextlib.suppress(BundleError):
        unpack(put(folder, bytes(content[: len(content) - cut])), folder / "out")
    assert sorted(path.name for path in folder.iterdir()) == ["gửi.zip", "out"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tin.HTML", ".html"),
        ("a.jsonl.gz", ".jsonl.gz"),
        ("b.txt", ".txt"),
        ("c.zip", ".zip"),
        ("x/y.warc", ".warc"),
    ],
)
def test_kinds_go_by_the_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["", "a", "a.exe", "a.zip.gz", "a.gz", ".html", "a.docx", "a.html/../b"])
def test_other_kinds_are_refused(name: str) -> None:
    with pytest.raises(BundleError):
        kind_of(name)
