"""One call of the Bot API: checked, run, written to the log, whichever way it came."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from bot.harness.errors import ApiError
from bot.harness.methods import call, find_method
from bot.harness.methods.receiving import Described
from bot.harness.parameters import Parameters
from bot.harness.simulation import Simulation

POLL = "getUpdates"
logger = logging.getLogger(__name__)


def real_name(name: str) -> str:
    """The method's name as Telegram writes it; what is none stays as it is."""
    try:
        return find_method(name)
    except ApiError:
        return name


async def run(
    simulation: Simulation, name: str, parameters: Parameters, fault: str = ""
) -> tuple[int, dict[str, Any]]:
    """Status and body of a call; the call goes into the log, with the fault that it meets on its way back."""
    try:
        status, body = 200, _success(await _call(simulation, name, parameters))
    except ApiError as error:
        status, body = error.code, error.as_json()
    except Exception as error:  # ours, so it must be seen: in the log of calls and on the terminal
        logger.exception("the harness failed in %s", name)
        status, body = 500, ApiError(500, f"Internal Server Error: the harness failed: {error!r}").as_json()
    log(simulation, name, parameters, status, body, fault)
    return status, body


async def _call(simulation: Simulation, name: str, parameters: Parameters) -> Any:
    place = parameters.text("chat_id") or parameters.text("inline_message_id")
    buckets = simulation.flood.check(name, place)
    result = await call(simulation, name, parameters)
    for bucket in buckets:
        bucket.level -= 1
    return result


async def run_late(
    simulation: Simulation, name: str, parameters: Parameters, wait_s: float
) -> tuple[int, dict[str, Any]]:
    """`run` after a while, also when the client has gone by then: only a poll ends with its connection."""

    async def late() -> tuple[int, dict[str, Any]]:
        await asyncio.sleep(wait_s)
        return await run(simulation, name, parameters, "delay")

    if name == POLL:
        return await late()
    task = asyncio.create_task(late())
    simulation.under_way.add(task)
    task.add_done_callback(simulation.under_way.discard)
    return await asyncio.shield(task)


def log(
    simulation: Simulation,
    name: str,
    parameters: Parameters,
    status: int,
    body: dict[str, Any],
    fault: str = "",
) -> None:
    """Take down a call and its verdict; polls that went well are left out, they would bury the rest.

    `status` is 0 where the call never arrived.
    """
    if name == POLL and status == 200:
        return
    simulation.last_call += 1
    entry = {
        "n": simulation.last_call,
        "at": simulation.clock.now(),
        "method": name,
        "parameters": parameters.as_json(),
        "status": status,
        "response": json.loads(json.dumps(body)),  # as it was: messages change later
        "warnings": list(parameters.warnings),
        "fault": fault,
    }
    simulation.calls.append(entry)
    simulation.events.add("call", call=entry)


def _success(result: Any) -> dict[str, Any]:
    if isinstance(result, Described):
        return {"ok": True, "result": result.result, "description": result.description}
    return {"ok": True, "result": result}
