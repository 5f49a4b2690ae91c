"""What happens before the first update and after the last one."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram.error import TelegramError

from bot import jobs
from bot.commands.upload import clear_away
from bot.context import App, Context, Services
from bot.crawls.clock import crawl_when_due
from bot.crawls.staleness import tell_of_staleness
from bot.delivery import observing, watchdog
from bot.jobs import every
from bot.observe.request import working_on
from bot.profile import introduce
from bot.replying import reply
from bot.state import State
from bot.watches.looking import begin, look
from bot.watches.sending import send_alerts, send_digests
from corpus import Archive, HoiBaoError

KEPT_ANSWERS = 1_000  # some kilobytes each
RETRY_EVERY_S = 5.0
CLEAN_EVERY_S = 86_400.0
CLOCK_EVERY_S = 15.0  # whether a scheduled crawl is due
logger = logging.getLogger(__name__)


async def open_services(application: Any) -> None:
    """post_init: the files, the jobs, the menus. Raises StoreError, SettingsError where they cannot be used."""
    app: App = application
    settings = app.bot_data["settings"]
    archive = await Archive.open(settings.corpus, app.bot_data["metrics"], KEPT_ANSWERS)
    app.bot_data["ending"].tell(archive.give_up)
    try:
        await archive.check()
        state = await State.open(settings.corpus.data_dir)
    except HoiBaoError:
        await archive.close()
        raise
    order = app.bot_data["order"]
    services = Services.over(
        settings, archive, state, app.bot_data["metrics"], lambda: order.in_work, app.bot_data["polling"]
    )
    app.bot_data["services"] = services
    clear_away(settings.corpus.data_dir)
    await state.journal.reopen_edits()
    await archive.warm_up()
    await begin(services)
    await introduce(app)
    await app.bot_data["intake"].open(state.inbox, app.bot)
    observing.start(app)
    _start_jobs(app)
    await jobs.heed(app, state.seen)
    logger.info("ready as @%s", app.bot.username)


def _start_jobs(app: App) -> None:
    assert app.job_queue is not None  # noqa: S101 - built with one
    if request := app.bot_data["polling"]:
        watchdog.watch(app, request)
    look_every_s = app.bot_data["settings"].look_every_s
    app.job_queue.run_once(_catch_up, 0.0, name="catch up", job_kwargs={"misfire_grace_time": None})
    every(app, _answer_open, RETRY_EVERY_S, 0.1, "answer what is open")
    every(app, _forget_old, CLEAN_EVERY_S, 60.0, "forget what is old")
    every(app, _watch, look_every_s, 1.0, "alerts and digests")
    every(app, _tell_of_staleness, look_every_s, 2.0, "staleness")
    every(app, _crawl_when_due, CLOCK_EVERY_S, 1.0, "scheduled crawl")


async def end_crawls(application: Any) -> None:
    """post_stop: a crawl ends, and says so while the bot can still speak."""
    services: Services | None = application.bot_data.get("services")
    if services:
        await services.crawls.end()


async def close_services(application: Any) -> None:
    """post_shutdown: close the files. Once more does no harm."""
    jobs.stop(application)
    observing.stop(application)
    services: Services | None = application.bot_data.pop("services", None)
    if services:
        await services.crawls.end()
        await services.archive.close()
        await services.state.close()


async def _catch_up(context: Context) -> None:
    """Index what a crash left out; build the index anew where it is damaged or of another version."""
    try:
        await context.archive.catch_up()
    except HoiBaoError as error:  # whoever holds the lock catches up itself; the rest /trangthai says as well
        logger.warning("the index could not be brought up to date: %s", error)


async def _answer_open(context: Context) -> None:
    """Answer questions whose reply did not leave: the process ended, or Telegram did not answer."""
    services = context.services
    for asked in await services.state.journal.open_questions():
        if not context.goes_on:
            return
        if asked.id in services.at_work:
            continue
        try:
            with working_on(f"q{asked.id}"):
                await reply(context.bot, services, asked)
        except (TelegramError, HoiBaoError) as error:
            logger.warning("question %s waits on: %s", asked.id, type(error).__name__)
        await asyncio.sleep(0)


async def _watch(context: Context) -> None:
    """Look through what is new, and send what waits: one round at a time."""
    services = context.services
    if services.is_watching:
        return
    services.is_watching = True
    try:
        await look(services)
        await send_alerts(context.bot, services, lambda: context.goes_on)
        await send_digests(context.bot, services, lambda: context.goes_on)
    except HoiBaoError as error:
        logger.warning("alerts wait for the next round: %s", error)
    finally:
        services.is_watching = False


async def _crawl_when_due(context: Context) -> None:
    """Begin the scheduled crawl whose time has come, or that was missed."""
    if context.goes_on:
        try:
            await crawl_when_due(context.services, str(context.bot.id))
        except HoiBaoError as error:
            logger.warning("the scheduled crawl waits: %s", error)


async def _tell_of_staleness(context: Context) -> None:
    """Tell the admins that the news is stale, or that this is over."""
    try:
        await tell_of_staleness(context.bot, context.services)
    except HoiBaoError as error:
        logger.warning("nobody looked whether the news is stale: %s", error)


async def _forget_old(context: Context) -> None:
    if jobs.may_forget(context.application):
        await context.state.privacy.forget_old(context.services.settings.keep_days)
