"""The engines side by side: all our fields, against tantivy alone on one field and rank-bm25 as it is shipped."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tantivy
from rank_bm25 import BM25Okapi
from tantivy import Occur

from corpus.answer.reading import query, question
from corpus.archive.retrieval import PASSAGES, Retrieval
from corpus.bench import data
from corpus.bench.archives import archive
from corpus.bench.measure import in_turns, percentile
from corpus.bench.plan import Plan
from corpus.bench.report import Table
from corpus.index import ENGINES, IndexDocument, Retriever
from corpus.index.engine import SEARCHED
from corpus.index.generations import Generations
from corpus.index.live import document
from corpus.language.analyzer import analyze
from corpus.models import Query, Terms
from corpus.store import Store

K = PASSAGES  # as many as an answer asks for
ASKED = 100
ASKED_SLOWLY = 10  # where an answer takes a second
SHIPPED_UP_TO = 200_000  # passages that rank-bm25 as shipped is asked to hold: 2 GB for a million
MEMORY_UP_TO = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: as our engines get it, and the terms of the whole of it, for the others."""

    query: Query
    terms: Terms

    def only(self, field: str) -> Query:
        """What of the query concerns that field."""
        return Query({name: terms for name, terms in self.query.terms.items() if name == field})


def measure(plan: Plan) -> Iterator[Table]:
    """A table of times, a row for each size and contestant; and how they grow."""
    asked = [
        Asked(query.build(question.read(text)), analyze(text))
        for text in data.questions(data.pool(plan.articles), ASKED)
    ]
    rows: list[list[object]] = []
    ours: dict[int, float] = {}
    for size in plan.sizes:
        with tempfile.TemporaryDirectory() as folder:
            times = _times(archive(plan, size), size, asked, Path(folder))
        bare = percentile(times[_BARE.format("words")], 0.5)
        ours[size] = percentile(times[_OURS], 0.5)
        for name, found in times.items():
            p50, p95 = percentile(found, 0.5), percentile(found, 0.95)
            rows.append([size, name, p50, p95, p50 / bare, len(found)])
    growth = ", ".join(f"{ours[size] / ours[plan.sizes[0]]:.1f} at {size:,}" for size in plan.sizes[1:])
    fields = sum(len(one.query.terms) for one in asked) / len(asked)
    clauses = sum(sum(map(len, one.query.terms.values())) for one in asked) / len(asked)
    yield Table(
        "Engines side by side",
        ["passages", "", "p50, ms", "p95, ms", "p50 to tantivy alone on words", "questions"],
        rows,
        [
            f"{clauses:.0f} terms in {fields:.1f} fields a question on average; the best {K} passages.",
            "Alone on one field: all words of the question, its question words too, the best 10, in the same index.",
            f"All our fields in tantivy, as times of {plan.sizes[0]:,} passages: {growth}.",
        ],
    )


_OURS = "tantivy, all our fields"
_ONE = "tantivy, our {} only"
_BARE = "tantivy alone, {}"


def _times(folder: Path, size: int, asked: Sequence[Asked], scratch: Path) -> dict[str, list[float]]:
    generations = Generations(folder / "index")
    current = generations.current()
    assert current is not None  # noqa: S101 - it was built
    retriever = generations.open(current)
    contestants: dict[str, Callable[[Asked], object]] = {
        _OURS: lambda one: Retrieval(retriever).best(one.query)
    }
    contestants |= {_ONE.format(field): _ours(retriever, field) for field in SEARCHED}
    bare = tantivy.Index.open(str(generations.path(current.number)))
    for field in SEARCHED:
        contestants[_BARE.format(field)] = _bare(bare, field)
    if size <= MEMORY_UP_TO:
        sparse = ENGINES["rank-bm25"]().create(scratch / "sparse")
        sparse.add(_documents(folder))
        contestants["rank-bm25's sparse arrays, all our fields"] = lambda one: Retrieval(sparse).best(
            one.query
        )
    times = in_turns(contestants, asked)
    if size <= SHIPPED_UP_TO:
        shipped = BM25Okapi([one.texts["words"].split() for one in _documents(folder)])
        slow: Mapping[str, Callable[[Asked], object]] = {
            "rank-bm25 as shipped, words": lambda one: _top(shipped.get_scores(one.terms["words"]))
        }
        times |= in_turns(slow, asked[:ASKED_SLOWLY], rounds=1)
    return times


def _ours(retriever: Retriever, field: str) -> Callable[[Asked], object]:
    return lambda one: Retrieval(retriever).best(one.only(field))


def _bare(index: tantivy.Index, field: str) -> Callable[[Asked], object]:
    """tantivy's own search of one field with the defaults of its library, but that it need not count all matches."""
    searcher, schema = index.searcher(), index.schema

    def search(one: Asked) -> object:
        terms = dict.fromkeys(one.terms[field])
        union = tantivy.Query.boolean_query(
            [(Occur.Should, tantivy.Query.term_query(schema, field, term, "freq")) for term in terms]
        )
        return searcher.search(union, 10, count=False)

    return search


def _top(scores: np.ndarray[tuple[int], np.dtype[np.float64]]) -> object:
    return np.argpartition(scores, -K)[-K:]


def _documents(folder: Path) -> list[IndexDocument]:
    async def read() -> list[IndexDocument]:
        store = await Store.open(folder)
        try:
            return [document(one) async for batch in store.passages_after(0, 5_000) for one in batch]
        finally:
            await store.close()

    return asyncio.run(read())
