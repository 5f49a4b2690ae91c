"""Files of every version that was ever released open in this program, and are then like its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from backup_support import article, quoted, rows_of

from bot.state import STATE_FILE, State
from corpus import Archive, CorpusSettings, StoreTooNew, verify
from corpus.store.copying import CORPUS_FILE, DataFile, version_of

KEPT = sorted(Path(__file__).with_name("kept").glob("*.db"))
CORPUS = [path for path in KEPT if path.stem.startswith("corpus-")]
BOT = [path for path in KEPT if path.stem.startswith("bot-")]


def put(kept: Path, file: DataFile, folder: Path) -> Path:
    """The kept file in a data folder, as an upgrade finds it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / file.name
    shutil.copyfile(kept, path)
    path.chmod(0o600)
    return path


def schema(path: Path) -> dict[str, str]:
    """What a file is made of, by name, without comments and white space."""
    rows = rows_of(
        path, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    return {
        str(name): re.sub(r"\s+", "", re.sub(r"--.*", "", str(sql))).replace('"', "") for name, sql in rows
    }


@pytest.mark.parametrize("file", [CORPUS_FILE, STATE_FILE], ids=lambda file: file.name)
def test_a_file_is_kept_of_every_version_before_the_newest(file: DataFile) -> None:
    """Whoever adds a migration keeps what is before it: tests/keep_files.py."""
    stem = Path(file.name).stem
    versions = {int(path.stem.split("-")[1]) for path in KEPT if path.stem.startswith(f"{stem}-")}
    assert versions >= set(range(1, file.version))
    assert all(version_of(path) == int(path.stem.split("-")[1]) for path in KEPT)


@pytest.mark.parametrize("kept", CORPUS, ids=lambda path: path.stem)
async def test_articles_of_every_version_are_answered_from(kept: Path, tmp_path: Path) -> None:
    where = CorpusSettings(tmp_path / "data")
    path = put(kept, CORPUS_FILE, where.data_dir)
    before = rows_of(path, "SELECT article_id, version, text FROM versions ORDER BY 1, 2")
    async with await Archive.open(where) as archive:
        await archive.reindex()
        assert (await quoted(archive, "giá cá cơm lô 2"))[0].startswith("Giá cá cơm lô 2 ở chợ Thử")
        old = await archive.article("bai-2", article(2).version)
        assert old == article(2)
    assert rows_of(path, "SELECT article_id, version, text FROM versions ORDER BY 1, 2") == before
    assert version_of(path) == CORPUS_FILE.version
    assert (await verify(where, [STATE_FILE], mend=False)).findings == []


@pytest.mark.parametrize("kept", BOT, ids=lambda path: path.stem)
async def test_memories_of_every_version_are_kept(kept: Path, tmp_path: Path) -> None:
    path = put(kept, STATE_FILE, tmp_path / "data")
    before = rows_of(path, "SELECT id, message_id, text, status FROM questions ORDER BY id")
    state = await State.open(tmp_path / "data")
    assert await state.journal.waiting() == (1, 1)
    assert [one.chat_id for one in await state.journal.open_questions()] == [7]
    assert [bad.asked.id for bad in await state.votes.bad(5)] == [3]
    await state.close()
    after = rows_of(path, "SELECT id, message_id, text, status FROM questions ORDER BY id")
    assert after == before
    assert version_of(path) == STATE_FILE.version


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
async def test_a_migrated_file_is_like_a_new_one(kept: Path, tmp_path: Path) -> None:
    file = CORPUS_FILE if kept in CORPUS else STATE_FILE
    paths = [put(kept, file, tmp_path / "old"), tmp_path / "new" / file.name]
    for path in paths:
        async with await Archive.open(CorpusSettings(path.parent)):
            await (await State.open(path.parent)).close()
    assert schema(paths[0]) == schema(paths[1])


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
async def test_a_file_of_a_newer_program_is_refused_and_left(kept: Path, tmp_path: Path) -> None:
    file = CORPUS_FILE if kept in CORPUS else STATE_FILE
    path = put(kept, file, tmp_path / "data")
    rows_of(path, f"PRAGMA user_version = {file.version + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match="upgrade the program, not the file"):
        async with await Archive.open(CorpusSettings(path.parent)):
            await State.open(path.parent)
    rows_of(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    rows_of(path, "PRAGMA journal_mode = DELETE")
    assert path.read_bytes()[100:] == before[100:]  # the first 100 bytes say which kind of log there is
