"""Editing messages: the bot's own, or those that went through it inline."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.methods.compose import caption_fields, for_bot, own_message, text_and_entities
from bot.harness.methods.keyboards import keyboard
from bot.harness.methods.messages import PREVIEW
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


async def edit_message_text(simulation: Simulation, parameters: Parameters) -> Json | bool:
    """editMessageText; True for an inline message."""
    chat, message = _target(simulation, parameters)
    text, entities = text_and_entities(parameters)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    changes: Json = {
        "text": text,
        "entities": entities,
        "link_preview_options": parameters.object("link_preview_options", PREVIEW),
        "reply_markup": keyboard(parameters),
    }
    return _edit(simulation, chat, message, changes, parameters)


async def edit_message_caption(simulation: Simulation, parameters: Parameters) -> Json | bool:
    """editMessageCaption; True for an inline message."""
    chat, message = _target(simulation, parameters)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    changes = caption_fields(parameters) | {"reply_markup": keyboard(parameters)}
    return _edit(simulation, chat, message, changes, parameters)


async def edit_message_reply_markup(simulation: Simulation, parameters: Parameters) -> Json | bool:
    """editMessageReplyMarkup; True for an inline message. It leaves no mark of an edit."""
    chat, message = _target(simulation, parameters)
    return _edit(
        simulation, chat, message, {"reply_markup": keyboard(parameters)}, parameters, is_marked=False
    )


def _target(simulation: Simulation, parameters: Parameters) -> tuple[Chat, Json]:
    if inline_id := parameters.text("inline_message_id"):
        chat_id, number = simulation.inline_messages.get(inline_id, (0, 0))
        chat = simulation.chats.get(chat_id)
        if chat is None or number not in chat.messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return chat, chat.messages[number]
    if not parameters.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    return chat, own_message(simulation, chat, parameters.integer("message_id"), "edit")


def _edit(
    simulation: Simulation,
    chat: Chat,
    message: Json,
    changes: Json,
    parameters: Parameters,
    *,
    is_marked: bool = True,
) -> Json | bool:
    if all((message.get(name) or None) == (value or None) for name, value in changes.items()):
        raise bad_request(NOT_MODIFIED)
    for name, value in changes.items():
        message.pop(name, None)
        if value:
            message[name] = value
    if is_marked:
        message["edit_date"] = simulation.now()
    simulation.events.add("edited", chat_id=chat.id, message=message)
    return True if parameters.text("inline_message_id") else for_bot(message)
