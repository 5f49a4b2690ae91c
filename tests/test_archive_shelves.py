"""Looking at the archive without asking: shelves, news since a mark, timelines, the gate before a new index."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.state import pack_quote, unpack_quote
from corpus import (
    Archive,
    CorpusSettings,
    InvalidIndex,
    Outcome,
    Question,
    likeness,
    numbers_agree,
    subject_of,
)
from corpus.store import Store
from corpus.store.withdrawals import Withdrawals

ASKED_AT = datetime(2026, 11, 25, tzinfo=UTC)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def record(
    number: str, headline: str, body: str, day: str | None, section: str | None = None
) -> dict[str, Any]:
    published = {"published_at": f"{day}T07:00+07:00"} if day else {}
    return {"id": number, "headline": headline, "body": body, "section": section, **published}


BRIDGE = [
    record(
        "khoi-cong",
        "Khởi công cầu Bến Lội",
        "Cầu Bến Lội ở Tuy An được khởi công.",
        "2026-03-01",
        "Giao thông",
    ),
    record(
        "hop-long",
        "Hợp long cầu Bến Lội",
        "Cầu Bến Lội đã hợp long, sớm hai tháng.",
        "2026-08-01",
        "Giao thông",
    ),
    record(
        "hop-long-2", "Cầu Bến Lội hợp long", "Cầu Bến Lội hợp long sớm hai tháng.", "2026-08-02", "Xã hội"
    ),
    record("thong-xe", "Thông xe cầu Bến Lội", "Sáng nay cầu Bến Lội thông xe.", "2026-11-01", "Giao thông"),
]
OTHERS = [
    record("khong-ngay", "Cầu Bến Lội qua ảnh", "Cầu Bến Lội nhìn từ trên cao.", None),
    record("tom", "Giá tôm hùm", "Tôm hùm xanh ở Sông Cầu và TP Tuy Hòa lên giá.", "2026-10-01", "Kinh tế"),
]


def write(folder: Path, records: list[dict[str, Any]], name: str = "news.jsonl") -> Path:
    file = folder / name
    file.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
    return file


@pytest.fixture(params=["rank-bm25", "tantivy"])
async def archive(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Archive]:
    async with await Archive.open(CorpusSettings(tmp_path / "data", request.param)) as opened:
        await opened.ingest([write(tmp_path, BRIDGE + OTHERS)])
        yield opened


def ids(sources: Any) -> list[str]:
    return [source.article_id for source in sources]


async def test_sections_with_counts_and_the_latest_of_each(archive: Archive) -> None:
    assert await archive.sections() == (("Giao thông", 3), ("Kinh tế", 1), ("Xã hội", 1))
    assert ids(await archive.latest(2, sections=("Giao thông",))) == ["thong-xe", "hop-long"]
    assert ids(await archive.latest(2, 2, sections=("Giao thông",))) == ["khoi-cong"]
    assert ids(await archive.latest(3, sections={"Kinh tế", "Xã hội"})) == ["tom", "hop-long-2"]
    assert ids(await archive.latest(9))[-1] == "khong-ngay"  # without a date it comes last


async def test_places_with_counts_follow_the_current_version(archive: Archive, tmp_path: Path) -> None:
    assert await archive.places() == (("Sông Cầu", 1), ("Tuy An", 1), ("Tuy Hòa", 1))
    assert ids(await archive.latest(5, place="Tuy An")) == ["khoi-cong"]
    await archive.ingest([write(tmp_path, [BRIDGE[0] | {"body": "Cầu ở Đồng Xuân."}], "corrected.jsonl")])
    assert ("Tuy An", 1) not in await archive.places()
    assert ids(await archive.latest(5, place="Đồng Xuân")) == ["khoi-cong"]
    assert [name for name, _count in await archive.places()] == ["Đồng Xuân", "Sông Cầu", "Tuy Hòa"]


async def test_news_are_the_new_articles_and_not_the_corrected_ones(archive: Archive, tmp_path: Path) -> None:
    mark = await archive.mark()
    assert mark > 0
    fresh = record("moi", "Tin mới", "Chợ phiên mở lại.", "2026-11-25", "Kinh tế")
    corrected = OTHERS[1] | {"body": "Tôm hùm xanh xuống giá."}
    await archive.ingest([write(tmp_path, [fresh, corrected], "more.jsonl")])
    later = await archive.mark()
    assert later > mark
    (news,) = await archive.news(mark, later)
    assert (news.source.article_id, news.section) == ("moi", "Kinh tế")
    assert await archive.news(later, later) == []


async def test_an_article_answers_a_question_that_waits_for_it(archive: Archive) -> None:
    asked = Question("khi nào thông xe cầu Bến Lội", ASKED_AT)
    among = {"thong-xe", "tom"}
    (quote,) = await archive.news_for(asked, among, LONG_AGO)
    assert quote.text == "Sáng nay cầu Bến Lội thông xe."
    assert await archive.news_for(asked, {"tom"}, LONG_AGO) == []
    assert await archive.news_for(asked, among, ASKED_AT - timedelta(days=1)) == []


async def test_a_timeline_is_dated_ordered_and_tells_each_story_once(archive: Archive) -> None:
    answer = await archive.timeline(Question("cầu Bến Lội", ASKED_AT))
    assert answer.outcome is Outcome.ANSWERED
    assert ids(quote.source for quote in answer.quotes) == ["khoi-cong", "hop-long", "thong-xe"]
    for quote in answer.quotes:
        article = await archive.article(quote.source.article_id)
        assert article is not None
        quote.check(article)
    assert (await archive.timeline(Question("sân bay vũ trụ", ASKED_AT))).outcome is Outcome.NOT_FOUND


async def test_without_an_index_a_timeline_is_unavailable(tmp_path: Path) -> None:
    async with await Archive.open(CorpusSettings(tmp_path)) as empty:
        assert (await empty.timeline(Question("cầu", ASKED_AT))).outcome is Outcome.UNAVAILABLE
        assert await empty.mark() == 0


async def test_versions_are_told_apart(archive: Archive, tmp_path: Path) -> None:
    first = await archive.article("tom")
    assert first is not None
    assert await archive.current_version("tom") == first.version
    await archive.ingest([write(tmp_path, [OTHERS[1] | {"body": "Tôm xuống giá."}], "corrected.jsonl")])
    assert await archive.current_version("tom") != first.version
    stored_at = await archive.stored_at("tom", first.version)
    assert stored_at is not None
    assert datetime.now(UTC) - stored_at < timedelta(minutes=5)
    assert await archive.stored_at("tom", "0" * 64) is None
    assert await archive.current_version("khong-co") is None


async def withdraw(folder: Path, article_id: str) -> None:
    store = await Store.open(folder)
    async with store.change() as write:
        await Withdrawals(store).add(write, [article_id], "gone", 1)
    await store.close()


async def test_a_withdrawn_article_stands_on_no_shelf_and_is_quoted_no_more(
    archive: Archive, tmp_path: Path
) -> None:
    answer = await archive.ask(Question("giá tôm hùm xanh ở Sông Cầu", ASKED_AT))
    packed, mark = pack_quote(answer.quotes[0]), await archive.mark()
    assert await unpack_quote(packed, archive) == answer.quotes[0]
    await withdraw(tmp_path / "data", "tom")
    assert "Kinh tế" not in dict(await archive.sections())
    assert "Sông Cầu" not in dict(await archive.places())
    assert await unpack_quote(packed, archive) is None
    assert await archive.current_version("tom") is None
    assert await archive.stored_at("tom", answer.quotes[0].source.version) is not None
    assert "tom" not in {one.source.article_id for one in await archive.news(0, mark)}


async def test_the_gate_sees_the_new_index_and_may_refuse_it(archive: Archive) -> None:
    asked = Question("khi nào thông xe cầu Bến Lội", ASKED_AT)
    before = (await archive.status()).generation
    seen = []

    async def refuse(candidate: Archive) -> None:
        seen.append((await candidate.ask(asked)).outcome)
        with pytest.raises(Exception, match="being judged"):
            await candidate.undo_reindex()
        raise InvalidIndex("not good enough")

    with pytest.raises(InvalidIndex, match="not good enough"):
        await archive.reindex(gate=refuse)
    assert seen == [Outcome.ANSWERED]
    assert (await archive.status()).generation == before
    assert (await archive.ask(asked)).outcome is Outcome.ANSWERED

    async def accept(candidate: Archive) -> None:
        assert (await candidate.ask(asked)).quotes

    assert before is not None
    assert (await archive.reindex(gate=accept)).number == before.number + 1


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Giá tôm hùm xanh bao nhiêu vậy?", "Giá tôm hùm xanh"),
        ("cho hỏi khi nào thông xe cầu Bến Lội ạ", "thông xe cầu Bến Lội"),
        ("ở đâu?", "ở đâu?"),
    ],
)
def test_what_a_question_is_about(question: str, subject: str) -> None:
    assert subject_of(question) == subject


def test_likeness() -> None:
    assert likeness("Thông xe cầu Bến Lội", "thong xe cau ben loi!") == 1.0
    assert likeness("", "") == 1.0
    assert likeness("tôm", "cua") == 0.0
    assert numbers_agree("Giá tôm 950.000 đồng", "Tôm: 950.000 đồng")
    assert numbers_agree("bảy ngư dân", "7 ngư dân")
    assert not numbers_agree("Giá tôm 950.000 đồng", "Giá tôm 980.000 đồng")
    assert 0.3 < likeness("Thông xe cầu Bến Lội", "Khởi công cầu Bến Lội") < 0.6
