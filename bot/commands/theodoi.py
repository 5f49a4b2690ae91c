"""/theodoi: be told when a new article answers a question; the bell under a refusal does the same."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import Toast, behind_command, expired, incoming, pressed, respond
from bot.commands.hoi import ask_by_button, objection_to_length
from bot.context import Context
from bot.markup import Message, escape, shorten
from bot.state import MAX_WATCHES, Added
from bot.texts import Texts

MAX_SHOWN = 200


async def watch(update: Update, context: Context) -> None:
    """/theodoi and a question."""
    message = incoming(update)
    texts = await context.texts(message.chat_id)
    question = behind_command(message)
    if not question:
        usage = texts.alerts.usage.format(example=escape(await context.example(texts)))
        await respond(update, context, Message(usage))
    elif (too_long := objection_to_length(question, texts)) is not None:
        await respond(update, context, Message(too_long))
    else:
        await respond(
            update, context, Message(escape(await _watch(context, message.chat_id, question, texts)))
        )


async def watch_asked(update: Update, context: Context) -> Toast | None:
    """The bell under a refusal."""
    _query, (number,) = pressed(update)
    chat_id = incoming(update).chat_id
    texts = await context.texts(chat_id)
    asked = await context.state.journal.question(int(number), chat_id)
    if asked is None or chat_id < 0:
        return expired(texts)
    await respond(update, context, Message(escape(await _watch(context, chat_id, asked.text, texts))))
    return None


async def _watch(context: Context, chat_id: int, question: str, texts: Texts) -> str:
    words = {
        Added.NEW: texts.alerts.watching.format(question=shorten(question, MAX_SHOWN)),
        Added.KNOWN: texts.alerts.watching_already,
        Added.TOO_MANY: texts.alerts.too_many.format(limit=MAX_WATCHES),
    }
    return words[await context.state.watches.add(chat_id, question)]


async def stop(update: Update, context: Context) -> Toast | None:
    """Under an alert: watch no more."""
    _query, (number,) = pressed(update)
    chat_id = incoming(update).chat_id
    texts = await context.texts(chat_id)
    await context.state.watches.remove(int(number), chat_id)
    return Toast(texts.alerts.stopped)


async def ask_watched(update: Update, context: Context) -> Toast | None:
    """Under an alert: ask the question now, for the whole answer."""
    _query, (number,) = pressed(update)
    chat_id = incoming(update).chat_id
    found = await context.state.watches.get(int(number), chat_id)
    if found is None:
        return Toast((await context.texts(chat_id)).alerts.stopped)
    await ask_by_button(update, context, found.text)
    return None
