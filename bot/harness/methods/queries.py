"""Answers to pressed buttons and to inline queries."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.methods.messages import inline_content
from bot.harness.parameters import Parameters
from bot.harness.simulation import Simulation

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
MAX_ANSWER = 200
MAX_RESULTS = 50


async def answer_callback_query(simulation: Simulation, parameters: Parameters) -> bool:
    """answerCallbackQuery: once, within 150 s."""
    query_id = parameters.text("callback_query_id")
    query = simulation.callbacks.pop(query_id, None)
    if query is None or query.expires_at < simulation.clock.now():
        raise bad_request(TOO_OLD)
    text = parameters.text("text")
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    simulation.events.add(
        "callback_answer",
        chat_id=query.chat_id,
        callback_query_id=query_id,
        text=text,
        show_alert=parameters.boolean("show_alert"),
        url=parameters.text("url"),
    )
    return True


async def answer_inline_query(simulation: Simulation, parameters: Parameters) -> bool:
    """answerInlineQuery: at most 50 results with unique ids of 1 to 64 bytes, within 30 s."""
    query_id = parameters.text("inline_query_id")
    query = simulation.inline_queries.get(query_id)
    if query is None or query.results is not None or query.expires_at < simulation.clock.now():
        raise bad_request(TOO_OLD)
    results = parameters.json("results", "can't parse inline query results JSON object")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results JSON object")
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if any(not 1 <= len(number.encode()) <= 64 for number in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(parameters.text("next_offset").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    for result in results:
        inline_content(result)  # what would be refused when chosen is refused now
    query.results = results
    simulation.events.add(
        "inline_answer",
        inline_query_id=query_id,
        results=results,
        next_offset=parameters.text("next_offset"),
        button=parameters.object("button", "can't parse inline query results button"),
        is_personal=parameters.boolean("is_personal"),
        cache_time=parameters.integer("cache_time", 300),
    )
    return True
