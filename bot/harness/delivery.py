"""One delivery to a webhook: the request as Telegram writes it, and what the answer means."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import httpx

from bot.harness.calls import real_name, run
from bot.harness.parameters import Parameters, from_json, parse_json
from bot.harness.records import Json
from bot.harness.simulation import Simulation
from bot.harness.updates import Update

JSON_TYPE = "application/json"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_NEVER_IN_A_REPLY = ("get", "setwebhook", "deletewebhook", "close", "logout")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the webhook took an update; if not, how long it asks to be left alone, in seconds."""

    is_taken: bool
    retry_after_s: float = 0.0


async def post(
    client: httpx.AsyncClient, hook: Json, update: Update, content_type: str = JSON_TYPE
) -> httpx.Response:
    """Send one update. Raises httpx.HTTPError."""
    headers = {"Content-Type": content_type}
    if hook["secret_token"]:
        headers[SECRET_HEADER] = hook["secret_token"]
    return await client.post(hook["url"], content=json.dumps(update), headers=headers)


async def deliver(client: httpx.AsyncClient, simulation: Simulation, hook: Json, update: Update) -> Outcome:
    """Send one update; a refusal is noted in the webhook's info, a method in the answer is executed."""
    try:
        response = await post(client, hook, update)
    except httpx.HTTPError as error:
        _note(simulation, hook, _trouble(error))
        return Outcome(is_taken=False)
    if response.is_success:
        await execute_reply(simulation, response)
        return Outcome(is_taken=True)
    reason = f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
    _note(simulation, hook, reason)
    told = response.headers.get("Retry-After", "")
    return Outcome(is_taken=False, retry_after_s=float(told) if told.isdecimal() else 0.0)


async def execute_reply(simulation: Simulation, response: httpx.Response) -> None:
    """A bot may answer an update with a method call in the response; what comes of it nobody tells the bot."""
    body: Any = parse_json(response.text)
    name = str(body.pop("method", "")) if isinstance(body, dict) else ""
    if name and not name.lower().startswith(_NEVER_IN_A_REPLY):
        await run(simulation, real_name(name), Parameters(from_json(body)))


def _note(simulation: Simulation, hook: Json, reason: str) -> None:
    hook |= {"last_error_date": simulation.now(), "last_error_message": reason}


def _trouble(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.ConnectError):
        return "Connection refused"
    return (
        "Read timeout expired" if isinstance(error, httpx.TimeoutException) else "Webhook connection closed"
    )
