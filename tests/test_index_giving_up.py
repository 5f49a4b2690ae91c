"""A process that is to end gives up the index that it builds: soon, and without losing anything."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from harness_fixtures import BotProcess, RunningHarness
from index_support import article, hoibao, opened, put, word

from corpus import Archive, CorpusSettings
from corpus.errors import BuildGivenUp, InvalidIndex
from corpus.index import FixedIndex, LiveIndex, giving_up
from corpus.index.giving_up import GivingUp, LeftAtWork, in_own_thread
from corpus.store import Store
from corpus.store.store import FILE_NAME

MANY = 150_000  # passages: some seconds of building
SOON_S = 10.0  # on a busy machine; systemd waits for thirty seconds


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened_store = await Store.open(tmp_path)
    yield opened_store
    await opened_store.close()


async def test_a_build_is_given_up_and_the_index_from_before_serves(store: Store, tmp_path: Path) -> None:
    ending = GivingUp()
    index = LiveIndex(tmp_path / "index", store, "tantivy", giving_up=ending)
    await put(store, [article(number) for number in range(5)])
    await index.catch_up()
    before = index.generation

    async def accept(_candidate: FixedIndex) -> None:
        ending.begin()
        await asyncio.sleep(60)

    with pytest.raises(BuildGivenUp):
        await index.rebuild(accept=accept)
    assert index.generation == before
    assert [folder.name for folder in (tmp_path / "index" / "generations").iterdir()] == ["0001"]
    assert (await index.retriever()).search(word(3), 1)
    with pytest.raises(BuildGivenUp):  # what would begin later neither
        await index.rebuild()
    await put(store, [article(7)])
    await index.catch_up()  # to add a few takes no time
    assert (await index.retriever()).search(word(7), 1)
    index.close()


async def test_it_is_given_up_between_two_batches(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.index.live.READ_BATCH", 2)
    ending, seen = GivingUp(), list[int]()
    index = LiveIndex(tmp_path / "index", store, "tantivy", giving_up=ending)
    await put(store, [article(number) for number in range(40)])

    def progress(done: int, _total: int | None) -> None:
        seen.append(done)
        ending.begin()

    with pytest.raises(BuildGivenUp):
        await index.rebuild(progress)
    assert max(seen) < await store.passage_count()
    assert not list((tmp_path / "index" / "generations").iterdir())


async def test_work_ends_with_its_own_result_or_error() -> None:
    ending = GivingUp()
    assert await ending.unless(asyncio.sleep(0, "done")) == "done"

    async def fail() -> None:
        raise InvalidIndex("empty")

    with pytest.raises(InvalidIndex):
        await ending.unless(fail())
    assert await in_own_thread(lambda: "done", Event()) == "done"
    with pytest.raises(ZeroDivisionError):
        await in_own_thread(lambda: 1 // 0, Event())


async def test_a_thread_that_does_not_heed_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_up, "PATIENCE_S", 0.1)
    stopped, over = Event(), Event()
    work = asyncio.create_task(in_own_thread(partial(over.wait, 60), stopped))
    await asyncio.sleep(0.05)
    work.cancel()
    with pytest.raises(LeftAtWork):
        await work
    assert stopped.is_set()
    over.set()


async def test_a_thread_that_heeds_is_waited_for() -> None:
    stopped = Event()
    work = asyncio.create_task(in_own_thread(stopped.wait, stopped))
    await asyncio.sleep(0.05)
    work.cancel()
    with pytest.raises(asyncio.CancelledError) as caught:
        await work
    assert type(caught.value) is asyncio.CancelledError


def many_passages(folder: Path) -> None:
    """An archive whose only article has very many passages, without an index."""

    async def first() -> None:
        async with opened(folder) as store:
            await put(store, [article(1)])

    asyncio.run(first())
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        connection.execute(
            "INSERT INTO passages (article_id, ordinal, start, end, terms) "
            "WITH RECURSIVE n(value) AS (SELECT 10 UNION ALL SELECT value + 1 FROM n WHERE value < ?) "
            "SELECT article_id, value, start, end, terms FROM passages, n WHERE ordinal = 0",
            (MANY,),
        )


def begun(folder: Path) -> None:
    """Wait until something of the index is written."""
    deadline = time.monotonic() + 60
    while not list((folder / "index" / "generations").glob("*/*.store")):
        assert time.monotonic() < deadline, "nothing is built"
        time.sleep(0.02)


def ended_soon(folder: Path, since: float) -> None:
    assert time.monotonic() - since < SOON_S
    assert not (folder / "index" / "current").exists()


@pytest.mark.long
def test_a_bot_that_builds_its_index_ends_soon(harness: RunningHarness, tmp_path: Path) -> None:
    many_passages(tmp_path)
    bot = BotProcess(harness, tmp_path)
    begun(tmp_path)
    since = time.monotonic()
    assert bot.stop() == 0
    ended_soon(tmp_path, since)
    assert b"the process is to end" in bot.log.read_bytes()
    asyncio.run(caught_up(tmp_path))


async def caught_up(folder: Path) -> None:
    """The next one builds it; of fewer passages, since no index is valid that holds the same one so often."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        connection.execute("DELETE FROM passages WHERE ordinal > 500")
    async with await Archive.open(CorpusSettings(folder)) as archive:
        await archive.catch_up()
        assert (await archive.status()).behind == 0


@pytest.mark.long
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_verb_that_builds_an_index_ends_soon(how: signal.Signals, tmp_path: Path) -> None:
    many_passages(tmp_path)
    process = hoibao(tmp_path, "reindex")
    begun(tmp_path)
    since = time.monotonic()
    process.send_signal(how)
    _out, err = process.communicate()
    ended_soon(tmp_path, since)
    assert process.returncode != 0
    assert "Traceback" not in err
