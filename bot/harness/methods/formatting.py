"""The text of a call: parse modes, entities, lengths."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.harness.errors import bad_request, not_built
from bot.harness.parameters import Parameters
from bot.harness.records import Json
from bot.harness.text import html
from bot.harness.text.entities import MAX_ENTITIES, Entity, finish, utf16_length
from bot.harness.text.given import check_given

MAX_TEXT = 4_096  # code points, as tdlib counts
MAX_TEXT_BYTES = 32_768
MAX_CAPTION = 1_024


def text_and_entities(parameters: Parameters) -> tuple[str, list[Entity]]:
    """`text`, `parse_mode`, `entities` of a call. Raises ApiError 400."""
    raw = parsed(
        parameters.text("text"), parameters.text("parse_mode"), parameters.array("entities"), "message"
    )
    text, entities = whole(raw)
    parameters.warnings.extend(left_out(raw[1], entities))
    if utf16_length(text) > MAX_TEXT:
        parameters.warnings.append(f"{utf16_length(text)} UTF-16 units: some clients count these")
    return text, entities


def formatted(text: str, parse_mode: str, given: Any) -> tuple[str, list[Entity]]:
    """Text and entities as Telegram stores them. Raises ApiError 400."""
    return whole(parsed(text, parse_mode, given, "message"))


def caption_fields(parameters: Parameters) -> Json:
    """`caption` and `caption_entities` of a call. Raises ApiError 400."""
    given = parameters.array("caption_entities")
    return formatted_caption(
        parameters.text("caption"), parameters.text("parse_mode"), given, parameters.warnings
    )


def formatted_caption(text: str, parse_mode: str, given: Any, warnings: list[str] | None = None) -> Json:
    """The same for a caption that stands somewhere else. Raises ApiError 400."""
    raw = parsed(text, parse_mode, given)
    caption, entities = finish(*raw)
    if len(caption) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if warnings is not None:
        warnings += left_out(raw[1], entities)
    return {"caption": caption, "caption_entities": entities}


def parsed(text: str, parse_mode: str, given: Any, required_for: str = "") -> tuple[str, list[Entity]]:
    """Text and entities as they were meant. Raises ApiError 400; 501 for the modes that the harness has not."""
    if required_for and not text:
        raise bad_request(f"{required_for} text is empty")
    if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        raise bad_request("text is too long")
    mode = parse_mode.lower() if text else ""
    if mode == "html":
        return html.parse(text)
    if mode in {"markdown", "markdownv2"}:
        raise not_built(f"parse_mode {parse_mode}")
    if mode not in {"", "none"}:
        raise bad_request("unsupported parse_mode")
    return text, check_given(text, given if isinstance(given, list) else [])


def whole(raw: tuple[str, list[Entity]]) -> tuple[str, list[Entity]]:
    """What becomes of it in a message, which must say something, and not too much. Raises ApiError 400."""
    text, entities = finish(*raw)
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return text, entities


def left_out(meant: list[Entity], kept: list[Entity]) -> list[str]:
    """What Telegram dropped without a word: links that are none, quotes in quotes, anything inside code."""
    as_kept = Counter("text_link" if one["type"] == "text_mention" else one["type"] for one in kept)
    wanted = Counter("text_link" if one["type"] == "text_mention" else one["type"] for one in meant)
    gone = wanted - as_kept
    told = [f"{count} × {kind} left out in silence" for kind, count in sorted(gone.items())]
    return [*told, f"only {MAX_ENTITIES} entities are kept"] if len(meant) > MAX_ENTITIES else told
