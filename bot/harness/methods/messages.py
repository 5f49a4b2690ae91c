"""Sending, editing, deleting messages."""

from __future__ import annotations

from typing import Any

from bot.harness.errors import ApiError, bad_request
from bot.harness.methods.compose import (
    formatted,
    new_message,
    own_message,
    reply_fields,
    text_and_entities,
    thread,
)
from bot.harness.methods.keyboards import checked_keyboard, keyboard
from bot.harness.parameters import Parameters
from bot.harness.simulation import Chat, Json, Simulation

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_PREVIEW = "can't parse link preview options JSON object"


async def send_message(simulation: Simulation, parameters: Parameters) -> Json:
    """sendMessage."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    text, entities = text_and_entities(parameters)
    content = {
        **reply_fields(simulation, chat, parameters),
        "text": text,
        "entities": entities,
        "link_preview_options": parameters.object("link_preview_options", _PREVIEW),
        "reply_markup": keyboard(parameters),
    }
    return new_message(simulation, chat, simulation.bot, content, thread(chat, parameters))


async def send_message_draft(simulation: Simulation, parameters: Parameters) -> bool:
    """sendMessageDraft: shown for 30 s, in private chats only."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    if not chat.is_private:
        raise bad_request("method is available only for private chats")
    if not (draft_id := parameters.integer("draft_id")):
        raise bad_request("draft identifier is invalid")
    text, entities = "", list[Json]()
    if parameters.text("text"):
        text, entities = text_and_entities(parameters)
    simulation.events.add("draft", chat_id=chat.id, draft_id=draft_id, text=text, entities=entities)
    return True


async def edit_message_text(simulation: Simulation, parameters: Parameters) -> Json | bool:
    """editMessageText; True for an inline message."""
    chat, message = _target(simulation, parameters)
    text, entities = text_and_entities(parameters)
    changes: Json = {
        "text": text,
        "entities": entities,
        "link_preview_options": parameters.object("link_preview_options", _PREVIEW),
        "reply_markup": keyboard(parameters),
    }
    return _edit(simulation, chat, message, changes, is_inline="inline_message_id" in parameters)


async def edit_message_reply_markup(simulation: Simulation, parameters: Parameters) -> Json | bool:
    """editMessageReplyMarkup; True for an inline message."""
    chat, message = _target(simulation, parameters)
    changes = {"reply_markup": keyboard(parameters)}
    return _edit(simulation, chat, message, changes, is_inline="inline_message_id" in parameters)


def _target(simulation: Simulation, parameters: Parameters) -> tuple[Chat, Json]:
    if "inline_message_id" in parameters:
        place = simulation.inline_messages.get(parameters.text("inline_message_id"))
        if place is None:
            raise bad_request("MESSAGE_ID_INVALID")
        chat = simulation.chats[place[0]]
        return chat, chat.messages[place[1]]
    if "chat_id" not in parameters:
        raise bad_request("chat_id is empty")
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    return chat, own_message(simulation, chat, parameters.integer("message_id"), "edit")


def _edit(
    simulation: Simulation, chat: Chat, message: Json, changes: Json, *, is_inline: bool
) -> Json | bool:
    if all((message.get(name) or None) == (value or None) for name, value in changes.items()):
        raise bad_request(NOT_MODIFIED)
    for name, value in changes.items():
        message.pop(name, None)
        if value:
            message[name] = value
    message["edit_date"] = simulation.now()
    simulation.events.add("edited", chat_id=chat.id, message=message)
    return True if is_inline else message


async def delete_message(simulation: Simulation, parameters: Parameters) -> bool:
    """deleteMessage: the bot's own anywhere, people's only in private chats."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if message["from"]["id"] != simulation.bot["id"] and not chat.is_private:
        raise bad_request("message can't be deleted")
    del chat.messages[message["message_id"]]
    simulation.events.add("deleted", chat_id=chat.id, message_ids=[message["message_id"]])
    return True


async def delete_messages(simulation: Simulation, parameters: Parameters) -> bool:
    """deleteMessages: those that are there."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    wanted: list[Any] = parameters.json("message_ids", "can't parse message identifiers JSON object") or []
    gone = [number for number in wanted if chat.messages.pop(number, None)]
    simulation.events.add("deleted", chat_id=chat.id, message_ids=gone)
    return True


async def set_message_reaction(simulation: Simulation, parameters: Parameters) -> bool:
    """setMessageReaction: the bot's own reaction."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    number = parameters.integer("message_id")
    if number not in chat.messages:
        raise bad_request("message to react not found")
    reactions = parameters.json("reaction", "can't parse reaction types JSON object") or []
    emoji = [reaction["emoji"] for reaction in reactions if "emoji" in reaction]
    simulation.events.add(
        "reaction", chat_id=chat.id, message_id=number, emoji=emoji, by=simulation.bot["id"]
    )
    return True


def inline_content(result: Json) -> Json:
    """What an inline result says once it is chosen. Raises ApiError 400."""
    content = result.get("input_message_content")
    if result.get("type") != "article":
        raise ApiError(501, f"Not Implemented: the harness knows no inline result {result.get('type')}")
    if not isinstance(content, dict) or not isinstance(content.get("message_text"), str):
        raise bad_request("can't parse inline query result: input message content is not specified")
    if not str(result.get("title", "")).strip():
        raise bad_request('can\'t parse inline query result: field "title" must be a non-empty String')
    text, entities = formatted(
        content["message_text"], str(content.get("parse_mode", "")), content.get("entities")
    )
    return {
        "text": text,
        "entities": entities,
        "link_preview_options": content.get("link_preview_options"),
        "reply_markup": checked_keyboard(result.get("reply_markup")),
    }
