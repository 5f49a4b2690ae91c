"""The slow queue: alerts and digests leave one after another, well below Telegram's limits, never twice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from telegram import Bot
from telegram.error import Forbidden, TelegramError

from bot.context import Services
from bot.delivery.sending import is_final, send, surely_not_sent
from bot.markup import Message
from bot.state import Alert, Digest, unpack_quote
from bot.texts import texts_in
from bot.watches import words
from bot.watches.schedule import day_began, next_time

PAUSE_S = 0.2  # five a second at most; Telegram allows thirty, and readers who wait for an answer come first
DAY_S = 86_400
RETRY_S = 600
LATE_S = 3_600
STALE_S = 3 * DAY_S  # an alert that could not be sent for so long is no news any more
logger = logging.getLogger(__name__)


async def send_alerts(bot: Bot, services: Services, goes_on: Callable[[], bool]) -> None:
    """Send what waits, unless it is night, or the reader has had enough for today; no more once `goes_on` is false."""
    now, settings = services.now(), services.settings
    if settings.quiet_hours.hold(now):
        return
    sent: dict[int, int] = {}
    for alert in await services.state.watches.open_alerts(int(now) - STALE_S):
        if not goes_on():
            return
        if alert.chat_id not in sent:
            began = day_began(now)
            sent[alert.chat_id] = await services.state.watches.sent_between(
                alert.chat_id, began, began + DAY_S
            )
        if sent[alert.chat_id] >= settings.alerts_a_day:
            continue
        if await _send_alert(bot, services, alert):
            sent[alert.chat_id] += 1
        await asyncio.sleep(PAUSE_S)


async def _send_alert(bot: Bot, services: Services, alert: Alert) -> bool:
    """Whether it counts as sent."""
    watches = services.state.watches
    quote = await unpack_quote(alert.quote, services.archive)
    if not await watches.claim(alert.id):
        return False
    if quote is None:
        await watches.settle(alert.id, "failed")
        return False
    texts = texts_in(await services.state.chats.language(alert.chat_id))
    folded = await watches.folded_into(alert.id)
    try:
        await send(bot, services.state, alert.chat_id, words.alert(alert, quote, folded, texts))
    except Forbidden:
        await services.state.chats.block(alert.chat_id)
        return False
    except TelegramError as error:
        logger.warning("alert %s: %s", alert.id, type(error).__name__)
        may_be_there = not surely_not_sent(error)
        await watches.settle(alert.id, "sent" if may_be_there else "failed" if is_final(error) else "open")
        return may_be_there
    await watches.settle(alert.id, "sent")
    return True


async def send_digests(bot: Bot, services: Services, goes_on: Callable[[], bool]) -> None:
    """Send the digests whose time has come; where nothing is new, nothing is sent.

    One that is late, because the bot was not running, waits for the morning.
    """
    now, mark = services.now(), await services.archive.mark()
    for digest in await services.state.digests.beyond(int(now)):  # planned while the clock was wrong
        upcoming = next_time(now, digest.hour, digest.weekday)
        await services.state.digests.advance(digest, upcoming, digest.mark)
    for digest in await services.state.digests.due(int(now)):
        if not goes_on() or not mark:  # without an index nothing is known to be new
            return
        if now - digest.next_at > LATE_S and services.settings.quiet_hours.hold(now):
            continue
        upcoming = next_time(now, digest.hour, digest.weekday)
        if not await services.state.digests.advance(digest, upcoming, max(mark, digest.mark)):
            continue
        message = await _digest(services, digest, mark)
        if message is not None:
            await _send_digest(bot, services, digest, message)
            await asyncio.sleep(PAUSE_S)


async def _digest(services: Services, digest: Digest, mark: int) -> Message | None:
    """What is new since the last one, of the sections that the chat wants; None where that is nothing."""
    sections = (await services.state.chats.settings(digest.chat_id)).sections
    news = [
        one
        for one in await services.archive.news(digest.mark, mark)
        if not sections or one.section in sections
    ]
    if not news:
        return None
    texts = texts_in(await services.state.chats.language(digest.chat_id))
    return words.digest(news, services.now(), texts)


async def _send_digest(bot: Bot, services: Services, digest: Digest, message: Message) -> None:
    try:
        await send(bot, services.state, digest.chat_id, message, thread_id=digest.thread_id)
    except Forbidden:
        await services.state.chats.block(digest.chat_id)
    except TelegramError as error:
        logger.warning("a digest: %s", type(error).__name__)
        if surely_not_sent(error) and not is_final(error):
            await services.state.digests.put_back(digest, int(services.now()) + RETRY_S)
