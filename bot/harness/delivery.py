"""One delivery to a webhook: the request as Telegram writes it, and what the answer means."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.harness.calls import real_name, run
from bot.harness.parameters import Parameters, from_json, parse_json
from bot.harness.records import Json
from bot.harness.simulation import Simulation
from bot.harness.updates import Update

JSON_TYPE = "application/json"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_NEVER_IN_A_REPLY = ("get", "setwebhook", "deletewebhook", "close", "logout")


NO_ANSWER = (aiohttp.ClientError, OSError, ValueError)  # the last for a host that is no name


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the webhook took an update; if not, how long it asks to be left alone, in seconds."""

    is_taken: bool
    retry_after_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the webhook answered."""

    status: int
    reason: str
    text: str
    retry_after: str

    @property
    def is_success(self) -> bool:
        """Whether it took the update."""
        return 200 <= self.status < 300


async def post(
    client: aiohttp.ClientSession, hook: Json, update: Update, content_type: str = JSON_TYPE
) -> Answer:
    """Send one update. Raises one of NO_ANSWER."""
    headers = {"Content-Type": content_type}
    if hook["secret_token"]:
        headers[SECRET_HEADER] = hook["secret_token"]
    body = json.dumps(update).encode()
    async with client.post(hook["url"], data=body, headers=headers, allow_redirects=False) as response:
        text = await response.text(errors="replace")
        return Answer(response.status, response.reason or "", text, response.headers.get("Retry-After", ""))


async def deliver(
    client: aiohttp.ClientSession, simulation: Simulation, hook: Json, update: Update
) -> Outcome:
    """Send one update; a refusal is noted in the webhook's info, a method in the answer is executed."""
    try:
        answer = await post(client, hook, update)
    except NO_ANSWER as error:
        _note(simulation, hook, _trouble(error))
        return Outcome(is_taken=False)
    if answer.is_success:
        await execute_reply(simulation, answer.text)
        return Outcome(is_taken=True)
    _note(simulation, hook, f"Wrong response from the webhook: {answer.status} {answer.reason}")
    told = answer.retry_after
    return Outcome(is_taken=False, retry_after_s=float(told) if told.isdecimal() else 0.0)


async def execute_reply(simulation: Simulation, text: str) -> None:
    """A bot may answer an update with a method call in the response; what comes of it nobody tells the bot."""
    body: Any = parse_json(text)
    name = str(body.pop("method", "")) if isinstance(body, dict) else ""
    if name and not name.lower().startswith(_NEVER_IN_A_REPLY):
        await run(simulation, real_name(name), Parameters(from_json(body)))


def _note(simulation: Simulation, hook: Json, reason: str) -> None:
    hook |= {"last_error_date": simulation.now(), "last_error_message": reason}


def _trouble(error: Exception) -> str:
    if isinstance(error, aiohttp.ClientConnectorError):
        return "Connection refused"
    return "Read timeout expired" if isinstance(error, TimeoutError) else "Webhook connection closed"
