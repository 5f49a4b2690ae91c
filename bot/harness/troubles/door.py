"""The port that the server listens on: it can be shut for a while, as when Telegram is down."""

from __future__ import annotations

import asyncio
from weakref import WeakSet

from aiohttp import web


class Door:
    """Opened once; `shut` refuses connections for some seconds, while those of the control side that stand go on."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self.port = port
        self._runner: web.AppRunner | None = None
        self.bot_connections: WeakSet[asyncio.BaseTransport] = WeakSet()
        self._site: web.TCPSite | None = None
        self._reopening: asyncio.Task[None] | None = None

    async def open(self, runner: web.AppRunner) -> None:
        """Listen; `port` is then the real one. Raises OSError where it is taken."""
        self._runner = runner
        self._site = web.TCPSite(runner, self._host, self.port, reuse_address=True)
        await self._site.start()
        self.port = runner.addresses[0][1]

    async def shut(self, seconds: float) -> None:
        """Cut the bot's connections and refuse new ones for that long; the control side's open ones stay."""
        if self._runner is None:
            return
        self.forget()
        if self._site:
            await self._site.stop()
            self._site = None
        for transport in list(self.bot_connections):
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()
        self._reopening = asyncio.create_task(self._open_after(seconds))

    async def reopen(self) -> None:
        """End an outage now; nothing where there is none."""
        if self._runner is None or self._site is not None:
            return
        self.forget()
        await self.open(self._runner)

    def forget(self) -> None:
        """Open no more by itself."""
        if self._reopening:
            self._reopening.cancel()

    async def _open_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if self._runner is not None and self._site is None:
            await self.open(self._runner)
