"""Backups: consistent while written to, tried before they count, refused where they are not whole."""

from __future__ import annotations

import asyncio
import io
import shutil
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from backup_support import article, backed_up, filled, headlines, rows_of, statuses
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.state import STATE_FILE
from corpus import Archive, BackupError, CorpusSettings, HoiBaoError, StoreTooNew, make_backup, restore_backup
from corpus.backup import bundle, rotation, try_out
from corpus.store.copying import CORPUS_FILE, DataFile

FILES = (STATE_FILE, CORPUS_FILE)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def test_a_backup_holds_both_files_for_the_owner_alone(tmp_path: Path) -> None:
    where = await filled(tmp_path / "data", map(article, range(8)))
    made = await backed_up(where)
    assert made.articles == 8
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.bytes == made.path.stat().st_size
    with tarfile.open(made.path) as tar:
        assert tar.getnames() == ["manifest.json", "bot.sqlite3", "corpus.sqlite3"]
        assert {entry.uid for entry in tar} == {0}
    assert [path.name for path in made.path.parent.iterdir() if path.name.startswith(".work")] == []


async def test_a_backup_while_others_write_is_one_moment(tmp_path: Path) -> None:
    """A writer adds two articles in one transaction, again and again; no backup may hold one of the two."""
    where = await filled(tmp_path / "data", [article(0), article(1)])
    stop = asyncio.Event()

    async def write() -> None:
        async with await Archive.open(where) as archive:
            for number in range(2, 400, 2):
                await archive.take_in([article(number), article(number + 1)])
                if stop.is_set():
                    return

    writer = asyncio.create_task(write())
    counts = [(await backed_up(where)).articles for _ in range(3)]
    stop.set()
    await writer
    assert all(count % 2 == 0 for count in counts)
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


async def test_what_a_backup_restores_is_what_was_there(tmp_path: Path) -> None:
    where = await filled(tmp_path / "data", map(article, range(30)))
    made = await backed_up(where)
    there = CorpusSettings(tmp_path / "elsewhere")
    await restore_backup(there, [STATE_FILE], made.path)
    assert await headlines(there) == await headlines(where)
    for sql in ("SELECT * FROM versions", "SELECT * FROM articles", "SELECT * FROM passages"):
        rows = [rows_of(place.data_dir / CORPUS_FILE.name, sql) for place in (where, there)]
        assert rows[0] == rows[1]
        assert len(rows[0]) == 30
    assert statuses(there.data_dir)[3] == "sent"


async def test_without_articles_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="holds no articles yet"):
        await make_backup(CorpusSettings(tmp_path), [STATE_FILE], tmp_path / "backups")


async def test_a_bot_that_never_ran_has_no_memory_to_back_up(tmp_path: Path) -> None:
    where = await filled(tmp_path / "data", [article(1)])
    (where.data_dir / STATE_FILE.name).unlink()
    made = await backed_up(where)
    with tarfile.open(made.path) as tar:
        assert tar.getnames() == ["manifest.json", "corpus.sqlite3"]


async def test_a_damaged_file_makes_no_backup(tmp_path: Path) -> None:
    where = await filled(tmp_path / "data", map(article, range(40)))
    _scribble(where.data_dir / CORPUS_FILE.name)
    with pytest.raises(HoiBaoError, match="damaged"):
        await backed_up(where)
    assert not list((where.data_dir / "backups").glob("hoibao-*"))


async def test_an_archive_that_does_not_answer_makes_no_backup(tmp_path: Path) -> None:
    """The structure is well, but no passage is left: only the canary can tell."""
    where = await filled(tmp_path / "data", map(article, range(6)))
    rows_of(where.data_dir / CORPUS_FILE.name, "DELETE FROM passages")
    with pytest.raises(BackupError, match="cannot be searched"):
        await backed_up(where)
    assert not list((where.data_dir / "backups").glob("hoibao-*"))


async def test_a_second_backup_at_the_same_time_is_refused(tmp_path: Path) -> None:
    where = await filled(tmp_path / "data", map(article, range(6)))
    results = await asyncio.gather(backed_up(where), backed_up(where), return_exceptions=True)
    refused = [result for result in results if isinstance(result, BackupError)]
    assert [str(error) for error in refused] == ["another backup or restore is at work in this folder"]


async def test_what_a_killed_backup_left_is_swept_up(tmp_path: Path) -> None:
    where = await filled(tmp_path / "data", [article(1)])
    left = where.data_dir / "backups" / ".work-killed"
    left.mkdir(parents=True)
    (left / "corpus.sqlite3").write_bytes(b"half")
    await backed_up(where)
    assert not left.exists()


async def test_a_backup_by_a_newer_program_is_refused(tmp_path: Path) -> None:
    where = await filled(tmp_path / "data", [article(1)])
    rows_of(where.data_dir / STATE_FILE.name, f"PRAGMA user_version = {STATE_FILE.version + 1}")
    with pytest.raises(StoreTooNew):
        await backed_up(where)


# -- the bundle


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")

    async def make() -> Path:
        return (await backed_up(await filled(folder / "data", map(article, range(12))))).path

    return asyncio.run(make())


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_bundle_with_a_wrong_byte_is_refused_or_the_same(
    good: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = good.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    wrong = data.draw(st.integers(1, 255))
    folder = tmp_path_factory.mktemp("wrong")
    try:
        _sums_of(whole[:at] + bytes([whole[at] ^ wrong]) + whole[at + 1 :], folder)
    except BackupError:
        return
    # Gzip's time stamp and the padding of the tar may be anything.
    for file in FILES:
        assert (folder / "out" / file.name).read_bytes() == _member(good, file.name)


@settings(max_examples=40, deadline=None)
@given(share=st.floats(0, 0.999), junk=st.binary(max_size=200))
def test_a_bundle_that_ends_early_is_refused(
    good: Path, tmp_path_factory: pytest.TempPathFactory, share: float, junk: bytes
) -> None:
    whole = good.read_bytes()
    with pytest.raises(BackupError):
        _sums_of(whole[: int(len(whole) * share)][:-30] + junk, tmp_path_factory.mktemp("early"))


def _sums_of(content: bytes, folder: Path) -> None:
    path = folder / "b.tar.gz"
    path.write_bytes(content)
    (folder / "out").mkdir()
    bundle.extract(path, [file.name for file in FILES], folder / "out")


def _member(path: Path, name: str) -> bytes:
    with tarfile.open(path) as tar:
        file = tar.extractfile(name)
        assert file is not None
        return file.read()


def _repacked(good: Path, folder: Path, **replaced: bytes) -> Path:
    """A bundle with other members than it says: names with slashes are given with `__`."""
    path = folder / "repacked.tar.gz"
    with tarfile.open(good) as old, tarfile.open(path, "w:gz") as new:
        for entry in old:
            _add(new, entry.name, replaced.pop(entry.name.replace(".", "_"), _member(good, entry.name)))
        for name, content in replaced.items():
            _add(new, name.replace("__", "/"), content)
    return path


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def test_members_that_nobody_expects_are_never_written(good: Path, tmp_path: Path) -> None:
    path = _repacked(good, tmp_path, **{"..__..__evil": b"x", "__tmp__hoibao_evil": b"x", "index": b"x"})
    (tmp_path / "out").mkdir()
    bundle.extract(path, [file.name for file in FILES], tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["bot.sqlite3", "corpus.sqlite3"]
    assert not Path("/tmp/hoibao_evil").exists()  # noqa: S108 - where it must not be


def test_a_member_that_grows_beyond_what_it_says_is_refused(good: Path, tmp_path: Path) -> None:
    path = _repacked(good, tmp_path, corpus_sqlite3=_member(good, "corpus.sqlite3") + bytes(50_000_000))
    (tmp_path / "out").mkdir()
    with pytest.raises(BackupError, match=r"corpus\.sqlite3 in the backup is damaged"):
        bundle.extract(path, [file.name for file in FILES], tmp_path / "out")
    assert (tmp_path / "out" / "corpus.sqlite3").stat().st_size <= len(_member(good, "corpus.sqlite3"))


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b'{"format": 1}', b'{"format": 2, "members": []}', b"\xff", b"x" * 70_000],
)
def test_a_manifest_that_is_none_is_refused(good: Path, tmp_path: Path, manifest: bytes) -> None:
    path = _repacked(good, tmp_path, manifest_json=manifest)
    with pytest.raises(BackupError):
        bundle.extract(path, ["corpus.sqlite3"], tmp_path)


async def test_a_bundle_of_a_newer_program_is_refused(good: Path, tmp_path: Path) -> None:
    older = DataFile(CORPUS_FILE.name, _no_migrations(tmp_path))
    with pytest.raises(StoreTooNew):
        await try_out(good, [older], CorpusSettings(tmp_path), tmp_path / "tried")


def _no_migrations(folder: Path) -> Path:
    (folder / "none").mkdir()
    return folder / "none"


async def test_another_file_is_no_backup(tmp_path: Path) -> None:
    where = await filled(tmp_path / "data", [article(1)])
    other = tmp_path / "other.tar.gz"
    shutil.copyfile(where.data_dir / CORPUS_FILE.name, other)
    with pytest.raises(BackupError, match=r"other\.tar\.gz is no backup of hoibao"):
        await restore_backup(where, [STATE_FILE], other)


# -- rotation

moments = st.lists(st.integers(0, 400 * 24), max_size=60, unique=True)


@given(moments)
def test_rotation_keeps_the_newest_and_one_a_week(hours: list[int]) -> None:
    paths = [rotation.free_name(Path("/nowhere"), NOON - timedelta(hours=hour)) for hour in hours]
    gone = set(rotation.superfluous(paths, NOON))
    kept = sorted(set(paths) - gone, reverse=True)
    assert kept[: rotation.NEWEST] == sorted(paths, reverse=True)[: rotation.NEWEST]
    assert len(kept) <= rotation.NEWEST + rotation.WEEKS + 1
    month = [path for path in paths if _age(path) < timedelta(weeks=rotation.WEEKS)]
    weeks = {_week(path) for path in month}
    assert {_week(path) for path in kept} >= weeks
    beyond = [path for path in kept[rotation.NEWEST :] if _age(path) > timedelta(weeks=rotation.WEEKS)]
    assert not beyond


def _age(path: Path) -> timedelta:
    moment = rotation.moment_of(path)
    assert moment is not None
    return NOON - moment


def _week(path: Path) -> tuple[int, int]:
    return (NOON - _age(path)).isocalendar()[:2]


def test_rotation_touches_nothing_that_is_not_a_backup() -> None:
    names = [
        "notes.txt",
        "hoibao-2026.tar.gz",
        "hoibao-2026-13-45T01-02-03Z.tar.gz",
        "before-restore-x.tar.gz",
    ]
    assert rotation.superfluous(map(Path, names), NOON) == []


def test_a_clock_that_was_wrong_does_not_fill_the_disk() -> None:
    """Names from the future count as now, so they age like the others."""
    future = [rotation.free_name(Path("/nowhere"), NOON + timedelta(days=day)) for day in range(30)]
    assert len(future) - len(rotation.superfluous(future, NOON)) <= rotation.NEWEST + 1


async def test_making_backups_rotates_them(tmp_path: Path) -> None:
    where = await filled(tmp_path / "data", [article(1)])
    folder = where.data_dir / "backups"
    folder.mkdir()
    for day in range(1, 25):
        rotation.free_name(folder, datetime(2020, 1, day, tzinfo=UTC)).touch()
    made = await backed_up(where)
    assert made.removed == 25 - rotation.NEWEST
    assert made.path.exists()


def _scribble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at : at + 64] = b"\xaa" * 64
    path.write_bytes(content)
