"""Replies to a message, and quotes from it."""

from __future__ import annotations

from bot.harness.errors import bad_request, not_built
from bot.harness.methods.compose import without_reply
from bot.harness.methods.formatting import formatted
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.text.entities import utf16_length

MAX_QUOTE = 1_024


def reply_fields(chat: Chat, parameters: Parameters) -> Json:
    """`reply_to_message` and `quote` as `reply_parameters` asks for. Raises ApiError 400."""
    wish = parameters.object("reply_parameters")
    number = int(wish.get("message_id", 0))
    if number <= 0:
        return {}
    if wish.get("chat_id") is not None and str(wish["chat_id"]) != str(chat.id):
        raise not_built("replies to another chat")
    target = chat.messages.get(number)
    if target is None:
        if wish.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": without_reply(target)} | _quote(wish, target)


def _quote(wish: Json, target: Json) -> Json:
    """The part of the replied message that is quoted: it must stand there word for word."""
    if not (quote := str(wish.get("quote") or "")):
        return {}
    text, entities = formatted(quote, str(wish.get("quote_parse_mode") or ""), wish.get("quote_entities"))
    original = target.get("text") or target.get("caption", "")
    position = original.find(text)
    if position < 0 or len(text) > MAX_QUOTE:
        raise bad_request("QUOTE_TEXT_INVALID")
    found: Json = {"text": text, "position": utf16_length(original[:position]), "is_manual": True}
    return {"quote": found | ({"entities": entities} if entities else {})}
