"""What several callbacks need of an update."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update

from bot.context import Context
from bot.delivery.sending import edit, send
from bot.markup import Message as Ours
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Toast:
    """What is shown for a moment after a button was pressed, or as an alert to be closed. At most 200 characters."""

    text: str
    is_alert: bool = False


def expired(texts: Texts) -> Toast:
    """The answer behind a button is not remembered any more."""
    return Toast(texts.expired, is_alert=True)


def incoming(update: Update) -> Message:
    """The message of an update that has one; handlers' filters see to it."""
    assert update.effective_message is not None  # noqa: S101
    return update.effective_message


def thread_of(message: Message) -> int | None:
    """The forum topic that a message stands in."""
    return message.message_thread_id if message.is_topic_message else None


def behind_command(message: Message) -> str:
    """What stands behind the command."""
    parts = (message.text or "").split(maxsplit=1)
    return " ".join(parts[1].split()) if len(parts) > 1 else ""


async def respond(update: Update, context: Context, message: Ours) -> Message:
    """Send something into the chat and topic where the update came from."""
    came = incoming(update)
    return await send(context.bot, context.state, came.chat_id, message, thread_id=thread_of(came))


def pressed(update: Update) -> tuple[CallbackQuery, list[str]]:
    """The query of a pressed button, and its data behind the letter."""
    query = update.callback_query
    assert query is not None  # noqa: S101 - only the button handler calls this
    return query, (query.data or "").split(":")[1:]


async def edit_pressed(update: Update, context: Context, message: Ours) -> None:
    """Edit the message whose button was pressed."""
    came = incoming(update)
    await edit(context.bot, came.chat_id, came.message_id, message)
