"""Pinned messages: anywhere in private, by administrators in groups."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.methods.compose import new_message, without_reply
from bot.harness.parameters import Parameters
from bot.harness.records import Chat
from bot.harness.simulation import Simulation


async def pin_chat_message(simulation: Simulation, parameters: Parameters) -> bool:
    """pinChatMessage, with the notice that everybody sees."""
    chat, number = _chat(simulation, parameters), parameters.integer("message_id")
    if number not in chat.messages:
        raise bad_request("message to pin not found")
    if number in chat.pinned:
        chat.pinned.remove(number)
    chat.pinned.append(number)
    pinned = chat.messages[number]
    notice = {"pinned_message": without_reply(pinned)}
    new_message(simulation, chat, simulation.bot, notice, int(pinned.get("message_thread_id", 0)))
    return _tell(simulation, chat)


async def unpin_chat_message(simulation: Simulation, parameters: Parameters) -> bool:
    """unpinChatMessage: the named one, else the one pinned last."""
    chat = _chat(simulation, parameters)
    number = parameters.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    return _tell(simulation, chat)


async def unpin_all_chat_messages(simulation: Simulation, parameters: Parameters) -> bool:
    """unpinAllChatMessages."""
    chat = _chat(simulation, parameters)
    chat.pinned.clear()
    return _tell(simulation, chat)


async def unpin_all_forum_topic_messages(simulation: Simulation, parameters: Parameters) -> bool:
    """unpinAllForumTopicMessages."""
    chat, thread_id = _chat(simulation, parameters), parameters.integer("message_thread_id")
    if thread_id not in chat.topics:
        raise bad_request("TOPIC_ID_INVALID")
    chat.pinned = [
        number for number in chat.pinned if chat.messages[number].get("message_thread_id") != thread_id
    ]
    return _tell(simulation, chat)


def _chat(simulation: Simulation, parameters: Parameters) -> Chat:
    chat = simulation.chat_for_bot(parameters.text("chat_id"))
    if not chat.is_private and chat.standing != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


def _tell(simulation: Simulation, chat: Chat) -> bool:
    simulation.events.add("pinned", chat_id=chat.id, message_ids=list(chat.pinned))
    return True
