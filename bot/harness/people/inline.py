"""People use the bot where it is not: inline queries from any chat, and guest messages."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.methods.compose import for_bot, new_message
from bot.harness.methods.inline import inline_content
from bot.harness.people.places import bot_sees, chat_of, speaks_to_bot, user_of
from bot.harness.records import GuestQuery, InlineQuery, Json
from bot.harness.simulation import Simulation
from bot.harness.text.entities import detect
from bot.harness.updates import EXPIRY_S

MAX_INLINE_QUERY = 256
GUEST_EXPIRY_S = 150  # Telegram tells none; taken from the callback's


def inline(simulation: Simulation, query: str, user_id: int, offset: str = "", chat_id: int = 0) -> str:
    """A person types @bot and a query, by default in the bot's own chat; the id of the inline query.

    Raises ApiError 400 where the bot is in no inline mode.
    """
    user, chat = user_of(simulation, user_id), chat_of(simulation, chat_id or user_id)
    if not simulation.bot["supports_inline_queries"]:
        raise bad_request("the bot is in no inline mode")
    query_id = simulation.next_query_id()
    query = query[:MAX_INLINE_QUERY]
    expires_at = simulation.clock.now() + EXPIRY_S["inline_query"]
    simulation.inline_queries[query_id] = InlineQuery(user_id, expires_at, query)
    kind = "sender" if chat.id == user_id else chat.type
    told = {"id": query_id, "from": user, "query": query, "offset": offset, "chat_type": kind}
    simulation.updates.put("inline_query", told)
    return query_id


def choose(simulation: Simulation, query_id: str, result_id: str, chat_id: int) -> Json:
    """A person picks an inline result: it becomes a message of theirs, via the bot. Raises ApiError 400."""
    query, chat = simulation.inline_queries.get(query_id), chat_of(simulation, chat_id)
    results = [item for item in (query and query.results) or [] if item["id"] == result_id]
    if query is None or not results:
        raise bad_request("there is no such result")
    user = user_of(simulation, query.user_id)
    content = inline_content(results[0]) | {"via_bot": simulation.bot_as_sender}
    chat.started = True
    message = new_message(simulation, chat, user, content)
    chosen: Json = {"from": user, "query": query.query, "result_id": result_id}
    if "reply_markup" in message:
        chosen["inline_message_id"] = simulation.add_inline_message(chat.id, message["message_id"])
    if bot_sees(simulation, chat, message):
        simulation.updates.put("message", for_bot(message))
    simulation.updates.put("chosen_inline_result", chosen)
    return message


def summon(simulation: Simulation, text: str, chat_id: int, user_id: int) -> Json:
    """A person mentions the bot in a chat where it is not a member; it may answer once, as a guest.

    Raises ApiError 400 where the bot is a member, or is not mentioned.
    """
    chat, user = chat_of(simulation, chat_id), user_of(simulation, user_id)
    content: Json = {"text": text.strip(), "entities": detect(text.strip())}
    if chat.has_bot or not speaks_to_bot(simulation, content) or not simulation.bot["supports_guest_queries"]:
        raise bad_request("a guest, if the bot is one, is mentioned in a chat where it is no member")
    message = new_message(simulation, chat, user, content)
    query_id = simulation.next_query_id()
    expires_at = simulation.clock.now() + GUEST_EXPIRY_S
    simulation.guest_queries[query_id] = GuestQuery(expires_at, chat.id, message["message_id"], user_id)
    simulation.updates.put("guest_message", for_bot(message) | {"guest_query_id": query_id})
    return message
