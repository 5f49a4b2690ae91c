"""More than can be answered: who is turned away, what is left with Telegram, and the benchmark that shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from telegram.request import BaseRequest

from bot.bench import load
from bot.context import Services
from bot.delivery.polling import FULL, PollingRequest
from bot.manners.limits import BUSY, CROWDED, LATE_S, TELL_AGAIN_S, Crowd, Verdict
from bot.observe.metrics import Metrics
from bot.settings import Settings
from bot.state import State
from corpus import VIETNAM, Answer, Archive, BenchPlan, CorpusSettings

pytestmark = pytest.mark.long


def test_a_crowd_is_told_once_a_minute_and_nobody_is_where_there_is_room() -> None:
    now, in_work = 0.0, CROWDED + 1
    crowd = Crowd(lambda: in_work, lambda: now)
    assert [crowd.ask(1), crowd.ask(1), crowd.ask(2)] == [Verdict.TELL, Verdict.IGNORE, Verdict.TELL]
    now = TELL_AGAIN_S + 1
    assert crowd.ask(2) is Verdict.TELL
    in_work = CROWDED
    assert crowd.ask(1) is crowd.ask(3) is Verdict.FINE


def test_who_waited_for_long_at_telegram_is_told_so_too() -> None:
    crowd = Crowd(lambda: 1, lambda: 0.0)
    assert [crowd.ask(1, LATE_S), crowd.ask(1, LATE_S + 1), crowd.ask(1, LATE_S + 1)] == [
        Verdict.FINE,
        Verdict.TELL,
        Verdict.IGNORE,
    ]


def test_what_only_some_would_miss_is_left_out_where_many_wait() -> None:
    in_work = BUSY
    crowd = Crowd(lambda: in_work, lambda: 0.0)
    assert not crowd.is_there
    in_work += 1
    assert crowd.is_there


async def test_a_full_poll_says_that_more_may_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter((FULL, FULL - 1))

    async def fetch(_self: BaseRequest, _url: str, *_args: object, **_options: object) -> tuple[int, bytes]:
        updates = ", ".join(f'{{"update_id": {number}}}' for number in range(next(counts)))
        return 200, f'{{"ok": true, "result": [{updates}]}}'.encode()

    monkeypatch.setattr("bot.delivery.metered.MeteredRequest.do_request", fetch)
    request = PollingRequest(Metrics())
    assert not request.is_behind
    seen = []
    for _ in range(2):
        await request.do_request("getUpdates", "POST")
        seen.append(request.is_behind)
    assert seen == [True, False]


@pytest.mark.parametrize(
    ("is_behind", "asked_at", "waited_s"), [(True, 130.0, 70.0), (True, 90.0, 0.0), (False, 130.0, 0.0)]
)
async def test_what_was_asked_before_the_bot_was_there_is_not_late(
    tmp_path: Path, is_behind: bool, asked_at: float, waited_s: float
) -> None:
    poll = PollingRequest(Metrics())
    poll.is_behind = is_behind
    settings = Settings(CorpusSettings(tmp_path))
    state = await State.open(tmp_path)
    async with await Archive.open(settings.corpus) as archive:
        services = Services.over(settings, archive, state, Metrics(), lambda: 0, poll)
        services.now, services.since = (lambda: 200.0), 100.0
        assert services.waited_s(asked_at) == waited_s
    await state.close()


async def test_a_chat_is_told_of_stale_news_once_a_day_of_vietnams(tmp_path: Path) -> None:
    settings = Settings(CorpusSettings(tmp_path), stale_h=48)
    state = await State.open(tmp_path)
    async with await Archive.open(settings.corpus) as archive:
        services = Services.over(settings, archive, state, Metrics(), lambda: 0)
        newest_at, told = datetime(2026, 11, 20, tzinfo=VIETNAM), []
        for day, hour in (
            (28, 6),
            (28, 8),
            (28, 23),
            (29, 0),
            (29, 8),
        ):  # seven in the morning is midnight in UTC
            moment = datetime(2026, 11, day, hour, 30, tzinfo=VIETNAM).timestamp()
            services.now = partial(float, moment)
            told.append(services.warns(1, newest_at))
        assert told == [True, False, False, True, False]
    await state.close()


async def test_nothing_is_fetched_while_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[str] = []

    async def fetch(_self: BaseRequest, url: str, *_args: object, **_options: object) -> tuple[int, bytes]:
        fetched.append(url)
        return 200, b'{"ok": true, "result": []}'

    monkeypatch.setattr("bot.delivery.metered.MeteredRequest.do_request", fetch)
    has_room = False
    request = PollingRequest(Metrics(), lambda: has_room)
    polling: Awaitable[object] = asyncio.ensure_future(request.do_request("getUpdates", "POST"))
    await asyncio.sleep(0.2)
    assert not fetched
    assert request.silent_s < 0.15  # the watchdog must not take patience for silence
    has_room = True
    await polling
    assert fetched == ["getUpdates"]


def test_the_benchmark_counts_every_reply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "RATE", 10)
    monkeypatch.setattr(load, "TOO_MUCH", 30)
    monkeypatch.setattr(load, "STEADY_S", 2.0)
    monkeypatch.setattr(load, "RUSH_S", 1.0)
    monkeypatch.setattr(load, "PEOPLE", 5)
    rendered: list[Answer] = []
    (table,) = load.measure(BenchPlan(None, tmp_path, False, rendered.append, lambda _said: None))
    assert [row[2:5] for row in table.rows] == [[20, 20, 20], [4, 4, 4], [30, 30, 30]]
