"""Articles taken out by hand: quoted nowhere at once, kept out of every way in, and back as they were."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from cli_support import hoibao, hoibao_here
from crawl_site import Paper
from crawl_support import Newsroom, counts

from corpus import VIETNAM, Archive, CorpusSettings, Question

LOBSTER = {
    "id": "tom-hum",
    "url": "https://www.baothu.vn/kinh-te/tom-hum-123.html",
    "headline": "Tôm hùm xanh tăng giá",
    "body": "Giá tôm hùm xanh ở Sông Cầu hôm nay là 1,2 triệu đồng một ký.\nThương lái mua tận lồng.",
    "publisher": "Báo Thử",
    "published_at": "2026-11-20T08:00:00+07:00",
}
BRIDGE = {
    "id": "cau",
    "headline": "Cầu Bến Lội thông xe",
    "body": "Cầu Bến Lội thông xe sáng 12/11, dài 240 mét, bắc qua sông Ba.",
    "publisher": "Báo Thử",
    "published_at": "2026-11-12T08:00:00+07:00",
}
ASKED = "giá tôm hùm xanh ở Sông Cầu bao nhiêu"


def written(folder: Path, *records: dict[str, str], name: str = "news.jsonl") -> Path:
    file = folder / name
    file.write_text("\n".join(json.dumps(one) for one in records), "utf-8")
    return file


async def asked(archive: Archive) -> list[str]:
    answer = await archive.ask(Question(ASKED, datetime(2026, 11, 25, 8, tzinfo=VIETNAM)))
    return [one.source.article_id for one in answer.quotes]


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with await Archive.open(CorpusSettings(tmp_path / "data")) as opened:
        await opened.ingest([written(tmp_path, LOBSTER, BRIDGE)])
        yield opened


async def test_what_is_taken_out_is_quoted_nowhere_and_comes_back_as_it_was(archive: Archive) -> None:
    assert await asked(archive) == ["tom-hum"]
    before = await archive.article("tom-hum")
    assert await archive.by_hand.take_out(["tom-hum", "tom-hum", "khong-co"]) == ["tom-hum"]
    assert await asked(archive) == []
    assert [one.article_id for one in await archive.latest(5)] == ["cau"]
    assert await archive.by_hand.take_out(["tom-hum"]) == []
    assert [one.article.id for one in await archive.by_hand.taken_out()] == ["tom-hum"]
    assert await archive.by_hand.bring_back(["cau"]) == []
    assert await archive.by_hand.bring_back(["tom-hum"]) == ["tom-hum"]
    assert await asked(archive) == ["tom-hum"]
    assert await archive.article("tom-hum") == before
    assert await archive.by_hand.taken_out() == []
    assert await archive.index_problems() == []


async def test_no_ingest_brings_it_back_not_corrected_and_not_under_another_id(
    archive: Archive, tmp_path: Path
) -> None:
    await archive.by_hand.take_out(["tom-hum"])
    corrected = LOBSTER | {"body": "Giá tôm hùm xanh ở Sông Cầu hôm nay là 1,3 triệu đồng một ký."}
    elsewhere = corrected | {"id": "khac", "url": LOBSTER["url"] + "?utm_source=zalo"}
    for record in (LOBSTER, corrected, LOBSTER | {"id": "khac"}, elsewhere):
        tally = await archive.ingest([written(tmp_path, record, BRIDGE, name="again.jsonl")])
        assert (tally.new, tally.changed, tally.unchanged, tally.skipped_count) == (0, 0, 1, 1)
        assert (tally.skipped[0].name, tally.skipped[0].reason) == (record["id"], "taken out by hand")
    await archive.reindex(full=True)
    assert await asked(archive) == []
    await archive.by_hand.bring_back(["tom-hum"])
    tally = await archive.ingest([written(tmp_path, corrected)])
    assert tally.changed == 1


async def test_an_article_is_named_by_its_address_too(archive: Archive) -> None:
    for name in ("tom-hum", LOBSTER["url"], LOBSTER["url"] + "?utm_source=zalo"):
        assert [one.id for one in await archive.by_hand.named(name)] == ["tom-hum"]
    await archive.by_hand.take_out(["tom-hum"])
    assert [one.id for one in await archive.by_hand.named(LOBSTER["url"])] == ["tom-hum"]
    for name in ("khong-co", "https://www.baothu.vn/", "tôm hùm"):
        assert await archive.by_hand.named(name) == []


async def test_an_article_that_left_its_site_can_be_kept_out_for_good(archive: Archive) -> None:
    from corpus.store.withdrawals import GONE, Withdrawals

    async with archive._store.change() as write:
        await Withdrawals(archive._store).add(write, ["tom-hum"], GONE, 1)
    assert await archive.by_hand.take_out(["tom-hum"]) == ["tom-hum"]
    assert await archive.by_hand.is_out("tom-hum")
    assert await archive.undo_withdrawal() == 0


@pytest.mark.parametrize("reason", ["gone", "old", "believed"])
async def test_what_its_site_took_down_is_not_served_when_the_hand_is_taken_back(
    archive: Archive, tmp_path: Path, reason: str
) -> None:
    from corpus.store.withdrawals import Withdrawal, Withdrawals

    withdrawals = Withdrawals(archive._store)
    async with archive._store.change() as write:
        await withdrawals.add(write, ["tom-hum"], reason, 7)
    assert await archive.by_hand.take_out(["tom-hum", "cau"]) == ["tom-hum", "cau"]
    assert {one.article.id for one in await archive.by_hand.taken_out()} == {"tom-hum", "cau"}
    assert (await archive.ingest([written(tmp_path, LOBSTER)])).skipped_count == 1
    assert await archive.by_hand.bring_back(["tom-hum", "cau"]) == ["cau"]
    assert await withdrawals.get("tom-hum") == Withdrawal("tom-hum", 7, reason)
    assert await archive.by_hand.is_away("tom-hum") and not await archive.by_hand.is_away("cau")
    assert await asked(archive) == []
    assert (await archive.ingest([written(tmp_path, LOBSTER)])).new == 1
    assert await asked(archive) == ["tom-hum"]


def test_the_verb_says_that_its_site_no_longer_has_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    hoibao_here(data, "ingest", str(written(tmp_path, LOBSTER, BRIDGE)))
    hoibao_here(data, "withdraw", "tom-hum")
    with closing(sqlite3.connect(data / "corpus.sqlite3")) as store, store:
        store.execute("UPDATE withdrawn SET reason = 'hand:gone:7'")
    told = hoibao_here(data, "withdraw", "--undo", "tom-hum")
    assert (
        told.err == "not out by hand, but not back: its site no longer has tom-hum: “Tôm hùm xanh tăng giá”\n"
    )
    assert hoibao_here(data, "ask", ASKED).out.startswith("Not found")


async def test_a_crawl_does_not_bring_it_back_and_goes_on_where_it_is_back(tmp_path: Path) -> None:
    paper = Paper.of(12)
    async with paper.server:
        paper.publish()
        room, story = Newsroom(tmp_path / "data"), paper.stories[1005]
        assert counts(await room.one(paper.site())) == {"new": 12}
        async with await room.archive() as opened:
            (article,) = await opened.by_hand.named(f"{paper.home}{story.path}")
            await opened.by_hand.take_out([article.id])
        story.paragraphs[0] = "Câu này mới được thêm vào bài báo trên trang, sau khi bài đã bị gỡ khỏi kho."
        story.version = 2
        paper.publish()
        for _time in range(2):
            room.clock.forward(days=8)
            tally = await room.one(paper.site())
            assert counts(tally) == {"unchanged": 11, "skipped": 1}
        assert not any(url.endswith(story.path) for url in await room.ask(story.paragraphs[1]))
        async with await room.archive() as opened:
            assert await opened.by_hand.bring_back([article.id]) == [article.id]
        assert (await room.ask(story.paragraphs[1]))[0].endswith(story.path)
        room.clock.forward(days=8)
        assert counts(await room.one(paper.site())) == {"changed": 1, "unchanged": 11}


def test_the_verb_says_what_it_did_and_how_to_take_it_back(tmp_path: Path) -> None:
    data = tmp_path / "data"
    hoibao_here(data, "ingest", str(written(tmp_path, LOBSTER, BRIDGE)))
    wrong = hoibao_here(data, "withdraw", "cau", "khong-co")
    assert (wrong.code, wrong.out) == (1, "")
    assert "no article 'khong-co'" in wrong.err and "Nothing was changed" in wrong.err
    assert hoibao_here(data, "withdraw").out == ""
    done = hoibao(data, "withdraw", LOBSTER["url"])
    assert (done.code, done.out) == (0, "")
    assert "out tom-hum: “Tôm hùm xanh tăng giá”" in done.err
    assert "hoibao withdraw --undo tom-hum" in done.err
    assert hoibao_here(data, "ask", ASKED).out.startswith("Not found")
    assert hoibao_here(data, "withdraw").out.startswith("tom-hum · out since ")
    assert json.loads(hoibao_here(data, "withdraw", "--json").out)["id"] == "tom-hum"
    again = hoibao_here(data, "withdraw", "tom-hum", "--json")
    assert json.loads(again.out) == {"id": "tom-hum", "headline": LOBSTER["headline"], "changed": False}
    assert hoibao_here(data, "withdraw", "--undo").code == 2
    assert hoibao_here(data, "withdraw", "--undo", "tom-hum").err == "back tom-hum: “Tôm hùm xanh tăng giá”\n"
    assert "1,2 triệu" in hoibao_here(data, "ask", ASKED).out
