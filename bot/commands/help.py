"""/help: the commands and the buttons."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import incoming, respond
from bot.context import Context
from bot.markup import Message, escape


async def show_help(update: Update, context: Context) -> None:
    """List the commands that this person has here."""
    from bot.commands import COMMANDS  # the table imports this file

    chat_id = incoming(update).chat_id
    texts = await context.texts(chat_id)
    is_admin = chat_id > 0 and context.is_admin(update.effective_user.id if update.effective_user else None)
    lines = [
        f"/{command.name}: {escape(texts.commands[command.name])}"
        for command in COMMANDS
        if command.is_shown(in_group=chat_id < 0, is_admin=is_admin)
    ]
    await respond(update, context, Message(texts.help.format(commands="\n".join(lines))))
