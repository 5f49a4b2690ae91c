"""What happens before the first update and after the last one."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from telegram.error import TelegramError

from bot.context import App, Context, Services
from bot.delivery import observing, watchdog
from bot.observe.request import working_on
from bot.profile import introduce
from bot.replying import ANSWER_TIMEOUT_S, reply
from bot.state import State
from corpus import Archive, HoiBaoError

RETRY_EVERY_S = 30.0
CLEAN_EVERY_S = 86_400.0
logger = logging.getLogger(__name__)


async def open_services(application: Any) -> None:
    """post_init: the files, the jobs, the menus. Raises StoreError where the files cannot be opened."""
    app: App = application
    settings = app.bot_data["settings"]
    archive = await Archive.open(settings.corpus, app.bot_data["metrics"])
    try:
        state = await State.open(settings.corpus.data_dir)
    except HoiBaoError:
        await archive.close()
        raise
    app.bot_data["services"] = Services(
        settings, archive, state, last_poll=app.bot_data["polling"], metrics=app.bot_data["metrics"]
    )
    await archive.warm_up()
    _start_jobs(app)
    await introduce(app)
    observing.start(app)
    logger.info("ready as @%s", app.bot.username)


def _start_jobs(app: App) -> None:
    queue = app.job_queue
    assert queue is not None  # noqa: S101 - built with one
    if request := app.bot_data["polling"]:
        watchdog.watch(app, request)
    queue.run_once(_answer_open, 0.1, data=0.0, name="answer what was left open")
    queue.run_repeating(_answer_open, RETRY_EVERY_S, data=ANSWER_TIMEOUT_S + RETRY_EVERY_S, name="retry")
    queue.run_repeating(_forget_old, CLEAN_EVERY_S, first=60.0, name="forget old questions")


async def close_services(application: Any) -> None:
    """post_shutdown: close the files. Once more does no harm."""
    observing.stop(application)
    services: Services | None = application.bot_data.pop("services", None)
    if services:
        await services.archive.close()
        await services.state.close()


async def _answer_open(context: Context) -> None:
    """Answer questions whose reply did not leave: the process ended, or Telegram did not answer."""
    assert context.job is not None  # noqa: S101 - it runs as a job
    younger_are_at_work: float = context.job.data  # type: ignore[assignment] # job data is untyped
    for asked in await context.state.open_questions():
        if time.time() - asked.asked_at < younger_are_at_work:
            continue
        try:
            with working_on(f"q{asked.id}"):
                await reply(context.bot, context.services, asked)
        except (TelegramError, HoiBaoError) as error:
            logger.warning("question %s waits on: %s", asked.id, type(error).__name__)
        await asyncio.sleep(0)


async def _forget_old(context: Context) -> None:
    await context.state.forget_old()
