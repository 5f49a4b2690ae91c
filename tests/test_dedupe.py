"""The same story in two papers: found by its phrases, linked, never dropped; copies of one paper known exactly."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta
from pathlib import Path

import bench_dedupe
import pytest
from crawl_site import sentence
from gather_support import shared_path

from corpus import VIETNAM, Archive, CorpusSettings
from corpus.gather import dedupe
from corpus.models import Article
from corpus.store import Store
from corpus.store.sketches import Shared, Sketches

NOW_S = 1_795_000_000
DAY = datetime(2026, 11, 24, tzinfo=VIETNAM)


def text(seed: int, sentences: int = 20) -> str:
    rng = random.Random(seed)
    return " ".join(sentence(rng) for _sentence in range(sentences))


def article(number: str, body: str, **fields: object) -> Article:
    return Article(number, fields.pop("headline", "Tin"), body, published_at=DAY, **fields)  # type: ignore[arg-type]


def likeness(one: str, other: str) -> float:
    first, second = (dedupe.sketch(article(name, body), NOW_S) for name, body in (("a", one), ("b", other)))
    shared = Shared("b", len(first.shingles & second.shingles), len(second.shingles))
    return dict(dedupe.alike(first, [shared])).get("b", 0.0)


def test_case_marks_and_punctuation_do_not_matter() -> None:
    one = text(1)
    assert likeness(one, one.upper().replace(".", " !").replace("òa", "oà")) == 1.0


def test_a_story_with_another_beginning_and_end_is_still_the_same() -> None:
    one = text(1)
    assert likeness(one, f"{text(2, 4)} {one} {text(3, 4)}") > 0.9


def test_half_of_a_story_is_the_same_story() -> None:
    assert likeness(text(1, 30), text(1, 15)) > 0.9


@pytest.mark.parametrize("seed", range(5))
def test_other_stories_in_the_same_words_are_not_linked(seed: int) -> None:
    assert likeness(text(seed), text(seed + 100)) == 0.0


def test_a_shared_formula_links_nothing() -> None:
    formula = "Theo Cổng thông tin điện tử tỉnh, sáng 24/11 tại trung tâm hội nghị."
    assert likeness(f"{formula} {text(1)}", f"{formula} {text(2)}") == 0.0


@pytest.mark.parametrize("body", ["", "…", "một hai", "x" * 10_000])
def test_texts_without_much_in_them(body: str) -> None:
    assert len(dedupe.shingles(body)) <= 1
    assert likeness(body, body) == 0.0


def test_copies_are_told_by_paper_date_headline_and_text() -> None:
    one = article("a", text(1), publisher="Báo A", url="https://a.test/1")
    assert dedupe.content(one) == dedupe.content(
        article("b", text(1) + "\n", publisher="Báo A", url="https://a.test/2")
    )
    for other in (
        article("b", text(1), publisher="Báo B"),
        article("b", text(2), publisher="Báo A"),
        article("b", text(1), publisher="Báo A", headline="Khác"),
        Article("b", "Tin", text(1), publisher="Báo A", published_at=DAY + timedelta(days=1)),
    ):
        assert dedupe.content(other) != dedupe.content(one)


async def test_stories_of_other_days_are_not_compared(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    sketches = Sketches(store)
    async with store.change() as write:
        for days in (0, dedupe.DAYS, dedupe.DAYS + 1, -dedupe.DAYS - 1):
            other = Article(f"d{days}", "Tin", text(1), published_at=DAY + timedelta(days=days))
            await sketches.put(write, dedupe.sketch(other, NOW_S))
        own = dedupe.sketch(article("mới", text(1)), NOW_S)
        found = await sketches.sharing(write, own, dedupe.DAYS, 50)
    await store.close()
    assert {one.article_id for one in found} == {"d0", f"d{dedupe.DAYS}"}


async def test_ingested_articles_are_linked_and_links_follow_corrections(tmp_path: Path) -> None:
    def record(number: int, body: str) -> str:
        day = "2026-11-24T08:00+07:00"
        return json.dumps(
            {"id": f"a{number}", "headline": f"Tin {number}", "body": body, "published_at": day}
        )

    news = tmp_path / "news.jsonl"
    async with await Archive.open(CorpusSettings(tmp_path / "data")) as archive:
        news.write_text(
            "\n".join([record(1, text(1)), record(2, text(1)), record(3, text(3))]), encoding="utf-8"
        )
        await archive.ingest([news])
        near = archive.newspapers.near_duplicates
        assert [number for number, _likeness in await near("a1")] == ["a2"]
        assert await near("a3") == []
        news.write_text(record(2, text(3)), encoding="utf-8")
        await archive.ingest([news])
        assert await near("a1") == []
        assert [number for number, _likeness in await near("a3")] == ["a2"]
        assert (await archive.summary()).articles == 3


async def test_articles_that_were_stored_before_are_linked_when_all_is_analyzed_anew(tmp_path: Path) -> None:
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        await archive.take_in([article("a1", text(1)), article("a2", text(1))])
        async with archive._store.change() as write:
            for table in ("shingles", "near_duplicates", "sketches"):
                await write.execute(f"DELETE FROM {table}")  # noqa: S608 - as in a file of an older version
        await archive.reindex(full=True)
        assert [number for number, _likeness in await archive.newspapers.near_duplicates("a1")] == ["a2"]


def test_links_on_real_news_are_right() -> None:
    shared_path("news/ktlab_mds.jsonl.gz")
    measured = bench_dedupe.quality()
    assert measured["precision"] >= 0.95
    assert measured["recall_of_one_event"] >= 0.23
    assert measured["recall_where_three_tenths_is_copied"] == 1.0
