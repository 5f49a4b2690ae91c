"""Chats: typing, who is there, leaving."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.members import as_member
from bot.harness.methods.compose import for_bot, thread
from bot.harness.parameters import Parameters
from bot.harness.records import PRESENT, Chat, Json
from bot.harness.simulation import Simulation, as_sender

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
    action = parameters.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = simulation.chat_for_bot(parameters.text("chat_id"))
    thread(chat, parameters)
    chat.typing_until = simulation.clock.now() + SHOWN_S
    simulation.events.add("typing", chat_id=chat.id, action=action, for_s=SHOWN_S)
    return True


async def get_chat(simulation: Simulation, parameters: Parameters) -> Json:
    """getChat, with the fields that ChatFullInfo must have."""
    chat = simulation.chat_for_bot(parameters.text("chat_id"), only_to_read=True)
    pinned = {"pinned_message": for_bot(chat.messages[chat.pinned[-1]])} if chat.pinned else {}
    return {
        **chat.as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
        **pinned,
    }


async def get_chat_member(simulation: Simulation, parameters: Parameters) -> Json:
    """getChatMember: whoever is known and was not put out of the group is a plain member."""
    number = _user_id(parameters)
    is_itself = number == simulation.bot["id"]
    chat = simulation.chat_for_bot(parameters.text("chat_id"), only_to_read=is_itself)
    if is_itself:
        return simulation.bot_as_member(chat.standing)
    if number not in simulation.users or (chat.is_private and number != chat.id):
        raise bad_request("member not found")
    return _member(simulation, chat, number)


async def get_chat_administrators(simulation: Simulation, parameters: Parameters) -> list[Json]:
    """getChatAdministrators: the owner, those whom they promoted, and the bot if it is one."""
    chat = simulation.chat_for_bot(parameters.text("chat_id"))
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    people = [
        _member(simulation, chat, number)
        for number, status in chat.members.items()
        if status in {"creator", "administrator"}
    ]
    return [*people, *([simulation.bot_as_member(chat.standing)] if chat.standing == "administrator" else [])]


async def get_chat_member_count(simulation: Simulation, parameters: Parameters) -> int:
    """getChatMemberCount: everybody that is there, and the bot."""
    chat = simulation.chat_for_bot(parameters.text("chat_id"))
    return 2 if chat.is_private else 1 + sum(chat.status_of(number) in PRESENT for number in simulation.users)


async def leave_chat(simulation: Simulation, parameters: Parameters) -> bool:
    """leaveChat."""
    chat = simulation.chat_for_bot(parameters.text("chat_id"), only_to_read=True)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.standing = "left"
    return True


def _user_id(parameters: Parameters) -> int:
    if (number := parameters.integer("user_id")) <= 0:
        raise bad_request("invalid user_id specified")
    return number


def _member(simulation: Simulation, chat: Chat, number: int) -> Json:
    return as_member(as_sender(simulation.users[number]), chat.status_of(number))
