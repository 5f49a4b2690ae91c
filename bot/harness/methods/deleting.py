"""Deleting messages: the bot's own anywhere, people's in private chats or by an administrator, for two days."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.methods.forwarding import message_ids
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation

DELETABLE_FOR_S = 48 * 3600


async def delete_message(simulation: Simulation, parameters: Parameters) -> bool:
    """deleteMessage."""
    chat = simulation.chat_for_bot(parameters.text("chat_id"))
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if refusal := _refusal(simulation, chat, message):
        raise bad_request(refusal)
    return _delete(simulation, chat, [message["message_id"]])


async def delete_messages(simulation: Simulation, parameters: Parameters) -> bool:
    """deleteMessages: those that are there and may be deleted."""
    wanted = message_ids(parameters)
    chat = simulation.chat_for_bot(parameters.text("chat_id"))
    found = [chat.messages[number] for number in dict.fromkeys(wanted) if number in chat.messages]
    gone = [message["message_id"] for message in found if not _refusal(simulation, chat, message)]
    return _delete(simulation, chat, gone)


def _delete(simulation: Simulation, chat: Chat, numbers: list[int]) -> bool:
    for number in numbers:
        del chat.messages[number]
    chat.pinned = [number for number in chat.pinned if number not in numbers]
    simulation.events.add("deleted", chat_id=chat.id, message_ids=numbers)
    return True


def _refusal(simulation: Simulation, chat: Chat, message: Json) -> str:
    """Why the bot may not delete a message, "" where it may."""
    is_own = message["from"]["id"] == simulation.bot["id"]
    if not (is_own or chat.is_private or chat.standing == "administrator"):
        return "message can't be deleted"
    if simulation.now() - message["date"] > DELETABLE_FOR_S:
        return "message can't be deleted for everyone"
    return ""
