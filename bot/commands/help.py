"""/help: the commands and the buttons."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import incoming, respond
from bot.context import Context
from bot.markup import Message, escape


async def show_help(update: Update, context: Context) -> None:
    """List the commands that this person has."""
    from bot.commands import COMMANDS  # the table imports this file

    texts = await context.texts(incoming(update).chat_id)
    is_admin = context.is_admin(update.effective_user.id if update.effective_user else None)
    lines = [
        f"/{command.name}: {escape(texts.commands[command.name])}"
        for command in COMMANDS
        if is_admin or not command.for_admins
    ]
    await respond(update, context, Message(texts.help.format(commands="\n".join(lines))))
