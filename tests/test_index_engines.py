"""The contract of `Retriever`, for every engine in the table: a new engine is tested by being there."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from index_support import CLUSTER, ENGINES_HERE, engine_here

from corpus.errors import IndexUnavailable
from corpus.index import ENGINES, IndexDocument, Retriever
from corpus.index.engine import K1, SEARCHED, B
from corpus.language.analyzer import joined
from corpus.models import Hit, Query

EXACT = 1e-4  # engines add up in single precision
EMPTY = 1e-2  # on a cluster a field that is empty is one term long, where others have a dozen different ones
ROUNDED = 0.08  # tantivy keeps lengths over 40 terms in a byte


@dataclass
class Place:
    """An engine and the folder of its index."""

    engine: str
    folder: Path

    def create(self, documents: Sequence[IndexDocument] = ()) -> Retriever:
        retriever = engine_here(self.engine).create(self.folder)
        if documents:
            retriever.add(documents)
        return retriever

    def open(self) -> Retriever:
        return engine_here(self.engine).open(self.folder)


@pytest.fixture(params=ENGINES_HERE)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return Place(request.param, tmp_path / "index")


def passage(number: int, text: str = "", published_at: int | None = None, **fields: str) -> IndexDocument:
    """A passage whose field `words` is `text`."""
    by_field = {"words": text, **fields}
    return IndexDocument(number, published_at, {name: by_field.get(name, "") for name in SEARCHED})


def words(text: str, **limits: int | None) -> Query:
    return Query({"words": dict.fromkeys(text.split(), 1.0)}, **limits)


def ids(hits: Sequence[Hit]) -> list[int]:
    return [hit.passage_id for hit in hits]


def reference(documents: Sequence[IndexDocument], query: Query) -> list[tuple[int, float]]:
    """The formula of `Retriever`'s docstring, literally: (passage id, score) best first."""
    scores: dict[int, float] = {}
    size = len(documents)
    for field, terms in query.terms.items():
        counts = {one.passage_id: Counter(one.texts[field].split()) for one in documents}
        mean = sum(map(Counter.total, counts.values())) / size
        for term, weight in terms.items():
            frequency = sum(term in found for found in counts.values())
            idf = math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
            for number, found in counts.items():
                if term in found:
                    tf, length = found[term], found.total() / mean
                    part = tf * (K1 + 1) / (tf + K1 * (1 - B + B * length))
                    scores[number] = scores.get(number, 0.0) + weight * idf * part
    dates = {one.passage_id: one.published_at for one in documents}
    inside = {number: score for number, score in scores.items() if is_inside(dates[number], query)}
    return sorted(inside.items(), key=lambda pair: (-pair[1], pair[0]))


def is_inside(date: int | None, query: Query) -> bool:
    if query.published_from is None and query.published_to is None:
        return True
    return (
        date is not None
        and (query.published_from is None or date >= query.published_from)
        and (query.published_to is None or date < query.published_to)
    )


def is_close(hits: Sequence[Hit], expected: Sequence[tuple[int, float]], tolerance: float) -> bool:
    """Rank by rank the same scores, so that only passages which tie within the tolerance may stand for each other."""
    return len(hits) == len(expected) and all(
        math.isclose(hit.score, score, rel_tol=tolerance)
        for hit, (_number, score) in zip(hits, expected, strict=True)
    )


def pairs(hits: Sequence[Hit]) -> list[tuple[int, float]]:
    return [(hit.passage_id, hit.score) for hit in hits]


def generated(random: Random, count: int, longest: int, empty: float = 0.1) -> list[IndexDocument]:
    """Passages over a small vocabulary in which words are as unequal as in a language; some lack fields or dates."""
    vocabulary = [f"t{number}" for number in range(60)]
    weights = [1 / rank for rank in range(1, 61)]

    def row(field: str) -> str:
        size = 0 if random.random() < empty else random.randint(1, longest)
        return " ".join(joined(field, [random.choices(vocabulary, weights, k=size)]))

    return [
        IndexDocument(
            number, random.choice([None, random.randint(-50, 50)]), {name: row(name) for name in SEARCHED}
        )
        for number in random.sample(range(1, 10 * count), count)
    ]


def asked(random: Random) -> Query:
    terms: dict[str, dict[str, float]] = {}
    for field in random.sample(SEARCHED, random.randint(1, len(SEARCHED))):
        found = {
            f"t{random.randint(0, 70)}": random.choice([0.3, 0.5, 1.0, 2.0])
            for _ in range(random.randint(1, 8))
        }
        terms[field] = found
    low, high = sorted(random.sample(range(-60, 60), 2))
    return random.choice(
        [Query(terms), Query(terms), Query(terms, low, high), Query(terms, low), Query(terms, None, high)]
    )


def test_an_empty_index_finds_nothing(place: Place) -> None:
    retriever = place.create()
    assert retriever.search(words("tôm hùm"), 5) == []
    assert (retriever.count(), retriever.document_frequency("words", "tôm")) == (0, 0)
    retriever.remove([1, 2])
    retriever.add([])
    assert retriever.search(words("tôm hùm"), 5) == []


def test_unknown_terms_find_nothing_and_do_no_harm(place: Place) -> None:
    retriever = place.create([passage(1, "giá tôm hùm"), passage(2, "giá cà_phê")])
    assert retriever.search(words("vàng"), 5) == []
    assert retriever.search(words("tôm vàng"), 5) == retriever.search(words("tôm"), 5)
    assert retriever.search(Query({}), 5) == []
    assert retriever.search(Query({"words": {}}), 5) == []


def test_k_bounds_the_hits(place: Place) -> None:
    retriever = place.create([passage(number, "tôm") for number in range(1, 8)])
    assert len(retriever.search(words("tôm"), 3)) == 3
    assert len(retriever.search(words("tôm"), 7)) == 7
    assert len(retriever.search(words("tôm"), 1_000)) == 7
    assert retriever.search(words("tôm"), 0) == []
    assert retriever.search(words("tôm"), -1) == []


@pytest.mark.parametrize("k", [1, 2, 5, 30, 200])
def test_ties_are_settled_by_id(place: Place, k: int) -> None:
    """Also the ties with the k-th, and also in the order they came in, and in several additions."""
    numbers = list(range(1, 121))
    Random(3).shuffle(numbers)
    retriever = place.create([passage(number, "tôm hùm") for number in numbers[:50]])
    retriever.add([passage(number, "tôm hùm") for number in numbers[50:]])
    retriever.add([passage(500, "tôm tôm tôm hùm hùm")])
    assert ids(retriever.search(words("tôm hùm"), k)) == [500, *range(1, 121)][:k]


def test_the_same_question_has_the_same_hits(place: Place) -> None:
    documents = generated(Random(5), 300, 40)
    retriever = place.create(documents)
    queries = [asked(Random(number)) for number in range(20)]
    first = [retriever.search(query, 10) for query in queries]
    assert [retriever.search(query, 10) for query in queries] == first
    retriever.close()
    again = place.open()
    assert [again.search(query, 10) for query in queries] == first


@pytest.mark.parametrize(
    ("longest", "empty", "tolerance"), [(38, 0.0, EXACT), (38, 0.1, EXACT), (400, 0.1, ROUNDED)]
)
def test_scores_are_those_of_the_formula(place: Place, longest: int, empty: float, tolerance: float) -> None:
    if empty and place.engine == "opensearch":
        tolerance = max(tolerance, EMPTY)
    documents = generated(Random(11), 250, longest, empty)
    retriever = place.create(documents)
    found = 0
    for number in range(60):
        query = asked(Random(number))
        expected = reference(documents, query)
        for k in (1, 10, 1_000):
            hits = retriever.search(query, k)
            assert is_close(hits, expected[:k], tolerance)
            found += len(hits)
    assert found > 1_000


def test_engines_agree_with_each_other(tmp_path: Path) -> None:
    documents = generated(Random(23), 400, 38, empty=0.0)
    here = [name for name in sorted(ENGINES) if CLUSTER or name != "opensearch"]
    retrievers = [Place(name, tmp_path / name).create(documents) for name in here]
    same, total = 0, 0
    for number in range(40):
        query = asked(Random(1_000 + number))
        one, *others = (retriever.search(query, 20) for retriever in retrievers)
        for other in others:
            assert is_close(other, pairs(one), EXACT)
            same += sum(left == right for left, right in zip(ids(one), ids(other), strict=True))
            total += len(one)
    assert same >= 0.99 * total > 300


def test_weights_multiply(place: Place) -> None:
    retriever = place.create(
        [passage(1, "tôm", syllables="tom"), passage(2, "cá", syllables="ca"), passage(3, "mực")]
    )
    plain = retriever.search(words("tôm"), 5)[0].score
    assert retriever.search(Query({"words": {"tôm": 2.5}}), 5)[0].score == pytest.approx(2.5 * plain)
    order = retriever.search(Query({"words": {"tôm": 1.0, "cá": 3.0}}), 5)
    assert ids(order) == [2, 1]


def test_a_field_is_searched_by_itself(place: Place) -> None:
    retriever = place.create([passage(1, "tôm", syllables="cá"), passage(2, "cá", syllables="tôm")])
    assert ids(retriever.search(Query({"syllables": {"tôm": 1.0}}), 5)) == [2]
    assert ids(retriever.search(Query({"words": {"tôm": 1.0}}), 5)) == [1]


def test_one_article_scores_above_zero(place: Place) -> None:
    """Where rank-bm25's own idf is negative, Lucene's is ln(1 + 0.5 / 1.5)."""
    retriever = place.create([passage(1, "giá tôm hùm")])
    (hit,) = retriever.search(words("tôm"), 5)
    assert hit.score == pytest.approx(math.log(1 + 0.5 / 1.5), rel=EXACT)


def test_a_common_word_finds_and_orders(place: Place) -> None:
    """A word in every passage: rank-bm25's own idf would be negative."""
    documents = [passage(1, "và tôm hùm xanh"), passage(2, "và và"), passage(3, "và")]
    hits = place.create(documents).search(words("và"), 5)
    assert ids(hits) == [2, 3, 1]
    assert is_close(hits, reference(documents, words("và")), EXACT)


DATED = [passage(1, "tôm", 100), passage(2, "tôm", 200), passage(3, "tôm", -5), passage(4, "tôm")]


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({}, [1, 2, 3, 4]),
        ({"published_from": 100}, [1, 2]),
        ({"published_from": 101}, [2]),
        ({"published_to": 100}, [3]),
        ({"published_to": 101}, [1, 3]),
        ({"published_from": -5, "published_to": 200}, [1, 3]),
        ({"published_from": 201}, []),
        ({"published_from": 150, "published_to": 150}, []),
        ({"published_from": 200, "published_to": 100}, []),
        ({"published_from": 0, "published_to": 2**40}, [1, 2]),
    ],
)
def test_a_period_keeps_out_what_lies_outside_or_has_no_date(
    place: Place, limits: dict[str, int], found: list[int]
) -> None:
    """[from, to), also before 1970; who may come is not how good they are."""
    retriever = place.create(DATED)
    hits = retriever.search(words("tôm", **limits), 10)
    assert ids(hits) == found
    assert {hit.score for hit in hits} <= {hit.score for hit in retriever.search(words("tôm"), 10)}


def test_adding_replaces(place: Place) -> None:
    retriever = place.create([passage(1, "tôm", 100), passage(2, "cá", 100)])
    retriever.add([passage(1, "mực", 300), passage(1, "ghẹ", 400), passage(3, "tôm")])
    assert retriever.count() == 3
    assert ids(retriever.search(words("tôm"), 5)) == [3]
    assert retriever.search(words("mực"), 5) == []
    assert ids(retriever.search(words("ghẹ", published_from=400), 5)) == [1]


def test_the_same_passage_twice_in_the_first_addition_counts_once(place: Place) -> None:
    retriever = place.create([passage(1, "tôm"), passage(2, "cá"), passage(1, "mực")])
    assert retriever.count() == 2
    assert retriever.search(words("tôm"), 5) == []
    assert ids(retriever.search(words("mực"), 5)) == [1]


def test_removing(place: Place) -> None:
    retriever = place.create([passage(number, "tôm hùm") for number in range(1, 6)])
    retriever.remove([2, 4, 77, 2])
    retriever.remove([])
    assert retriever.count() == 3
    assert ids(retriever.search(words("tôm"), 9)) == [1, 3, 5]
    retriever.remove([1, 3, 5])
    assert (retriever.count(), retriever.search(words("tôm"), 9)) == (0, [])
    retriever.add([passage(2, "tôm")])
    assert ids(retriever.search(words("tôm"), 9)) == [2]


def test_what_was_added_is_there_after_reopening(place: Place) -> None:
    retriever = place.create([passage(1, "tôm"), passage(2, "tôm")])
    retriever.remove([1])
    retriever.add([passage(3, "tôm")])
    reader = place.open()  # while the first is open, as another process would
    assert (reader.count(), ids(reader.search(words("tôm"), 5))) == (2, [2, 3])
    retriever.close()
    assert ids(place.open().search(words("tôm"), 5)) == [2, 3]


def test_document_frequency(place: Place) -> None:
    retriever = place.create([passage(1, "tôm tôm", syllables="tom"), passage(2, "tôm cá"), passage(3)])
    counts = [retriever.document_frequency("words", term) for term in ("tôm", "cá", "mực")]
    assert counts == [2, 1, 0]
    assert retriever.document_frequency("syllables", "tom") == 1
    assert retriever.document_frequency("bigrams", "tôm") == 0
    terms = [("words", "tôm"), ("syllables", "tom"), ("words", "mực")]
    assert [retriever.document_frequencies(iter(terms))[term] for term in terms] == [2, 1, 0]


@pytest.mark.parametrize(
    "term", ["06-nq/đuk", "3,4%", "https://bao.example/x?y=(z)", "“", "AND", "a:b", "x" * 5_000]
)
def test_terms_are_taken_literally(place: Place, term: str) -> None:
    retriever = place.create([passage(1, f"{term} tôm"), passage(2, "nq đuk and a b x y z")])
    assert ids(retriever.search(words(term), 5)) == [1]
    assert retriever.document_frequency("words", term) == 1


def test_large_ids_and_numbers_survive(place: Place) -> None:
    retriever = place.create([passage(2**53 + 1, "tôm", 2**33), passage(7, "tôm", -(2**33))])
    assert ids(retriever.search(words("tôm"), 5)) == [7, 2**53 + 1]
    assert ids(retriever.search(words("tôm", published_from=2**33), 5)) == [2**53 + 1]


def test_what_is_not_there_or_damaged_cannot_be_opened(place: Place) -> None:
    with pytest.raises(IndexUnavailable, match="reindex"):
        place.open()
    place.create([passage(1, "tôm hùm xanh")]).close()
    for file in place.folder.iterdir():
        if file.is_file():
            file.write_bytes(file.read_bytes()[:20])
    with pytest.raises(IndexUnavailable, match="reindex"):
        place.open()


WRITER = """
import sys
from pathlib import Path
from index_support import engine_here
from corpus.index import IndexDocument
from corpus.index.engine import SEARCHED
retriever = engine_here(sys.argv[1]).open(Path(sys.argv[2]))
for start in range(100, 1_300, 100):
    texts = dict.fromkeys(SEARCHED, "tôm hùm")
    retriever.add([IndexDocument(number, None, texts) for number in range(start, start + 100)])
    print(start, flush=True)
"""


@pytest.fixture
def writer(place: Place) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WRITER, place.engine, str(place.folder)]
        paths = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "PYTHONPATH": paths}
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_searching_while_another_process_adds(
    place: Place, writer: Callable[[], subprocess.Popen[str]]
) -> None:
    """What is open goes on as it was; what is opened anew is whole, and grows.

    A cluster has no readers that stay as they were: there, every answer is whole.
    """
    first = place.create([passage(number, "tôm hùm") for number in range(1, 11)])
    process = writer()
    counts = [10]
    while process.poll() is None:
        reader = place.open()
        counts.append(reader.count())
        found = len(reader.search(words("tôm"), 5_000))
        assert found == counts[-1] or (place.engine == "opensearch" and found % 100 == 10)
        assert ids(first.search(words("tôm"), 3)) == [1, 2, 3]
        reader.close()
    assert process.returncode == 0
    assert counts == sorted(counts)
    assert all(count % 100 == 10 for count in counts)
    assert place.open().count() == 1_210


def test_searching_while_another_thread_adds_and_removes(place: Place) -> None:
    """A bot answers while it takes in an article."""
    retriever = place.create([passage(number, "tôm hùm") for number in range(1, 101)])
    query = words("tôm hùm mới")

    def change() -> None:
        for start in range(1_000, 1_080, 10):
            retriever.add([passage(number, f"tôm mới w{number}") for number in range(start, start + 10)])
            retriever.remove(range(start, start + 5))

    with ThreadPoolExecutor(1) as pool:
        changing = pool.submit(change)
        while not changing.done():
            assert len(retriever.search(query, 1_000)) >= 100
            assert retriever.document_frequency("words", "hùm") == 100
        changing.result()
    assert retriever.count() == 140


def test_fields_of_a_document_may_be_missing(place: Place) -> None:
    retriever = place.create([IndexDocument(1, None, {"words": "tôm"}), IndexDocument(2, None, {})])
    assert (retriever.count(), ids(retriever.search(words("tôm"), 5))) == (2, [1])
