"""A question's way through the bot: journalled, answered, claimed, sent, marked. The only place that replies to one."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot import render
from bot.context import Services
from bot.delivery.sending import send, surely_not_sent
from bot.state import Asked, pack
from bot.texts import texts_in
from corpus import VIETNAM, Answer, Outcome, Question

ANSWER_TIMEOUT_S = 20.0
TYPING_AFTER_S = 0.3
TYPING_EVERY_S = 4.0
logger = logging.getLogger(__name__)


async def reply(bot: Bot, services: Services, asked: Asked) -> None:
    """Answer a journalled question, once. Raises TelegramError where the reply cannot be delivered."""
    started, metrics = time.perf_counter(), services.metrics
    async with typing(bot, asked):
        answer = await _answer(services, asked)
    texts = texts_in(await services.state.language(asked.chat_id))
    message = render.answer(answer, asked.id, texts)
    packed = pack(answer) if answer.outcome is Outcome.ANSWERED else None
    if not await services.state.claim(asked.id, str(answer.outcome), packed):
        return  # somebody else answers it
    metrics.questions.labels(str(answer.outcome)).inc()
    metrics.stage("answer", time.perf_counter() - started)
    try:
        sent = await send(
            bot,
            services.state,
            asked.chat_id,
            message,
            reply_to=asked.message_id if asked.chat_id < 0 else None,
            thread_id=asked.thread_id,
        )
    except Forbidden:
        await services.state.give_up(asked.id)
        await services.state.block(asked.chat_id)
    except TelegramError as error:
        await _undelivered(services, asked, error)
    else:
        await services.state.sent(asked.id, sent.message_id)
        took = time.perf_counter() - started
        metrics.stage("reply", took)
        logger.info("question %s: %s, replied in %.0f ms", asked.id, answer.outcome, took * 1000)


async def _undelivered(services: Services, asked: Asked, error: TelegramError) -> None:
    if surely_not_sent(error) and not _is_final(error):
        await services.state.reopen(asked.id)  # `retry_open` takes it up again
        logger.warning("the reply to question %s did not leave: %s", asked.id, type(error).__name__)
        return
    if _is_final(error):
        await services.state.give_up(asked.id)
    logger.error("the reply to question %s: %s", asked.id, type(error).__name__)


def _is_final(error: TelegramError) -> bool:
    """Whether trying again would end the same way."""
    return isinstance(error, BadRequest | InvalidToken)


async def _answer(services: Services, asked: Asked) -> Answer:
    moment = datetime.fromtimestamp(asked.asked_at, VIETNAM)
    try:
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            return await services.archive.ask(Question(asked.text, moment))
    except TimeoutError:
        logger.error("question %s took longer than %s s", asked.id, ANSWER_TIMEOUT_S)
        return Answer(asked.text, Outcome.UNAVAILABLE)


@asynccontextmanager
async def typing(bot: Bot, asked: Asked) -> AsyncIterator[None]:
    """Show "typing…" while the work inside takes longer than a moment."""
    task = asyncio.create_task(_type(bot, asked))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _type(bot: Bot, asked: Asked) -> None:
    await asyncio.sleep(TYPING_AFTER_S)
    while True:
        with suppress(TelegramError):  # it is only a courtesy
            await bot.send_chat_action(asked.chat_id, ChatAction.TYPING, message_thread_id=asked.thread_id)
        await asyncio.sleep(TYPING_EVERY_S)
