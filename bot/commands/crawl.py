"""/crawl (admins): fetch what is new, now; how far it is in one message that is edited, with a button that stops it."""

from __future__ import annotations

import asyncio
import logging
import time

from telegram import Bot, Update
from telegram.error import TelegramError

from bot import render
from bot.commands.common import Toast, behind_command, incoming, respond
from bot.context import Context, Services
from bot.delivery.errors import new_code
from bot.delivery.sending import edit
from bot.markup import Message, escape, shorten
from bot.texts import crawls
from corpus import CrawlOrder, CrawlTally, StoreLocked

EDIT_EVERY_S = 2.0
MAX_NAME = 60
logger = logging.getLogger(__name__)


async def crawl(update: Update, context: Context) -> None:
    """All sites that are on, or the one that is named by its domain or the beginning of it."""
    named, publishers = behind_command(incoming(update)), context.archive.newspapers.publishers
    sites = tuple(
        domain for domain in publishers if named.lower() in {domain, domain.partition(".")[0]} and named
    )
    if named and not sites:
        known = escape(", ".join(publishers))
        text = crawls.CRAWL_UNKNOWN.format(name=escape(shorten(named, MAX_NAME)), known=known)
        await respond(update, context, Message(text))
        return
    await begin(update, context, CrawlOrder(sites))


async def begin(update: Update, context: Context, order: CrawlOrder) -> bool:
    """Begin a crawl and show how far it is, in a message of its own; False where another one is under way."""
    services = context.services
    if services.crawls.is_busy:
        await respond(update, context, Message(crawls.CRAWL_BUSY, render.crawls.STOP))
        return False
    task = services.crawls.begin(order)
    sent = await respond(update, context, render.crawls.crawling(None, {}))
    services.crawls.watch(_follow(context.bot, services, task, sent.chat_id, sent.message_id))
    return True


async def _follow(
    bot: Bot, services: Services, task: asyncio.Task[CrawlTally], chat_id: int, message_id: int
) -> None:
    """Edit the message until the crawl is over, and once more then."""
    started, shown = time.monotonic(), services.crawls.progress
    publishers = services.archive.newspapers.publishers
    while not (await asyncio.wait([task], timeout=EDIT_EVERY_S))[0]:
        if services.crawls.progress != shown:
            shown = services.crawls.progress
            await _show(bot, chat_id, message_id, render.crawls.crawling(shown, publishers))
    await _show(bot, chat_id, message_id, _ended(task, publishers, time.monotonic() - started))


def _ended(task: asyncio.Task[CrawlTally], publishers: dict[str, str], seconds: float) -> Message:
    if task.cancelled():
        return Message(crawls.CRAWL_CUT_OFF)
    error = task.exception()
    if error is None:
        return render.crawls.crawled(task.result(), publishers, seconds)
    if isinstance(error, StoreLocked):
        return Message(crawls.CRAWL_BUSY)
    code = new_code()
    logger.error("[%s] a crawl failed", code, exc_info=error)
    return Message(crawls.CRAWL_FAILED.format(code=code))


async def _show(bot: Bot, chat_id: int, message_id: int, message: Message) -> None:
    try:
        await edit(bot, chat_id, message_id, message)
    except TelegramError as error:
        logger.warning("a crawl could not be shown: %s", type(error).__name__)


async def stop(_update: Update, context: Context) -> Toast | None:
    """The button under the progress."""
    is_stopping = context.services.crawls.stop()
    return Toast(crawls.STOPPING if is_stopping else crawls.NOTHING_TO_STOP)
