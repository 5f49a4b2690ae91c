"""Restoring: into the place of what is there, under a process that serves, with a way back."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from backup_support import article, asked, backed_up, filled, headlines, quoted, rows_of, statuses
from test_cli import hoibao

from bot.state import STATE_FILE, State
from bot.state.identities import FILE_NAME as KEY_FILE
from corpus import (
    Archive,
    BackupError,
    CorpusSettings,
    Outcome,
    Question,
    newest_undo,
    restore_backup,
    verify,
)
from corpus.backup import restoring
from corpus.store.copying import CORPUS_FILE, copy_in, copy_out


async def test_restoring_and_undoing(tmp_path: Path) -> None:
    where = await filled(tmp_path, map(article, range(4)))
    before = await headlines(where)
    made = await backed_up(where)
    async with await Archive.open(where) as archive:
        await archive.take_in([article(9), article(10)])
    after = await headlines(where)
    await restore_backup(where, [STATE_FILE], made.path)
    assert await headlines(where) == before
    await restore_backup(where, [STATE_FILE], newest_undo(where))
    assert await headlines(where) == after
    await restore_backup(where, [STATE_FILE], newest_undo(where))
    assert await headlines(where) == before
    assert (await verify(where, [STATE_FILE], mend=False)).findings == []


async def test_a_process_that_serves_goes_on_with_what_was_restored(tmp_path: Path) -> None:
    """Passage numbers are used again after a restore; whoever serves must not mix them with the old index."""
    where = await filled(tmp_path, map(article, range(4)))
    made = await backed_up(where)
    async with await Archive.open(where) as serving:
        await serving.take_in([article(20, "sò huyết Ô Loan"), article(21, "ghẹ Sông Cầu")])
        assert await quoted(serving, "giá sò huyết Ô Loan lô 20")
        await restore_backup(where, [STATE_FILE], made.path)
        assert await quoted(serving, "giá sò huyết Ô Loan lô 20") == []
        assert (await quoted(serving, "giá tôm hùm lô 0"))[0].startswith("Giá tôm hùm lô 0 ở chợ Thử")
        await serving.take_in([article(30, "hàu Đầm Môn")])
        assert (await quoted(serving, "giá hàu Đầm Môn lô 30"))[0].startswith("Giá hàu Đầm Môn lô 30")
        assert await serving.index_problems() == []


async def test_questions_are_asked_all_through_a_restore(tmp_path: Path) -> None:
    """Every answer is either right or says that the archive is unavailable."""
    where = await filled(tmp_path, map(article, range(40)))
    made = await backed_up(where)
    outcomes = []
    async with await Archive.open(where) as serving:
        restore = asyncio.create_task(restore_backup(where, [STATE_FILE], made.path))
        while not restore.done():
            answer = await serving.ask(Question("giá tôm hùm lô 6 bao nhiêu", datetime.now(UTC)))
            outcomes.append(answer.outcome)
            assert all("lô 6 " in quote.text for quote in answer.quotes[:1])
            await asyncio.sleep(0)
        await restore
        assert (await quoted(serving, "giá tôm hùm lô 6"))[0].startswith("Giá tôm hùm lô 6 ")
    assert set(outcomes) <= {Outcome.ANSWERED, Outcome.UNAVAILABLE}
    assert outcomes[0] is Outcome.ANSWERED


async def test_questions_that_waited_then_are_not_answered_again(tmp_path: Path) -> None:
    where = await filled(tmp_path, [article(1)])
    assert statuses(tmp_path) == {1: "open", 2: "sending", 3: "sent"}
    made = await backed_up(where)
    state = await State.open(tmp_path)
    await restore_backup(where, [STATE_FILE], made.path)
    assert statuses(tmp_path) == {1: "failed", 2: "failed", 3: "sent"}
    assert await state.journal.open_questions() == []
    await state.journal.receive(asked(50))
    assert [question.message_id for question in await state.journal.open_questions()] == [50]
    await state.close()


async def test_into_an_empty_folder(tmp_path: Path) -> None:
    where = await filled(tmp_path / "old", map(article, range(3)))
    made = await backed_up(where)
    fresh = CorpusSettings(tmp_path / "new")
    done = await restore_backup(fresh, [STATE_FILE], made.path)
    assert (done.undo, done.damaged) == (None, ())
    assert await headlines(fresh) == await headlines(where)
    assert {path.stat().st_mode & 0o077 for path in fresh.data_dir.iterdir() if path.is_file()} == {0}


@pytest.mark.parametrize("harm", ["truncated", "scribbled", "emptied", "not a database"])
async def test_a_damaged_file_is_set_aside(tmp_path: Path, harm: str) -> None:
    where = await filled(tmp_path, map(article, range(30)))
    made = await backed_up(where)
    live = tmp_path / CORPUS_FILE.name
    content = live.read_bytes()
    live.write_bytes(
        {
            "truncated": content[: len(content) // 2],
            "scribbled": content[:4096] + b"\xaa" * (len(content) - 4096),
            "emptied": content[:100],
            "not a database": b"x" * 5000,
        }[harm]
    )
    done = await restore_backup(where, [STATE_FILE], made.path)
    assert [path.name.split(".damaged")[0] for path in done.damaged] == [CORPUS_FILE.name]
    assert len(await headlines(where)) == 30
    assert (await verify(where, [STATE_FILE], mend=False)).is_well


async def test_killed_in_the_middle_it_is_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = await filled(tmp_path, map(article, range(4)))
    made = await backed_up(where)

    async def killed(_settings: CorpusSettings) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(restoring, "_index", killed)
        with pytest.raises(KeyboardInterrupt):
            await restore_backup(where, [STATE_FILE], made.path)
    async with await Archive.open(where) as archive:
        answer = await archive.ask(Question("giá tôm hùm", datetime.now(UTC)))
        assert answer.outcome is Outcome.UNAVAILABLE
    await restore_backup(where, [STATE_FILE], made.path)
    assert (await verify(where, [STATE_FILE], mend=False)).is_well


async def test_an_older_file_is_brought_up_to_date(tmp_path: Path) -> None:
    """Nothing in a file says more than its number; one that is lower than the program's is migrated when opened."""
    where = await filled(tmp_path, [article(1)])
    made = await backed_up(where)
    await restore_backup(where, [STATE_FILE], made.path)
    assert rows_of(tmp_path / CORPUS_FILE.name, "PRAGMA user_version") == [(CORPUS_FILE.version,)]


async def test_only_a_few_undos_are_kept(tmp_path: Path) -> None:
    where = await filled(tmp_path, [article(1)])
    made = await backed_up(where)
    for _ in range(restoring.UNDO_KEPT + 2):
        await restore_backup(where, [STATE_FILE], made.path)
    kept = [path for path in (tmp_path / "backups").iterdir() if path.name.startswith("before-restore")]
    assert len(kept) == restoring.UNDO_KEPT
    assert made.path.exists()


async def test_there_is_nothing_to_undo_at_first(tmp_path: Path) -> None:
    where = await filled(tmp_path, [article(1)])
    with pytest.raises(BackupError, match="nothing to undo"):
        newest_undo(where)


def test_copying_into_a_file_that_somebody_writes_waits_and_gives_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    from corpus import StoreLocked
    from corpus.store import copying

    monkeypatch.setattr(copying, "BUSY_TIMEOUT_S", 0.3)
    live, copy = tmp_path / "live.db", tmp_path / "copy.db"
    rows_of(live, "CREATE TABLE t (x)")
    rows_of(live, "PRAGMA journal_mode = WAL")
    copy_out(live, copy)
    other = sqlite3.connect(live, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreLocked):
        copy_in(copy, live)
    other.execute("ROLLBACK")
    copy_in(copy, live)
    other.close()


@pytest.mark.parametrize("here", [b"another" * 4 + b"....", None])
async def test_another_key_than_at_the_backup_is_told(tmp_path: Path, here: bytes | None) -> None:
    """The key is never in a backup; on another machine, or made anew, it makes strangers of all readers."""
    where = await filled(tmp_path, [article(1)])
    key = tmp_path / KEY_FILE
    old = key.read_bytes()
    made = await backed_up(where)
    assert old not in gzip.decompress(made.path.read_bytes())
    assert (await restore_backup(where, [STATE_FILE], made.path)).other_keys == ()
    if here is None:
        key.unlink()
    else:
        key.write_bytes(here)
    assert (await restore_backup(where, [STATE_FILE], made.path)).other_keys == (KEY_FILE,)
    said = hoibao(tmp_path, "restore", str(made.path))
    assert said.returncode == 0
    assert "identity.key is not the one from when the backup was made" in said.stderr
    key.write_bytes(old)
    assert "identity.key" not in hoibao(tmp_path, "restore", str(made.path)).stderr


async def test_a_backup_from_before_keys_were_noted_and_one_of_a_later_program(tmp_path: Path) -> None:
    """What is not known of a manifest is left alone; what is not in it was not noted."""
    where = await filled(tmp_path, [article(1)])
    made = await backed_up(where)
    for change in ({"keys": None}, {"later": 1}):
        other = tmp_path / "other.tar.gz"
        rewritten(made.path, other, change)
        done = await restore_backup(where, [STATE_FILE], other)
        assert done.other_keys == ()
        assert done.manifest.articles == 1


def rewritten(bundle: Path, target: Path, change: dict[str, object]) -> None:
    """The bundle with another manifest; None takes a field out."""
    with tarfile.open(bundle) as old, tarfile.open(target, "w:gz") as new:
        for entry in old:
            body = old.extractfile(entry).read()  # type: ignore[union-attr] # all are files
            if entry.name == "manifest.json":
                record = {**json.loads(body), **change}
                body = json.dumps({k: v for k, v in record.items() if v is not None}).encode()
                entry.size = len(body)
            new.addfile(entry, io.BytesIO(body))
