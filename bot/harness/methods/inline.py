"""Answers to people who use the bot where it is not: inline queries and guest messages."""

from __future__ import annotations

import re
from typing import Any

from bot.harness.errors import ApiError, bad_request
from bot.harness.methods.compose import formatted, new_message, without_reply
from bot.harness.methods.keyboards import checked_keyboard
from bot.harness.methods.queries import TOO_OLD
from bot.harness.parameters import NO_JSON, Parameters, parse_json
from bot.harness.records import Json
from bot.harness.simulation import Simulation

MAX_RESULTS = 50
MAX_ID_BYTES = 64
MAX_OFFSET_BYTES = 64
_RESULTS = "can't parse inline query results JSON object"
_BUTTON = "can't parse inline query results button"


async def answer_inline_query(simulation: Simulation, parameters: Parameters) -> bool:
    """answerInlineQuery: at most 50 results with unique ids of 1 to 64 bytes, within 30 s."""
    query_id = parameters.text("inline_query_id")
    query = simulation.inline_queries.get(query_id)
    if query is None or query.results is not None or query.expires_at < simulation.clock.now():
        raise bad_request(TOO_OLD)
    results = _results(parameters)
    if len(parameters.text("next_offset").encode()) > MAX_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    button = _button(parameters.object("button", _BUTTON))
    query.results = results
    simulation.events.add(
        "inline_answer",
        inline_query_id=query_id,
        results=results,
        next_offset=parameters.text("next_offset"),
        button=button,
        is_personal=parameters.boolean("is_personal"),
        cache_time=parameters.integer("cache_time", 300),
    )
    return True


def _results(parameters: Parameters) -> list[Json]:
    """The results; what would be refused when it is chosen is refused now."""
    results = parameters.json("results", _RESULTS)
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise bad_request(_RESULTS)
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [_result_id(result) for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        inline_content(result)
    return results


def _result_id(result: Json) -> str:
    number = result.get("id", "")
    if not isinstance(number, str) or not 1 <= len(number.encode("utf-8", "replace")) <= MAX_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    return number


def _button(button: Json | None) -> Json | None:
    """The button above the results: a text, and what starts the bot with it."""
    if button is None:
        return None
    if not isinstance(button.get("text"), str) or not {"start_parameter", "web_app"} & button.keys():
        raise bad_request(_BUTTON)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(button.get("start_parameter", "x"))):
        raise bad_request("START_PARAM_INVALID")
    return button


async def answer_guest_query(simulation: Simulation, parameters: Parameters) -> Json:
    """answerGuestQuery: one message into the chat where the bot was called, which it may edit later."""
    query = simulation.guest_queries.pop(parameters.text("guest_query_id"), None)
    if query is None or query.expires_at < simulation.clock.now():
        raise bad_request(TOO_OLD)
    result = parse_json(parameters.text("result"))
    if result is NO_JSON or not isinstance(result, dict):
        raise bad_request("can't parse inline query result JSON object")
    _result_id(result)
    chat = simulation.chats[query.chat_id]
    content = inline_content(result) | {"guest_bot_caller_user": simulation.users[query.user_id]}
    if question := chat.messages.get(query.message_id):
        content["reply_to_message"] = without_reply(question)
    message = new_message(simulation, chat, simulation.bot, content)
    return {"inline_message_id": simulation.add_inline_message(chat.id, message["message_id"])}


def inline_content(result: Json) -> Json:
    """What an inline result says once it is chosen. Raises ApiError 400; 501 for all but articles."""
    if result.get("type") != "article":
        raise ApiError(501, f"Not Implemented: the harness knows no inline result {result.get('type')}")
    content: Any = result.get("input_message_content")
    if not isinstance(content, dict) or not isinstance(content.get("message_text"), str):
        raise bad_request("can't parse inline query result: input message content is not specified")
    if not str(result.get("title", "")).strip():
        raise bad_request('can\'t parse inline query result: field "title" must be a non-empty String')
    text, entities = formatted(
        content["message_text"], str(content.get("parse_mode", "")), content.get("entities")
    )
    return {
        "text": text,
        "entities": entities,
        "link_preview_options": content.get("link_preview_options"),
        "reply_markup": checked_keyboard(result.get("reply_markup")),
    }
