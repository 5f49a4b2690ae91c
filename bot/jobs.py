"""What the bot does from time to time, and a clock that is set while it runs.

Jobs are planned by that clock: one that goes back by days would let them wait for as long, and one that goes ahead
would have APScheduler count every time that a job has missed, by the million, while nobody is answered. What cannot be
undone, forgetting what is old, waits for a day after the clock went ahead by so much: it may be set again. From one
process to the next the same, since nobody can tell a bot that was off for days from a clock that is wrong.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from apscheduler.triggers.base import BaseTrigger

from bot.context import App, Context
from bot.state.seen import Seen
from corpus import VIETNAM

Callback = Callable[[Context], Awaitable[None]]
LOOK_EVERY_S = 1.0
NOTE_EVERY_S = 600.0
JUMP_S = 5.0  # more than what a clock that is being adjusted gains or loses between two looks
DAY_S = 86_400
TASK, AHEAD, SET_AT = "jumps", "clock ahead", "clock set at"  # their keys in bot_data
logger = logging.getLogger(__name__)


class Steady(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """Every so many seconds; of what was missed, nothing is counted."""

    def __init__(self, every_s: float) -> None:
        self._every = timedelta(seconds=every_s)

    def is_beyond(self, planned: datetime, now: datetime) -> bool:
        """Whether it is planned for later than can be, as by a clock that was wrong for less than a look."""
        return planned - now > self._every + timedelta(seconds=JUMP_S)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """See APScheduler."""
        upcoming = (previous or now) + self._every
        return upcoming if now < upcoming <= now + self._every else now + self._every


def every(
    application: Any, callback: Callback, every_s: float, first_s: float, name: str, data: object = None
) -> None:
    """Call it again and again, first after `first_s`; one that is late runs once."""
    assert application.job_queue is not None  # noqa: S101 - built with one
    # The queue starts with the polling: a first run that is due by then would be left out as missed.
    how = {
        "trigger": Steady(every_s),
        "next_run_time": datetime.now(VIETNAM) + timedelta(seconds=first_s),
        "misfire_grace_time": None,
        "coalesce": True,
    }
    application.job_queue.run_custom(callback, how, name=name, data=data)


async def heed(application: App, seen: Seen) -> None:
    """From now on every job runs at once when the clock was set. Raises StoreError."""
    away_s = time.time() - (await seen.last() or time.time())
    if away_s > DAY_S:
        logger.warning("by the clock nobody was here for %.0f s; nothing is deleted as old for a day", away_s)
        application.bot_data[SET_AT] = time.monotonic()
    await seen.note(int(time.time()))
    every(application, _note, NOTE_EVERY_S, NOTE_EVERY_S, "note the time")
    application.bot_data[AHEAD] = _ahead_s()
    application.bot_data[TASK] = asyncio.create_task(_heed(application), name=TASK)


async def _note(context: Context) -> None:
    await context.state.seen.note(int(time.time()))


def stop(application: App) -> None:
    """Once more does no harm."""
    if task := application.bot_data.pop(TASK, None):
        task.cancel()


async def _heed(application: App) -> None:
    assert application.job_queue is not None  # noqa: S101 - built with one
    ahead = application.bot_data[AHEAD]
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        before, ahead = ahead, _ahead_s()
        application.bot_data[AHEAD] = ahead
        was_set = abs(ahead - before) > JUMP_S
        if was_set:
            logger.warning("the clock was set by %+.0f s; all jobs run now", ahead - before)
        if ahead - before > DAY_S:
            application.bot_data[SET_AT] = time.monotonic()
        now = datetime.now(VIETNAM)
        for job in application.job_queue.jobs():
            if was_set or _is_beyond(job.job, now):
                job.job.modify(next_run_time=now)


def _is_beyond(job: Any, now: datetime) -> bool:
    planned, trigger = job.next_run_time, job.trigger
    return planned is not None and isinstance(trigger, Steady) and trigger.is_beyond(planned, now)


def may_forget(application: Any) -> bool:
    """Whether one may rely on what is old. The job that asks may run before a jump is noticed."""
    data = application.bot_data
    was_set = SET_AT in data and time.monotonic() - data[SET_AT] < DAY_S
    return not was_set and _ahead_s() - data[AHEAD] < DAY_S


def _ahead_s() -> float:
    """By how much the clock that can be set is ahead of the one that cannot."""
    return time.time() - time.monotonic()
