"""`identity.key`: what `hoibao verify` says where it is gone, damaged or another one; none is made in silence."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path

import pytest
from backup_support import article, asked, filled, rows_of
from cli_support import hoibao_here

from bot.state import STATE_FILE, State, check_key
from bot.state.identities import FILE_NAME as KEY
from bot.state.identities import KEY_BYTES
from bot.upkeep import OTHERS
from corpus import CorpusSettings, Report, verify

OTHER = bytes(range(KEY_BYTES))


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    """Three questions were noted under the key that is there."""
    return (await filled(tmp_path / "data", [article(1)])).data_dir


async def check(data: Path, *, mend: bool = True) -> Report:
    return await verify(CorpusSettings(data), OTHERS, mend=mend, also=[check_key])


async def start(data: Path) -> None:
    await (await State.open(data)).close()


async def test_the_key_that_is_there_is_well(data: Path) -> None:
    await start(data)
    assert (await check(data, mend=False)).findings == []


async def test_a_missing_key_is_said_and_none_is_made(data: Path) -> None:
    (data / KEY).unlink()
    report = await check(data)
    assert not report.is_well
    assert report.findings[0].what == (
        "identity.key is missing: 3 questions were noted under another key, and nobody finds, exports or deletes "
        "what he asked and voted then"
    )
    assert "put the copy of it back" in report.lines()[0]
    assert not (data / KEY).exists()


async def test_where_nobody_has_asked_a_missing_key_is_no_fault(data: Path) -> None:
    for sql in ("DELETE FROM waiting", "DELETE FROM votes", "DELETE FROM questions"):
        rows_of(data / STATE_FILE.name, sql)
    (data / KEY).unlink()
    assert (await check(data)).findings == []
    (data / STATE_FILE.name).unlink()
    assert (await check(data)).findings == []


@pytest.mark.parametrize("is_noted", [True, False], ids=["noted", "of a program before keys were noted"])
async def test_a_new_key_over_what_was_asked_is_made_but_said(
    data: Path, is_noted: bool, caplog: pytest.LogCaptureFixture
) -> None:
    if not is_noted:
        rows_of(data / STATE_FILE.name, "DELETE FROM marks WHERE name GLOB 'key:*'")
    (data / KEY).unlink()
    with caplog.at_level(logging.WARNING):
        await start(data)
    assert "identity.key was missing, and a new one was made: until now, nobody finds" in caplog.text
    report = await check(data)
    assert [finding.is_mended for finding in report.findings] == [False]
    assert "identity.key is not the one from then: 3 questions" in report.findings[0].what


async def test_another_key_is_said_until_the_one_from_before_is_back(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own = (data / KEY).read_bytes()
    (data / KEY).write_bytes(OTHER)
    assert "3 questions" in (await check(data)).findings[0].what  # before any start
    with caplog.at_level(logging.WARNING):
        await start(data)
        await start(data)
    assert caplog.text.count("identity.key is not the one from before") == 1
    assert "3 questions" in (await check(data)).findings[0].what
    (data / KEY).write_bytes(own)
    await start(data)
    assert (await check(data)).findings == []


async def test_a_key_that_was_there_for_a_while_leaves_what_was_asked_then(data: Path) -> None:
    """The key, another one for a while, the key again: what was asked in between is nobody's."""
    own = (data / KEY).read_bytes()
    (data / KEY).write_bytes(OTHER)
    state = await State.open(data)
    for number in (4, 5):
        await state.journal.receive(asked(number))
    await state.close()
    (data / KEY).write_bytes(own)
    await start(data)
    assert "2 questions were noted under another key" in (await check(data)).findings[0].what
    (data / KEY).unlink()
    assert "5 questions" in (await check(data)).findings[0].what


async def test_forgotten_questions_need_no_key(data: Path) -> None:
    (data / KEY).write_bytes(OTHER)
    state = await State.open(data)
    rows_of(data / STATE_FILE.name, "UPDATE questions SET asked_at = 5")
    await state.privacy.forget_old(90)
    await state.close()
    assert (await check(data)).findings == []


async def test_a_folder_and_a_stump_in_its_place(data: Path) -> None:
    (data / KEY).write_bytes(b"short")
    assert "identity.key is damaged, it holds 5 bytes instead of 32" in (await check(data)).findings[0].what
    assert (data / KEY).read_bytes() == b"short"
    (data / KEY).unlink()
    (data / KEY).mkdir()
    assert (await check(data)).findings[0].what == "identity.key is a folder, where a file belongs"
    assert (data / KEY).is_dir()


@pytest.mark.parametrize(
    ("mode", "says"),
    [(0o644, "may be read by others than its owner"), (0o200, "may not be read by its owner")],
)
async def test_its_mode_is_mended(data: Path, mode: int, says: str) -> None:
    (data / KEY).chmod(mode)
    said = await check(data, mend=False)
    if mode == 0o644 or os.geteuid() == 0:  # who may not read it cannot say more of it
        assert [finding.what.startswith(f"identity.key {says}") for finding in said.findings] == [True]
    assert (await check(data)).is_well
    assert (data / KEY).stat().st_mode & 0o777 == 0o600


async def test_a_damaged_file_beside_it_is_told_of_alone(data: Path) -> None:
    path = data / STATE_FILE.name
    path.write_bytes(path.read_bytes()[:9_000])
    (data / KEY).unlink()
    assert ["bot.sqlite3 is damaged" in finding.what for finding in (await check(data)).findings] == [True]


def test_the_verb_looks_at_it(tmp_path: Path) -> None:
    asyncio.run(filled(tmp_path / "data", [article(1)]))
    (tmp_path / "data" / KEY).unlink()
    done = hoibao_here(tmp_path / "data", "verify")
    assert done.code == 1
    assert "WRONG  identity.key is missing" in done.err
