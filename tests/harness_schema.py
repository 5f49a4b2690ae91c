"""Draws the harness's schema from the full one: `python tests/harness_schema.py ../shared/telegram/bot-api-10.0.json`.

The full one is api.json of github.com/PaulSonOfLars/telegram-bot-api-spec (MIT). Carried over are the parameters of the
methods that the harness has, the types of objects in them, and names; no descriptions.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from bot.harness.methods import METHODS

ROOT = Path(__file__).parents[1]
CARRIED = ROOT / "bot/harness/schema/bot_api.json"
FULL = ROOT.parent / "shared/telegram/bot-api-10.0.json"
PLAIN = {"String", "Integer", "Boolean", "True", "Float", "InputFile"}
# A value of these is refused as not built: what the bot has no use for.
NOT_CARRIED = re.compile(
    r"InlineQueryResult(?!s?Button|Article|$)\w+|Input(Location|Venue|Contact|Invoice)MessageContent"
    r"|InputMedia(?!Photo|Document|$)\w+|KeyboardButton(Request|Poll)\w+|SuggestedPost\w+|CallbackGame"
)
ALWAYS = re.compile(r'(?:must be|always) "?(\w+)"?$')


def full() -> dict[str, Any]:
    return dict(json.loads(FULL.read_text("utf-8")))


def carried(schema: dict[str, Any]) -> dict[str, Any]:
    """What of the full schema the harness needs."""
    methods = {name: fields(schema["methods"][name]) for name in sorted(METHODS)}
    types: dict[str, Any] = {}
    unions: dict[str, Any] = {}
    wanted = [kind for method in methods.values() for field in method.values() for kind in named(field)]
    while wanted:
        name = wanted.pop()
        if name in types or name in unions or NOT_CARRIED.fullmatch(name):
            continue
        known = schema["types"][name]
        if "subtypes" in known:
            unions[name] = {constant(schema["types"][one]): one for one in subtypes(known)}
            wanted += unions[name].values()
        else:
            types[name] = fields(known)
            wanted += [kind for field in types[name].values() for kind in named(field)]
    return {
        "source": "github.com/PaulSonOfLars/telegram-bot-api-spec, MIT: see LICENSE beside this file",
        "version": schema["version"],
        "methods": methods,
        "types": dict(sorted(types.items())),
        "unions": dict(sorted(unions.items())),
        "not_built": sorted(schema["methods"].keys() - METHODS.keys()),
        "updates": [field["name"] for field in schema["types"]["Update"]["fields"][1:]],
    }


def fields(thing: dict[str, Any]) -> dict[str, str]:
    """Names → kinds: alternatives by "|", arrays in brackets, what is required with "!"."""
    return {
        field["name"]: "|".join(map(short, field["types"])) + "!" * field["required"]
        for field in thing.get("fields", [])
    }


def short(kind: str) -> str:
    return f"[{short(kind.removeprefix('Array of '))}]" if kind.startswith("Array of ") else kind


def named(field: str) -> list[str]:
    return [kind for kind in re.findall(r"\w+", field) if kind not in PLAIN]


def subtypes(union: dict[str, Any]) -> list[str]:
    return [one for one in union["subtypes"] if not NOT_CARRIED.fullmatch(one)]


def constant(thing: dict[str, Any]) -> str:
    """What the `type` of this one must be; "" where it has none."""
    found = ALWAYS.search(thing["fields"][0]["description"])
    return found.group(1) if found else ""


def written(schema: dict[str, Any]) -> str:
    """As it stands in the file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    CARRIED.write_text(written(carried(json.loads(Path(sys.argv[1]).read_text("utf-8")))), "utf-8")
