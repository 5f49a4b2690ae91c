"""Sending messages, and drafts of them."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.methods.compose import chat_to_write, for_bot, new_message, thread
from bot.harness.methods.formatting import text_and_entities
from bot.harness.methods.keyboards import keyboard_fields
from bot.harness.methods.replies import reply_fields
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation
from bot.harness.text.links import LinkError, check_link

DRAFT_SHOWN_S = 30


async def send_message(simulation: Simulation, parameters: Parameters) -> Json:
    """sendMessage."""
    text, entities = text_and_entities(parameters)
    chat = chat_to_write(simulation, parameters)
    content = {"text": text, "entities": entities, "link_preview_options": preview(parameters)}
    return send(simulation, chat, parameters, content)


def send(simulation: Simulation, chat: Chat, parameters: Parameters, content: Json) -> Json:
    """Send `content` with what every sending method takes: a reply, a topic, a keyboard, protection."""
    reply = reply_fields(chat, parameters)
    thread_id = thread(chat, parameters, reply.get("reply_to_message"))
    keyboard = keyboard_fields(parameters)
    if "reply_keyboard" in keyboard:
        chat.reply_keyboard = (
            None if "remove_keyboard" in keyboard["reply_keyboard"] else keyboard["reply_keyboard"]
        )
    protection = {"has_protected_content": parameters.boolean("protect_content")}
    message = new_message(
        simulation, chat, simulation.bot, reply | content | keyboard | protection, thread_id
    )
    return for_bot(message)


def preview(parameters: Parameters) -> Json | None:
    """`link_preview_options` of a call, None without. Raises ApiError 400."""
    options = parameters.object("link_preview_options")
    if url := options.get("url"):
        try:
            check_link(str(url))
        except LinkError as error:
            raise bad_request("WEBPAGE_URL_INVALID") from error
    return options or None


async def send_message_draft(simulation: Simulation, parameters: Parameters) -> bool:
    """sendMessageDraft: shown for 30 s or until the bot's next message, in private chats only."""
    if not (draft_id := parameters.integer("draft_id")):
        raise bad_request("RANDOM_ID_INVALID")
    text, entities = text_and_entities(parameters) if parameters.text("text") else ("", [])
    chat = chat_to_write(simulation, parameters)
    if not chat.is_private:
        raise bad_request("method is available only for private chats")
    thread(chat, parameters)
    draft = {"draft_id": draft_id, "text": text, "entities": entities}
    chat.draft = draft | {"expires_at": simulation.clock.now() + DRAFT_SHOWN_S}
    simulation.events.add("draft", chat_id=chat.id, **draft)
    return True
