"""The watchdog: what PTB keeps silent about ends the process, so that whoever started it can act."""

from __future__ import annotations

import logging

from bot.context import App, Context
from bot.delivery.polling import PollingRequest
from bot.jobs import every

EVERY_S = 1.0
MAX_SILENT_S = 900.0
MAX_CONFLICTS = 3
EXIT_FAILED = 1
EXIT_CODE = "exit_code"  # its key in bot_data
logger = logging.getLogger(__name__)


def watch(application: App, request: PollingRequest) -> None:
    """Look at the poll from time to time."""
    every(application, _look, EVERY_S, 1.0, "watchdog", request)


async def _look(context: Context) -> None:
    assert context.job is not None  # noqa: S101 - it runs as a job
    request = context.job.data
    if isinstance(request, PollingRequest) and (reason := complaint(request)):
        logger.critical("%s", reason)
        context.application.bot_data[EXIT_CODE] = EXIT_FAILED
        context.application.bot_data["ending"].begin()
        context.application.stop_running()


def complaint(request: PollingRequest) -> str | None:
    """Why the process should end, None as long as it should not."""
    if request.rejected:
        return "Telegram does not accept the token; check TELEGRAM_BOT_TOKEN"
    if request.conflicts >= MAX_CONFLICTS:
        return "another process polls with the same token; only one may run"
    if request.silent_s > MAX_SILENT_S:
        return (
            f"no answer from Telegram for {request.silent_s:.0f} s; ending, so that a fresh process can try"
        )
    return None
