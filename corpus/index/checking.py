"""Does the index hold what the store holds?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from corpus.errors import IndexUnavailable
from corpus.index.engine import IndexDocument, Retriever
from corpus.index.live import LiveIndex, document
from corpus.models import Query
from corpus.store import Store

SAMPLE = 200  # passages that must be found by their own words, spread evenly over the store
BATCH = 5_000
RANK = 10
PATIENT_RANK = 1_000  # many passages may say the same, such as a list that is printed every day


async def index_problems(index: LiveIndex, store: Store) -> list[str]:
    """What is wrong with the index, in words for an operator; nothing where it is well, or nothing is stored."""
    held = await store.passage_count()
    if not held:
        return []
    try:
        retriever = await index.retriever()
        found = retriever.count()
        lost = await _lost(retriever, store, max(held // SAMPLE, 1))
    except IndexUnavailable as error:
        return [str(error)]
    problems = []
    generation = index.generation
    if generation and (generation.passage_mark, generation.removal_mark) != await store.marks():
        problems.append("the index has not seen everything that is stored")
    if found != held:
        problems.append(f"the index holds {found:,} passages, the store {held:,}")
    if lost:
        problems.append(f"{lost:,} of {min(held, SAMPLE):,} passages are not found by their own words")
    return problems


async def _lost(retriever: Retriever, store: Store, step: int) -> int:
    lost, position = 0, 0
    async for batch in store.passages_after(0, BATCH):
        chosen = [document(one) for one in batch[-position % step :: step]]
        position += len(batch)
        lost += await asyncio.to_thread(_count_lost, retriever, chosen)
    return lost


def _count_lost(retriever: Retriever, documents: Sequence[IndexDocument]) -> int:
    return sum(not _finds(retriever, one) for one in documents)


def _finds(retriever: Retriever, wanted: IndexDocument) -> bool:
    terms = dict.fromkeys(wanted.texts.get("syllables", "").split(), 1.0)
    if not terms:
        return True
    return any(
        wanted.passage_id in {hit.passage_id for hit in retriever.search(Query({"syllables": terms}), rank)}
        for rank in (RANK, PATIENT_RANK)
    )
