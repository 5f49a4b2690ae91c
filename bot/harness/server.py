"""The server: Bot API, control side and chat page on one loopback address."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Awaitable, Callable
from importlib.resources import files
from urllib.parse import urlsplit

from aiohttp import web

from bot.harness.api import DOOR, SIMULATION, add_api
from bot.harness.control import SENDER, add_control
from bot.harness.errors import ApiError
from bot.harness.simulation import Simulation
from bot.harness.troubles.door import Door
from bot.harness.webhook import WebhookSender

MAX_BODY_BYTES = 60 * 1024 * 1024
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_SAFE = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def unused_message_id() -> int:
    """A number that no earlier server has come to: ten for each second, below 2³¹, over again after six years.

    A bot keeps in its own file which messages it has answered: to one that goes on where another server has been,
    messages with the same numbers would be old ones.
    """
    return int(time.time() * 10) % 2_000_000_000


class HarnessError(Exception):
    """The server cannot start as asked."""


class Harness:
    """A running server. `url` is its address once `start` has returned; use it as a context manager.

    Its messages are numbered from behind `last_message_id` on.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0, last_message_id: int = 0) -> None:
        if not _is_loopback(host):
            raise HarnessError(f"{host} is not a loopback address; the harness serves this machine only")
        self._host = host
        self._door = Door(host, port)
        self.simulation = Simulation(last_message_id=last_message_id)
        self._sender = WebhookSender(self.simulation)
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen. Raises HarnessError where the port is taken."""
        # No access log: it would have whatever token a bot sends.
        self._runner = web.AppRunner(
            self._app(), handler_cancellation=True, shutdown_timeout=0.5, access_log=None
        )
        await self._runner.setup()
        try:
            await self._door.open(self._runner)
        except OSError as error:
            await self._runner.cleanup()
            raise HarnessError(
                f"cannot listen on port {self._door.port}: {error.strerror}; try --port 0"
            ) from error
        self.url = f"http://{self._host}:{self._door.port}"
        self._sender.start()

    async def stop(self) -> None:
        """Close all connections and stop listening."""
        await self._sender.stop()
        for task in self.simulation.under_way:
            task.cancel()
        self._door.forget()
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Harness:
        await self.start()
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self.stop()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[_only_this_machine, _not_found], client_max_size=MAX_BODY_BYTES)
        app[SIMULATION], app[SENDER], app[DOOR] = self.simulation, self._sender, self._door
        add_api(app)
        add_control(app)
        app.router.add_get("/", _page)
        app.router.add_get("/page/{name}", _page)
        return app


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


@web.middleware
async def _only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page from elsewhere must not reach the server through a browser (DNS rebinding, cross-site requests)."""
    origin = request.headers.get("Origin")
    if not _is_loopback(_host(f"//{request.host}")) or (
        origin is not None and origin != f"http://{request.host}"
    ):
        return web.json_response(ApiError(403, "Forbidden: this machine only").as_json(), status=403)
    return await handler(request)


@web.middleware
async def _not_found(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What is not there is refused in the Bot API's own form."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        return web.json_response(ApiError(error.status, error.reason).as_json(), status=error.status)


async def _page(request: web.Request) -> web.Response:
    name = request.match_info.get("name", "index.html")
    suffix = f".{name.rsplit('.', 1)[-1]}"
    # Looked up among what is there, not joined: a name may have come as "..%2F..%2F".
    resource = {file.name: file for file in files("bot.harness").joinpath("page").iterdir()}.get(name)
    if suffix not in _TYPES or resource is None:
        raise web.HTTPNotFound
    return web.Response(text=resource.read_text("utf-8"), content_type=_TYPES[suffix], headers=_SAFE)
