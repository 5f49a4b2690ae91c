"""The running bot shows itself: to whoever asks on loopback, and to the service manager."""

from __future__ import annotations

import logging
import time

from telegram import Update

from bot.context import App, Context, Services
from bot.delivery import watchdog
from bot.jobs import every
from bot.observe.collecting import collect
from bot.observe.door import Views, open_door
from bot.observe.health import Condition
from bot.observe.metrics import Metrics
from bot.observe.systemd import Systemd
from corpus import HoiBaoError

# Those that the bot hears of.
UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "inline_query",
    "chosen_inline_result",
    "guest_message",
)
DOOR, SYSTEMD = "door", "systemd"  # their keys in bot_data
logger = logging.getLogger(__name__)


def start(application: App) -> None:
    """Open the door where the settings say so, and tell the service manager that the bot is ready."""
    settings = application.bot_data["settings"]
    if settings.observe:
        host, port = settings.observe
        views = Views(lambda: condition(application), lambda: metrics_text(application))
        application.bot_data[DOOR] = open_door(host, port, views)
    systemd = application.bot_data[SYSTEMD] = Systemd()
    systemd.tell("READY=1", "STATUS=answering questions")
    if systemd.watchdog_s:
        # Twice in each interval, as sd_watchdog_enabled(3) advises.
        every(application, _ping, systemd.watchdog_s / 2, 0.1, "systemd")


def stop(application: App) -> None:
    """Tell the service manager, close the door. Once more does no harm."""
    if systemd := application.bot_data.pop(SYSTEMD, None):
        systemd.tell("STOPPING=1")
    if door := application.bot_data.pop(DOOR, None):
        door.stop()


async def _ping(context: Context) -> None:
    """The job runs in the bot's own loop: a loop that is stuck pings no more, and systemd starts the bot anew."""
    found = await condition(context.application)  # type: ignore[arg-type] # PTB's types lose ours
    status = "; ".join(found.reasons) or "answering questions"
    context.application.bot_data[SYSTEMD].tell("WATCHDOG=1", f"STATUS={status}")


async def condition(application: App) -> Condition:
    """How the bot is."""
    services: Services | None = application.bot_data.get("services")
    if services is None:
        return Condition(None, "starting or stopping", None)
    poll = services.last_poll
    try:
        problem = (await services.archive.status()).problem
    except HoiBaoError as error:
        problem = str(error)
    return Condition(watchdog.complaint(poll) if poll else None, problem, poll.silent_s if poll else None)


async def metrics_text(application: App) -> bytes:
    """What Prometheus reads. What cannot be looked up keeps its last value, and `hoibao_ready` says so."""
    metrics: Metrics = application.bot_data["metrics"]
    services: Services | None = application.bot_data.get("services")
    if services is not None:
        metrics.in_work.set(application.update_queue.qsize() + application.bot_data["order"].in_work)
        if services.last_poll:
            metrics.poll_silence.set(services.last_poll.silent_s)
        try:
            await collect(metrics, services.archive, services.state, services.settings.corpus.data_dir)
        except HoiBaoError as error:
            metrics.ready.set(0)
            logger.warning("the metrics are not all up to date: %s", error)
    return metrics.text()


def count_update(metrics: Metrics, update: Update) -> None:
    """An update is taken up."""
    metrics.updates.labels(next((kind for kind in UPDATES if getattr(update, kind)), "other")).inc()
    if update.message:
        metrics.update_lag.observe(max(time.time() - update.message.date.timestamp(), 0.0))
