"""The Bot API side of the server: POST or GET /bot<token>/<method>, and files."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from bot.harness.calls import log, real_name, run, run_late
from bot.harness.errors import ApiError
from bot.harness.parameters import Parameters, read_parameters
from bot.harness.simulation import Simulation
from bot.harness.tokens import check_token
from bot.harness.troubles.door import Door
from bot.harness.troubles.faults import Fault

SIMULATION = web.AppKey("simulation", Simulation)
DOOR = web.AppKey("door", Door)


def add_api(app: web.Application) -> None:
    """Add the routes of the Bot API."""
    app.router.add_route("*", "/bot{token}/{method}", _answer)
    app.router.add_get("/file/bot{token}/files/{file_id}", _file)


async def _file(request: web.Request) -> web.Response:
    try:
        check_token(request.match_info["token"])
    except ApiError as error:
        return _json(error.as_json(), error.code)
    content = request.app[SIMULATION].files.get(request.match_info["file_id"])
    if content is None:
        return _json(ApiError(404, "Not Found").as_json(), 404)
    return web.Response(body=content, content_type="application/octet-stream")


async def _answer(request: web.Request) -> web.StreamResponse:
    simulation = request.app[SIMULATION]
    if request.transport:
        request.app[DOOR].bot_connections.add(request.transport)
    try:
        check_token(request.match_info["token"])
    except ApiError as error:
        return _json(error.as_json(), error.code)
    name = real_name(request.match_info["method"])
    try:
        parameters = await read_parameters(request)
    except ApiError as error:
        log(simulation, name, Parameters({}), error.code, error.as_json())
        return _json(error.as_json(), error.code)
    if fault := simulation.faults.take(name, parameters):
        return await _faulty(request, simulation, name, parameters, fault)
    status, body = await run(simulation, name, parameters)
    return _json(body, status)


async def _faulty(
    request: web.Request, simulation: Simulation, name: str, parameters: Parameters, fault: Fault
) -> web.StreamResponse:
    simulation.events.add("fault", method=name, action=fault.action)
    match fault.action:
        case "error":
            body = fault.as_error().as_json()
            log(simulation, name, parameters, fault.status, body, fault.action)
            return _json(body, fault.status)
        case "raw":
            log(simulation, name, parameters, fault.status, {"raw": fault.body}, fault.action)
            return web.Response(status=fault.status, text=fault.body, content_type=fault.content_type)
        case "drop":
            log(simulation, name, parameters, 0, {}, fault.action)
            return _cut(request)
        case "delay":
            status, body = await run_late(simulation, name, parameters, fault.seconds)
            return _json(body, status)
    status, body = await run(simulation, name, parameters, fault.action)
    if fault.action == "drop_after":
        return _cut(request)
    return await _trickle(request, body, fault)


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
