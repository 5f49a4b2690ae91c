"""Answers kept for whoever asks the same again: the same as found anew, and only as long as they hold."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from corpus import Answer, Archive, CorpusSettings, Question
from corpus.errors import IndexUnavailable
from corpus.samples import articles_folder, questions_file
from corpus.store.withdrawals import GONE, Withdrawals
from corpus.timezone import VIETNAM, now

PRICE = "giá tôm hùm xanh bao nhiêu?"
MORNING = datetime(2026, 11, 21, 0, 30, tzinfo=VIETNAM)
EVENING = datetime(2026, 11, 21, 23, 30, tzinfo=VIETNAM)


def record(number: int, body: str, day: str = "2026-11-20") -> str:
    return json.dumps(
        {"id": f"a{number}", "headline": f"Tin {number}", "body": body, "published_at": f"{day}T08:00+07:00"}
    )


NEWS = (
    record(1, "Giá tôm hùm xanh tại đầm Cù Mông lên 950.000 đồng/kg."),
    record(2, "Cây cầu qua sông Đà Rằng dài 1.100 m."),
)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with await Archive.open(CorpusSettings(tmp_path / "data"), keep=10) as opened:
        await take_in(opened, tmp_path, *NEWS)
        yield opened


async def take_in(archive: Archive, folder: Path, *records: str) -> None:
    (folder / "news.jsonl").write_text("\n".join(records), "utf-8")
    await archive.ingest([folder / "news.jsonl"])


@pytest.fixture
async def searches(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the engine was asked for."""
    seen: list[object] = []
    retriever = type(await archive._index.retriever())
    plain = retriever.search

    def noted(*arguments: object) -> object:
        seen.append(arguments[1])
        return plain(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(retriever, "search", noted)
    return seen


def told(answer: Answer) -> Answer:
    return replace(answer, elapsed_ms=0.0)


@pytest.mark.parametrize("text", [PRICE, "giá tôm hùm xanh hôm nay", "giá tôm hùm mới nhất"])
async def test_the_same_is_not_searched_for_twice_on_a_day(
    archive: Archive, searches: list[object], text: str
) -> None:
    first = await archive.ask(Question(text, MORNING))
    many = len(searches)
    again = await archive.ask(Question(text, EVENING))
    assert told(again) == told(first)
    assert many
    assert len(searches) == many
    await archive.ask(Question(text, EVENING + timedelta(hours=1)))
    assert len(searches) == 2 * many


async def test_an_answer_of_any_day_is_another_question(archive: Archive, searches: list[object]) -> None:
    asked = Question("giá tôm hùm xanh hôm nay", MORNING)
    await archive.ask(asked)
    many = len(searches)
    anytime = await archive.ask(replace(asked, ignore_period=True))
    assert len(searches) > many
    assert anytime.period is None


async def test_what_is_new_answers_at_once(archive: Archive, tmp_path: Path) -> None:
    await archive.ask(Question(PRICE, now()))
    await take_in(archive, tmp_path, record(1, "Giá tôm hùm xanh nay là 980.000 đồng/kg."))
    answer = await archive.ask(Question(PRICE, now()))
    assert [quote.text for quote in answer.quotes] == ["Giá tôm hùm xanh nay là 980.000 đồng/kg."]


async def test_what_is_gone_is_not_quoted_even_before_the_index_knows(archive: Archive) -> None:
    assert (await archive.ask(Question(PRICE, now()))).quotes
    async with archive._store.change() as write:
        await Withdrawals(archive._store).add(write, ["a1"], GONE, 0)
    assert not (await archive.ask(Question(PRICE, now()))).quotes


async def test_the_answers_given_last_are_kept(archive: Archive, searches: list[object]) -> None:
    texts = [f"cây cầu số {number} dài bao nhiêu" for number in range(11)]
    for text in texts:
        await archive.ask(Question(text, now()))
    many = len(searches)
    await archive.ask(Question(texts[-1], now()))
    assert len(searches) == many
    await archive.ask(Question(texts[0], now()))
    assert len(searches) > many


async def test_kept_or_found_anew_it_is_the_same_answer(tmp_path: Path) -> None:
    texts = [json.loads(line)["question"] for line in questions_file().read_text("utf-8").splitlines()[::6]]
    async with await Archive.open(CorpusSettings(tmp_path), keep=len(texts)) as keeping:
        await keeping.ingest([articles_folder()])
        for text in texts:
            await keeping.ask(Question(text, MORNING))
        async with await Archive.open(CorpusSettings(tmp_path)) as plain:
            for text in texts:
                asked = Question(text, EVENING)
                assert told(await keeping.ask(asked)) == told(await plain.ask(asked)), text


async def test_what_was_found_answers_where_the_index_is_gone_by_then(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    states: list[bytes] = [b"before"]

    async def gone() -> bytes:
        if not states:
            raise IndexUnavailable("gone")
        return states.pop()

    monkeypatch.setattr(archive._index, "state", gone)
    assert (await archive.ask(Question(PRICE, now()))).quotes
