"""Topics of a forum: the bot must be an administrator there."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.methods.compose import new_message
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation

MAX_NAME = 128
COLOUR = 7_322_096


async def create_forum_topic(simulation: Simulation, parameters: Parameters) -> Json:
    """createForumTopic."""
    chat = _forum(simulation, parameters, "create a topic")
    if not (name := _name(parameters)):
        raise bad_request("TOPIC_TITLE_EMPTY")
    colour = parameters.integer("icon_color") or COLOUR
    notice = add_topic(simulation, chat, simulation.bot, name, colour)
    return {"message_thread_id": notice["message_thread_id"], "name": name, "icon_color": colour}


def add_topic(simulation: Simulation, chat: Chat, author: Json, name: str, icon_color: int = COLOUR) -> Json:
    """Put the notice of a new topic into the chat; the topic's id is that of its notice."""
    thread_id = simulation.coming_message_id(chat)
    chat.topics[thread_id] = name
    created = {"forum_topic_created": {"name": name, "icon_color": icon_color}}
    return new_message(simulation, chat, author, created, thread_id)


async def edit_forum_topic(simulation: Simulation, parameters: Parameters) -> bool:
    """editForumTopic: its name; an empty one keeps what was."""
    chat = _forum(simulation, parameters, "edit the topic")
    thread_id, name = _topic(chat, parameters), _name(parameters)
    if name == chat.topics[thread_id]:
        raise bad_request("TOPIC_NOT_MODIFIED")
    chat.topics[thread_id] = name or chat.topics[thread_id]
    return _notify(simulation, chat, thread_id, {"forum_topic_edited": {"name": chat.topics[thread_id]}})


async def close_forum_topic(simulation: Simulation, parameters: Parameters) -> bool:
    """closeForumTopic."""
    chat = _forum(simulation, parameters, "edit the topic")
    thread_id = _topic(chat, parameters)
    if thread_id in chat.closed_topics:
        raise bad_request("TOPIC_NOT_MODIFIED")
    chat.closed_topics.append(thread_id)
    return _notify(simulation, chat, thread_id, {"forum_topic_closed": {}})


async def reopen_forum_topic(simulation: Simulation, parameters: Parameters) -> bool:
    """reopenForumTopic."""
    chat = _forum(simulation, parameters, "edit the topic")
    thread_id = _topic(chat, parameters)
    if thread_id not in chat.closed_topics:
        raise bad_request("TOPIC_NOT_MODIFIED")
    chat.closed_topics.remove(thread_id)
    return _notify(simulation, chat, thread_id, {"forum_topic_reopened": {}})


async def delete_forum_topic(simulation: Simulation, parameters: Parameters) -> bool:
    """deleteForumTopic, with its messages."""
    chat = _forum(simulation, parameters, "delete the topic")
    thread_id = _topic(chat, parameters)
    del chat.topics[thread_id]
    chat.closed_topics = [number for number in chat.closed_topics if number != thread_id]
    gone = [
        number for number, message in chat.messages.items() if message.get("message_thread_id") == thread_id
    ]
    for number in gone:
        del chat.messages[number]
    chat.pinned = [number for number in chat.pinned if number in chat.messages]
    simulation.events.add("deleted", chat_id=chat.id, message_ids=gone)
    return True


def _notify(simulation: Simulation, chat: Chat, thread_id: int, notice: Json) -> bool:
    new_message(simulation, chat, simulation.bot, notice, thread_id)
    return True


def _forum(simulation: Simulation, parameters: Parameters, deed: str) -> Chat:
    chat = simulation.chat_for_bot(parameters.text("chat_id"))
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if chat.standing != "administrator":
        raise bad_request(f"not enough rights to {deed}")
    return chat


def _topic(chat: Chat, parameters: Parameters) -> int:
    thread_id = parameters.integer("message_thread_id")
    if thread_id not in chat.topics:
        raise bad_request("TOPIC_ID_INVALID")
    return thread_id


def _name(parameters: Parameters) -> str:
    return parameters.text("name").strip()[:MAX_NAME]
