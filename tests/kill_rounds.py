"""Kills `hoibao ingest` and `hoibao reindex` with SIGKILL at random moments and looks at what is left.

A few rounds are in the test suite (test_ingest_killed.py). For hundreds: `python tests/kill_rounds.py 300 [SEED]`.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from index_support import article, hoibao, word

from corpus import Archive, CorpusSettings
from corpus.index import LiveIndex
from corpus.models import Article
from corpus.store import Store
from corpus.store.store import FILE_NAME

BASE = 120  # articles that are there before the first round
FRESH, CHANGED = 100, 30  # of each round's ingest


class Rounds:
    """An archive that is maltreated. `expected`: what is stored, by article id, as it was seen after the last round."""

    def __init__(self, folder: Path, engine: str, random: Random) -> None:
        self.folder, self.data, self.engine, self.random = folder, folder / "data", engine, random
        self.expected: dict[str, str] = {}
        self.kills = 0
        self.takes_s: dict[str, float] = {}
        self.take_in([article(number) for number in range(BASE)])

    def run(self, kind: str, *arguments: str, kill: bool = True) -> None:
        """Run a command and kill it somewhere on its way. One that was not killed must have succeeded."""
        started = time.monotonic()
        process = hoibao(self.data, *arguments, environment={"HOIBAO_ENGINE": self.engine})
        if kill:
            time.sleep(self.random.uniform(0.3, 1.05) * self.takes_s.get(kind, self.takes_s["ingest"]))
            process.kill()
        _out, err = process.communicate()
        if process.returncode == -signal.SIGKILL:
            self.kills += 1
        else:
            assert process.returncode == 0, err
            self.takes_s[kind] = time.monotonic() - started

    def take_in(self, articles: Sequence[Article], *, kill: bool = False) -> None:
        file = self.folder / "news.jsonl"
        file.write_text("".join(map(line, articles)), encoding="utf-8")
        self.run("ingest", "ingest", str(file), kill=kill)
        asyncio.run(self.look({one.id: one.version for one in articles}, is_done=not kill))

    def a_round(self, number: int) -> None:
        """Kill a command and look."""
        kind = self.random.choice(["ingest", "ingest", "reindex", "full"])
        if kind == "ingest":
            first = 1_000 * (number + 1)
            articles = [article(one) for one in range(first, first + FRESH)]
            articles += [article(one, f"vòng {number}") for one in self.random.sample(range(BASE), CHANGED)]
            self.take_in(articles, kill=True)
        else:
            self.run(kind, "reindex", *(["--full"] if kind == "full" else []))
            asyncio.run(self.look({}))

    async def look(self, underway: Mapping[str, str], *, is_done: bool = False) -> None:
        """The archive is whole, and what serves is one index or the other, which catches up.

        `underway`: versions that were being taken in: each is there as it was before or, surely if `is_done`, as now.
        """
        self.look_at_file()
        store = await Store.open(self.data)
        index = LiveIndex(self.data / "index", store, self.engine)
        self.expected = await self.look_at_articles(store, underway, is_done=is_done)
        for number in self.random.sample(range(BASE), 10):  # before anything is repaired
            assert (await index.retriever()).search(word(number), 5), f"article {number} is lost"
        index.close()
        await store.close()
        async with await Archive.open(CorpusSettings(self.data, self.engine)) as archive:
            await archive.catch_up()
            status = await archive.status()
            assert status.problem is None
            assert status.generation is not None
            assert status.generation.passages == status.summary.passages
        assert len(list((self.data / "index" / "generations").iterdir())) <= 3  # two, and what the kill left

    def look_at_file(self) -> None:
        with closing(sqlite3.connect(self.data / FILE_NAME)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    async def look_at_articles(
        self, store: Store, underway: Mapping[str, str], *, is_done: bool
    ) -> dict[str, str]:
        """Nothing is lost, nothing is half there; the versions that are stored."""
        stored = await store.articles(await store.article_ids())
        versions = {number: one.version for number, one in stored.items()}
        before = self.expected | underway if is_done else self.expected
        for number, version in versions.items():
            assert version in (before.get(number), underway.get(number)), number
        assert set(versions) >= set(before)
        with closing(sqlite3.connect(self.data / FILE_NAME)) as connection:
            counts = dict(connection.execute("SELECT article_id, COUNT(*) FROM passages GROUP BY 1"))
        assert counts == dict.fromkeys(stored, 2)
        return versions


def line(one: Article) -> str:
    published = one.published_at.isoformat() if one.published_at else None
    record = {"id": one.id, "headline": one.headline, "body": one.text, "published_at": published}
    return json.dumps(record, ensure_ascii=False) + "\n"


def main(rounds: int, seed: int) -> None:
    for engine in ("rank-bm25", "tantivy"):
        with tempfile.TemporaryDirectory() as folder:
            maltreated = Rounds(Path(folder), engine, Random(seed))
            for number in range(rounds // 2):
                maltreated.a_round(number)
                print(f"{engine}: {number + 1} rounds, {maltreated.kills} kills", flush=True)
            maltreated.take_in([article(number, "cuối") for number in range(BASE)])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
