"""Editing messages: the bot's own, or those that went through it inline."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.methods.compose import for_bot, own_message
from bot.harness.methods.files import media_fields
from bot.harness.methods.formatting import caption_fields, text_and_entities
from bot.harness.methods.keyboards import only_inline
from bot.harness.methods.messages import preview
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_MEDIA = ("document", "photo")


async def edit_message_text(simulation: Simulation, parameters: Parameters) -> Json | bool:
    """editMessageText; True for an inline message."""
    text, entities = text_and_entities(parameters)
    chat, message = _target(simulation, parameters)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    changes: Json = {"text": text, "entities": entities, "link_preview_options": preview(parameters)}
    return _edit(simulation, chat, message, changes | only_inline(parameters), parameters)


async def edit_message_caption(simulation: Simulation, parameters: Parameters) -> Json | bool:
    """editMessageCaption; True for an inline message."""
    caption = caption_fields(parameters)
    chat, message = _target(simulation, parameters)
    if not message.keys() & set(_MEDIA):
        raise bad_request("there is no caption in the message to edit")
    above = {"show_caption_above_media": parameters.boolean("show_caption_above_media")}
    return _edit(simulation, chat, message, caption | above | only_inline(parameters), parameters)


async def edit_message_media(simulation: Simulation, parameters: Parameters) -> Json | bool:
    """editMessageMedia: another picture or document, with its caption; True for an inline message."""
    media = media_fields(simulation, parameters)
    chat, message = _target(simulation, parameters)
    if not message.keys() & set(_MEDIA):
        raise bad_request("there is no media in the message to edit")
    changes: Json = dict.fromkeys(_MEDIA) | media | only_inline(parameters)
    return _edit(simulation, chat, message, changes, parameters)


async def edit_message_reply_markup(simulation: Simulation, parameters: Parameters) -> Json | bool:
    """editMessageReplyMarkup; True for an inline message. It leaves no mark of an edit."""
    chat, message = _target(simulation, parameters)
    return _edit(simulation, chat, message, only_inline(parameters), parameters, is_marked=False)


def _target(simulation: Simulation, parameters: Parameters) -> tuple[Chat, Json]:
    if not parameters.text("chat_id") and not parameters.integer("message_id"):
        return _inline_target(simulation, parameters.text("inline_message_id"))
    if not parameters.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = simulation.chat_for_bot(parameters.text("chat_id"))
    return chat, own_message(simulation, chat, parameters.integer("message_id"), "edit")


def _inline_target(simulation: Simulation, inline_id: str) -> tuple[Chat, Json]:
    if not inline_id:
        raise bad_request("message identifier is not specified")
    chat_id, number = simulation.inline_messages.get(inline_id, (0, 0))
    chat = simulation.chats.get(chat_id)
    if chat is None or number not in chat.messages:
        raise bad_request("MESSAGE_ID_INVALID")
    return chat, chat.messages[number]


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
    simulation.events.add("edited", chat_id=chat.id, message=dict(message))
    return True if parameters.text("inline_message_id") else for_bot(message)
