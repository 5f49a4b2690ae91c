"""Chats: typing, who is there, leaving."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.methods.compose import thread
from bot.harness.parameters import Parameters
from bot.harness.records import Json
from bot.harness.simulation import Simulation, as_member

ACTIONS = frozenset(
    """
typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker
find_location record_video_note upload_video_note
""".split()
)
SHOWN_S = 5
_NO_GIFTS = dict.fromkeys(
    "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels".split(), False
)


async def send_chat_action(simulation: Simulation, parameters: Parameters) -> bool:
    """sendChatAction: shown for 5 s or until a message comes."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    thread(chat, parameters)
    action = parameters.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.typing_until = simulation.clock.now() + SHOWN_S
    simulation.events.add("typing", chat_id=chat.id, action=action, for_s=SHOWN_S)
    return True


async def get_chat(simulation: Simulation, parameters: Parameters) -> Json:
    """getChat, with the fields that ChatFullInfo must have."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    pinned = {"pinned_message": chat.messages[chat.pinned[-1]]} if chat.pinned else {}
    return {
        **chat.as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
        **pinned,
    }


async def get_chat_member(simulation: Simulation, parameters: Parameters) -> Json:
    """getChatMember: everybody that we know is a member."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    number = parameters.integer("user_id")
    if number == simulation.bot["id"]:
        return simulation.bot_as_member(chat.standing)
    if number not in simulation.users:
        raise bad_request("user not found")
    return as_member(simulation.users[number], "administrator" if number in chat.admins else "member")


async def get_chat_administrators(simulation: Simulation, parameters: Parameters) -> list[Json]:
    """getChatAdministrators: people, and the bot if it is one."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    people = [as_member(simulation.users[number], "administrator") for number in chat.admins]
    return people + ([simulation.bot_as_member(chat.standing)] if chat.standing == "administrator" else [])


async def get_chat_member_count(simulation: Simulation, parameters: Parameters) -> int:
    """getChatMemberCount: everybody that we know, and the bot."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    return 2 if chat.is_private else len(simulation.users) + 1


async def leave_chat(simulation: Simulation, parameters: Parameters) -> bool:
    """leaveChat."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.standing = "left"
    return True
