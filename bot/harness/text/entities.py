"""From a raw parse to the entities that a client shows: trimmed, links normalised, quotes not nested, links detected.

All offsets and lengths are UTF-16 units.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any

from bot.harness.text.links import LinkError, check_link

Entity = dict[str, Any]

MAX_ENTITIES = 100
_BLANKED = {code: " " for code in range(32) if code not in (10, 13)}
_REMOVED = re.compile(
    "[\r\u2028-\u202e\u0333\u033f\u030a]"
)  # as tdlib's clean_input_string; all take one unit
_QUOTES = {"blockquote", "expandable_blockquote"}
_MONOSPACE = {"pre", "code"}
_DETECTED = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "url",
        re.compile(
            r"(?i)(?<![\w@/])(?:https?://[^\s<>“”\"]+|(?:[a-z0-9-]+\.)+(?:com|vn|org|net|info|gov|edu|example)\b(?:/[^\s<>“”\"]*)?)"
        ),
    ),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z][A-Za-z0-9_]{2,31}\b")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
)


def utf16_length(text: str) -> int:
    """UTF-16 units of `text`."""
    return len(text) + sum(char > "\uffff" for char in text)


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of `text` that an entity names."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def finish(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """What Telegram keeps of a message: text cleaned and trimmed, entities cleaned and completed."""
    text, entities = _trim(*_tidy(text, entities))
    kept = [clean for entity in entities if (clean := _clean(entity))]
    kept = _without_nested_quotes(_without_inside_monospace(kept))
    kept += [
        found for found in detect(text) if not any(_overlap(found, other) for other in kept if _blocks(other))
    ]
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text, kept[:MAX_ENTITIES]


def detect(text: str) -> list[Entity]:
    """The entities that Telegram finds by itself, in their order: addresses, mentions, hashtags, commands."""
    found: list[Entity] = []
    for kind, pattern in _DETECTED:
        for match in pattern.finditer(text):
            piece = match.group().rstrip(".,;:!?)'")
            entity = {
                "type": kind,
                "offset": utf16_length(text[: match.start()]),
                "length": utf16_length(piece),
            }
            if not any(_overlap(entity, other) for other in found):
                found.append(entity)
    return sorted(found, key=lambda entity: int(entity["offset"]))


def _tidy(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Control characters become blanks; some invisible ones go, and the offsets behind them move."""
    text = text.translate(_BLANKED)
    if not _REMOVED.search(text):
        return text, entities
    gone = [utf16_length(text[: match.start()]) for match in _REMOVED.finditer(text)]
    moved = []
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        start, end = start - bisect_left(gone, start), end - bisect_left(gone, end)
        if end > start:
            moved.append(entity | {"offset": start, "length": end - start})
    return _REMOVED.sub("", text), moved


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Blanks go on the right; on the left only those before the first entity."""
    text = text.rstrip()
    first = min((entity["offset"] for entity in entities), default=len(text))
    cut = min(len(text) - len(text.lstrip(" \n\t")), first)
    size = utf16_length(text)
    moved = []
    for entity in entities:
        end = min(entity["offset"] + entity["length"], size)
        if end > entity["offset"]:
            moved.append(entity | {"offset": entity["offset"] - cut, "length": end - entity["offset"]})
    return text[cut:], moved


def _clean(entity: Entity) -> Entity | None:
    if entity["type"] == "code":
        return {key: value for key, value in entity.items() if key != "language"}
    if entity["type"] != "text_link":
        return entity
    url = entity["url"]
    if user := re.fullmatch(r"tg://user/?\?id=([0-9]{1,18})", url):
        person = {"id": int(user.group(1)), "is_bot": False, "first_name": user.group(1)}
        return {key: entity[key] for key in ("offset", "length")} | {"type": "text_mention", "user": person}
    link = normalise_url(url)
    return entity | {"url": link} if link else None


def normalise_url(url: str) -> str | None:
    """An address as Telegram stores it, or None where it is none: the link is then silently not there."""
    try:
        return check_link(url)
    except LinkError:
        return None


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"]
    )


def _blocks(entity: Entity) -> bool:
    return entity["type"] in {"text_link", "text_mention", "code", "pre", "custom_emoji"}


def _without_inside_monospace(entities: list[Entity]) -> list[Entity]:
    boxes = [entity for entity in entities if entity["type"] in _MONOSPACE]
    return [
        entity
        for entity in entities
        if entity["type"] in _MONOSPACE | _QUOTES or not any(_overlap(entity, box) for box in boxes)
    ]


def _without_nested_quotes(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        inner = entity["type"] in _QUOTES and any(
            other["type"] in _QUOTES and _overlap(entity, other) for other in kept
        )
        if not inner:
            kept.append(entity)
    return kept
