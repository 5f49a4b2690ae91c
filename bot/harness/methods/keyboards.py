"""Inline keyboards: what Telegram refuses of them."""

from __future__ import annotations

from typing import Any

from bot.harness.errors import bad_request
from bot.harness.parameters import Parameters
from bot.harness.records import Json
from bot.harness.text.entities import normalise_url

MAX_CALLBACK_DATA_BYTES = 64
MAX_BUTTONS = 100
MAX_COPY_TEXT = 256
_KINDS = {
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
_OTHER_MARKUPS = ("keyboard", "remove_keyboard", "force_reply")


def keyboard(parameters: Parameters) -> Json | None:
    """The inline keyboard of a call, None without one. Raises ApiError 400."""
    return checked_keyboard(parameters.object("reply_markup", "object expected as reply markup"))


def checked_keyboard(markup: Any) -> Json | None:
    """The same for a keyboard that stands somewhere else, such as in an inline result. Raises ApiError 400."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if any(kind in markup for kind in _OTHER_MARKUPS):
        return None
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list):
        raise bad_request("object expected as reply markup")
    if not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: array of arrays of InlineKeyboardButton expected")
    checked = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request('can\'t parse inline keyboard button: field "text" must be a non-empty String')
    kinds = _KINDS & button.keys()
    if not kinds:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    for kind in kinds & _CHECKS.keys():
        _CHECKS[kind](button[kind])
    return dict(button)


def _check_data(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode("utf-8", "replace")) <= MAX_CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: Any) -> None:
    if not isinstance(url, str) or normalise_url(url) is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_copy_text(wish: Any) -> None:
    text = wish.get("text") if isinstance(wish, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= MAX_COPY_TEXT:
        raise bad_request("can't parse inline keyboard button: copy text is invalid")


_CHECKS = {"callback_data": _check_data, "url": _check_url, "copy_text": _check_copy_text}
