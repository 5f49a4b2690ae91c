"""People press buttons and leave reactions."""

from __future__ import annotations

from typing import Any

from bot.harness.errors import bad_request
from bot.harness.methods.compose import for_bot
from bot.harness.people.places import chat_of, user_of
from bot.harness.records import CallbackQuery, Json
from bot.harness.simulation import Simulation
from bot.harness.updates import EXPIRY_S


def press(
    simulation: Simulation,
    chat_id: int,
    message_id: int,
    data: str,
    user_id: int,
    *,
    is_inaccessible: bool = False,
) -> str:
    """A person presses a button; the id of the callback query. Raises ApiError 400 where there is none."""
    chat, user = chat_of(simulation, chat_id), user_of(simulation, user_id)
    message = chat.messages.get(message_id)
    if message is None or data not in _buttons(message):
        raise bad_request("there is no such button")
    query_id = simulation.next_query_id()
    expires_at = simulation.clock.now() + EXPIRY_S["callback_query"]
    simulation.callbacks[query_id] = CallbackQuery(expires_at, chat_id)
    query: Json = {"id": query_id, "from": user, "chat_instance": str(chat_id), "data": data}
    if inline_id := simulation.inline_id(chat_id, message_id):
        query["inline_message_id"] = inline_id
    elif is_inaccessible:
        query["message"] = {"chat": message["chat"], "message_id": message_id, "date": 0}
    else:
        query["message"] = for_bot(message)
    simulation.updates.put("callback_query", query)
    return query_id


def _buttons(message: Json) -> set[Any]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


def react(simulation: Simulation, chat_id: int, message_id: int, user_id: int, emoji: list[str]) -> None:
    """A person sets their reactions; in groups only an administrator hears of it. Raises ApiError 400."""
    chat, user = chat_of(simulation, chat_id), user_of(simulation, user_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to react not found")
    reactions = message.setdefault(
        "reactions", {}
    )  # of each person; texts as keys, as a saved state has them
    before, reactions[str(user_id)] = reactions.get(str(user_id), []), emoji
    simulation.events.add("reaction", chat_id=chat_id, message_id=message_id, emoji=emoji, by=user_id)
    if not chat.has_bot or not (chat.is_private or chat.standing == "administrator"):
        return
    change = {
        "chat": chat.as_json(),
        "message_id": message_id,
        "user": user,
        "date": simulation.now(),
        "old_reaction": [{"type": "emoji", "emoji": one} for one in before],
        "new_reaction": [{"type": "emoji", "emoji": one} for one in emoji],
    }
    simulation.updates.put("message_reaction", change)
