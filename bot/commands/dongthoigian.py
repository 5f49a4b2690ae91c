"""/dongthoigian: a subject from its first story to its latest, one verbatim sentence each."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from bot.commands.common import behind_command, incoming, respond
from bot.commands.hoi import ask_question, incoming_of, objection_to_length
from bot.context import Context
from bot.markup import Message, escape
from bot.state import Kind

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
    if (too_long := objection_to_length(subject, texts)) is not None:
        await respond(update, context, Message(too_long))
        return
    await ask_question(update, context, replace(incoming_of(message, subject), kind=Kind.TIMELINE))
