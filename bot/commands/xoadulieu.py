"""/xoadulieu: delete what is stored about a reader, after asking once."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import edit_pressed, incoming, pressed, respond
from bot.context import Context
from bot.markup import Button, Message, escape


async def ask_to_erase(update: Update, context: Context) -> None:
    """Ask whether it is meant."""
    texts = await context.texts(incoming(update).chat_id)
    buttons = ((Button(texts.button_erase, "x:y"), Button(texts.button_keep, "x:n")),)
    await respond(update, context, Message(escape(texts.erase_confirm), buttons))


async def erase(update: Update, context: Context) -> None:
    """Do it, or leave it."""
    query, rest = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    if rest == ["y"]:
        questions, votes = await context.state.erase(query.from_user.id)
        text = texts.erased.format(questions=questions, votes=votes)
    else:
        text = texts.kept
    await edit_pressed(update, context, Message(escape(text)))
    await query.answer()
