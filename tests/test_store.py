"""The article file: what is put is what is read; versions; passages; damage, locks and rights."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_support import article, opened, put

from corpus.errors import StoreError, StoreLocked, StoreTooNew
from corpus.ingest import analyze_articles
from corpus.models import Article, Part, PartKind
from corpus.store import AnalyzedArticle, AnalyzedPassage, Store, database, writing
from corpus.store.store import FILE_NAME
from corpus.store.terms import pack, unpack, unpack_texts
from corpus.timezone import VIETNAM

FULL = Article(
    "day-du",
    "Đủ mọi phần",
    "Sapo.\nThân bài “có ngoặc”, 4.214 người.\nMINH AN",
    parts=(Part(PartKind.LEAD, 0, 5), Part(PartKind.BODY, 6, 39), Part(PartKind.BYLINE, 40, 47)),
    url="https://bao.example/day-du?x=1&y=2",
    home_url="https://bao.example/",
    publisher="Báo Ví Dụ",
    section="Xã hội",
    published_at=datetime.fromisoformat("2026-05-22T07:00:30+09:00"),
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path)
    yield opened
    await opened.close()


async def all_passages(store: Store, after: int = 0, batch: int = 3) -> list[int]:
    return [one.id async for found in store.passages_after(after, batch) for one in found]


@pytest.mark.parametrize(
    "put_in", [FULL, Article("chi-bai", "", "Chỉ có bài."), Article("chi-tit", "Chỉ có tít", "")]
)
async def test_what_is_put_is_what_is_read(store: Store, put_in: Article) -> None:
    await put(store, [put_in])
    assert await store.article(put_in.id) == put_in
    assert await store.articles([put_in.id, "none"]) == {put_in.id: put_in}
    assert await store.versions_of([put_in.id, "none"]) == {put_in.id: put_in.version}
    assert await store.article("none") is None


async def test_passages_are_slices_with_their_terms(store: Store) -> None:
    await put(store, [article(1)])
    analyzed = analyze_articles([article(1)])["a1"].passages
    found = await store.passages(await all_passages(store))
    assert [(one.start, one.end) for one in found.values()] == [
        (one.passage.start, one.passage.end) for one in analyzed
    ]
    assert [one.terms for one in found.values()] == [one.terms for one in analyzed]
    assert {one.published_s for one in found.values()} == {
        int(datetime(2026, 1, 2, tzinfo=VIETNAM).timestamp())
    }


async def test_putting_again_changes_nothing(store: Store) -> None:
    articles = [article(1), article(2)]
    analyzed = analyze_articles(articles)
    first = await store.put(articles, analyzed)
    before = await all_passages(store), await store.marks()
    second = await store.put(articles, analyzed)
    assert (first.new, first.changed, second.new, second.changed) == (2, 0, 0, 0)
    assert (await all_passages(store), await store.marks()) == before


async def test_another_version_replaces_and_the_old_one_stays(store: Store) -> None:
    old, new = article(1), article(1, "sửa")
    await put(store, [old, article(2)])
    ids = await all_passages(store)
    done = await store.put([new], analyze_articles([new]))
    assert (done.new, done.changed) == (0, 1)
    assert await store.article("a1") == new
    assert await store.article("a1", old.version) == old
    assert await store.article("a1", "no such version") is None
    removed, mark = await store.removed_after(0)
    assert (removed, mark) == (ids[:2], 2)
    fresh = await all_passages(store, max(ids))
    assert len(fresh) == 2
    assert await store.removed_after(mark) == ([], mark)
    assert await store.marks() == (max(fresh), mark)
    assert set(await store.passages(ids)) == set(ids[2:])


async def test_a_version_that_comes_back_is_current_again(store: Store) -> None:
    old, new = article(1), article(1, "sửa")
    for one in (old, new, old):
        await put(store, [one])
    assert await store.article("a1") == old
    assert await store.article("a1", new.version) == new


async def test_a_changed_date_alone_is_a_change(store: Store) -> None:
    first = article(1)
    assert first.published_at is not None
    later = replace(first, published_at=first.published_at + timedelta(days=400))
    await put(store, [first])
    await put(store, [later])
    assert await store.newest_at() == later.published_at


async def test_newest_and_latest(store: Store) -> None:
    assert await store.newest_at() is None
    await put(store, [article(5), Article("x", "Không ngày", "Bài."), article(20), article(7)])
    assert [source.article_id for source in await store.shelves.latest(10)] == ["a20", "a7", "a5", "x"]
    assert [source.article_id for source in await store.shelves.latest(2, 1)] == ["a7", "a5"]
    assert await store.newest_at() == article(20).published_at


async def test_summary(store: Store) -> None:
    await put(store, [FULL, article(3), replace(FULL, id="nua")])
    summary = await store.summary()
    assert (summary.articles, summary.publishers) == (3, (("Báo Ví Dụ", 2),))
    assert summary.passages == await store.passage_count() == len(await all_passages(store))
    assert (summary.oldest_at, summary.newest_at) == (article(3).published_at, FULL.published_at)


async def test_the_only_article(store: Store) -> None:
    assert await store.only_article() is None
    await put(store, [FULL])
    assert await store.only_article() == FULL
    await put(store, [article(1)])
    assert await store.only_article() is None


async def test_many_ids_at_once(store: Store) -> None:
    """More than one statement may hold variables for."""
    articles = [article(number) for number in range(600)]
    await store.put(articles, analyze_articles(articles))
    ids = [f"a{number}" for number in range(600)]
    assert set(await store.articles(ids)) == set(ids) == set(await store.article_ids())
    passages = await all_passages(store, batch=700)
    assert len(await store.passages([*passages, *passages, 10**9])) == len(passages) == 1_200


async def test_an_addition_that_fails_leaves_nothing(store: Store) -> None:
    analyzed = analyze_articles([article(1), article(2)])
    with pytest.raises(KeyError):
        await store.put([article(1), article(2), article(3)], analyzed)
    assert await store.article_ids() == []
    assert await all_passages(store) == []
    await put(store, [article(1)])
    assert await store.article_ids() == ["a1"]


async def test_terms_made_anew_keep_the_passages_ids_where_the_spans_are_the_same(store: Store) -> None:
    await put(store, [article(1), article(2)])
    before, marks = await all_passages(store), await store.marks()
    analyzed = analyze_articles([article(1)])
    other = [AnalyzedPassage.of(one.passage, {"words": ("khác",)}) for one in analyzed["a1"].passages]
    await store.reanalyze({"a1": AnalyzedArticle(other, b"sheet")})
    assert (await all_passages(store), await store.marks()) == (before, marks)
    assert (await store.passages(before))[before[0]].terms == {"words": ("khác",)}
    assert (await store.sheets(["a1"]))["a1"].sheet == b"sheet"
    await store.reanalyze({"a1": AnalyzedArticle(other[:1], b"sheet")})
    assert await all_passages(store) == [*before[2:], marks[0] + 1]
    assert (await store.removed_after(0))[0] == before[:2]


async def test_the_schema_of_the_terms_is_remembered(store: Store) -> None:
    assert await store.analysis_schema() is None
    for schema in (4, 5):
        await store.record_analysis(schema)
        assert await store.analysis_schema() == schema


field_names = st.sampled_from(["words", "accented", "headline"])
terms = st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=12)


@given(st.dictionaries(field_names, st.lists(terms, max_size=20).map(tuple)))
def test_stored_terms_come_back(by_field: dict[str, tuple[str, ...]]) -> None:
    assert unpack(pack(by_field)) == by_field
    assert unpack_texts(pack(by_field)) == {name: " ".join(row) for name, row in by_field.items()}


# --- the file itself


def sql(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection, connection:
        connection.execute(statement)


async def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    await (await Store.open(tmp_path)).close()
    sql(tmp_path, "PRAGMA user_version = 999")
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(StoreTooNew, match="upgrade the program"):
        await Store.open(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "001_first.sql").write_text("-- A comment; with a semicolon.\nCREATE TABLE one (x TEXT);\n")
    (folder / "readme.txt").write_text("not SQL")
    return folder


async def version_and_tables(path: Path, migrations: Path) -> tuple[int, list[str]]:
    connection = await database.connect(path, migrations)
    try:
        rows = await connection.execute_fetchall("SELECT name FROM sqlite_master ORDER BY name")
        ((version,),) = await connection.execute_fetchall("PRAGMA user_version")
        return version, [row[0] for row in rows]
    finally:
        await connection.close()


async def test_migrations_run_once_and_in_order(tmp_path: Path, migrations: Path) -> None:
    path = tmp_path / "file.sqlite3"
    assert await version_and_tables(path, migrations) == (1, ["one"])
    (migrations / "002_second.sql").write_text(
        "CREATE TABLE two (x TEXT);\n"
        "CREATE TRIGGER copies AFTER INSERT ON one BEGIN\n  INSERT INTO two VALUES (new.x);\n  DELETE FROM one;\nEND;"
    )
    for _ in range(2):
        assert await version_and_tables(path, migrations) == (2, ["copies", "one", "two"])


async def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, migrations: Path) -> None:
    path = tmp_path / "file.sqlite3"
    await version_and_tables(path, migrations)
    (migrations / "002_bad.sql").write_text("CREATE TABLE two (x TEXT);\nINSERT INTO three VALUES (1);\n")
    with pytest.raises(StoreError, match="no such table"):
        await version_and_tables(path, migrations)
    (migrations / "002_bad.sql").unlink()
    assert await version_and_tables(path, migrations) == (1, ["one"])


async def test_an_older_file_is_not_opened_for_reading_alone(tmp_path: Path, migrations: Path) -> None:
    path = tmp_path / "file.sqlite3"
    await version_and_tables(path, migrations)
    (migrations / "002_second.sql").write_text("CREATE TABLE two (x TEXT);")
    with pytest.raises(StoreError, match="an older hoibao"):
        await database.connect(path, migrations, read_only=True)


OPEN = """
import asyncio, sys
from pathlib import Path
from corpus.store import Store
async def main():
    store = await Store.open(Path(sys.argv[1]))
    print(len(await store.article_ids()))
    await store.close()
asyncio.run(main())
"""


def test_processes_that_open_a_new_file_at_once_all_succeed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(tmp_path / "data")]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert [process.communicate() for process in started] == [("0\n", "")] * 4


async def test_a_file_that_is_locked_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.05)
    async with opened(tmp_path) as store:
        with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreLocked, match=r"corpus\.sqlite3 is locked by another process"):
                await put(store, [article(1)])
            assert await store.article_ids() == []  # who reads does not wait for who writes
            other.execute("ROLLBACK")
        await put(store, [article(1)])


def damage_header(path: Path) -> None:
    path.write_bytes(b"not a database at all" + path.read_bytes()[21:])


def damage_pages(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("damage", [damage_header, damage_pages, cut])
async def test_a_damaged_file_says_so(tmp_path: Path, damage: object) -> None:
    async with opened(tmp_path) as store:
        await put(store, [article(number) for number in range(60)])
    damage(tmp_path / FILE_NAME)  # type: ignore[operator]
    with pytest.raises(StoreError, match=r"corpus\.sqlite3 is damaged or no database"):
        async with opened(tmp_path) as store:
            await store.articles([f"a{number}" for number in range(60)])


async def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await put(store, [article(1)])
        await store._writer.execute("PRAGMA max_page_count = 150")
        with pytest.raises(StoreError, match=r"the disk is full"):
            await put(store, [article(number) for number in range(2, 400)])
        await store._writer.execute("PRAGMA max_page_count = 1000000")
        assert await store.article("a1") == article(1)
        await put(store, [article(2)])
        assert {f"a{number}" for number in (1, 2)} <= set(await store.article_ids())


async def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot write corpus.sqlite3 in the data folder"):
        await Store.open(tmp_path / "file")
    with pytest.raises(StoreError, match="cannot write in the data folder"):
        async with writing(tmp_path / "file"):
            pass


# Root may write anywhere. What is imported late is imported first: nobody may not be able to look into Python's folder.
BECOME_NOBODY = "import os, importlib.readers\nif os.getuid() == 0: os.setuid(65_534)\n"
OPEN_AS_NOBODY = OPEN.replace("asyncio.run", f"{BECOME_NOBODY}asyncio.run")


@pytest.fixture
async def read_only_folder() -> AsyncIterator[Path]:
    """An archive that anybody may read and only root, if anybody, may write to."""
    folder = Path(tempfile.mkdtemp())
    await (await Store.open(folder)).close()
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


async def test_a_folder_that_is_read_only_says_so(read_only_folder: Path) -> None:
    command = [sys.executable, "-c", OPEN_AS_NOBODY, str(read_only_folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "StoreError: cannot write corpus.sqlite3 in the data folder" in done.stderr.splitlines()[-1]


async def test_only_the_owner_may_read(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    old = os.umask(0)
    try:
        async with opened(folder) as store, writing(folder):
            await put(store, [article(1)])
            files = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    finally:
        os.umask(old)
    assert set(files) >= {FILE_NAME, f"{FILE_NAME}-wal", "write.lock"}
    assert set(files.values()) == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


HOLD = """
import asyncio, sys
from pathlib import Path
from corpus.store import writing
async def main():
    async with writing(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.read()
asyncio.run(main())
"""


async def test_one_writer_at_a_time_across_processes(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(StoreLocked, match="another hoibao is writing"):
        async with writing(tmp_path, timeout_s=0.2):
            pass
    holder.kill()  # the system lets go of the lock
    holder.communicate()
    async with writing(tmp_path, timeout_s=5.0):
        pass


async def test_one_writer_at_a_time_within_a_process(tmp_path: Path) -> None:
    order: list[str] = []

    async def write(name: str) -> None:
        async with writing(tmp_path):
            order.extend([name, name])
            await asyncio.sleep(0.01)

    started = time.monotonic()
    await asyncio.gather(*(write(name) for name in "abc"))
    assert sorted(order[::2]) == ["a", "b", "c"]
    assert order[::2] == order[1::2]
    assert time.monotonic() - started < 10


async def test_readers_see_whole_additions_only(store: Store) -> None:
    """While one task puts articles in tens, what another reads is always a multiple of ten."""
    seen: set[int] = set()

    async def read() -> None:
        while not writer.done():
            seen.add(len(await store.article_ids()))

    async def write() -> None:
        for start in range(0, 100, 10):
            articles: Sequence[Article] = [article(number) for number in range(start, start + 10)]
            await store.put(articles, analyze_articles(articles))

    writer = asyncio.create_task(write())
    await asyncio.gather(writer, read())
    assert all(count % 10 == 0 for count in seen)
    assert len(seen) > 1
