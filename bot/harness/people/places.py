"""Who and where: the chat, the person, and what of it the bot may see."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation
from bot.harness.text.entities import utf16_slice


def chat_of(simulation: Simulation, chat_id: int) -> Chat:
    """A chat. Raises ApiError 400."""
    if chat_id not in simulation.chats:
        raise bad_request("chat not found")
    return simulation.chats[chat_id]


def user_of(simulation: Simulation, user_id: int) -> Json:
    """A person. Raises ApiError 400."""
    if user_id not in simulation.users:
        raise bad_request("user not found")
    return simulation.users[user_id]


def bot_sees(simulation: Simulation, chat: Chat, message: Json) -> bool:
    """Privacy mode: in groups only commands, mentions of the bot, replies to it, what went through it, services.

    An administrator sees everything, and so does a bot without privacy mode.
    """
    if not chat.has_bot or chat.migrated_to is not None:
        return False
    return (
        chat.is_private
        or chat.standing == "administrator"
        or simulation.bot["can_read_all_group_messages"]
        or not {"text", "caption", "document", "photo"} & message.keys()
        or message.get("via_bot", {}).get("id") == simulation.bot["id"]
        or message.get("reply_to_message", {}).get("from", {}).get("id") == simulation.bot["id"]
        or speaks_to_bot(simulation, message)
    )


def speaks_to_bot(simulation: Simulation, message: Json) -> bool:
    """Whether a message has a command for the bot, or mentions it."""
    name = f"@{simulation.bot['username']}".lower()
    text = message.get("text") or message.get("caption", "")
    for entity in (*message.get("entities", ()), *message.get("caption_entities", ())):
        piece = utf16_slice(text, entity["offset"], entity["length"]).lower()
        if entity["type"] == "mention" and piece == name:
            return True
        if entity["type"] == "bot_command" and ("@" not in piece or piece.endswith(name)):
            return True
    return False
