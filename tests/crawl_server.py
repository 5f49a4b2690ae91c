"""A small real HTTP/1.1 server on loopback that can be told to misbehave, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reply:
    """What to answer. `wait_s`: before anything; `drip_s`: between bytes of the body; `endless`: it never ends.

    `raw`: exactly these bytes, then the connection is closed.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_s: float = 0.0
    drip_s: float = 0.0
    endless: bool = False
    raw: bytes | None = None


@dataclass(frozen=True)
class Asked:
    """A request, when it came, and how many connections to its host were open."""

    at: float
    host: str
    path: str
    headers: Mapping[str, str]
    open_connections: int


Answer = Callable[[Asked], Reply]


def html(text: str, **headers: str) -> Reply:
    return Reply(body=text.encode(), headers={"Content-Type": "text/html; charset=utf-8"} | headers)


def xml(text: str | bytes, **headers: str) -> Reply:
    body = text.encode() if isinstance(text, str) else text
    return Reply(body=body, headers={"Content-Type": "application/xml"} | headers)


def redirect(location: str, status: int = 302) -> Reply:
    return Reply(status, headers={"Location": location})


class Server:
    """`routes`: path (with query) → reply, or what makes one of the request. Others are 404.

    `hold`: what to wait for before a request is answered, None for nothing.
    """

    def __init__(
        self, routes: Mapping[str, Reply | Answer] | None = None, context: ssl.SSLContext | None = None
    ) -> None:
        self._context = context
        self.routes: dict[str, Reply | Answer] = dict(routes or {})
        self.asked: list[Asked] = []
        self.port = 0
        self.hold: Callable[[Asked], Awaitable[object] | None] = lambda _asked: None
        self._open: dict[str, set[int]] = {}
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Server:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self._context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while await self._serve_one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            for connections in self._open.values():
                connections.discard(id(writer))
            with contextlib.suppress(Exception):
                writer.close()

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines) if name}
        host = headers.get("host", "").partition(":")[0]
        connections = self._open.setdefault(host, set())
        connections.add(id(writer))
        asked = Asked(time.monotonic(), host, first.split(" ")[1], headers, len(connections))
        self.asked.append(asked)
        if (held := self.hold(asked)) is not None:
            await held
        route = self.routes.get(asked.path, Reply(404))
        await self._answer(route if isinstance(route, Reply) else route(asked), writer)
        return True

    async def _answer(self, reply: Reply, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(reply.wait_s)
        if reply.raw is not None:
            writer.write(reply.raw)
            await writer.drain()
            raise ConnectionError
        length = {} if reply.endless else {"Content-Length": str(len(reply.body))}
        lines = [f"{name}: {value}" for name, value in (length | dict(reply.headers)).items()]
        head = "\r\n".join([f"HTTP/1.1 {reply.status} X", *lines, "", ""])
        writer.write(head.encode("latin-1"))
        if reply.drip_s:
            for at in range(len(reply.body)):
                writer.write(reply.body[at : at + 1])
                await writer.drain()
                await asyncio.sleep(reply.drip_s)
        writer.write(b"" if reply.drip_s else reply.body)
        while reply.endless:
            writer.write(b"<p>" + b"x" * 65_536)
            await writer.drain()
        await writer.drain()
