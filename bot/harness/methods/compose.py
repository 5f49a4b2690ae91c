"""What sending and editing share: text and entities, replies, and the message they make."""

from __future__ import annotations

from typing import Any

from bot.harness.errors import ApiError, bad_request
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation, as_sender
from bot.harness.text import html
from bot.harness.text.entities import finish, utf16_length
from bot.harness.text.given import check_given

MAX_TEXT = 4_096  # code points, as tdlib counts
MAX_TEXT_BYTES = 32_768
MAX_CAPTION = 1_024
MAX_QUOTE = 1_024
_REPLY = "can't parse reply parameters JSON object"
_PAGE_ONLY = {"reactions", "bot_reactions"}


def formatted(text: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    """Text and entities as Telegram stores them. Raises ApiError 400."""
    if not text:
        raise bad_request("message text is empty")
    plain, kept = parsed(text, parse_mode, given)
    if not plain:
        raise bad_request("text must be non-empty")
    if len(plain) > MAX_TEXT:
        raise bad_request("message is too long")
    return plain, kept


def caption_fields(parameters: Parameters) -> Json:
    """`caption` and `caption_entities` of a call. Raises ApiError 400."""
    given = parameters.json("caption_entities", "can't parse caption entities JSON object")
    text, entities = parsed(parameters.text("caption"), parameters.text("parse_mode"), given)
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return {"caption": text, "caption_entities": entities}


def parsed(text: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
    """Text and entities, which may be empty. Raises ApiError 400; 501 for the modes that the harness has not."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        raise bad_request("text is too long")
    mode = parse_mode.lower()
    if mode == "html":
        return finish(*html.parse(text))
    if mode in {"markdown", "markdownv2"}:
        raise ApiError(501, f"Not Implemented: the harness does not know parse_mode {parse_mode}")
    if mode not in {"", "none"}:
        raise bad_request("unsupported parse_mode")
    return finish(text, check_given(text, given or []))


def text_and_entities(parameters: Parameters) -> tuple[str, list[Json]]:
    """`text`, `parse_mode`, `entities` of a call. Raises ApiError 400."""
    given = parameters.json("entities", "can't parse entities JSON object")
    return formatted(parameters.text("text"), parameters.text("parse_mode"), given)


def new_message(simulation: Simulation, chat: Chat, sender: Json, content: Json, thread_id: int = 0) -> Json:
    """Put a message of `sender` into the chat and tell the page. `content` is everything after the head."""
    message: Json = {
        "message_id": simulation.next_message_id(),
        "from": as_sender(sender),
        "chat": chat.as_json(),
        "date": simulation.now(),
    }
    if thread_id:
        message |= {"message_thread_id": thread_id, "is_topic_message": True}
    message |= {name: value for name, value in content.items() if value}
    chat.messages[message["message_id"]] = message
    if sender["id"] == simulation.bot["id"]:
        chat.typing_until, chat.draft = 0, None
    simulation.events.add("message", chat_id=chat.id, message=message)
    return message


def reply_fields(simulation: Simulation, chat: Chat, parameters: Parameters) -> Json:
    """`reply_to_message` and `quote` as `reply_parameters` asks for. Raises ApiError 400."""
    wish = parameters.object("reply_parameters", _REPLY)
    if not wish:
        return {}
    number = wish.get("message_id")
    if not isinstance(number, int):
        raise bad_request(_REPLY)
    if wish.get("chat_id") not in {None, chat.id, str(chat.id)}:
        raise ApiError(501, "Not Implemented: the harness does not know replies to another chat")
    target = chat.messages.get(number)
    if target is None:
        if wish.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": without_reply(target)} | _quote(wish, target)


def _quote(wish: Json, target: Json) -> Json:
    """The part of the replied message that is quoted: it must stand there word for word."""
    if not (quote := wish.get("quote")):
        return {}
    text, entities = formatted(str(quote), str(wish.get("quote_parse_mode", "")), wish.get("quote_entities"))
    whole = target.get("text") or target.get("caption", "")
    position = whole.find(text)
    if position < 0 or len(text) > MAX_QUOTE:
        raise bad_request("QUOTE_TEXT_INVALID")
    found: Json = {"text": text, "position": utf16_length(whole[:position]), "is_manual": True}
    return {"quote": found | ({"entities": entities} if entities else {})}


def for_bot(message: Json) -> Json:
    """A message as the bot gets it, now: what only the page needs is left out."""
    return {name: value for name, value in message.items() if name not in _PAGE_ONLY}


def without_reply(message: Json) -> Json:
    """A message as it stands in `reply_to_message`: without its own reply."""
    return {
        name: value for name, value in for_bot(message).items() if name not in {"reply_to_message", "quote"}
    }


def own_message(simulation: Simulation, chat: Chat, message_id: int, verb: str) -> Json:
    """A message that the bot may edit. Raises ApiError 400."""
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message["from"]["id"] != simulation.bot["id"]:
        raise bad_request(f"message can't be {verb}ed")
    return message


def thread(chat: Chat, parameters: Parameters) -> int:
    """The forum topic of a call, 0 for none. Raises ApiError 400 for one that the chat does not have."""
    thread_id = parameters.integer("message_thread_id")
    if thread_id and thread_id not in chat.topics:
        raise bad_request("message thread not found")
    if thread_id in chat.closed_topics and chat.standing != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return thread_id
