"""When what is old may be deleted: not within a day of a clock that has gone ahead, be it between two processes."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import jobs
from bot.app import build_application
from bot.context import App
from bot.settings import Settings
from bot.state import State
from corpus import CorpusSettings


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
