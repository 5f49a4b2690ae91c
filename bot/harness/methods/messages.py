"""Sending messages, and drafts of them."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.methods.compose import new_message, reply_fields, text_and_entities, thread
from bot.harness.methods.keyboards import keyboard
from bot.harness.parameters import Parameters
from bot.harness.records import Json
from bot.harness.simulation import Simulation

PREVIEW = "can't parse link preview options JSON object"
DRAFT_SHOWN_S = 30


async def send_message(simulation: Simulation, parameters: Parameters) -> Json:
    """sendMessage."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    text, entities = text_and_entities(parameters)
    content = {
        **reply_fields(simulation, chat, parameters),
        "text": text,
        "entities": entities,
        "link_preview_options": parameters.object("link_preview_options", PREVIEW),
        "reply_markup": keyboard(parameters),
    }
    return new_message(simulation, chat, simulation.bot, content, thread(chat, parameters))


async def send_message_draft(simulation: Simulation, parameters: Parameters) -> bool:
    """sendMessageDraft: shown for 30 s or until the bot's next message, in private chats only."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    if not chat.is_private:
        raise bad_request("method is available only for private chats")
    if not (draft_id := parameters.integer("draft_id")):
        raise bad_request("draft identifier is invalid")
    text, entities = text_and_entities(parameters) if parameters.text("text") else ("", [])
    draft = {"draft_id": draft_id, "text": text, "entities": entities}
    chat.draft = draft | {"expires_at": simulation.clock.now() + DRAFT_SHOWN_S}
    simulation.events.add("draft", chat_id=chat.id, **draft)
    return True
