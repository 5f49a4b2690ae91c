"""People write, edit, send documents, follow links that start a bot."""

from __future__ import annotations

import re

from bot.harness.errors import bad_request
from bot.harness.methods.compose import for_bot, new_message, without_reply
from bot.harness.methods.formatting import MAX_CAPTION, MAX_TEXT
from bot.harness.people.membership import set_standing
from bot.harness.people.places import bot_sees, chat_of, user_of
from bot.harness.records import PRESENT, Chat, Json
from bot.harness.simulation import Simulation
from bot.harness.text.entities import detect

# Whom Telegram names as the author where an administrator speaks for the group.
ANONYMOUS: Json = {
    "id": 1_087_968_824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def send(
    simulation: Simulation,
    text: str,
    chat_id: int,
    user_id: int,
    reply_to: int = 0,
    thread_id: int = 0,
    *,
    is_anonymous: bool = False,
) -> Json:
    """A person writes, in a group perhaps in the group's name, as its administrators may.

    Raises ApiError 400 for an empty or too long text, an unknown chat or person, or one who is not there.
    """
    if not (text := text.strip()):
        raise bad_request("message text is empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    content: Json = {"text": text, "entities": detect(text)}
    if is_anonymous:
        content["sender_chat"] = chat_of(simulation, chat_id).as_json()
    return _put(simulation, content, chat_id, user_id, reply_to, thread_id)


def send_document(
    simulation: Simulation, name: str, content: bytes, caption: str, chat_id: int, user_id: int
) -> Json:
    """A person sends a file, which the bot can fetch with getFile. Raises ApiError 400."""
    if not content:
        raise bad_request("file must be non-empty")
    if len(caption) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    document = simulation.files.add(content) | {"file_name": name}
    message = {"document": document, "caption": caption, "caption_entities": detect(caption)}
    return _put(simulation, message, chat_id, user_id)


def start(simulation: Simulation, payload: str, user_id: int, chat_id: int = 0) -> Json:
    """A person presses START, or follows t.me/<bot>?start=<payload>, or ?startgroup= into a group.

    Raises ApiError 400 for no such payload.
    """
    if payload and not _PAYLOAD.fullmatch(payload):
        raise bad_request("START_PARAM_INVALID")
    if chat_id in {0, user_id}:
        return send(simulation, f"/start {payload}", user_id, user_id)
    if not chat_of(simulation, chat_id).has_bot:
        set_standing(simulation, chat_id, user_id, "member")
    return send(simulation, f"/start@{simulation.bot['username']} {payload}", chat_id, user_id)


def _put(
    simulation: Simulation, content: Json, chat_id: int, user_id: int, reply_to: int = 0, thread_id: int = 0
) -> Json:
    chat, user = chat_of(simulation, chat_id), user_of(simulation, user_id)
    if not chat.is_private and chat.status_of(user_id) not in PRESENT:
        raise bad_request("who is not in a group does not write there")
    if target := chat.messages.get(reply_to):
        content["reply_to_message"] = without_reply(target)
        thread_id = thread_id or target.get("message_thread_id", 0)
    if chat.is_private:
        _open(simulation, chat, user_id)
    if thread_id:
        chat.topics.setdefault(thread_id, f"Chủ đề {thread_id}")
    author = ANONYMOUS if "sender_chat" in content else user
    message = new_message(simulation, chat, author, content, thread_id)
    if bot_sees(simulation, chat, message):
        simulation.updates.put("message", for_bot(message))
    return message


def _open(simulation: Simulation, chat: Chat, user_id: int) -> None:
    """Who writes to a bot that they had blocked has taken it back first."""
    chat.started = True
    if chat.standing == "kicked":
        set_standing(simulation, chat.id, user_id, "member")


def edit(simulation: Simulation, chat_id: int, message_id: int, text: str) -> Json:
    """A person edits what they wrote. Raises ApiError 400."""
    chat = chat_of(simulation, chat_id)
    message = chat.messages.get(message_id)
    if message is None or message["from"]["is_bot"] or "text" not in message:
        raise bad_request("message to edit not found")
    if not (text := text.strip()):
        raise bad_request("message text is empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    message |= {"text": text, "entities": detect(text), "edit_date": simulation.now()}
    simulation.events.add("edited", chat_id=chat.id, message=dict(message))
    if bot_sees(simulation, chat, message):
        simulation.updates.put("edited_message", for_bot(message))
    return message
