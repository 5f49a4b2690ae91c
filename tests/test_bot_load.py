"""More than can be answered: who is turned away, what is left with Telegram, and the benchmark that shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import pytest
from telegram.request import BaseRequest

from bot import load
from bot.delivery.polling import PollingRequest
from bot.manners.limits import CROWDED, TELL_AGAIN_S, Crowd, Verdict
from bot.observe.metrics import Metrics
from corpus import Answer, BenchPlan

pytestmark = pytest.mark.long


def test_a_crowd_is_told_once_a_minute_and_nobody_is_where_there_is_room() -> None:
    now, in_work = 0.0, CROWDED + 1
    crowd = Crowd(lambda: in_work, lambda: now)
    assert [crowd.ask(1), crowd.ask(1), crowd.ask(2)] == [Verdict.TELL, Verdict.IGNORE, Verdict.TELL]
    now = TELL_AGAIN_S + 1
    assert crowd.ask(2) is Verdict.TELL
    in_work = CROWDED
    assert crowd.ask(1) is crowd.ask(3) is Verdict.FINE


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
    assert [row[2:4] for row in table.rows] == [[20, 20], [30, 30]]
