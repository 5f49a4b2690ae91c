"""A clock that is set while the bot runs, by days, forwards and back: everything goes on, nothing is done twice."""

from __future__ import annotations

import asyncio
import signal
import time
from datetime import timedelta
from pathlib import Path

import pytest
from backup_support import rows_of
from bot_support import ingest, stored
from crawl_site import Paper
from harness_fixtures import RunningHarness, running_bot
from newsstand import SITE, crawling_bot, served, wait_until

from bot.state import Digest, State
from bot.texts import VI
from corpus import Archive, CorpusSettings, now

pytestmark = pytest.mark.clock

LAN = 1001
DAY_S = 86_400
AWAKE = {"HOIBAO_LOOK_EVERY": "1", "HOIBAO_QUIET_HOURS": "0-0"}
JUMPS = ["+5d", "-5d"]
OLD = {"id": "cu", "headline": "Làng chài", "published_at": "2024-01-01T07:00+07:00", "body": "Vào mùa."}


def news(number: int, days_ago: float) -> dict[str, str]:
    price = f"Giá tôm hùm xanh phiên {number} là {900 + number}.000 đồng một ký."
    published = (now() - timedelta(days=days_ago)).isoformat()
    return {"id": f"gia-{number}", "headline": f"Phiên {number}", "published_at": published, "body": price}


def a_folder(tmp_path: Path) -> Path:
    """Data with an old article."""
    data = tmp_path / "data"
    data.mkdir()
    ingest(data, [OLD])
    return data


def starting_with(harness: RunningHarness, start: str) -> list[str]:
    return [one["text"] for one in harness.messages(LAN) if one["text"].startswith(start)]


@pytest.mark.parametrize("jump", JUMPS)
def test_alerts_go_on_and_none_comes_twice(
    harness: RunningHarness, tmp_path: Path, clock: dict[str, str], jump: str
) -> None:
    data = a_folder(tmp_path)
    with running_bot(harness, data, **clock, **AWAKE) as bot:
        harness.ask("/theodoi giá tôm hùm xanh", LAN, user_id=LAN)
        ingest(data, [news(1, 0)], "1.jsonl")
        wait_until(lambda: len(starting_with(harness, "🔔")) == 1)
        (tmp_path / "now").write_text(jump)
        wait_until(lambda: "all jobs run now" in bot.log.read_text("utf-8"))
        ingest(data, [news(2, 6 if jump.startswith("-") else 0)], "2.jsonl")
        wait_until(lambda: len(starting_with(harness, "🔔")) == 2)
        (tmp_path / "now").write_text("+0")
        wait_until(lambda: bot.log.read_text("utf-8").count("all jobs run now") == 2)
        ingest(data, [news(3, 0)], "3.jsonl")
        wait_until(lambda: len(starting_with(harness, "🔔")) == 3)
        time.sleep(2.5)  # two more looks
        assert len(starting_with(harness, "🔔")) == 3
        assert "Traceback" not in bot.log.read_text("utf-8")


def test_a_watch_made_and_alerts_sent_while_the_clock_was_wrong_hold_up_nobody(
    harness: RunningHarness, tmp_path: Path, clock: dict[str, str]
) -> None:
    data = a_folder(tmp_path)
    (tmp_path / "now").write_text("+400d")
    with running_bot(harness, data, **clock, **AWAKE, HOIBAO_ALERTS_A_DAY="1"):
        harness.ask("/theodoi giá tôm hùm xanh", LAN, user_id=LAN)
        made = stored(data, "SELECT made_at FROM watches")[0][0]
        assert made > time.time() + 399 * DAY_S
        (tmp_path / "now").write_text("+0")
        ingest(data, [news(1, 0)], "1.jsonl")
        wait_until(lambda: len(starting_with(harness, "🔔")) == 1)
        rows_of(data / "bot.sqlite3", "UPDATE alerts SET sent_at = ?", (made,))  # as if it had left then
        ingest(data, [news(2, 0)], "2.jsonl")
        wait_until(lambda: len(starting_with(harness, "🔔")) == 2)


async def order(data: Path, next_at: float) -> None:
    async with await Archive.open(CorpusSettings(data)) as archive:
        mark = await archive.mark()
    state = await State.open(data)
    for chat, weekday in ((LAN, None), (LAN + 1, 0)):
        await state.digests.order(Digest(chat, None, weekday, 7, int(next_at), mark))
    await state.close()


@pytest.mark.parametrize("jump", JUMPS)
def test_digests_leave_once_and_are_never_put_off_for_long(
    harness: RunningHarness, tmp_path: Path, clock: dict[str, str], jump: str
) -> None:
    data = a_folder(tmp_path)
    asyncio.run(order(data, time.time() + 3 * DAY_S))
    ingest(data, [news(1, 0)], "1.jsonl")
    harness.send("giá vàng", LAN, user_id=LAN)
    with running_bot(harness, data, **clock, **AWAKE):
        (tmp_path / "now").write_text(jump)
        if jump == "+5d":
            wait_until(lambda: len(starting_with(harness, "Bản tin")) == 1)
        else:
            wait_until(lambda: upcoming(data) < time.time() - 3 * DAY_S)
        (tmp_path / "now").write_text("+0")
        wait_until(lambda: upcoming(data) < time.time() + 2 * DAY_S)
        time.sleep(2.5)
    assert len(starting_with(harness, "Bản tin")) <= 1


def upcoming(data: Path) -> int:
    """When the daily digest is due."""
    return int(stored(data, "SELECT next_at FROM digests WHERE weekday IS NULL")[0][0])


@pytest.mark.parametrize("jump", JUMPS)
def test_a_reply_that_could_not_leave_leaves_later(
    harness: RunningHarness, tmp_path: Path, clock: dict[str, str], jump: str
) -> None:
    """It is tried again by the journal's job; the clock is right again when it is."""
    data = a_folder(tmp_path)
    with running_bot(harness, data, **clock):
        harness.act("fault", method="sendMessage", action="error", status=500, times=2)
        sent = harness.send("làng chài vào mùa", LAN, user_id=LAN)
        open_ones = "SELECT COUNT(*) FROM questions WHERE status = 'open'"
        wait_until(lambda: stored(data, open_ones) == [(1,)])
        (tmp_path / "now").write_text(jump)
        time.sleep(3)
        (tmp_path / "now").write_text("+0")
        wait_until(lambda: replies(harness, sent["message_id"]) == 1)
        time.sleep(2.5)
        assert replies(harness, sent["message_id"]) == 1
        assert stored(data, open_ones) == [(0,)]


def replies(harness: RunningHarness, number: int) -> int:
    return sum(one["message_id"] > number for one in harness.messages(LAN))


def test_a_limit_is_neither_lifted_nor_lasting(
    harness: RunningHarness, tmp_path: Path, clock: dict[str, str]
) -> None:
    data = a_folder(tmp_path)
    with running_bot(harness, data, **clock | {"HOIBAO_QUESTIONS_A_MINUTE": "1"}):
        harness.ask("làng chài", LAN, user_id=LAN)
        assert harness.ask("làng chài", LAN, user_id=LAN)["text"] == VI.manners.slow_down
        before = time.monotonic()
        for jump in JUMPS:
            (tmp_path / "now").write_text(jump)
            sent = harness.send("làng chài", LAN, user_id=LAN)
            harness.ask("/nguon", LAN, user_id=LAN)  # handled after it
            later = [one for one in harness.messages(LAN) if one["message_id"] > sent["message_id"]]
            assert len(later) == 2  # "/nguon", and what it says
        assert time.monotonic() - before < 60, "the machine is too busy to tell"
        time.sleep(61)
        assert harness.ask("làng chài", LAN, user_id=LAN)["text"] != VI.manners.slow_down


def test_the_log_survives_a_clock_that_is_wrong_for_a_while(
    harness: RunningHarness, tmp_path: Path, clock: dict[str, str]
) -> None:
    """The job that forgets runs at once, as all do; it leaves what is old until the clock is known to be right."""
    data = a_folder(tmp_path)
    with running_bot(harness, data, **clock) as bot:
        harness.ask("làng chài vào mùa", LAN, user_id=LAN)
        (tmp_path / "now").write_text("+400d")
        wait_until(lambda: "all jobs run now" in bot.log.read_text("utf-8"))
        time.sleep(3)
        assert stored(data, "SELECT COUNT(*) FROM questions") == [(1,)]


@pytest.mark.parametrize("jump", JUMPS)
def test_a_question_is_answered_though_the_clock_was_set_while_the_bot_was_down(
    harness: RunningHarness, tmp_path: Path, clock: dict[str, str], jump: str
) -> None:
    data = a_folder(tmp_path)
    with running_bot(harness, data, **clock) as bot:
        harness.act("fault", method="sendMessage", action="error", status=500, times=99)
        sent = harness.send("làng chài vào mùa", LAN, user_id=LAN)
        wait_until(lambda: stored(data, "SELECT status FROM questions") == [("open",)])
        bot.stop(signal.SIGKILL)
    harness.heal()
    (tmp_path / "now").write_text(jump)
    with running_bot(harness, data, **clock) as bot:
        wait_until(lambda: replies(harness, sent["message_id"]) == 1)
        assert ("nothing is deleted as old" in bot.log.read_text("utf-8")) == (jump == "+5d")


def test_a_scheduled_crawl_is_neither_put_off_nor_repeated(
    harness: RunningHarness, tmp_path: Path, clock: dict[str, str]
) -> None:
    with served(Paper.of(3, SITE)) as paper:
        data = a_folder(tmp_path)
        (tmp_path / "now").write_text("+5d")
        with crawling_bot(harness, data, paper, **clock, HOIBAO_CRAWL_EVERY="1440"):
            wait_until(lambda: len(runs(data)) == 1)
            (tmp_path / "now").write_text("+0")
            # The first may just be ending; then the clock looks again in a quarter of a minute.
            wait_until(lambda: len(runs(data)) == 2, 60)
            assert runs(data)[0] > runs(data)[1] + 4 * DAY_S
            time.sleep(3)
            assert len(runs(data)) == 2


def runs(data: Path) -> list[int]:
    """When the crawls of the paper ended."""
    rows = rows_of(
        data / "corpus.sqlite3", "SELECT ended_at FROM site_runs WHERE ended_at IS NOT NULL ORDER BY id"
    )
    return [int(str(row[0])) for row in rows]
