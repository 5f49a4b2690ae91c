"""Analysis in several processes: the same results in the same order, whatever happens to the processes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from pathlib import Path

import pytest
from index_support import article, hoibao, opened, put

from corpus import Archive, CorpusSettings
from corpus.ingest import analysts, analyze_articles
from corpus.ingest.analysts import Analysts
from corpus.language.analyzer import ANALYSIS
from corpus.models import Article, Skipped
from corpus.store import AnalyzedArticle, AnalyzedPassage


def who(articles: Sequence[Article]) -> tuple[int, list[str]]:
    """The process that was at work, and on what."""
    return os.getpid(), [one.id for one in articles]


def fail(articles: Sequence[Article]) -> None:
    raise ZeroDivisionError(articles[0].id)


def end_the_process(articles: Sequence[Article]) -> int:
    """End the process where it is not the test's own, as the system does where memory runs out."""
    if articles[0].headline != str(os.getpid()):
        os.kill(os.getpid(), signal.SIGKILL)
    return len(articles)


async def batches(count: int, size: int = 4) -> AsyncIterator[Sequence[Article]]:
    for start in range(0, count * size, size):
        yield [Article(f"{number:03d}", str(os.getpid()), "") for number in range(start, start + size)]


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are called in for the third batch."""
    monkeypatch.setattr(analysts, "ALONE_UP_TO", 8)


async def results(analyze: Callable[[Sequence[Article]], object], count: int, processes: int) -> list[object]:
    async with Analysts(analyze, processes) as working, aclosing(working.map(batches(count))) as found:
        return [result async for _batch, result in found]


@pytest.mark.usefixtures("soon")
async def test_many_are_analyzed_in_processes_and_come_back_in_order() -> None:
    found = await results(who, 12, 2)
    pids, ids = zip(*found, strict=True)  # type: ignore[arg-type]
    assert [number for row in ids for number in row] == [f"{number:03d}" for number in range(48)]
    assert pids[:2] == (os.getpid(),) * 2
    assert os.getpid() not in pids[2:]


@pytest.mark.parametrize("processes", [1, 2])
async def test_few_are_analyzed_here(processes: int) -> None:
    found = await results(who, 3, processes)
    assert {row[0] for row in found} == {os.getpid()}  # type: ignore[index]


@pytest.mark.usefixtures("soon")
async def test_one_processor_needs_no_other_process() -> None:
    assert {row[0] for row in await results(who, 12, 1)} == {os.getpid()}  # type: ignore[index]


@pytest.mark.usefixtures("soon")
async def test_an_error_comes_through() -> None:
    with pytest.raises(ZeroDivisionError, match="000"):
        await results(fail, 12, 2)


@pytest.mark.usefixtures("soon")
async def test_when_the_processes_are_ended_from_outside_this_one_goes_on() -> None:
    assert await results(end_the_process, 12, 2) == [4] * 12


PARENT = """
import asyncio, os, sys, time
from corpus.ingest import analysts
sys.path.insert(0, sys.argv[1])
from test_ingest_analysts import batches, who
analysts.ALONE_UP_TO = 0
async def main():
    async with analysts.Analysts(who, 2) as working:
        async for _batch, (pid, _ids) in working.map(batches(40)):
            print(pid, flush=True)
        time.sleep(60)
if __name__ == "__main__":
    asyncio.run(main())
"""


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Also where that one is killed and can say nothing."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(script), str(Path(__file__).parent)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pids = {int(parent.stdout.readline()) for _ in range(40)}
    assert pids
    assert all(map(is_alive, pids))
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 30
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, pids))


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.usefixtures("soon")
async def test_the_archive_is_the_same_whoever_analyzes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [article(number) for number in range(100)]
    async with await Archive.open(CorpusSettings(tmp_path / "processes")) as archive:
        tally = await archive.take_in(articles)
    assert tally.new == 100
    async with opened(tmp_path / "processes") as store:
        passages = [found async for batch in store.passages_after(0, 500) for found in batch]
    for one in articles[::9]:
        made = [(found.start, found.end, found.terms) for found in passages if found.article_id == one.id]
        expected = analyze_articles([one])[one.id].passages
        assert made == [(want.passage.start, want.passage.end, want.terms) for want in expected]


async def test_the_tally_counts_what_was_found(tmp_path: Path) -> None:
    """The same article twice in a batch and twice in two, unchanged ones, bad input."""
    bad = Skipped(Path("x"), "no reason")
    found = [article(1), article(1, "sửa"), bad, article(2)] + [article(number) for number in range(10, 80)]
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        tally = await archive.take_in([*found, article(10, "sửa"), article(11)])  # type: ignore[list-item]
        assert (tally.new, tally.changed, tally.unchanged, tally.skipped_count) == (72, 1, 2, 1)
        assert await archive.article("a1") == article(1, "sửa")
        again = await archive.take_in([article(number) for number in range(12, 80)])
        assert (again.new, again.changed, again.unchanged) == (0, 0, 68)


async def test_progress_goes_to_the_total(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    lines = [
        json.dumps({"id": str(number), "headline": f"Tin {number}", "body": "Bài."}) for number in range(150)
    ]
    news.write_text("\n".join([*lines, "no JSON"]), encoding="utf-8")
    said: list[tuple[int, int | None]] = []
    async with await Archive.open(CorpusSettings(tmp_path / "data")) as archive:
        await archive.ingest([news], lambda done, total: said.append((done, total)))
    assert said[-1] == (151, 151)
    assert [done for done, _total in said] == sorted(done for done, _total in said)


@pytest.mark.long
def test_an_interrupted_ingest_goes_on_where_it_was(tmp_path: Path) -> None:
    """Control-C in the middle: what is stored stays, and the same command takes in the rest."""
    news = tmp_path / "news.jsonl"
    with news.open("w", encoding="utf-8") as file:
        for number in range(2_000):
            one = article(number)
            file.write(json.dumps({"id": one.id, "headline": one.headline, "body": one.text}) + "\n")
    process = hoibao(tmp_path / "data", "ingest", str(news))
    deadline = time.monotonic() + 60
    while stored(tmp_path / "data") < 150 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate()
    kept = stored(tmp_path / "data")
    assert process.returncode != 0
    assert "Traceback" not in err
    assert 150 <= kept < 2_000
    again = hoibao(tmp_path / "data", "ingest", str(news), "--json")
    out, err = again.communicate()
    assert again.returncode == 0, err
    tally = json.loads(out)
    assert (tally["new"], tally["unchanged"]) == (2_000 - kept, kept)


def stored(data: Path) -> int:
    async def count() -> int:
        async with opened(data) as store:
            return len(await store.article_ids())

    return asyncio.run(count())


async def test_terms_of_another_version_are_made_anew(tmp_path: Path) -> None:
    """An archive whose terms were made by another version of the program is analyzed again, once, by itself."""
    async with opened(tmp_path) as store:
        await put(store, [article(1), article(2)])
        now = analyze_articles([article(1)])["a1"]
        outdated = [AnalyzedPassage.of(one.passage, {"syllables": ("cu",)}) for one in now.passages]
        await store.reanalyze({"a1": AnalyzedArticle(outdated, now.sheet)})
        await store.record_analysis(0)
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        await archive.catch_up()
    async with opened(tmp_path) as store:
        terms = [one.terms async for batch in store.passages_after(0, 10) for one in batch]
        assert await store.analysis_schema() == ANALYSIS
    assert all("cu" not in found["syllables"] for found in terms)
