"""Keyboards under messages: what Telegram refuses of them."""

from __future__ import annotations

from typing import Any

from bot.harness.errors import bad_request
from bot.harness.parameters import Parameters
from bot.harness.records import Json
from bot.harness.text.links import LinkError, check_https, check_link

MAX_CALLBACK_DATA_BYTES = 64
MAX_BUTTONS = 100
MAX_BUTTONS_IN_A_ROW = 8
MAX_COPY_TEXT = 256
_MUST_SAY = {"url", "callback_data"}  # empty is as if it were not there; an empty inline query is one


def keyboard_fields(parameters: Parameters) -> Json:
    """What `reply_markup` makes of a message: `reply_markup` inline, `reply_keyboard` for the page. Raises ApiError."""
    markup = parameters.object("reply_markup")
    if any(markup.get(kind) for kind in ("keyboard", "remove_keyboard", "force_reply")):
        return {"reply_keyboard": markup}
    return {"reply_markup": inline_keyboard(markup, parameters.warnings)}


def inline_keyboard(markup: Json | None, warnings: list[str] | None = None) -> Json | None:
    """The inline keyboard of a checked markup, None without buttons. Raises ApiError 400."""
    rows = [[_button(button) for button in row] for row in (markup or {}).get("inline_keyboard") or () if row]
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    if warnings is not None and any(len(row) > MAX_BUTTONS_IN_A_ROW for row in rows):
        warnings.append(f"more than {MAX_BUTTONS_IN_A_ROW} buttons in a row: clients leave some out")
    return {"inline_keyboard": rows} if rows else None


def only_inline(parameters: Parameters) -> Json:
    """`reply_markup` of an edit, where no other keyboard can be. Raises ApiError 400."""
    fields = keyboard_fields(parameters)
    if "reply_keyboard" in fields:
        raise bad_request("inline keyboard expected")
    return fields


def _button(button: Json) -> Json:
    """Telegram looks for what a button does in this order, and takes the first that says something."""
    if not str(button["text"]).strip():
        raise bad_request("inline keyboard button text must be non-empty")
    for kind, check in _CHECKS.items():
        if button.get(kind) is not None and not (kind in _MUST_SAY and button[kind] == ""):
            check(button[kind])
            return dict(button)
    raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _check_url(url: Any) -> None:
    try:
        check_link(str(url))
    except LinkError as error:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {error}") from error


def _check_data(data: Any) -> None:
    if len(str(data).encode("utf-8", "replace")) > MAX_CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_copy_text(wish: Any) -> None:
    if not 1 <= len(str(wish["text"])) <= MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_web_app(wish: Any) -> None:
    try:
        check_https(str(wish["url"]))
    except LinkError as error:
        raise bad_request(
            f"inline keyboard button Web App URL '{wish['url']}' is invalid: {error}"
        ) from error


def _refuse_type(_value: Any) -> None:
    raise bad_request("BUTTON_TYPE_INVALID")


def _refuse_login(_value: Any) -> None:
    raise bad_request("BOT_DOMAIN_INVALID")


def _take(_value: Any) -> None:
    """Nothing to refuse."""


_CHECKS = {
    "url": _check_url,
    "callback_data": _check_data,
    "pay": _refuse_type,
    "switch_inline_query": _take,
    "switch_inline_query_chosen_chat": _take,
    "switch_inline_query_current_chat": _take,
    "copy_text": _check_copy_text,
    "login_url": _refuse_login,
    "web_app": _check_web_app,
}
