"""/healthz, /readyz and /metrics, on loopback only; off unless HOIBAO_OBSERVE_LISTEN says where."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.observe.health import Condition
from bot.observe.metrics import CONTENT_TYPE
from corpus import HoiBaoError

MAX_REQUEST_BYTES = 16_384
IDLE_S = 30.0
# Nobody else's name may lead here: a page in a browser on this host must not read along (DNS rebinding).
LOOPBACK_NAMES = r"^(127\.0\.0\.1|localhost|\[?::1\]?)$"


@dataclass(frozen=True, slots=True)
class Views:
    """What the door shows."""

    condition: Callable[[], Awaitable[Condition]]
    metrics: Callable[[], Awaitable[bytes]]


class _View(RequestHandler):
    def initialize(self, views: Views) -> None:
        self.views = views
        self.set_header("Cache-Control", "no-store")


class _Healthz(_View):
    async def get(self) -> None:
        condition = await self.views.condition()
        self.set_status(503 if condition.complaint else 200)
        self.finish({"alive": condition.complaint is None, "reasons": [condition.complaint or "ok"]})


class _Readyz(_View):
    async def get(self) -> None:
        reasons = (await self.views.condition()).reasons
        self.set_status(503 if reasons else 200)
        self.finish({"ready": not reasons, "reasons": reasons or ["ok"]})


class _Metrics(_View):
    async def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE)
        self.finish(await self.views.metrics())


def open_door(host: str, port: int, views: Views) -> HTTPServer:
    """Listen. Raises HoiBaoError where that is not possible."""
    application = Application()
    application.add_handlers(
        LOOPBACK_NAMES,
        [
            (path, handler, {"views": views})
            for path, handler in (("/healthz", _Healthz), ("/readyz", _Readyz), ("/metrics", _Metrics))
        ],
    )
    server = HTTPServer(application, max_body_size=MAX_REQUEST_BYTES, idle_connection_timeout=IDLE_S)
    try:
        server.listen(port, host)
    except OSError as error:
        raise HoiBaoError(
            f"HOIBAO_OBSERVE_LISTEN: cannot listen on {host}:{port}: {error.strerror}"
        ) from error
    return server
