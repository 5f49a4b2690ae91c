"""A cluster of three nodes that are killed while questions are asked. `make test-cluster` starts it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import cluster_nodes
import pytest
from backup_support import TOPICS, article
from index_support import CLUSTER

from corpus import Archive, CorpusSettings, Outcome, Question

pytestmark = [
    pytest.mark.skipif(CLUSTER is None, reason="needs make test-cluster"),
    pytest.mark.timeout(300),
]
ARTICLES = 60
ASKED_AT_LEAST = 30  # questions after each thing that happens


@pytest.fixture(autouse=True)
def whole() -> Iterator[None]:
    """All three nodes are there again after a test, however it ended."""
    yield
    cluster_nodes.revive()


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    assert CLUSTER is not None
    own = replace(CLUSTER, prefix=f"{CLUSTER.prefix}-{tmp_path.name.replace('_', '-')[:20]}")
    async with await Archive.open(CorpusSettings(tmp_path, "opensearch", cluster=own)) as opened:
        await opened.take_in(map(article, range(ARTICLES)))
        yield opened


@dataclass
class Reader:
    """Asks on and on. What is answered must be right; `outcomes`: what came of the questions."""

    archive: Archive
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    number: int = 0

    async def ask(self) -> Outcome:
        self.number += 1
        lot = self.number % ARTICLES
        text = f"giá {TOPICS[lot % len(TOPICS)]} lô {lot} bao nhiêu"
        answer = await self.archive.ask(Question(text, datetime.now(UTC)))
        assert answer.outcome is not Outcome.NOT_FOUND, f"lot {lot} is lost"
        if answer.outcome is Outcome.ANSWERED:
            assert answer.quotes[0].source.article_id == f"bai-{lot}"
        self.outcomes[answer.outcome] += 1
        return answer.outcome

    async def until(self, outcome: Outcome, tries: int = 600) -> None:
        for _ in range(tries):
            if await self.ask() is outcome:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"never {outcome}")

    async def ask_on(self) -> Counter[Outcome]:
        before = self.outcomes.copy()
        for _ in range(ASKED_AT_LEAST):
            await self.ask()
        return self.outcomes - before


@pytest.mark.parametrize("node", cluster_nodes.NODES)
async def test_a_node_is_killed_and_comes_back(archive: Archive, node: int) -> None:
    """No wrong answer, no lost article; articles come in and the index is built anew with two nodes."""
    reader = Reader(archive)
    await asyncio.to_thread(cluster_nodes.wait)
    assert await reader.ask_on() == {Outcome.ANSWERED: ASKED_AT_LEAST}
    cluster_nodes.kill(node)
    await reader.until(Outcome.ANSWERED)
    await asyncio.to_thread(cluster_nodes.wait, "yellow", 2)
    await archive.take_in([article(ARTICLES + 1)])
    building = asyncio.create_task(archive.reindex())
    while not building.done():
        await reader.ask()
    assert (await building).passages == (await archive.status()).summary.passages
    cluster_nodes.start(node)
    await asyncio.to_thread(cluster_nodes.wait)
    assert await reader.ask_on() == {Outcome.ANSWERED: ASKED_AT_LEAST}
    assert not await archive.index_problems()


async def test_without_a_cluster_answers_are_unavailable_until_it_is_back(archive: Archive) -> None:
    reader = Reader(archive)
    await reader.until(Outcome.ANSWERED)
    for number in cluster_nodes.NODES:
        cluster_nodes.kill(number)
    await reader.until(Outcome.UNAVAILABLE)
    for number in cluster_nodes.NODES:
        cluster_nodes.start(number)
    await asyncio.to_thread(cluster_nodes.wait, "yellow")
    await reader.until(Outcome.ANSWERED)
    assert await reader.ask_on() == {Outcome.ANSWERED: ASKED_AT_LEAST}
