"""The state of the simulation as JSON, to be saved and loaded: a restart of the server itself loses nothing.

Not in it: events, the log of calls, faults and flood limits, which belong to one run.
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import Any

from bot.harness.errors import bad_request
from bot.harness.records import CallbackQuery, Chat, Files, GuestQuery, InlineQuery, Json
from bot.harness.simulation import Simulation

VERSION = 1
_QUERIES = {
    "callbacks": CallbackQuery,
    "inline_queries": InlineQuery,
    "guest_queries": GuestQuery,
}


def take(simulation: Simulation) -> Json:
    """Everything that a bot or a person could tell apart, as JSON."""
    profile = simulation.profile
    return {
        "version": VERSION,
        "clock_shift_s": simulation.clock.shift_s,
        "last_message_id": simulation.last_message_id,
        "last_query_id": simulation.last_query_id,
        "bot": simulation.bot,
        "users": list(simulation.users.values()),
        "chats": [asdict(chat) for chat in simulation.chats.values()],
        "commands": [[*key, commands] for key, commands in profile.commands.items()],
        "texts": [[*key, text] for key, text in profile.texts.items()],
        "inline_messages": simulation.inline_messages,
        "files": {number: base64.b64encode(content).decode() for number, content in simulation.files.items()},
        "webhook": simulation.webhook,
        "updates": simulation.updates.as_json(),
    } | {name: {key: asdict(query) for key, query in _table(simulation, name).items()} for name in _QUERIES}


def restore(simulation: Simulation, state: Json) -> None:
    """Put a state in place of the present one. Raises ApiError 400 for another version."""
    if state.get("version") != VERSION:
        raise bad_request(f"a state of version {VERSION} is expected")
    loaded = _read(state)  # whatever is wrong with it shows before anything is changed
    simulation.reset()
    simulation.clock.shift_s = loaded.pop("clock_shift_s")
    simulation.updates.load(state["updates"])
    simulation.profile.commands = loaded.pop("commands")
    simulation.profile.texts = loaded.pop("texts")
    for name, value in loaded.items():
        setattr(simulation, name, value)
    simulation.stir()


def _read(state: Json) -> Json:
    chats = [_chat(chat) for chat in state["chats"]]
    return {
        "clock_shift_s": float(state["clock_shift_s"]),
        "last_message_id": int(state["last_message_id"]),
        "last_query_id": int(state["last_query_id"]),
        "bot": dict(state["bot"]),
        "users": {int(user["id"]): user for user in state["users"]},
        "chats": {chat.id: chat for chat in chats},
        "commands": {(scope, language): commands for scope, language, commands in state["commands"]},
        "texts": {(what, language): text for what, language, text in state["texts"]},
        "inline_messages": {key: tuple(place) for key, place in state["inline_messages"].items()},
        "files": Files({key: base64.b64decode(content) for key, content in state["files"].items()}),
        "webhook": state["webhook"],
    } | {name: {key: kind(**query) for key, query in state[name].items()} for name, kind in _QUERIES.items()}


def _chat(state: Json) -> Chat:
    numbered = {
        name: {int(key): value for key, value in state[name].items()}
        for name in ("topics", "messages", "members")
    }
    return Chat(**(state | numbered))


def _table(simulation: Simulation, name: str) -> dict[str, Any]:
    return dict(getattr(simulation, name))
