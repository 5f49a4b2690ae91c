"""SIGKILL at random moments of everything that writes: nothing lost, nothing doubled, and doing it again sets it right.

    .venv/bin/python tests/survive_kills.py --kills 300 --seed 1

Each activity runs in a process of its own, which is killed after a random share of the time that it takes when nobody
kills it. Then the data are looked through, and the activity is run again to its end. The suite does a few of each.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backup_support import article, backed_up, filled, quoted, rows_of
from survive_crawl import counted_once, crawl, nothing_yet, printing

from bot.state import STATE_FILE
from corpus import Archive, CorpusSettings, restore_backup, verify
from corpus.backup import bundle
from corpus.store.copying import CORPUS_FILE, complaints
from corpus.store.database import connect

ARTICLES = 150  # a few batches
TABLE_ROWS = 40_000
Work = Callable[[], Coroutine[Any, Any, Any]]


class Lost(Exception):
    """What must never happen; the text says what."""


@dataclass(frozen=True)
class Activity:
    """Something that writes. `prepare` makes the state before, `work` is killed, `check` looks at what is left.

    `check` is called twice: right after the kill (is_done False), and after the work was run to its end; `around` is
    there all the time.
    """

    name: str
    prepare: Callable[[Path], Coroutine[Any, Any, None]]
    work: Callable[[Path], Coroutine[Any, Any, None]]
    check: Callable[[Path, bool], Coroutine[Any, Any, None]]
    around: Callable[[], AbstractContextManager[None]] = nullcontext


def expect(true: object, complaint: str) -> None:
    if not true:
        raise Lost(complaint)


def run_apart(work: Work, kill_after_s: float | None = None) -> bool:
    """Run in a forked process, killed after that time; whether it came to its end. Raises Lost where it failed."""
    child = os.fork()
    if child == 0:
        try:
            asyncio.run(work())
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(3)
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    expect(not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "the work failed by itself")
    return os.WIFEXITED(status)


def kill_once(activity: Activity, before: Path, took_s: float, chance: random.Random) -> bool:
    """One kill, from a copy of the state before; whether it hit the work (it may have ended already)."""
    with tempfile.TemporaryDirectory(prefix="hoibao-kill-") as name:
        folder = Path(name) / "data"
        shutil.copytree(before, folder)
        ended = run_apart(lambda: activity.work(folder), chance.uniform(0, took_s * 1.05))
        run_apart(lambda: activity.check(folder, False))
        expect(run_apart(lambda: activity.work(folder)), "it cannot be done again")
        run_apart(lambda: activity.check(folder, True))
        return not ended


def kill_often(activity: Activity, kills: int, chance: random.Random) -> int:
    """How many of the kills hit the work. Raises Lost."""
    with activity.around(), tempfile.TemporaryDirectory(prefix="hoibao-kill-") as name:
        before, trial = Path(name) / "before", Path(name) / "trial"
        run_apart(lambda: activity.prepare(before))
        shutil.copytree(before, trial)
        started = time.monotonic()
        run_apart(lambda: activity.work(trial))
        took_s = time.monotonic() - started
        return sum(kill_once(activity, before, took_s, chance) for _ in range(kills))


# -- what is done and what must hold


def wanted() -> list[Any]:
    return [article(number) for number in range(ARTICLES)]


async def some_are_there(folder: Path) -> None:
    await filled(folder, wanted()[:40])


async def all_are_there(folder: Path) -> None:
    await filled(folder, wanted())


async def take_in(folder: Path) -> None:
    async with await Archive.open(CorpusSettings(folder)) as archive:
        await archive.take_in(wanted())


async def reindex(folder: Path) -> None:
    async with await Archive.open(CorpusSettings(folder)) as archive:
        await archive.reindex()


async def reindex_fully(folder: Path) -> None:
    async with await Archive.open(CorpusSettings(folder, "tantivy")) as archive:
        await archive.reindex(full=True)


async def whole(folder: Path, is_done: bool) -> None:
    """Every article that is there is whole and there once; those from before are there; at the end all are."""
    settings = CorpusSettings(folder)
    report = await verify(settings, [STATE_FILE], mend=False)
    derived = [finding for finding in report.findings if finding.advice != "run hoibao reindex"]
    expect(not derived, f"{derived}")
    expect(not is_done or report.is_well, f"not well in the end: {report.lines()}")
    rows = rows_of(folder / CORPUS_FILE.name, "SELECT article_id, version FROM versions")
    true = {(one.id, one.version) for one in wanted()}
    expect(len(rows) == len(set(rows)) and set(rows) <= true, "something is doubled, or was never written")
    expect(len(rows) >= 40, "something is lost")
    expect(not is_done or set(rows) == true, "something is missing in the end")


async def serves(folder: Path, is_done: bool) -> None:
    """Whatever happened to the new index, the old one answers."""
    await whole(folder, is_done)
    async with await Archive.open(CorpusSettings(folder)) as archive:
        quotes = await quoted(archive, "giá tôm hùm lô 6 bao nhiêu")
    expect(quotes and quotes[0].startswith("Giá tôm hùm lô 6 "), f"answered {quotes}")


async def serves_in_the_end(folder: Path, is_done: bool) -> None:
    """Analysing anew replaces passages as it goes: those that were replaced are found again when it is done."""
    await (serves if is_done else whole)(folder, is_done)


async def back_up(folder: Path) -> None:
    await backed_up(CorpusSettings(folder))


async def backups_are_whole(folder: Path, is_done: bool) -> None:
    """What has the name of a backup is one."""
    await whole(folder, is_done)
    found = list((folder / "backups").glob("hoibao-*"))
    expect(found or not is_done, "there is no backup")
    for number, path in enumerate(found):
        out = folder / f"out-{number}-{is_done}"
        out.mkdir()
        bundle.extract(path, [CORPUS_FILE.name, STATE_FILE.name], out)
        expect(not complaints(out / CORPUS_FILE.name), f"{path.name} is damaged")
    left = list((folder / "backups").glob(".work-*"))
    expect(not left or not is_done, "what a killed backup left is still there")


async def changed_since_a_backup(folder: Path) -> None:
    settings = await filled(folder, wanted())
    await backed_up(settings)
    async with await Archive.open(settings) as archive:
        await archive.take_in([article(9_000, "chè Thử")])


async def restore(folder: Path) -> None:
    backup = next((folder / "backups").glob("hoibao-*"))
    await restore_backup(CorpusSettings(folder), [STATE_FILE], backup)


async def one_or_the_other(folder: Path, is_done: bool) -> None:
    """The articles are those from before or those of the backup, never a mixture; answers never come from both."""
    rows = rows_of(folder / CORPUS_FILE.name, "SELECT article_id FROM versions")
    expect(len(rows) in {ARTICLES, ARTICLES + 1}, f"{len(rows)} versions")
    expect(not complaints(folder / CORPUS_FILE.name), "the file is damaged")
    if is_done:
        await serves(folder, True)


async def an_older_file(folder: Path) -> None:
    """A file of version 1 with a large table, and a second migration that writes all of it anew."""
    scripts = folder / "migrations"
    scripts.mkdir(parents=True)
    (scripts / "001_first.sql").write_text("CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT NOT NULL);")
    with closing(await _connection(folder)) as _:
        pass
    rows_of(
        folder / "old.sqlite3",
        "INSERT INTO t SELECT value, 'row ' || value FROM (WITH RECURSIVE n(value) AS "  # noqa: S608 - a number
        f"(SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {TABLE_ROWS}) SELECT value FROM n)",
    )
    (scripts / "002_second.sql").write_text(
        "CREATE TABLE u (id INTEGER PRIMARY KEY, x TEXT NOT NULL, y INTEGER NOT NULL);\n"
        "INSERT INTO u SELECT id, x, length(x) FROM t;\nDROP TABLE t;\nCREATE INDEX u_by_x ON u (x);\n"
    )


async def _connection(folder: Path) -> Any:
    class Closed:
        def close(self) -> None:
            """It is closed already."""

    connection = await connect(folder / "old.sqlite3", folder / "migrations")
    await connection.close()
    return Closed()


async def migrate(folder: Path) -> None:
    await _connection(folder)


async def before_or_after(folder: Path, is_done: bool) -> None:
    """The number of the version and the tables belong together, and every row is there."""
    path = folder / "old.sqlite3"
    version = rows_of(path, "PRAGMA user_version")[0][0]
    expect(version == 2 or not is_done, "it was not migrated in the end")
    table = {1: "t", 2: "u"}[int(str(version))]
    rows = rows_of(path, f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - one of two
    expect(rows == [(TABLE_ROWS,)], f"{rows} rows")
    expect(not complaints(path), "the file is damaged")


ACTIVITIES = (
    Activity("ingest", some_are_there, take_in, whole),
    Activity("crawl", nothing_yet, crawl, counted_once, printing),
    Activity("reindex", all_are_there, reindex, serves),
    Activity("reindex --full", all_are_there, reindex_fully, serves_in_the_end),
    Activity("backup", all_are_there, back_up, backups_are_whole),
    Activity("restore", changed_since_a_backup, restore, one_or_the_other),
    Activity("migration", an_older_file, migrate, before_or_after),
)


def main() -> int:
    """Kill; 0 where nothing was lost."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=300, help="in all, spread over the activities")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    chance = random.Random(chosen.seed)
    share = -(-chosen.kills // len(ACTIVITIES))
    for activity in ACTIVITIES:
        hit = kill_often(activity, share, chance)
        print(
            f"{activity.name}: killed {share} times, {hit} of them at work; nothing lost, nothing doubled",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
