"""What is neither a question nor a command that exists: unknown commands, old buttons, comings and goings."""

from __future__ import annotations

from telegram import ChatMember, Update

from bot.commands.common import incoming, pressed, respond
from bot.context import Context
from bot.markup import Message, escape

GONE = {ChatMember.LEFT, ChatMember.BANNED}


async def unknown_command(update: Update, context: Context) -> None:
    """A command that does not exist, or not for this person; in groups it may be another bot's."""
    message = incoming(update)
    if message.chat_id < 0:
        return
    texts = await context.texts(message.chat_id)
    await respond(update, context, Message(escape(texts.unknown_command)))


async def press(update: Update, context: Context) -> None:
    """Every pressed button: find what it does by the letter of its data; it is always answered."""
    from bot.commands import BUTTONS  # the table imports this file's neighbours

    query, _rest = pressed(update)
    callback = BUTTONS.get((query.data or "").partition(":")[0])
    if callback is None or update.effective_chat is None:
        await query.answer()
        return
    try:
        await callback(update, context)
    except ValueError:  # data of another build, or made up: nothing that a button of ours says
        texts = await context.texts(update.effective_chat.id)
        await query.answer(texts.expired, show_alert=True)


async def see(update: Update, context: Context) -> None:
    """Somebody wrote: remember the chat, so that it is known to be reachable."""
    if chat := update.effective_chat:
        await context.state.see(chat.id, chat.type)


async def membership(update: Update, context: Context) -> None:
    """The bot was blocked, thrown out, or let in again."""
    change = update.my_chat_member
    assert change is not None  # noqa: S101 - ChatMemberHandler
    if change.new_chat_member.status in GONE:
        await context.state.block(change.chat.id)
    else:
        await context.state.see(change.chat.id, change.chat.type)


async def migrated(update: Update, context: Context) -> None:
    """A group became a supergroup."""
    message = incoming(update)
    if message.migrate_to_chat_id:
        await context.state.migrate(message.chat_id, message.migrate_to_chat_id)
