"""/xoadulieu: delete what is stored about a reader, after asking once."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import Toast, edit_pressed, incoming, pressed, respond
from bot.context import Context
from bot.markup import Button, Message, escape
from bot.texts import Texts


async def ask_to_erase(update: Update, context: Context) -> None:
    """Ask whether it is meant."""
    await respond(update, context, _asked(await context.texts(incoming(update).chat_id)))


def _asked(texts: Texts) -> Message:
    buttons = ((Button(texts.privacy.button_erase_all, "x:y"), Button(texts.privacy.button_keep, "x:n")),)
    return Message(escape(texts.privacy.erase_confirm), buttons)


async def erase(update: Update, context: Context) -> Toast | None:
    """Do it, leave it, or first ask."""
    query, (what,) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    if what == "y":
        done = await context.state.privacy.erase(query.from_user.id)
        context.services.forget(query.from_user.id)  # last: what was under way may have come in between
        text = texts.privacy.erased.format(questions=done.questions, votes=done.votes, orders=done.orders)
        await edit_pressed(update, context, Message(escape(text)))
    elif what == "ask":
        await respond(update, context, _asked(texts))
    else:
        await edit_pressed(update, context, Message(escape(texts.privacy.kept)))
    return None
