"""Crawls by the clock, and what is said of stale news: the real bot, and a made-up paper on loopback."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from bot_support import ingest, stored
from crawl_server import Reply
from crawl_site import Paper, page
from harness_fixtures import ADMIN, RunningHarness
from newsstand import SITE, crawling_bot, served, wait_until

from bot.crawls.schedule import last_due, next_due, sites_due
from corpus import SiteTimes

pytestmark = pytest.mark.long

READER = 1002


def times(ended_at: int | None) -> SiteTimes:
    return SiteTimes("bao.test", "Báo", ended_at, ended_at, None)


def test_when_a_crawl_is_due() -> None:
    midnight = 1_795_539_600  # 25/11/2026 00:00 in Vietnam
    for every_min in (15, 60, 420, 1440):
        for minute in range(0, 1440, 7):
            now = midnight + 60 * minute
            due, upcoming = last_due(now, every_min, "7"), next_due(now, every_min, "7")
            assert due <= now < upcoming
            assert last_due(upcoming, every_min, "7") == upcoming
            assert now - due <= every_min * 60 + 600
    assert len({last_due(midnight + 50_000, 60, str(bot)) for bot in range(20)}) > 10  # not all at once
    assert sites_due([times(None), times(99)], 100, 150) == ("bao.test", "bao.test")
    assert sites_due([times(100)], 100, 150) == ()
    assert sites_due([times(160)], 100, 150) == ()  # a clock that was set back a little
    assert sites_due([times(90_000)], 100, 150) == ("bao.test",)  # one that was wrong


def test_the_clock_crawls_and_a_restart_neither_repeats_nor_forgets(
    harness: RunningHarness, tmp_path: Path
) -> None:
    with served(Paper.of(6, SITE)) as paper:
        hourly = {"HOIBAO_CRAWL_EVERY": "1440"}
        with crawling_bot(harness, tmp_path, paper, **hourly):
            wait_until(lambda: len(paper.server.paths()) >= 8)
            asked = paper.stories[1004].paragraphs[0]
            wait_until(lambda: asked[:40] in harness.ask(asked, READER, user_id=READER)["text"])
            assert "Lấy tin theo lịch: 1440 phút một lần" in harness.ask("/trangthai")["text"]
        seen = len(paper.server.asked)
        with crawling_bot(harness, tmp_path, paper, **hourly):
            harness.ask("/trangthai")
            time.sleep(3)  # the clock looks a second after the start
            assert len(paper.server.asked) == seen


def test_a_bot_that_ends_says_so_and_the_next_goes_on(harness: RunningHarness, tmp_path: Path) -> None:
    with served(Paper.of(40, SITE)) as paper:
        for number in range(1001, 1041):
            one = paper.stories[number]
            paper.faults[one.path] = Reply(
                body=page(one).encode(), headers={"Content-Type": "text/html"}, wait_s=0.3
            )
        paper.publish()
        with crawling_bot(harness, tmp_path, paper) as bot:
            message = harness.ask("/crawl")
            wait_until(lambda: len(paper.server.paths()) >= 5)
            assert bot.stop() == 0
        assert "Bot dừng giữa chừng." in harness.message(message["message_id"])["text"]
        done = len(paper.server.paths())
        assert done < 35
        paper.faults.clear()
        paper.publish()
        with crawling_bot(harness, tmp_path, paper, HOIBAO_CRAWL_EVERY="1440"):
            asked = paper.stories[1001].paragraphs[0]
            wait_until(lambda: len({one for one in paper.server.paths() if "bai-viet" in one}) == 40)
            wait_until(lambda: asked[:40] in harness.ask(asked, READER, user_id=READER)["text"])


def test_admins_are_told_once_of_stale_news_and_once_that_it_is_over(
    harness: RunningHarness, tmp_path: Path
) -> None:
    old = {
        "id": "cu",
        "headline": "Tin cũ",
        "published_at": "2026-01-02T07:00+07:00",
        "body": "Cầu dài 9 mét.",
    }
    ingest(tmp_path, [old])

    def told() -> list[str]:
        start = ("⚠️", "✅")
        return [one["text"] for one in harness.messages(ADMIN) if one["text"].startswith(start)]

    with served(Paper.of(3, SITE)) as paper:
        stale = {"HOIBAO_STALE_HOURS": "48"}
        with crawling_bot(harness, tmp_path, paper, **stale):
            answer = harness.ask("cầu dài mấy mét", READER, user_id=READER)["text"]
            assert "⚠️ Kho tin đã" in answer
            assert "bài mới nhất: 2/1/2026" in answer
            time.sleep(2.5)
            assert told() == []  # who never wrote to the bot cannot be told
            harness.ask("/trangthai")
            wait_until(lambda: len(told()) == 1)
            assert "Bài mới nhất đăng lúc 2/1/2026 07:00" in told()[0]
        with crawling_bot(harness, tmp_path, paper, **stale):
            time.sleep(4)
            assert len(told()) == 1
            fresh = time.strftime("%Y-%m-%dT%H:%M+00:00", time.gmtime(time.time() - 60))
            ingest(tmp_path, [old | {"id": "moi", "headline": "Tin mới", "published_at": fresh}], "new.jsonl")
            wait_until(lambda: len(told()) == 2)
            assert told()[1].startswith("✅ Kho tin đã có bài mới")
            assert "⚠️" not in harness.ask("cầu dài mấy mét", READER, user_id=READER)["text"]
        assert stored(tmp_path, "SELECT name FROM marks WHERE name GLOB 'stale:*'") == []
    assert harness.refused() == []
