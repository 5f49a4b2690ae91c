"""What goes wrong in a callback: a code for the reader, the details to the log, now and then a note to the admins."""

from __future__ import annotations

import logging
import secrets
import time

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.context import Context
from bot.delivery.sending import send
from bot.delivery.telling import tell_admins
from bot.markup import Message, escape
from bot.texts import admin

NOTE_EVERY_S = 600.0
logger = logging.getLogger(__name__)


def new_code() -> str:
    """A short code that stands in the log and in the reply."""
    return secrets.token_hex(3)


async def on_error(update: object, context: Context) -> None:
    """PTB's error handler. The exception's text stays in the log: it may hold anything."""
    error = context.error
    if isinstance(error, Forbidden):
        await _mark_blocked(update, context)
        return
    if isinstance(error, RetryAfter) and not context.goes_on:
        logger.info("told to wait, and the process ends")
        return
    is_network = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    if update is None and context.job is None and isinstance(error, TelegramError):
        logger.warning("polling failed, PTB tries again: %s", type(error).__name__)
        return
    code = new_code()
    context.services.metrics.errors.labels(type(error).__name__).inc()
    if is_network:
        logger.warning("[%s] the network failed: %s", code, type(error).__name__)
    else:
        logger.error("[%s] a callback failed", code, exc_info=error)
    await _tell_reader(update, context, code)
    await note_admins(context, code, type(error).__name__)


async def _mark_blocked(update: object, context: Context) -> None:
    if isinstance(update, Update) and update.effective_chat:
        await context.state.chats.block(update.effective_chat.id)


async def _tell_reader(update: object, context: Context, code: str) -> None:
    if not isinstance(update, Update) or not update.effective_chat or update.guest_message:
        return
    chat = update.effective_chat
    texts = await context.texts(chat.id)
    try:
        await send(context.bot, context.state, chat.id, Message(escape(texts.failure.format(code=code))))
    except TelegramError as error:
        logger.warning("[%s] and the reader could not be told: %s", code, type(error).__name__)


async def note_admins(context: Context, code: str, kind: str) -> None:
    """Tell the admins, at most every ten minutes, with a count of what happened meanwhile."""
    services = context.services
    services.errors_since_note += 1
    if time.monotonic() - services.note_sent_at < NOTE_EVERY_S:
        return
    services.note_sent_at, count = time.monotonic(), services.errors_since_note
    services.errors_since_note = 0
    note = Message(admin.ERROR_NOTE.format(code=code, kind=escape(kind), count=count))
    await tell_admins(context.bot, services, note, f"error {code}")
