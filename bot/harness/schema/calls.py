"""The parameters of a call against the schema: which are known, which are missing, which JSON does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bot.harness.errors import ApiError, bad_request, not_built
from bot.harness.parameters import NO_JSON, Parameters
from bot.harness.schema import schema
from bot.harness.schema.checking import FieldError, check_items, check_markup, check_object, resolve

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_ALSO_SENT = {"editMessageReplyMarkup": frozenset({"parse_mode"})}  # by PTB, with its Defaults
_MAY_BE_EMPTY = {"url"}  # setWebhook: deletes it
_ASKED_FOR_LAST = ("chat_id", "message_id", "message_thread_id", "name", "draft_id", "guest_query_id")
# A parameter that is missing or empty, in Telegram's words; by method where they differ.
_MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "message_ids": "message identifiers are not specified",
    "action": "wrong parameter action in request",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
    "name": "TOPIC_TITLE_EMPTY",
    "draft_id": "RANDOM_ID_INVALID",
    "result": "result isn't specified",
    "callback_query_id": TOO_OLD,
    "inline_query_id": TOO_OLD,
    "guest_query_id": TOO_OLD,
    "deleteMessage.chat_id": "chat identifier is not specified",
    "deleteMessage.message_id": "message identifier is not specified",
    "pinChatMessage.message_id": "message to pin not found",
    "setMessageReaction.message_id": "message to react not found",
    "copyMessage.message_id": "message to copy not found",
    "forwardMessage.message_id": "message to forward not found",
}
# What a bot like this one cannot have, in Telegram's words.
_OUT_OF_REACH = {
    "business_connection_id": "business connection not found",
    "allow_paid_broadcast": "FLOODSKIP_NOT_ALLOWED",
    "message_effect_id": "EFFECT_ID_INVALID",
    "suggested_post_parameters": "suggested posts can be sent only to channel direct messages",
}
_NOT_BUILT = ("direct_messages_topic_id", "video_start_timestamp")


@dataclass(frozen=True, slots=True)
class _Words:
    """What Telegram says of a parameter that is no JSON, that is no object or array, and before any other trouble."""

    no_json: str
    misshapen: str
    prefix: str = ""


_WORDS = {
    "reply_markup": _Words(
        "Can't parse reply keyboard markup JSON object", "Object expected as reply markup"
    ),
    "reply_parameters": _Words(
        "Can't parse reply parameters JSON object", "Object expected as reply parameters"
    ),
    "link_preview_options": _Words(
        "Can't parse link preview options JSON object", "Object expected as link preview options"
    ),
    "commands": _Words("Can't parse commands JSON object", "Expected an Array of BotCommand"),
    "scope": _Words(
        "Can't parse BotCommandScope JSON object",
        "Can't parse BotCommandScope: BotCommandScope must be an Object",
        "Can't parse BotCommandScope: ",
    ),
    "results": _Words(
        "Can't parse JSON encoded inline query results", "Expected an Array of inline query results"
    ),
    "result": _Words(
        "Can't parse JSON encoded web view query results", "Inline query result must be an object"
    ),
    "button": _Words(
        "Can't parse inline query results button JSON object",
        "Can't parse inline query results button: InlineQueryResultsButton must be an Object",
        "Can't parse inline query results button: ",
    ),
    "reaction": _Words("Can't parse reaction types JSON object", "Expected an Array of ReactionType"),
    "media": _Words(
        "Can't parse media JSON object",
        "Can't parse InputMedia: expected an Object",
        "Can't parse InputMedia: ",
    ),
    "message_ids": _Words(
        "Can't parse message identifiers JSON object", "Expected an Array of message identifiers"
    ),
    "entities": _Words("", ""),
    "caption_entities": _Words("", ""),
}
_IGNORED_UNLESS_ARRAYS = ("entities", "caption_entities")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What there is to check in the calls of a method."""

    known: frozenset[str]
    required: tuple[str, ...]
    as_json: tuple[tuple[str, str], ...]  # name and kind


@cache
def _plan(method: str) -> _Plan:
    fields = schema().methods[method]
    return _Plan(
        known=frozenset(fields) | _ALSO_SENT.get(method, frozenset()),
        required=tuple(
            name
            for name in sorted(fields, key=_turn)
            if fields[name].is_required and name not in _MAY_BE_EMPTY
        ),
        as_json=tuple((name, field.kind) for name, field in fields.items() if name in _WORDS),
    )


def _turn(name: str) -> int:
    return _ASKED_FOR_LAST.index(name) + 1 if name in _ASKED_FOR_LAST else 0


def check_call(method: str, parameters: Parameters) -> None:
    """Raises ApiError: 400 for what is unknown, missing or misshapen, 501 for what is not built."""
    plan, values = _plan(method), parameters.values
    if unknown := values.keys() - plan.known - parameters.attached():
        raise bad_request(f"the harness knows no parameter {', '.join(sorted(unknown))} of {method}")
    for name in plan.required:
        if values.get(name, "") == "":
            raise bad_request(_missing(method, name))
    for name, words in _OUT_OF_REACH.items():
        if parameters.is_set(name):
            raise bad_request(words)
    for name in _NOT_BUILT:
        if parameters.is_set(name):
            raise not_built(f"the parameter {name}")
    for name, kind in plan.as_json:
        if name in values:
            _check_json(name, kind, parameters)


def _missing(method: str, name: str) -> str:
    return _MISSING.get(f"{method}.{name}") or _MISSING.get(name) or f'parameter "{name}" is required'


def _check_json(name: str, kind: str, parameters: Parameters) -> None:
    value, words = parameters.decoded(name), _WORDS[name]
    if parameters.text(name) == "" or (name in _IGNORED_UNLESS_ARRAYS and not isinstance(value, list)):
        return
    if value is None and name == "results":
        return  # Telegram takes null for none
    if value is NO_JSON:
        raise bad_request(words.no_json)
    is_array = kind.startswith("[")
    try:
        if is_array and isinstance(value, list):
            check_items(value, kind[1:-1], name)
        elif is_array or not isinstance(value, dict):
            raise bad_request(words.misshapen)
        elif name == "reply_markup":
            check_markup(value)
        else:
            check_object(value, *resolve(kind, value))
    except FieldError as error:
        raise bad_request(f"{words.prefix}{error}") from error


def as_told(prefix: str, error: ApiError) -> ApiError:
    """A refusal of something inside, as Telegram tells it with what it was found in."""
    inner = error.description.removeprefix("Bad Request: ")
    return bad_request(f"{prefix}{inner[:1].upper()}{inner[1:]}")
