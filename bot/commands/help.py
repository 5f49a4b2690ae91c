"""/help, also /trogiup: the commands and the buttons."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import incoming, respond
from bot.context import Context
from bot.markup import Message, escape
from bot.texts import Texts


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
    listed = "\n".join(lines)
    await respond(update, context, Message(await _told(chat_id, context, texts, listed)))


async def _told(chat_id: int, context: Context, texts: Texts, commands: str) -> str:
    """In a group only how to ask there: whoever wants to know more need not be read to by all."""
    if chat_id > 0:
        return texts.help.format(commands=commands)
    is_quiet = (await context.state.chats.settings(chat_id)).is_quiet
    how = texts.groups.quiet_on if is_quiet else texts.groups.quiet_off
    return texts.groups.help.format(how=escape(how), commands=commands, name=context.bot.username)
