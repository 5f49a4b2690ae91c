"""Who is what in a chat, the bot and people; groups that become supergroups; topics of a forum."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.members import as_member
from bot.harness.methods.compose import for_bot, new_message
from bot.harness.methods.topics import add_topic
from bot.harness.people.places import bot_sees, chat_of, user_of
from bot.harness.records import PRESENT, STANDINGS, STATUSES, Chat, Json
from bot.harness.simulation import Simulation, as_sender

SUPERGROUP_OFFSET = 1_000_000_000_000


def set_standing(simulation: Simulation, chat_id: int, user_id: int, status: str) -> None:
    """A person blocks the bot (kicked in a private chat), adds it to a group, promotes it or throws it out.

    Raises ApiError 400 for another status.
    """
    chat, user = chat_of(simulation, chat_id), user_of(simulation, user_id)
    if status not in STANDINGS:
        raise bad_request(f"status is one of {', '.join(STANDINGS)}")
    had, before, chat.standing = chat.has_bot, chat.standing, status
    if {"deactivated", "deleted"} & {status, before} or status == before:
        return
    change = {
        "chat": chat.as_json(),
        "from": user,
        "date": simulation.now(),
        "old_chat_member": simulation.bot_as_member(before),
        "new_chat_member": simulation.bot_as_member(status),
    }
    simulation.updates.put("my_chat_member", change)
    if not chat.is_private and chat.has_bot and not had:
        _service(simulation, chat, user, {"new_chat_members": [simulation.bot_as_sender]})


def set_status(simulation: Simulation, chat_id: int, user_id: int, status: str, by: int) -> None:
    """Somebody makes a person an administrator, puts them out of a group, or takes them into it.

    Raises ApiError 400 for another status, or where the chat is no group.
    """
    chat, user, author = chat_of(simulation, chat_id), user_of(simulation, user_id), user_of(simulation, by)
    if chat.is_private or status not in STATUSES:
        raise bad_request(f"in a group, status is one of {', '.join(STATUSES)}")
    before = chat.status_of(user_id)
    chat.members[user_id] = status
    if status == before:
        return
    change = {
        "chat": chat.as_json(),
        "from": as_sender(author),
        "date": simulation.now(),
        "old_chat_member": as_member(as_sender(user), before),
        "new_chat_member": as_member(as_sender(user), status),
    }
    if chat.standing == "administrator":
        simulation.updates.put("chat_member", change)
    if (status in PRESENT) != (before in PRESENT):
        came = {"new_chat_members": [as_sender(user)]}
        gone = {"left_chat_member": as_sender(user)}
        _service(simulation, chat, author, came if status in PRESENT else gone)


def migrate(simulation: Simulation, chat_id: int, user_id: int) -> int:
    """A group becomes a supergroup with a new id, which is returned. Raises ApiError 400 for what is no group."""
    old, user = chat_of(simulation, chat_id), user_of(simulation, user_id)
    if old.type != "group" or old.migrated_to is not None:
        raise bad_request("only a group becomes a supergroup, and only once")
    new = Chat(chat_id - SUPERGROUP_OFFSET, "supergroup", old.title, standing=old.standing)
    new.members = dict(old.members)
    simulation.chats[new.id] = new
    _service(simulation, old, user, {"migrate_to_chat_id": new.id})
    old.migrated_to = new.id
    _service(simulation, new, user, {"migrate_from_chat_id": old.id})
    return new.id


def open_topic(simulation: Simulation, chat_id: int, user_id: int, name: str) -> int:
    """A person opens a topic in a forum; its id. Raises ApiError 400 where the chat is none."""
    chat, user = chat_of(simulation, chat_id), user_of(simulation, user_id)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    notice = add_topic(simulation, chat, user, name)
    _tell(simulation, chat, notice)
    return int(notice["message_thread_id"])


def _service(simulation: Simulation, chat: Chat, author: Json, content: Json) -> None:
    _tell(simulation, chat, new_message(simulation, chat, author, content))


def _tell(simulation: Simulation, chat: Chat, message: Json) -> None:
    if bot_sees(simulation, chat, message):
        simulation.updates.put("message", for_bot(message))
