"""What the bot says of itself: its name, commands, descriptions."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable

from bot.harness.errors import bad_request
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation

MAX_COMMANDS = 100
LIMITS = {"description": 512, "short_description": 120, "name": 64}
_UNREADABLE = "can't parse commands JSON object"
SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}


async def get_me(simulation: Simulation, _parameters: Parameters) -> Json:
    """getMe."""
    return simulation.bot


def _scope(parameters: Parameters) -> str:
    scope = parameters.object("scope", "can't parse BotCommandScope JSON object") or {"type": "default"}
    if str(scope.get("type")) not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type")
    return json.dumps(scope, sort_keys=True)


def _key(parameters: Parameters) -> tuple[str, str]:
    return _scope(parameters), parameters.text("language_code")


async def set_my_commands(simulation: Simulation, parameters: Parameters) -> bool:
    """setMyCommands."""
    commands = parameters.json("commands", _UNREADABLE)
    if not isinstance(commands, list) or not all(isinstance(command, dict) for command in commands):
        raise bad_request(_UNREADABLE)
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    simulation.profile.commands[_key(parameters)] = [_command(command) for command in commands]
    simulation.events.add("commands")
    return True


def _command(command: Json) -> Json:
    name, description = (str(command.get(field, "")) for field in ("command", "description"))
    name = name.removeprefix("/")
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


async def get_my_commands(simulation: Simulation, parameters: Parameters) -> list[Json]:
    """getMyCommands."""
    return simulation.profile.commands.get(_key(parameters), [])


async def delete_my_commands(simulation: Simulation, parameters: Parameters) -> bool:
    """deleteMyCommands."""
    simulation.profile.commands.pop(_key(parameters), None)
    simulation.events.add("commands")
    return True


def commands_for(simulation: Simulation, chat: Chat, user: Json) -> list[Json]:
    """The menu that a person sees in a chat: the narrowest scope first, their language before the default."""
    scopes: list[Json] = [{"type": "chat_member", "chat_id": chat.id, "user_id": user["id"]}]
    scopes.append({"type": "chat", "chat_id": chat.id})
    if user["id"] in chat.admins:
        scopes.append({"type": "all_chat_administrators"})
    scopes.append({"type": "all_private_chats" if chat.is_private else "all_group_chats"})
    scopes.append({"type": "default"})
    for scope in scopes:
        for language in (user.get("language_code", ""), ""):
            found = simulation.profile.commands.get((json.dumps(scope, sort_keys=True), language))
            if found:
                return found
    return []


def _setter(what: str) -> Callable[[Simulation, Parameters], Awaitable[bool]]:
    async def handler(simulation: Simulation, parameters: Parameters) -> bool:
        text = parameters.text(what)
        if len(text) > LIMITS[what]:
            raise bad_request(f"{what.upper()}_TOO_LONG")
        simulation.profile.texts[what, parameters.text("language_code")] = text
        simulation.events.add("description")
        return True

    return handler


def _getter(what: str) -> Callable[[Simulation, Parameters], Awaitable[Json]]:
    async def handler(simulation: Simulation, parameters: Parameters) -> Json:
        return {what: simulation.profile.text(what, parameters.text("language_code"))}

    return handler


set_my_description, get_my_description = _setter("description"), _getter("description")
set_my_short_description, get_my_short_description = (
    _setter("short_description"),
    _getter("short_description"),
)
set_my_name, get_my_name = _setter("name"), _getter("name")
