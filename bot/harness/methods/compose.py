"""What sending and editing share: text and entities, keyboards, replies, and the message they make."""

from __future__ import annotations

from typing import Any

from bot.harness import html
from bot.harness.entities import check_given, finish, normalise_url
from bot.harness.errors import bad_request
from bot.harness.parameters import Parameters
from bot.harness.simulation import Chat, Json, Simulation

MAX_TEXT = 4_096  # code points, as tdlib counts
MAX_TEXT_BYTES = 32_768
MAX_CAPTION = 1_024
MAX_CALLBACK_DATA_BYTES = 64
MAX_BUTTONS = 100
MAX_COPY_TEXT = 256
_BUTTON_KINDS = {
    "url",
    "callback_data",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
    "pay",
    "callback_game",
}
_SENDER = ("id", "is_bot", "first_name", "username", "language_code")
_OTHER_MARKUPS = ("keyboard", "remove_keyboard", "force_reply")


def formatted(text: str, parse_mode: str, given: Any, limit: int = MAX_TEXT) -> tuple[str, list[Json]]:
    """Text and entities as Telegram stores them. Raises ApiError 400."""
    if not text:
        raise bad_request("message text is empty")
    if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        raise bad_request("text is too long")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if parse_mode.lower() == "html":
        raw, entities = html.parse(text)
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    else:
        raw, entities = text, check_given(text, given or [])
    plain, kept = finish(raw, entities)
    if not plain:
        raise bad_request("text must be non-empty")
    if len(plain) > limit:
        raise bad_request("message is too long")
    return plain, kept


def text_and_entities(parameters: Parameters) -> tuple[str, list[Json]]:
    """`text`, `parse_mode`, `entities` of a call. Raises ApiError 400."""
    given = parameters.json("entities", "can't parse entities JSON object")
    return formatted(parameters.text("text"), parameters.text("parse_mode"), given)


def keyboard(parameters: Parameters) -> Json | None:
    """The inline keyboard of a call, None without one. Raises ApiError 400."""
    markup = parameters.object("reply_markup", "object expected as reply markup")
    if not markup or any(kind in markup for kind in _OTHER_MARKUPS):
        return None
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("object expected as reply markup")
    checked = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def _button(button: Any) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request('can\'t parse inline keyboard button: field "text" must be a non-empty String')
    kinds = _BUTTON_KINDS & button.keys()
    if not kinds:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if "callback_data" in kinds and not 1 <= len(button["callback_data"].encode()) <= MAX_CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in kinds and not _is_link(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in kinds and not 1 <= len(button["copy_text"].get("text", "")) <= MAX_COPY_TEXT:
        raise bad_request("can't parse inline keyboard button: copy text is invalid")
    return dict(button)


def _is_link(url: Any) -> bool:
    return isinstance(url, str) and normalise_url(url) is not None


def new_message(simulation: Simulation, chat: Chat, sender: Json, content: Json, thread_id: int = 0) -> Json:
    """Put a message of `sender` into the chat and tell the page. `content` is everything after the head."""
    message: Json = {
        "message_id": simulation.next_message_id(),
        "from": {name: sender[name] for name in _SENDER if name in sender},
        "chat": chat.as_json(),
        "date": simulation.now(),
    }
    if thread_id:
        message |= {"message_thread_id": thread_id, "is_topic_message": True}
    message |= {name: value for name, value in content.items() if value}
    chat.messages[message["message_id"]] = message
    if sender["id"] == simulation.bot["id"]:
        chat.typing_until = 0
    simulation.events.add("message", chat_id=chat.id, message=message)
    return message


def reply_fields(simulation: Simulation, chat: Chat, parameters: Parameters) -> Json:
    """`reply_to_message` and `quote` as `reply_parameters` asks for. Raises ApiError 400."""
    wish = parameters.object("reply_parameters", "can't parse reply parameters JSON object")
    if not wish:
        return {}
    target = chat.messages.get(wish.get("message_id", 0))
    if target is None:
        if wish.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    fields: Json = {"reply_to_message": without_reply(target)}
    if quote := wish.get("quote"):
        text, entities = formatted(quote, wish.get("quote_parse_mode", ""), wish.get("quote_entities"))
        position = target.get("text", "").find(text)
        if position < 0 or len(text) > 1_024:
            raise bad_request("QUOTE_TEXT_INVALID")
        fields["quote"] = {"text": text, "position": position, "is_manual": True}
        if entities:
            fields["quote"]["entities"] = entities
    return fields


def without_reply(message: Json) -> Json:
    """A message as it stands in `reply_to_message`: without its own reply."""
    return {name: value for name, value in message.items() if name not in {"reply_to_message", "quote"}}


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
    return thread_id
