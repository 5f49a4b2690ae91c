"""/reindex (admins): rebuild the index aside, its progress in one message that is edited.

The newsroom's question set is asked before and after: where an answer would get lost, the new index does not serve.
"""

from __future__ import annotations

import asyncio
import logging
import time

from telegram import Update
from telegram.error import TelegramError

from bot import render
from bot.commands.common import incoming, respond
from bot.context import Context
from bot.delivery.errors import new_code
from bot.delivery.sending import edit
from bot.markup import Message, escape, shorten
from bot.texts import VI, admin
from corpus import BuildGivenUp, Gate, HoiBaoError, RegressionFound, now

EDIT_EVERY_S = 1.5
SHOWN = 10
SHOWN_QUESTION = 120
logger = logging.getLogger(__name__)


async def reindex(update: Update, context: Context) -> None:
    """Start it and return: readers go on asking meanwhile."""
    services = context.services
    if services.is_reindexing:
        await respond(update, context, Message(admin.REINDEX_BUSY))
        return
    services.is_reindexing = True
    try:
        sent = await respond(update, context, Message(admin.REINDEX_STARTED))
    except TelegramError:
        services.is_reindexing = False
        raise
    context.application.create_task(
        _rebuild(context, incoming(update).chat_id, sent.message_id), update=update
    )


async def _rebuild(context: Context, chat_id: int, message_id: int) -> None:
    progress = {"done": 0, "total": 0}
    shower = asyncio.create_task(_show(context, chat_id, message_id, progress))
    try:
        text = await _rebuilt(context, progress)
    except RegressionFound as error:
        lines = [f"• {escape(shorten(one, SHOWN_QUESTION))}" for one in error.questions[:SHOWN]]
        text = admin.REINDEX_BLOCKED.format(count=len(error.questions), questions="\n".join(lines))
    except BuildGivenUp:
        text = admin.REINDEX_GIVEN_UP
    except HoiBaoError:
        code = new_code()
        logger.exception("[%s] reindex failed", code)
        text = admin.REINDEX_FAILED.format(code=code)
    finally:
        context.services.is_reindexing = False
        shower.cancel()
    await edit(context.bot, chat_id, message_id, Message(text))


async def _rebuilt(context: Context, progress: dict[str, int]) -> str:
    """Rebuild, and what to say of it. Raises RegressionFound, HoiBaoError."""
    started = time.monotonic()
    gate = Gate.of(context.services.newsroom, now)
    await gate.look_before(context.archive)

    def report(done: int, total: int | None) -> None:
        progress.update(done=done, total=total or 0)

    generation = await context.archive.reindex(report, gate=gate.look_after)
    text = admin.REINDEX_DONE.format(
        number=generation.number,
        passages=VI.number(generation.passages),
        engine=escape(generation.engine),
        seconds=VI.number(time.monotonic() - started, 1),
    )
    if gate.before and gate.after:
        right = {example.id for example in gate.after.right}
        await context.state.evaluations.note(right, gate.after.report.questions, generation.number)
        text += admin.REINDEX_SET.format(
            before=len(gate.before.right), after=len(right), total=gate.after.report.questions
        )
    return text


async def _show(context: Context, chat_id: int, message_id: int, progress: dict[str, int]) -> None:
    while True:
        await asyncio.sleep(EDIT_EVERY_S)
        done, total = progress["done"], progress["total"]
        if not total:
            continue
        text = admin.REINDEX_PROGRESS.format(
            bar=render.crawls.bar(done, total), done=VI.number(done), total=VI.number(total)
        )
        try:
            await edit(context.bot, chat_id, message_id, Message(text))
        except TelegramError as error:
            logger.warning("progress could not be shown: %s", type(error).__name__)
