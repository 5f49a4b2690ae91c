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
MAX_COMMAND = 32
MAX_COMMAND_DESCRIPTION = 256
_LIMITS = {
    "description": (512, "BOT_DESC_INVALID"),
    "short_description": (120, "BOT_SHARETEXT_INVALID"),
    "name": (64, "BOT_TITLE_INVALID"),
}


async def get_me(simulation: Simulation, _parameters: Parameters) -> Json:
    """getMe."""
    return simulation.bot


def _language(parameters: Parameters) -> str:
    """`language_code`: two small letters or nothing. Raises ApiError 400."""
    language = parameters.text("language_code")
    if not re.fullmatch(r"(?:[a-z]{2})?", language):
        raise bad_request("invalid language code specified")
    return language


def _key(simulation: Simulation, parameters: Parameters) -> tuple[str, str]:
    """Scope and language, under which commands are kept. Raises ApiError 400, as for a chat that is not there."""
    scope = parameters.object("scope") or {"type": "default"}
    if "chat_id" in scope:
        chat = simulation.chat_for_bot(str(scope["chat_id"]), only_to_read=True)
        scope = scope | {"chat_id": chat.id}
    return json.dumps(scope, sort_keys=True), _language(parameters)


async def set_my_commands(simulation: Simulation, parameters: Parameters) -> bool:
    """setMyCommands."""
    commands = [_command(command) for command in parameters.array("commands")]
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    simulation.profile.commands[_key(simulation, parameters)] = commands
    simulation.events.add("commands")
    return True


def _command(command: Json) -> Json:
    name, description = (str(command[field]).strip() for field in ("command", "description"))
    name = name.removeprefix("/")
    for text, what, limit in (
        (name, "command", MAX_COMMAND),
        (description, "command description", MAX_COMMAND_DESCRIPTION),
    ):
        if not text:
            raise bad_request(f"{what} must be non-empty")
        if len(text) > limit:
            raise bad_request(f"{what} length must not exceed {limit}")
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


async def get_my_commands(simulation: Simulation, parameters: Parameters) -> list[Json]:
    """getMyCommands."""
    return simulation.profile.commands.get(_key(simulation, parameters), [])


async def delete_my_commands(simulation: Simulation, parameters: Parameters) -> bool:
    """deleteMyCommands."""
    simulation.profile.commands.pop(_key(simulation, parameters), None)
    simulation.events.add("commands")
    return True


def commands_for(simulation: Simulation, chat: Chat, user: Json) -> list[Json]:
    """The menu that a person sees in a chat: the narrowest scope first, their language before the default."""
    scopes: list[Json] = [{"type": "chat_member", "chat_id": chat.id, "user_id": user["id"]}]
    runs_it = not chat.is_private and chat.status_of(user["id"]) in {"creator", "administrator"}
    if runs_it:
        scopes.append({"type": "chat_administrators", "chat_id": chat.id})
    scopes.append({"type": "chat", "chat_id": chat.id})
    if runs_it:
        scopes.append({"type": "all_chat_administrators"})
    scopes += [{"type": "all_private_chats" if chat.is_private else "all_group_chats"}, {"type": "default"}]
    for scope in scopes:
        for language in (user.get("language_code", ""), ""):
            found = simulation.profile.commands.get((json.dumps(scope, sort_keys=True), language))
            if found:
                return found
    return []


def _setter(what: str) -> Callable[[Simulation, Parameters], Awaitable[bool]]:
    async def handler(simulation: Simulation, parameters: Parameters) -> bool:
        text, (limit, refusal) = parameters.text(what), _LIMITS[what]
        if len(text) > limit or (what == "name" and not text):
            raise bad_request(refusal)
        simulation.profile.texts[what, _language(parameters)] = text
        simulation.events.add("description")
        return True

    return handler


def _getter(what: str) -> Callable[[Simulation, Parameters], Awaitable[Json]]:
    async def handler(simulation: Simulation, parameters: Parameters) -> Json:
        return {what: simulation.profile.text(what, _language(parameters))}

    return handler


set_my_description, get_my_description = _setter("description"), _getter("description")
set_my_short_description, get_my_short_description = (
    _setter("short_description"),
    _getter("short_description"),
)
set_my_name, get_my_name = _setter("name"), _getter("name")
