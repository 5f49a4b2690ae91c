"""The part of Bot API 10.0 that the harness has, read from bot_api.json: parameters, types of objects, names.

`tests/harness_schema.py` draws the file from the full schema; `checking` says what Telegram says of what does not fit.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field of an object: `kind` as in the file, such as String, Integer|String, [BotCommand]."""

    kind: str
    is_required: bool


Fields = dict[str, Field]


@dataclass(frozen=True, slots=True)
class Schema:
    """`methods` and `types` by name, `unions` by name and the `type` inside; `not_built` is refused with 501."""

    methods: dict[str, Fields]
    types: dict[str, Fields]
    unions: dict[str, dict[str, str]]
    not_built: frozenset[str]
    updates: frozenset[str]


@cache
def schema() -> Schema:
    """The schema; read once, when the first call comes."""
    raw = json.loads(files("bot.harness.schema").joinpath("bot_api.json").read_text("utf-8"))
    return Schema(
        methods=_tables(raw["methods"]),
        types=_tables(raw["types"]),
        unions=raw["unions"],
        not_built=frozenset(raw["not_built"]),
        updates=frozenset(raw["updates"]),
    )


def _tables(raw: dict[str, Any]) -> dict[str, Fields]:
    return {
        name: {field: Field(kind.removesuffix("!"), kind.endswith("!")) for field, kind in fields.items()}
        for name, fields in raw.items()
    }
