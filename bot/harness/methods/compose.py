"""The message that sending, copying and people's writing make, and how others see it."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation, as_sender

_PAGE_ONLY = {"reactions", "bot_reactions", "reply_keyboard"}


def new_message(simulation: Simulation, chat: Chat, sender: Json, content: Json, thread_id: int = 0) -> Json:
    """Put a message of `sender` into the chat and tell the page. `content` is everything after the head."""
    message: Json = {
        "message_id": simulation.next_message_id(chat),
        "from": as_sender(sender),
        "chat": chat.as_json(),
        "date": simulation.now(),
    }
    if thread_id:
        message |= {"message_thread_id": thread_id, "is_topic_message": True}
    message |= {name: value for name, value in content.items() if value or value == {}}
    chat.messages[message["message_id"]] = message
    if sender["id"] == simulation.bot["id"]:
        chat.typing_until, chat.draft = 0, None
    simulation.events.add("message", chat_id=chat.id, message=dict(message))
    return message


def for_bot(message: Json) -> Json:
    """A message as the bot gets it, now: what only the page needs is left out."""
    return {name: value for name, value in message.items() if name not in _PAGE_ONLY}


def without_reply(message: Json) -> Json:
    """A message as it stands in `reply_to_message`: without its own reply."""
    return {
        name: value for name, value in for_bot(message).items() if name not in {"reply_to_message", "quote"}
    }


def chat_to_write(simulation: Simulation, parameters: Parameters, what: str = "text messages") -> Chat:
    """The chat of a call that sends something. Raises ApiError where the bot may not."""
    chat = simulation.chat_for_bot(parameters.text("chat_id"))
    if chat.standing == "restricted":
        raise bad_request(f"not enough rights to send {what} to the chat")
    return chat


def own_message(simulation: Simulation, chat: Chat, message_id: int, verb: str) -> Json:
    """A message that the bot may edit. Raises ApiError 400."""
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message["from"]["id"] != simulation.bot["id"] or "reply_keyboard" in message:
        raise bad_request(f"message can't be {verb}ed")
    return message


def thread(chat: Chat, parameters: Parameters, reply_to: Json | None = None) -> int:
    """The forum topic of a call, 0 for none: that of the message it replies to unless it says another.

    Raises ApiError 400 for one that the chat does not have.
    """
    thread_id = parameters.integer("message_thread_id")
    if thread_id and thread_id not in chat.topics:
        raise bad_request("message thread not found")
    thread_id = thread_id or int((reply_to or {}).get("message_thread_id", 0))
    if thread_id in chat.closed_topics and chat.standing != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return thread_id
