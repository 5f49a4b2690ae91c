"""Entities that a bot gives itself instead of a parse mode: which Telegram refuses, which it ignores."""

from __future__ import annotations

import re
from typing import Any

from bot.harness.errors import bad_request
from bot.harness.text.entities import Entity, utf16_length
from bot.harness.text.links import LinkError, check_link

_PLAIN = frozenset(
    "bold italic underline strikethrough spoiler code pre blockquote expandable_blockquote".split()
)
_FOUND_ANYWAY = frozenset(
    "mention hashtag cashtag bot_command url email phone_number bank_card_number".split()
)
_NEEDS = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
_KEPT = ("type", "offset", "length", "url", "user", "language", "custom_emoji_id", "unix_time")


def check_given(text: str, entities: list[Entity]) -> list[Entity]:
    """The entities to keep, in UTF-16 units, of those that fit the schema. Raises ApiError 400."""
    breaks = _breaks(text)
    kept = [_read(entity) for entity in entities]
    for entity in kept:
        _check_place(entity, breaks)
    return [entity for entity in kept if entity["type"] not in _FOUND_ANYWAY and entity["length"] > 0]


def _read(entity: Any) -> Entity:
    needed = _NEEDS.get(entity["type"])
    if needed and entity.get(needed) is None:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{needed}\"")
    if not needed and entity["type"] not in _PLAIN | _FOUND_ANYWAY:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if entity["type"] == "custom_emoji" and not re.fullmatch(r"[0-9]{1,18}", str(entity["custom_emoji_id"])):
        raise bad_request('can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number')
    if entity["type"] == "text_link":
        _check_link(str(entity["url"]))
    return {name: entity[name] for name in _KEPT if name in entity} | {
        name: int(entity[name]) for name in ("offset", "length")
    }


def _check_link(url: str) -> None:
    try:
        check_link(url)
    except LinkError as error:
        raise bad_request(f"entity URL '{url}' is invalid: {error}") from error


def _breaks(text: str) -> set[int]:
    """The UTF-16 offsets between characters, the end included."""
    at, found = 0, {0}
    for char in text:
        at += utf16_length(char)
        found.add(at)
    return found


def _check_place(entity: Entity, breaks: set[int]) -> None:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    if start < 0:
        raise bad_request(f"receive an entity with incorrect offset {start}")
    if entity["length"] < 0:
        raise bad_request(f"receive an entity with incorrect length {entity['length']}")
    if entity["length"] == 0:
        return
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
