"""What is tantivy's own: common words in a step of their own, mapped pages, damage in the middle of a file."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from corpus import machine
from corpus.errors import IndexUnavailable
from corpus.index import IndexDocument, tantivy_engine
from corpus.index.tantivy_engine import TantivyRetriever
from corpus.models import Hit, Query

FIELDS = ("words", "syllables", "bigrams")


def passages(random: Random, count: int, first: int = 1) -> list[IndexDocument]:
    """Passages in which a few words are nearly everywhere and most are rare, as in a language; some stand twice."""
    vocabulary = [f"t{number}" for number in range(400)]
    weights = [1 / rank for rank in range(1, 401)]

    def row(longest: int) -> str:
        return " ".join(random.choices(vocabulary, weights, k=random.randint(1, longest)))

    texts = [{"words": row(60), "syllables": row(80), "bigrams": row(8)} for _ in range(count)]
    for at in range(0, count - 1, 17):
        texts[at + 1] = texts[at]
    return [
        IndexDocument(first + at, random.choice([None, random.randint(0, 100)]), found)
        for at, found in enumerate(texts)
    ]


def asked(random: Random) -> Query:
    """Some common words and some rare ones, in some fields, now and then within a period."""
    terms = {
        field: {
            f"t{random.choice([random.randint(0, 12), random.randint(0, 399)])}": random.choice(
                [0.3, 0.5, 1.0]
            )
            for _ in range(random.randint(2, 10))
        }
        for field in random.sample(FIELDS, random.randint(1, 3))
    }
    return Query(terms, 20, 80) if random.random() < 0.2 else Query(terms)


@pytest.fixture
def retriever(tmp_path: Path) -> TantivyRetriever:
    """Three thousand passages in several segments, a tenth of them removed or replaced."""
    random = Random(1)
    opened = TantivyRetriever.create(tmp_path)
    for first in range(1, 3_000, 1_000):
        opened.add(passages(random, 1_000, first))
    opened.remove(random.sample(range(1, 3_001), 200))
    opened.add(passages(random, 100, 500))
    return opened


def results(retriever: TantivyRetriever, queries: Sequence[Query], k: int) -> list[list[Hit]]:
    return [retriever.search(query, k) for query in queries]


def test_terms_whose_passages_are_all_removed_find_nothing(tmp_path: Path) -> None:
    opened = TantivyRetriever.create(tmp_path)
    opened.add([IndexDocument(1, None, {"words": "tôm"}), IndexDocument(2, None, {"words": "cá"})])
    opened.remove([1])
    assert opened.search(Query({"words": {"tôm": 1.0}}), 5) == []
    assert [hit.passage_id for hit in opened.search(Query({"words": {"tôm": 1.0, "cá": 1.0}}), 5)] == [2]


def test_mapped_pages_are_let_go_when_there_are_many(
    retriever: TantivyRetriever, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are given back at every search; nobody notices, not even who searches in another thread."""
    queries = [asked(Random(number)) for number in range(40)]
    expected = results(retriever, queries, 10)
    before = postings_kb(tmp_path)
    monkeypatch.setattr(tantivy_engine, "RESIDENT_FILES_MB", 0)
    with ThreadPoolExecutor(3) as pool:
        for found in pool.map(lambda _: results(retriever, queries, 10), range(3)):
            assert found == expected
    assert before > postings_kb(tmp_path) == 0
    assert machine.resident_files_mb() > 1


def postings_kb(folder: Path) -> int:
    """How much of the postings in a folder is in this process's memory."""
    total, counts = 0, False
    for line in Path("/proc/self/smaps").read_text("utf-8").splitlines():
        if "-" in line.split()[0]:
            counts = line.endswith(".idx") and str(folder) in line
        elif counts and line.startswith("Rss:"):
            total += int(line.split()[1])
    return total


@pytest.mark.parametrize("seed", range(6))
def test_damage_in_the_middle_of_a_file_is_no_panic(
    retriever: TantivyRetriever, tmp_path: Path, seed: int
) -> None:
    """The library's own panics are no Exception; a bot must not end because a disk is bad."""
    random = Random(seed)
    retriever.close()
    for file in sorted(tmp_path.glob("*.*"), key=lambda one: (one.suffix, one.stat().st_size)):
        data = bytearray(file.read_bytes())
        if file.suffix in {".idx", ".term", ".fast", ".fieldnorm"}:
            for at in random.sample(range(len(data)), min(60, len(data))):
                data[at] = random.randrange(256)
            file.write_bytes(data)
    try:
        opened = TantivyRetriever.open(tmp_path)
        for _ in range(50):
            opened.search(asked(random), 20)
    except IndexUnavailable as error:
        assert "reindex" in str(error) or "cannot be read" in str(error)
