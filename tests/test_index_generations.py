"""Generations in a folder: which one serves, which one is kept, what a crash leaves behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import IndexUnavailable, InvalidIndex
from corpus.index import ENGINES, Generation, IndexDocument, Retriever
from corpus.index.generations import Generations
from corpus.index.validation import compare, validate
from corpus.models import Hit, Query


def build(generations: Generations, passages: int = 1) -> Generation:
    """A generation of that many passages, recorded but not swapped in."""
    number, retriever = generations.start("rank-bm25")
    retriever.add([IndexDocument(at, None, {"words": "tôm"}) for at in range(1, passages + 1)])
    generation = Generation(number, "rank-bm25", passages, passages, 0, "2026-11-25T09:00:00+07:00")
    generations.record(generation)
    return generation


def swapped(generations: Generations, count: int) -> Generation:
    for _ in range(count):
        generation = build(generations)
        generations.swap(generation.number)
    return generation


def folders(root: Path) -> list[str]:
    return sorted(folder.name for folder in (root / "generations").iterdir())


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path)


def test_before_the_first_nothing_serves(generations: Generations) -> None:
    assert generations.current() is None
    assert generations.stamp() == b""
    with pytest.raises(IndexUnavailable, match="no previous generation"):
        generations.previous()


def test_what_is_built_aside_does_not_serve_until_it_is_swapped_in(generations: Generations) -> None:
    first = swapped(generations, 1)
    aside = build(generations)
    assert generations.current() == first
    generations.swap(aside.number)
    assert generations.current() == aside
    assert generations.open(aside).count() == 1
    assert aside.created.utcoffset() is not None


def test_the_one_before_is_kept_and_older_ones_go(generations: Generations, tmp_path: Path) -> None:
    swapped(generations, 4)
    assert folders(tmp_path) == ["0003", "0004"]
    assert generations.previous().number == 3


def test_one_whose_writer_may_not_be_gone_yet_is_deleted_and_its_number_not_taken(
    generations: Generations, tmp_path: Path
) -> None:
    swapped(generations, 1)
    generations.start("rank-bm25")
    (tmp_path / "generations" / "0002").mkdir(exist_ok=True)  # left by whoever gave up a build
    number, _retriever = generations.start("rank-bm25")
    assert number == 3
    assert folders(tmp_path)[:1] == ["0001"]
    assert "0002" not in folders(tmp_path)


def test_undo_goes_back_and_forth(generations: Generations) -> None:
    swapped(generations, 2)
    for expected in (1, 2, 1):
        generations.undo()
        current = generations.current()
        assert current is not None
        assert current.number == expected


def test_after_undo_the_next_one_has_a_number_of_its_own(generations: Generations, tmp_path: Path) -> None:
    swapped(generations, 2)
    generations.undo()
    assert swapped(generations, 1).number == 3
    assert folders(tmp_path) == ["0001", "0003"]


@pytest.mark.parametrize("is_recorded", [False, True])
def test_what_a_crash_left_behind_never_serves_and_is_deleted(
    generations: Generations, tmp_path: Path, is_recorded: bool
) -> None:
    swapped(generations, 2)
    left = build(generations)
    if not is_recorded:
        (generations.path(left.number) / "manifest.json").unlink()
    generations.undo()
    current = generations.current()
    assert current is not None
    assert current.number == 1
    number, _retriever = generations.start("rank-bm25")
    assert folders(tmp_path) == sorted({"0001", "0002", f"{number:04d}"})


def test_the_stamp_changes_with_what_serves_and_when_it_grows(generations: Generations) -> None:
    first = swapped(generations, 1)
    stamps = [generations.stamp()]
    assert generations.stamp() == stamps[0]
    generations.record(replace(first, passages=2, passage_mark=6, removal_mark=3))
    stamps.append(generations.stamp())
    generations.record(replace(first, passages=2, passage_mark=7, removal_mark=3))
    stamps.append(generations.stamp())
    swapped(generations, 1)
    stamps.append(generations.stamp())
    assert len(set(stamps)) == 4
    generations.undo()
    assert generations.stamp() == stamps[2]
    assert generations.current() == replace(first, passages=2, passage_mark=7, removal_mark=3)


@pytest.mark.parametrize("damage", ["", "x", "seven", "9"])
def test_a_damaged_current_is_said_plainly(generations: Generations, tmp_path: Path, damage: str) -> None:
    swapped(generations, 1)
    (tmp_path / "current").write_text(damage)
    with pytest.raises(IndexUnavailable, match="missing or damaged; run hoibao reindex"):
        generations.current()
    generations.swap(build(generations).number)  # and does not stand in the way of the next
    assert generations.current() is not None


@pytest.mark.parametrize("damage", ["", "{}", "[1]", '{"number": 1, "more": 2}'])
def test_a_damaged_manifest_is_said_plainly(generations: Generations, damage: str) -> None:
    first = swapped(generations, 1)
    (generations.path(first.number) / "manifest.json").write_text(damage)
    with pytest.raises(IndexUnavailable, match="missing or damaged; run hoibao reindex"):
        generations.current()


@pytest.mark.parametrize("change", [{"schema": 0}, {"schema": 99}, {"engine": "lucene"}])
def test_a_generation_of_another_version_is_not_served(
    generations: Generations, change: dict[str, object]
) -> None:
    first = swapped(generations, 1)
    manifest = generations.path(first.number) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | change))
    current = generations.current()
    assert current is not None
    with pytest.raises(IndexUnavailable, match="another version of hoibao; run hoibao reindex"):
        generations.open(current)


def built(tmp_path: Path, *texts: str) -> tuple[Retriever, list[IndexDocument]]:
    documents = [IndexDocument(number, None, {"syllables": text}) for number, text in enumerate(texts, 1)]
    retriever = ENGINES["rank-bm25"]().create(tmp_path)
    retriever.add(documents)
    return retriever, documents


def test_an_index_is_valid_where_counts_agree_and_canaries_are_found(tmp_path: Path) -> None:
    retriever, documents = built(tmp_path, "gia tom hum", "gia ca ngu", "")
    validate(retriever, 3, documents)
    with pytest.raises(InvalidIndex, match="holds 3 passages instead of 4"):
        validate(retriever, 4, documents)


def test_an_empty_index_is_not_valid(tmp_path: Path) -> None:
    with pytest.raises(InvalidIndex, match="empty"):
        validate(built(tmp_path)[0], 0, [])


@pytest.mark.parametrize("text", ["ca phe rang xay", "gia"])
def test_an_index_that_does_not_find_a_canary_is_not_valid(tmp_path: Path, text: str) -> None:
    """Neither where nothing has its words nor where others do."""
    retriever, _documents = built(tmp_path, "gia tom hum", "gia ca ngu")
    with pytest.raises(InvalidIndex, match="by its own words"):
        validate(retriever, 2, [IndexDocument(7, None, {"syllables": text})])


def test_a_text_that_stands_in_many_articles_is_a_good_canary(tmp_path: Path) -> None:
    retriever, documents = built(tmp_path, *["dai khi tuong thuy van du bao"] * 300)
    validate(retriever, 300, documents[-1:])


class Shuffled:
    """An index whose passages are found by words that are not theirs; a real engine never does that."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def __getattr__(self, name: str) -> object:
        return getattr(self._retriever, name)

    def search(self, query: Query, k: int) -> list[Hit]:
        return [Hit(hit.passage_id % 2 + 1, hit.score) for hit in self._retriever.search(query, k)]


def test_an_index_that_mixes_up_its_passages_is_not_valid(tmp_path: Path) -> None:
    retriever, documents = built(tmp_path, "gia tom hum", "du bao bao")
    with pytest.raises(InvalidIndex, match="by its own words"):
        validate(Shuffled(retriever), 2, documents)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("passages", "before", "is_refused"),
    [(95, 100, False), (94, 100, True), (1, None, False), (200, 100, False)],
)
def test_much_less_than_before_is_refused(passages: int, before: int | None, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(InvalidIndex, match="--allow-fewer"):
            compare(passages, before)
    else:
        compare(passages, before)
