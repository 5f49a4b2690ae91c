"""The Bot API side of the server: POST or GET /bot<token>/<method>, and files."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from bot.harness.errors import ApiError
from bot.harness.faults import Fault
from bot.harness.methods import call, find_method
from bot.harness.methods.receiving import Described
from bot.harness.parameters import Parameters, read_parameters
from bot.harness.simulation import Simulation

MAX_TOKEN = 80
SIMULATION = web.AppKey("simulation", Simulation)


def add_api(app: web.Application) -> None:
    """Add the routes of the Bot API."""
    app.router.add_route("*", "/bot{token}/{method}", _answer)
    app.router.add_get("/file/bot{token}/files/{file_id}", _file)


def _check_token(request: web.Request) -> None:
    token = request.match_info["token"]
    if ":" not in token or len(token) > MAX_TOKEN:
        raise ApiError(401, "Unauthorized: invalid token specified")
    if token != request.app[SIMULATION].token:
        raise ApiError(401, "Unauthorized")


async def _file(request: web.Request) -> web.Response:
    try:
        _check_token(request)
    except ApiError as error:
        return _json(error.as_json(), error.code)
    content = request.app[SIMULATION].files.get(request.match_info["file_id"])
    if content is None:
        return _json(ApiError(404, "Not Found").as_json(), 404)
    return web.Response(body=content, content_type="application/octet-stream")


async def _answer(request: web.Request) -> web.StreamResponse:
    simulation = request.app[SIMULATION]
    try:
        _check_token(request)
        parameters = await read_parameters(request)
    except ApiError as error:
        return _json(error.as_json(), error.code)
    name = _real_name(request.match_info["method"])
    fault = simulation.faults.take(name, parameters.as_json())
    if fault is None:
        status, body = await _run(simulation, name, parameters)
        return _json(body, status)
    return await _faulty(request, simulation, name, parameters, fault)


def _real_name(name: str) -> str:
    try:
        return find_method(name)[0]
    except ApiError:
        return name


async def _run(simulation: Simulation, name: str, parameters: Parameters) -> tuple[int, dict[str, Any]]:
    """Status and body of a call; the call goes into the log."""
    try:
        simulation.flood.check(name, parameters.text("chat_id"))
        result = await call(simulation, name, parameters)
        status, body = 200, _success(result)
    except ApiError as error:
        status, body = error.code, error.as_json()
    _log(simulation, name, parameters, status, body)
    return status, body


def _success(result: Any) -> dict[str, Any]:
    if isinstance(result, Described):
        return {"ok": True, "result": result.result, "description": result.description}
    return {"ok": True, "result": result}


def _log(
    simulation: Simulation, name: str, parameters: Parameters, status: int, body: dict[str, Any]
) -> None:
    if name == "getUpdates" and status == 200:
        return  # a poll a second would bury the rest
    entry = {
        "n": len(simulation.calls) + 1,
        "at": simulation.clock.now(),
        "method": name,
        "parameters": parameters.as_json(),
        "status": status,
        "response": json.loads(json.dumps(body)),  # as it was: messages change later
    }
    simulation.calls.append(entry)
    simulation.events.add("call", call=entry)


async def _faulty(
    request: web.Request, simulation: Simulation, name: str, parameters: Parameters, fault: Fault
) -> web.StreamResponse:
    simulation.events.add("fault", method=name, action=fault.action)
    match fault.action:
        case "error":
            body = ApiError(fault.status, fault.description, fault.parameters).as_json()
            _log(simulation, name, parameters, fault.status, body)
            return _json(body, fault.status)
        case "raw":
            _log(simulation, name, parameters, fault.status, {"raw": fault.body})
            return web.Response(status=fault.status, text=fault.body, content_type=fault.content_type)
        case "drop":
            return _cut(request)
        case "delay":
            await asyncio.sleep(fault.seconds)
    status, body = await _run(simulation, name, parameters)
    if fault.action == "drop_after":
        return _cut(request)
    if fault.action in {"half", "slow"}:
        return await _trickle(request, body, fault)
    return _json(body, status)


def _cut(request: web.Request) -> web.Response:
    """Close the connection without a response."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _trickle(request: web.Request, body: dict[str, Any], fault: Fault) -> web.StreamResponse:
    """Half a body and then nothing, or the whole one in little pieces."""
    data = json.dumps(body).encode()
    response = web.StreamResponse(
        headers={"Content-Type": "application/json", "Content-Length": str(len(data))}
    )
    await response.prepare(request)
    if fault.action == "half":
        await response.write(data[: len(data) // 2])
        return _cut(request)
    step = max(1, len(data) // 20)
    for start in range(0, len(data), step):
        await response.write(data[start : start + step])
        await asyncio.sleep(fault.seconds / 20)
    await response.write_eof()
    return response


def _json(body: dict[str, Any], status: int) -> web.Response:
    headers = {}
    if retry_after := body.get("parameters", {}).get("retry_after"):
        headers["Retry-After"] = str(retry_after)
    return web.json_response(body, status=status, headers=headers)
