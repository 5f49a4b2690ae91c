"""Answers to people who use the bot where it is not: inline queries and guest messages."""

from __future__ import annotations

import re

from bot.harness.errors import ApiError, bad_request
from bot.harness.methods.compose import new_message, without_reply
from bot.harness.methods.formatting import parsed, whole
from bot.harness.methods.keyboards import inline_keyboard
from bot.harness.parameters import Parameters
from bot.harness.records import Json
from bot.harness.schema.calls import TOO_OLD, as_told
from bot.harness.simulation import Simulation

MAX_RESULTS = 50
MAX_ID_BYTES = 64
MAX_OFFSET_BYTES = 64
MAX_CACHE_S = 86_400


async def answer_inline_query(simulation: Simulation, parameters: Parameters) -> bool:
    """answerInlineQuery: at most 50 results with unique ids of 1 to 64 bytes, within 30 s."""
    query_id, results = parameters.text("inline_query_id"), _results(parameters)
    query = simulation.inline_queries.get(query_id)
    if query is None or query.results is not None or query.expires_at < simulation.clock.now():
        raise bad_request(TOO_OLD)
    ids = [_result_id(result) for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        inline_content(result)  # what would be refused when it is chosen is refused now
    if len(parameters.text("next_offset").encode()) > MAX_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    button = _button(parameters.object("button"))
    query.results = results
    simulation.events.add(
        "inline_answer",
        inline_query_id=query_id,
        results=results,
        next_offset=parameters.text("next_offset"),
        button=button,
        is_personal=parameters.boolean("is_personal"),
        cache_time=min(max(parameters.integer("cache_time", 300), 0), MAX_CACHE_S),
    )
    return True


def _results(parameters: Parameters) -> list[Json]:
    results = parameters.array("results")
    if len(results) > MAX_RESULTS:
        raise bad_request("too many inline query results specified")
    for result in results:
        try:
            _parsed_text(result)
        except ApiError as error:
            raise as_told("Can't parse inline query result: ", error) from error
    return results


def _result_id(result: Json) -> str:
    number = str(result["id"])
    if not 1 <= len(number.encode("utf-8", "replace")) <= MAX_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    return number


def _button(button: Json) -> Json | None:
    """The button above the results: a text, and what starts the bot with it."""
    if not button:
        return None
    if not {"start_parameter", "web_app"} & button.keys():
        raise bad_request(
            "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field"
        )
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(button.get("start_parameter", "x"))):
        raise bad_request("START_PARAM_INVALID")
    return button


async def answer_guest_query(simulation: Simulation, parameters: Parameters) -> Json:
    """answerGuestQuery: one message into the chat where the bot was called, which it may edit later."""
    result = parameters.object("result")
    content = inline_content(result)
    query = simulation.guest_queries.pop(parameters.text("guest_query_id"), None)
    if query is None or query.expires_at < simulation.clock.now():
        raise bad_request(TOO_OLD)
    _result_id(result)
    chat = simulation.chats[query.chat_id]
    content["guest_bot_caller_user"] = simulation.users[query.user_id]
    if question := chat.messages.get(query.message_id):
        content["reply_to_message"] = without_reply(question)
    message = new_message(simulation, chat, simulation.bot, content)
    return {"inline_message_id": simulation.add_inline_message(chat.id, message["message_id"])}


def inline_content(result: Json) -> Json:
    """What an inline result, an article, says once it is chosen. Raises ApiError 400."""
    if not str(result["title"]).strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    text, entities = whole(_parsed_text(result))
    return {
        "text": text,
        "entities": entities,
        "link_preview_options": result["input_message_content"].get("link_preview_options") or None,
        "reply_markup": inline_keyboard(result.get("reply_markup")),
    }


def _parsed_text(result: Json) -> tuple[str, list[Json]]:
    content = result["input_message_content"]
    text, parse_mode = str(content["message_text"]), str(content.get("parse_mode") or "")
    return parsed(text, parse_mode, content.get("entities"), "message")
