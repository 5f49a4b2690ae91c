"""What several callbacks need of an update."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update
from telegram import Message as Sent

from bot.context import Context
from bot.delivery.sending import edit, send
from bot.markup import Message as Ours


def incoming(update: Update) -> Message:
    """The message of an update that has one; handlers' filters see to it."""
    assert update.effective_message is not None  # noqa: S101
    return update.effective_message


async def respond(update: Update, context: Context, message: Ours) -> Sent:
    """Send something into the chat and topic where the update came from."""
    came = incoming(update)
    thread_id = came.message_thread_id if came.is_topic_message else None
    return await send(context.bot, context.state, came.chat_id, message, thread_id=thread_id)


def pressed(update: Update) -> tuple[CallbackQuery, list[str]]:
    """The query of a pressed button, and its data behind the letter."""
    query = update.callback_query
    assert query is not None  # noqa: S101 - only the button handler calls this
    return query, (query.data or "").split(":")[1:]


async def edit_pressed(update: Update, context: Context, message: Ours) -> None:
    """Edit the message whose button was pressed."""
    came = incoming(update)
    await edit(context.bot, came.chat_id, came.message_id, message)
