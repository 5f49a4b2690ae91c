"""The index that serves: it grows, is built anew and undone while questions are asked, here and in other processes."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from index_support import CLUSTER, ENGINES_HERE, article, drop, environment_of, hoibao, put, word

from corpus.errors import IndexUnavailable, InvalidIndex
from corpus.index import SCHEMA, LiveIndex, engines
from corpus.index.engine import Retriever
from corpus.models import Hit
from corpus.store import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path)
    yield opened
    await opened.close()


@pytest.fixture(params=ENGINES_HERE)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def index(store: Store, tmp_path: Path, engine: str) -> AsyncIterator[LiveIndex]:
    """Ten articles, indexed."""
    opened = LiveIndex(tmp_path / "index", store, engine, CLUSTER)
    await put(store, [article(number) for number in range(10)])
    await opened.catch_up()
    yield opened
    opened.close()


async def find(index: LiveIndex, number: int) -> list[int]:
    return [hit.passage_id for hit in (await index.retriever()).search(word(number), 10)]


async def test_nothing_serves_before_something_is_stored(store: Store, tmp_path: Path) -> None:
    index = LiveIndex(tmp_path / "index", store, "auto")
    await index.catch_up()
    with pytest.raises(IndexUnavailable, match="nothing is indexed yet"):
        await index.retriever()
    with pytest.raises(InvalidIndex, match="nothing to index"):
        await index.rebuild()


async def test_it_grows_without_being_built_anew(index: LiveIndex, store: Store, engine: str) -> None:
    before = index.generation
    await put(store, [article(20)])
    assert await find(index, 20) == []
    await index.catch_up()
    after = index.generation
    assert before is not None
    assert after is not None
    assert (after.number, after.engine, after.passages) == (before.number, engine, 22)
    assert len(await find(index, 20)) == 1
    assert len(await find(index, 3)) == 1


async def test_catching_up_with_nothing_new_changes_nothing(index: LiveIndex) -> None:
    before, retriever = index.generation, await index.retriever()
    await index.catch_up()
    assert index.generation == before
    assert await index.retriever() is retriever


async def test_a_changed_article_is_found_once(index: LiveIndex, store: Store) -> None:
    old = await find(index, 3)
    await put(store, [article(3, "sửa")])
    await index.catch_up()
    new = await find(index, 3)
    assert len(new) == 1
    assert new != old
    assert (await index.retriever()).count() == 20


async def test_another_process_is_followed(
    index: LiveIndex, store: Store, tmp_path: Path, engine: str
) -> None:
    """A second index on the same folder sees each change at the next question, and old retrievers go on."""
    other = LiveIndex(tmp_path / "index", store, engine, CLUSTER)
    held = await other.retriever()
    await put(store, [article(30)])
    await index.catch_up()
    assert len(await find(other, 30)) == 1
    assert held.count() == (
        22 if engine == "opensearch" else 20
    )  # a cluster has no readers that stay as they were
    await index.rebuild()
    assert len(await find(other, 30)) == 1
    assert other.generation == index.generation
    await index.undo()
    assert other.generation != index.generation
    assert len(await find(other, 30)) == 1
    assert other.generation == index.generation


async def test_a_new_generation_answers_as_the_old_one_did(index: LiveIndex) -> None:
    async def answers() -> list[list[Hit]]:
        retriever = await index.retriever()
        return [retriever.search(word(number), 5) for number in range(10)]

    before, number = await answers(), index.generation
    progress: list[tuple[int, int | None]] = []
    built = await index.rebuild(lambda done, total: progress.append((done, total)))
    assert number is not None
    assert built.number == number.number + 1
    assert await answers() == before
    assert progress[-1] == (20, 20)


async def test_undo_serves_the_previous_generation_brought_up_to_date(index: LiveIndex, store: Store) -> None:
    with pytest.raises(IndexUnavailable, match="no previous generation"):
        await index.undo()
    first = index.generation
    await index.rebuild()
    await put(store, [article(40), article(2, "sửa")])
    await index.catch_up()
    undone = await index.undo()
    assert first is not None
    assert (undone.number, undone.passages) == (first.number, 22)
    assert len(await find(index, 40)) == 1
    assert len(await find(index, 2)) == 1
    assert (await index.undo()).number == first.number + 1


async def test_an_index_that_would_lose_much_is_not_swapped_in(index: LiveIndex, tmp_path: Path) -> None:
    before = index.generation
    drop(tmp_path, range(5))
    with pytest.raises(InvalidIndex, match="10 passages, the one that serves 20"):
        await index.rebuild()
    assert index.generation == before
    assert len(await find(index, 3)) == 1
    built = await index.rebuild(allow_fewer=True)
    assert built.passages == 10
    assert await find(index, 3) == []


async def test_a_build_that_fails_leaves_what_serves_and_nothing_else(
    index: LiveIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """The disk is full in the middle of the build."""

    def full(_retriever: Retriever, documents: object) -> None:
        next(iter(documents))  # type: ignore[call-overload]
        raise IndexUnavailable("No space left on device")

    factory = type(await index.retriever())
    monkeypatch.setattr(factory, "add", full)
    with pytest.raises(IndexUnavailable, match="No space left"):
        await index.rebuild()
    assert len(await find(index, 3)) == 1
    assert [folder.name for folder in (tmp_path / "index" / "generations").iterdir()] == ["0001"]


def destroy_current(folder: Path) -> None:
    (folder / "current").write_text("?")


def destroy_manifest(folder: Path) -> None:
    (folder / "generations" / "0001" / "manifest.json").write_text("?")


def destroy_engine_files(folder: Path) -> None:
    for file in (folder / "generations" / "0001").iterdir():
        if file.name != "manifest.json":
            file.unlink()


def cut_engine_files(folder: Path) -> None:
    for file in (folder / "generations" / "0001").iterdir():
        if file.name != "manifest.json":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


@pytest.mark.parametrize(
    "damage", [shutil.rmtree, destroy_current, destroy_manifest, destroy_engine_files, cut_engine_files]
)
async def test_a_damaged_or_deleted_index_is_said_plainly_and_built_anew(
    index: LiveIndex, store: Store, tmp_path: Path, engine: str, damage: object
) -> None:
    index.close()
    damage(tmp_path / "index")  # type: ignore[operator]
    opened = LiveIndex(tmp_path / "index", store, engine, CLUSTER)
    with pytest.raises(IndexUnavailable, match=r"run hoibao (reindex|ingest)"):
        await opened.retriever()
    await opened.catch_up()
    assert all([len(await find(opened, number)) == 1 for number in range(10)])
    opened.close()


async def test_an_index_that_has_lost_passages_is_built_anew(index: LiveIndex) -> None:
    """The manifest says that all is there; the count says that it is not."""
    retriever = await index.retriever()
    retriever.remove([hit.passage_id for hit in retriever.search(word(3), 1)])
    assert await find(index, 3) == []
    await index.catch_up()
    assert len(await find(index, 3)) == 1


async def test_a_crash_between_the_addition_and_its_mark_changes_nothing(
    index: LiveIndex, store: Store, tmp_path: Path
) -> None:
    manifest = next((tmp_path / "index" / "generations").iterdir()) / "manifest.json"
    before = manifest.read_bytes()
    await put(store, [article(50), article(1, "sửa")])
    await index.catch_up()
    manifest.write_bytes(before)
    await index.catch_up()
    assert (await index.retriever()).count() == 22
    assert len(await find(index, 50)) == 1
    assert len(await find(index, 1)) == 1


async def test_another_schema_is_built_anew(
    index: LiveIndex, store: Store, tmp_path: Path, engine: str
) -> None:
    index.close()
    manifest = tmp_path / "index" / "generations" / "0001" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"schema": {SCHEMA}', f'"schema": {SCHEMA - 1}'))
    opened = LiveIndex(tmp_path / "index", store, engine, CLUSTER)
    with pytest.raises(IndexUnavailable, match="another version of hoibao"):
        await opened.retriever()
    await opened.catch_up()
    assert len(await find(opened, 3)) == 1
    opened.close()


async def test_auto_moves_to_the_disk_and_does_not_hurry_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "IN_MEMORY_UP_TO", 20)
    index = LiveIndex(tmp_path / "index", store, "auto")

    async def engine_after_catching_up() -> str:
        await index.catch_up()
        assert index.generation is not None
        return index.generation.engine

    await put(store, [article(number) for number in range(10)])
    assert await engine_after_catching_up() == "rank-bm25"
    await put(store, [article(10)])
    assert await engine_after_catching_up() == "tantivy"
    drop(tmp_path, range(3))
    assert await engine_after_catching_up() == "tantivy"
    drop(tmp_path, range(3, 7))
    with pytest.raises(InvalidIndex, match="--allow-fewer"):
        await index.catch_up()


async def test_questions_at_once_open_it_once(
    index: LiveIndex, store: Store, tmp_path: Path, engine: str
) -> None:
    opened = LiveIndex(tmp_path / "index", store, engine, CLUSTER)
    retrievers = await asyncio.gather(*(opened.retriever() for _ in range(20)))
    assert len({id(retriever) for retriever in retrievers}) == 1
    opened.close()


async def test_questions_go_on_while_it_grows_and_is_built_anew(index: LiveIndex, store: Store) -> None:
    """Every question finds its article all the time, and a new one as soon as it is in."""
    asked = 0

    async def ask() -> None:
        nonlocal asked
        while not changes.done():
            assert await find(index, asked % 10)
            asked += 1
            await asyncio.sleep(0)

    async def change() -> None:
        for number in range(60, 64):
            await put(store, [article(number), article(number % 10, "sửa")])
            await index.catch_up()
            assert len(await find(index, number)) == 1
        await index.rebuild()
        await index.undo()

    changes = asyncio.create_task(change())
    await asyncio.gather(changes, ask())
    assert asked > 20


async def test_new_articles_of_another_process_are_found_within_two_seconds_of_being_stored(
    index: LiveIndex, store: Store, tmp_path: Path, engine: str
) -> None:
    """`hoibao ingest` in a process of its own, while questions are asked here."""
    news = tmp_path / "news.jsonl"
    news.write_text('{"id": "moi", "headline": "Tin mới", "body": "Tin này có chuyen77x."}', encoding="utf-8")
    process = hoibao(tmp_path, "ingest", str(news), environment=environment_of(engine))
    stored_at = 0.0
    try:
        while not await find(index, 77):
            assert len(await find(index, 3)) == 1
            if not stored_at and await store.versions_of(["moi"]):
                stored_at = time.monotonic()
            assert process.poll() in (None, 0)
            await asyncio.sleep(0.01)
        assert stored_at == 0.0 or time.monotonic() - stored_at < 2.0
    finally:
        process.wait(30)
        process.communicate()
    assert process.returncode == 0
