"""Deleting messages: the bot's own anywhere, people's in private chats or by an administrator, for two days."""

from __future__ import annotations

from bot.harness.errors import ApiError, bad_request
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation

DELETABLE_FOR_S = 48 * 3600
MAX_AT_ONCE = 100


async def delete_message(simulation: Simulation, parameters: Parameters) -> bool:
    """deleteMessage."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _check(simulation, chat, message)
    del chat.messages[message["message_id"]]
    simulation.events.add("deleted", chat_id=chat.id, message_ids=[message["message_id"]])
    return True


async def delete_messages(simulation: Simulation, parameters: Parameters) -> bool:
    """deleteMessages: those that are there and may be deleted."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    wanted = parameters.json("message_ids", "can't parse message identifiers JSON object")
    if not isinstance(wanted, list) or not all(isinstance(number, int) for number in wanted):
        raise bad_request("can't parse message identifiers JSON object")
    if len(wanted) > MAX_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    gone = [number for number in wanted if _may_delete(simulation, chat, chat.messages.get(number))]
    for number in gone:
        chat.messages.pop(number, None)
    simulation.events.add("deleted", chat_id=chat.id, message_ids=gone)
    return True


def _may_delete(simulation: Simulation, chat: Chat, message: Json | None) -> bool:
    try:
        _check(simulation, chat, message or {})
    except (ApiError, KeyError):
        return False
    return True


def _check(simulation: Simulation, chat: Chat, message: Json) -> None:
    """Raise ApiError 400 where the bot may not."""
    is_own = message["from"]["id"] == simulation.bot["id"]
    if not (is_own or chat.is_private or chat.standing == "administrator"):
        raise bad_request("message can't be deleted")
    if simulation.now() - message["date"] > DELETABLE_FOR_S:
        raise bad_request("message can't be deleted for everyone")
