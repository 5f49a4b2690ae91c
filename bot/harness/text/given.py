"""Entities that a bot gives itself instead of a parse mode: which Telegram refuses, which it ignores."""

from __future__ import annotations

from typing import Any

from bot.harness.errors import bad_request
from bot.harness.text.entities import Entity, normalise_url, utf16_length

_PLAIN = frozenset(
    "bold italic underline strikethrough spoiler code pre blockquote expandable_blockquote".split()
)
_FOUND_ANYWAY = frozenset(
    "mention hashtag cashtag bot_command url email phone_number bank_card_number".split()
)
_NEEDS = {
    "text_link": ("url", str),
    "text_mention": ("user", dict),
    "custom_emoji": ("custom_emoji_id", str),
    "date_time": ("unix_time", int),
}
_KEPT = ("type", "offset", "length", "url", "user", "language", "custom_emoji_id", "unix_time")


def check_given(text: str, entities: Any) -> list[Entity]:
    """The entities to keep, in UTF-16 units. Raises ApiError 400 for what is none or out of the text."""
    if not isinstance(entities, list):
        raise bad_request("can't parse entities JSON object")
    breaks = _breaks(text)
    kept = [_read(entity) for entity in entities]
    kept = [entity for entity in kept if entity["offset"] >= 0 and entity["length"] > 0]
    for entity in kept:
        _check_place(entity, breaks)
    return [entity for entity in kept if entity["type"] not in _FOUND_ANYWAY]


def _read(entity: Any) -> Entity:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    for name, kind in (("type", str), ("offset", int), ("length", int)):
        _check_field(entity, name, kind)
    if needed := _NEEDS.get(entity["type"]):
        _check_field(entity, *needed)
    elif entity["type"] not in _PLAIN | _FOUND_ANYWAY:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if entity["type"] == "text_link" and normalise_url(entity["url"]) is None:
        raise bad_request(f"entity URL '{entity['url']}' is invalid: Wrong HTTP URL")
    return {name: entity[name] for name in _KEPT if name in entity}


def _check_field(entity: Entity, name: str, kind: type) -> None:
    if not isinstance(entity.get(name), kind) or isinstance(entity[name], bool):
        raise bad_request(f'can\'t parse MessageEntity: field "{name}" is missing or of another type')


def _breaks(text: str) -> set[int]:
    """The UTF-16 offsets between characters, the end included."""
    at, found = 0, {0}
    for char in text:
        at += utf16_length(char)
        found.add(at)
    return found


def _check_place(entity: Entity, breaks: set[int]) -> None:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    if start >= max(breaks):
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > max(breaks):
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
        )
    if start not in breaks:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at UTF-16 offset {start}")
    if end not in breaks:
        raise bad_request(f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol")
