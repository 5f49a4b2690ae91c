"""Answers to pressed buttons."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.parameters import Parameters
from bot.harness.schema.calls import TOO_OLD
from bot.harness.simulation import Simulation

MAX_ANSWER = 200


async def answer_callback_query(simulation: Simulation, parameters: Parameters) -> bool:
    """answerCallbackQuery: once, within 150 s; a link only to the bot itself."""
    query_id, text, url = (parameters.text(name) for name in ("callback_query_id", "text", "url"))
    query = simulation.callbacks.get(query_id)
    if query is None or query.expires_at < simulation.clock.now():
        raise bad_request(TOO_OLD)
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if url and not url.startswith(f"https://t.me/{simulation.bot['username']}?start="):
        raise bad_request("URL_INVALID")
    del simulation.callbacks[query_id]
    simulation.events.add(
        "callback_answer",
        chat_id=query.chat_id,
        callback_query_id=query_id,
        text=text,
        show_alert=parameters.boolean("show_alert"),
        url=url,
    )
    return True
