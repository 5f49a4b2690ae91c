"""Values that come as JSON, checked against their types, in the words of Telegram's own readers.

Telegram takes a number where it wants a string, and a string of digits where it wants a number. Fields that it does
not know it passes over in silence; here they are refused, because a bot that sends them is wrong.
"""

from __future__ import annotations

import re
from typing import Any

from bot.harness.errors import bad_request, not_built
from bot.harness.schema import Field, Fields, schema

_MARKUPS = ("ReplyKeyboardMarkup", "InlineKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply")
# Of what arrays are made: what Telegram says before the trouble with one of them, and where it is no object at all.
_ELEMENTS = {
    "InlineKeyboardButton": (
        "Can't parse inline keyboard button: ",
        "InlineKeyboardButton must be an Object",
    ),
    "KeyboardButton": ("Can't parse keyboard button: ", "KeyboardButton must be a String or an Object"),
    "MessageEntity": ("Can't parse MessageEntity: ", "expected an Object"),
    "BotCommand": ("Can't parse BotCommand: ", "expected an Object"),
    "InlineQueryResult": ("Can't parse inline query result: ", "Inline query result must be an object"),
    "ReactionType": ("Can't parse ReactionType: ", "expected an Object"),
}
_ROWS = {
    "inline_keyboard": 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    "keyboard": 'Field "keyboard" must be an Array of Arrays',
}


class FieldError(Exception):
    """What is wrong with a value, as Telegram says it, without what it was found in."""


def check_object(value: dict[str, Any], fields: Fields, what: str) -> None:
    """Check an object of type `what`. Raises FieldError; ApiError for a field that nobody knows or built."""
    if unknown := value.keys() - fields.keys():
        raise bad_request(f"the harness knows no field {', '.join(sorted(unknown))} of {what}")
    for name, field in fields.items():
        given = value.get(name)
        if given is not None:
            check_value(given, field.kind, name)
        elif field.is_required:
            raise FieldError(f'Can\'t find field "{name}"')


def check_value(value: Any, kind: str, name: str) -> None:
    """Check the value of field `name`. Raises FieldError, and ApiError as `check_object` does."""
    if kind.startswith("["):
        _check_array(value, kind[1:-1], name)
    elif "String" in kind.split("|"):
        _demand(isinstance(value, (str, int, float)) and not isinstance(value, bool), name, "String")
    elif kind in {"Integer", "Float"}:
        _check_number(value, name)
    elif kind in {"Boolean", "True"}:
        _demand(isinstance(value, bool), name, "Boolean")
    else:
        _demand(isinstance(value, dict), name, "Object")
        check_object(value, *resolve(kind, value))


def check_markup(value: dict[str, Any]) -> None:
    """Check a reply markup, which may be any of four types. Raises FieldError, and ApiError as `check_object` does."""
    anything = {
        name: Field(field.kind, is_required=False)
        for markup in _MARKUPS
        for name, field in schema().types[markup].items()
    }
    check_object(value, anything, "reply markup")


def check_items(items: list[Any], kind: str, name: str) -> None:
    """Check what is in an array. Raises FieldError with what Telegram says before it, and ApiError."""
    for item in items:
        if kind.startswith("["):
            if not isinstance(item, list):
                raise FieldError(_ROWS[name])
            check_items(item, kind[1:-1], name)
        elif kind in _ELEMENTS:
            _check_element(item, kind)
        else:
            check_value(item, kind, name)


def _check_element(value: Any, kind: str) -> None:
    prefix, no_object = _ELEMENTS[kind]
    if kind == "KeyboardButton" and isinstance(value, str):
        return
    try:
        if not isinstance(value, dict):
            raise FieldError(no_object)
        check_object(value, *resolve(kind, value))
    except FieldError as error:
        raise FieldError(f"{prefix}{error}") from error


def resolve(kind: str, value: dict[str, Any]) -> tuple[Fields, str]:
    """The fields of a type; of several, those of the one that the value says it is. Raises FieldError, ApiError 501."""
    known = schema()
    if kind in known.types:
        return known.types[kind], kind
    if kind not in known.unions:
        raise not_built(kind)
    choices = known.unions[kind]
    if "" in choices:  # told apart by their fields: the one that is built needs its first one
        only = choices[""]
        if next(iter(known.types[only])) not in value:
            raise (
                not_built(f"another {kind} than {only}")
                if value
                else FieldError("Input message content is not specified")
            )
        return known.types[only], only
    if not isinstance(value.get("type"), str):
        raise FieldError('Can\'t find field "type"')
    if value["type"] not in choices:
        raise not_built(f"{kind} of type {value['type']}")
    return known.types[choices[value["type"]]], choices[value["type"]]


def _check_array(value: Any, kind: str, name: str) -> None:
    if kind == "MessageEntity" and not isinstance(value, list):
        return  # as if there were none
    _demand(isinstance(value, list), name, "Array")
    check_items(value, kind, name)


def _check_number(value: Any, name: str) -> None:
    _demand(isinstance(value, (str, int, float)) and not isinstance(value, bool), name, "Number")
    if not re.fullmatch(r"-?[0-9]{1,18}", str(value)):
        raise FieldError(f'Field "{name}" must be a valid Number')


def _demand(fits: bool, name: str, kind: str) -> None:
    if not fits:
        raise FieldError(f'Field "{name}" must be of type {kind}')
