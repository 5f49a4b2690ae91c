"""/dongthoigian: a subject from its first story to its latest, one verbatim sentence each."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import behind_command, incoming, respond, thread_of
from bot.commands.hoi import MAX_QUESTION, ask_question, asked_at, asker
from bot.context import Context
from bot.markup import Message, escape
from bot.state import Incoming, Kind

EXAMPLE = "hầm Bãi Gió"


async def timeline(update: Update, context: Context) -> None:
    """A question like others, with another kind of reply."""
    message = incoming(update)
    texts = await context.texts(message.chat_id)
    subject = behind_command(message)
    if not subject:
        places = await context.archive.places()
        example = places[0][0] if places else EXAMPLE
        usage = texts.browsing.timeline_usage.format(example=escape(example))
        await respond(update, context, Message(usage))
        return
    if len(subject) > MAX_QUESTION:
        await respond(update, context, Message(escape(texts.manners.too_long.format(limit=MAX_QUESTION))))
        return
    came = Incoming(
        message.chat_id,
        message.message_id,
        thread_of(message),
        asker(message),
        subject,
        asked_at(message),
        Kind.TIMELINE,
    )
    await ask_question(update, context, came)
