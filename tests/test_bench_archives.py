"""The benchmarks' archives are what an ingest of the same articles makes, but for when they were stored."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from corpus.answer.reading import query, question
from corpus.archive import Archive
from corpus.bench import data, remembering
from corpus.bench.archives import archive, enough, fill
from corpus.bench.plan import Plan
from corpus.index import Retriever, split
from corpus.index.generations import Generations
from corpus.ingest import prepare
from corpus.models import Article
from corpus.settings import CorpusSettings
from corpus.store.connections import FILE_NAME

OURS = (
    "articles",
    "versions",
    "passages",
    "sheets",
    "article_places",
    "sketches",
    "shingles",
    "near_duplicates",
)
ASKED = (
    "giá tôm hùm ở Sông Cầu bao nhiêu",
    "khi nao khanh thanh cau moi",
    "vì sao thiếu nước sạch ở Sơn Hòa",
)


def articles(count: int) -> list[Article]:
    """Real ones, then recombined ones, some with what one does not see and what ends no sentence."""
    found = list(islice(data.articles(None), count))
    odd = "TP.\u200b Tuy Hòa có “xã A.” Theo ông B. thì\u00ad\u00a0không.Rồi mưa…\n\u200b\nĐến hết 30/6"
    return [*found, replace(found[-1], id="odd", text=f"{odd}\n{found[-1].text}", parts=())]


@pytest.fixture(scope="module")
def some() -> list[Article]:
    return articles(160)


def test_a_memory_for_sentences_changes_nothing(some: list[Article]) -> None:
    assert remembering.prepare(some) == prepare(some)
    assert remembering.prepare(some) == prepare(some), "what was remembered"


async def _ingest(folder: Path, some: Iterable[Article]) -> None:
    async with await Archive.open(CorpusSettings(folder, "tantivy")) as opened:
        await opened.take_in(some)


def rows(folder: Path) -> dict[str, list[Any]]:
    """All that is stored of articles."""
    with sqlite3.connect(folder / FILE_NAME) as connection:
        names = {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in OURS
        }
        return {
            table: sorted(
                connection.execute(
                    f"SELECT {', '.join(name for name in columns if name != 'stored_at')} FROM {table}"  # noqa: S608
                ).fetchall(),
                key=repr,
            )
            for table, columns in names.items()
        }


def retriever(folder: Path) -> Retriever:
    generations = Generations(folder / "index")
    serving = generations.current()
    assert serving is not None
    return generations.open(serving)


def test_an_archive_is_what_an_ingest_makes_of_the_same_articles(tmp_path: Path, some: list[Article]) -> None:
    asyncio.run(_ingest(tmp_path / "ingested", some))
    asyncio.run(fill(tmp_path / "filled", some[:70], "tantivy"))
    asyncio.run(fill(tmp_path / "filled", some, "tantivy"))  # one that was cut off is gone on with
    stored, filled = rows(tmp_path / "ingested"), rows(tmp_path / "filled")
    assert all(stored[table] for table in OURS if table != "near_duplicates")
    assert filled == stored
    one, other = retriever(tmp_path / "ingested"), retriever(tmp_path / "filled")
    assert one.count() == other.count() == len(stored["passages"])
    for text in ASKED:
        wanted = query.build(question.read(text))
        assert one.search(wanted, 50) == other.search(wanted, 50) != []


def test_an_archive_grows_out_of_a_smaller_one(tmp_path: Path) -> None:
    said: list[str] = []
    plan = Plan(None, tmp_path, False, lambda _answer: None, said.append)
    small, large = archive(plan, 200), archive(plan, 400)
    assert archive(plan, 400) == large
    assert said == ["an archive of 200 passages is built …", "an archive of 400 passages is built …"]
    assert rows(small)["articles"] == [
        one for one in rows(large)["articles"] if one in rows(small)["articles"]
    ]
    asyncio.run(_ingest(tmp_path / "ingested", enough(data.articles(None), 400)))
    assert rows(large) == rows(tmp_path / "ingested")
    assert retriever(large).count() == len(rows(large)["passages"])


def test_enough_articles_for_so_many_passages() -> None:
    told: list[tuple[int, int | None]] = []
    found = list(enough(data.articles(None), 500, lambda done, total: told.append((done, total))))
    assert 500 <= sum(len(split(article)) for article in found) < 530
    assert told[-1] == (500, 500)
    assert len(told) == len(found)
