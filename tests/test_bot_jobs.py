"""Jobs under a clock that is set: none is put off, and what is old is not deleted within a day of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import jobs
from bot.app import build_application
from bot.context import App, Context
from bot.settings import Settings
from bot.state import State
from corpus import VIETNAM, CorpusSettings


@pytest.fixture
async def state(tmp_path: Path) -> AsyncIterator[State]:
    opened = await State.open(tmp_path)
    yield opened
    await opened.close()


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    """The real one, that never starts."""
    application = build_application(Settings(CorpusSettings(tmp_path), token="1:x"))  # noqa: S106 - not one
    yield application
    jobs.stop(application)


async def test_what_was_planned_by_a_clock_that_was_wrong_for_a_moment_is_not_put_off(
    app: App, state: State
) -> None:
    """Set by five days and back between two looks: nobody saw it, but a job was planned meanwhile."""
    ran = asyncio.Event()

    async def job(_context: Context) -> None:
        ran.set()

    jobs.every(app, job, 600.0, 600.0, "rarely")
    assert app.job_queue is not None
    await app.job_queue.start()
    try:
        await jobs.heed(app, state.seen)
        await asyncio.sleep(jobs.LOOK_EVERY_S * 1.5)
        assert not ran.is_set()
        (planned,) = app.job_queue.get_jobs_by_name("rarely")
        planned.job.modify(next_run_time=datetime.now(VIETNAM) + timedelta(days=5))
        await asyncio.wait_for(ran.wait(), 20)
    finally:
        await app.job_queue.stop()


@pytest.mark.parametrize(
    ("away_s", "may"), [(None, True), (60, True), (80_000, True), (90_000, False), (-400 * jobs.DAY_S, True)]
)
async def test_after_how_long_a_gap_it_waits(app: App, state: State, away_s: int | None, may: bool) -> None:
    if away_s is not None:
        await state.seen.note(int(time.time()) - away_s)
    await jobs.heed(app, state.seen)
    assert jobs.may_forget(app) is may


async def test_it_waits_for_a_day_and_no_longer(app: App, state: State) -> None:
    await state.seen.note(5)
    await jobs.heed(app, state.seen)
    app.bot_data[jobs.SET_AT] -= jobs.DAY_S - 60
    assert not jobs.may_forget(app)
    app.bot_data[jobs.SET_AT] -= 61
    assert jobs.may_forget(app)
