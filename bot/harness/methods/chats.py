"""Chats: typing, who is there."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.parameters import Parameters
from bot.harness.simulation import Json, Simulation

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
SHOWN_S = 5


async def send_chat_action(simulation: Simulation, parameters: Parameters) -> bool:
    """sendChatAction: shown for 5 s or until a message comes."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    action = parameters.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.typing_until = simulation.clock.now() + SHOWN_S
    simulation.events.add("typing", chat_id=chat.id, action=action, for_s=SHOWN_S)
    return True


async def get_chat(simulation: Simulation, parameters: Parameters) -> Json:
    """getChat, with the fields that ChatFullInfo must have."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    return {
        **chat.as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
    }


_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


async def get_chat_member(simulation: Simulation, parameters: Parameters) -> Json:
    """getChatMember: everybody we know is a plain member."""
    simulation.chat_for_bot(parameters.integer("chat_id"))
    number = parameters.integer("user_id")
    user = simulation.bot if number == simulation.bot["id"] else simulation.users.get(number)
    if user is None:
        raise bad_request("user not found")
    return {"status": "member", "user": user}


async def leave_chat(simulation: Simulation, parameters: Parameters) -> bool:
    """leaveChat."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    chat.standing = "left"
    return True
