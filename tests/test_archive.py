"""The archive end to end: files in, answers out."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus import Archive, CorpusSettings, Outcome, Question

ASKED_AT = datetime(2026, 11, 24, tzinfo=UTC)


def record(number: int, headline: str, body: str) -> str:
    return json.dumps(
        {
            "id": f"a{number}",
            "headline": headline,
            "body": body,
            "published_at": f"2026-11-{number:02d}T08:00+07:00",
        }
    )


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    news = tmp_path / "news.jsonl"
    news.write_text(
        "\n".join(
            [
                record(
                    1, "Giá tôm hùm tăng", "Sáng nay, giá tôm hùm xanh tại đầm Cù Mông lên 950.000 đồng/kg."
                ),
                record(
                    2, "Khởi công cầu mới", "Cây cầu qua sông Đà Rằng dài 1.100 m được khởi công ngày 2/11."
                ),
            ]
        ),
        encoding="utf-8",
    )
    async with await Archive.open(CorpusSettings(tmp_path / "data")) as opened:
        tally = await opened.ingest([news])
        assert (tally.new, tally.skipped) == (2, [])
        yield opened


async def ask(archive: Archive, text: str) -> tuple[Outcome, list[str]]:
    answer = await archive.ask(Question(text, ASKED_AT))
    return answer.outcome, [quote.text for quote in answer.quotes]


@pytest.mark.parametrize("question", ["giá tôm hùm xanh bao nhiêu?", "gia tom hum xanh bao nhieu"])
async def test_a_question_is_answered_with_a_quote(archive: Archive, question: str) -> None:
    outcome, quotes = await ask(archive, question)
    assert outcome is Outcome.ANSWERED
    assert quotes[0] == "Sáng nay, giá tôm hùm xanh tại đầm Cù Mông lên 950.000 đồng/kg."


async def test_what_nobody_wrote_about_is_not_found(archive: Archive) -> None:
    assert await ask(archive, "giá vàng SJC hôm nay") == (Outcome.NOT_FOUND, [])


async def test_ingesting_twice_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    tally = await archive.ingest([tmp_path / "news.jsonl"])
    assert (tally.new, tally.changed, tally.unchanged) == (0, 0, 2)


async def test_a_changed_article_replaces_its_passages(archive: Archive, tmp_path: Path) -> None:
    news = tmp_path / "corrected.jsonl"
    news.write_text(record(1, "Giá tôm hùm tăng", "Giá tôm hùm xanh là 980.000 đồng/kg."), encoding="utf-8")
    old = await archive.article("a1")
    assert (await archive.ingest([news])).changed == 1
    assert (await ask(archive, "giá tôm hùm xanh"))[1] == ["Giá tôm hùm xanh là 980.000 đồng/kg."]
    assert old is not None
    assert await archive.article("a1", old.version) == old


async def test_another_process_sees_what_was_added(archive: Archive, tmp_path: Path) -> None:
    async with await Archive.open(CorpusSettings(tmp_path / "data")) as other:
        assert (await ask(other, "giá cà phê"))[0] is Outcome.NOT_FOUND
        more = tmp_path / "more.jsonl"
        more.write_text(record(3, "Giá cà phê", "Giá cà phê nhân xô là 120.000 đồng/kg."), encoding="utf-8")
        await archive.ingest([more])
        assert (await ask(other, "giá cà phê nhân xô"))[0] is Outcome.ANSWERED


async def test_reindex_and_undo(archive: Archive) -> None:
    first = (await archive.status()).generation
    second = await archive.reindex(full=True)
    assert first is not None
    assert second.number == first.number + 1
    assert (await archive.undo_reindex()).number == first.number
    assert (await ask(archive, "giá tôm hùm xanh"))[0] is Outcome.ANSWERED


async def test_without_an_index_nothing_is_available(tmp_path: Path) -> None:
    async with await Archive.open(CorpusSettings(tmp_path)) as empty:
        assert await ask(empty, "giá tôm") == (Outcome.UNAVAILABLE, [])
        assert (await empty.status()).problem == "nothing is indexed yet; run hoibao ingest"


async def test_tantivy_serves_as_well(archive: Archive, tmp_path: Path) -> None:
    async with await Archive.open(CorpusSettings(tmp_path / "data", "tantivy")) as other:
        generation = await other.reindex()
        assert generation.engine == "tantivy"
        assert (await ask(other, "gia tom hum xanh"))[0] is Outcome.ANSWERED


async def test_a_damaged_store_makes_answers_unavailable(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text(record(1, "Giá tôm", "Giá tôm hùm xanh là 950.000 đồng/kg."), encoding="utf-8")
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        await archive.ingest([news])
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        file = tmp_path / "corpus.sqlite3"
        data = file.read_bytes()
        file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
        assert await ask(archive, "giá tôm hùm xanh") == (Outcome.UNAVAILABLE, [])


async def test_a_deleted_index_is_built_anew_by_itself(archive: Archive, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "data" / "index")
    async with await Archive.open(CorpusSettings(tmp_path / "data")) as other:
        assert (await ask(other, "giá tôm hùm xanh"))[0] is Outcome.UNAVAILABLE
        assert (await other.status()).problem is not None
        await other.catch_up()
        assert (await other.status()).problem is None
        assert (await ask(other, "giá tôm hùm xanh"))[0] is Outcome.ANSWERED


async def test_the_event_loop_goes_on_while_a_search_runs(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Searches, and whatever opens an index, run in threads."""
    loop_thread = threading.get_ident()
    seen: list[int] = []
    retriever = type(await archive._index.retriever())
    search, opened = retriever.search, retriever.open

    def noted(*arguments: object) -> object:
        seen.append(threading.get_ident())
        return search(*arguments)  # type: ignore[arg-type]

    def noted_open(*arguments: object) -> object:
        seen.append(threading.get_ident())
        return opened(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(retriever, "search", noted)
    monkeypatch.setattr(retriever, "open", noted_open)
    await archive.reindex()
    assert (await ask(archive, "giá tôm hùm xanh"))[0] is Outcome.ANSWERED
    assert len(seen) >= 2
    assert loop_thread not in seen


async def test_what_is_asked_of_a_name_that_no_article_has_is_refused_and_said(archive: Archive) -> None:
    answer = await archive.ask(Question("giá tôm hùm xanh ở Vũng Tàu bao nhiêu?", ASKED_AT))
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.unmentioned == ("Vũng Tàu",)
    assert [source.article_id for source in answer.related] == ["a1"]
