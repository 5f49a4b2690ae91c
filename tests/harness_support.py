"""python-telegram-bot on a harness, inside the test's own event loop."""

from __future__ import annotations

import asyncio
import json
import ssl
import struct
import time
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import httpx
from harness_fixtures import RunningHarness
from hypothesis import HealthCheck, settings
from telegram import Bot, TelegramObject, Update
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext, TypeHandler
from telegram.request import HTTPXRequest

from bot.harness import TOKEN

LAN, MINH = 1001, 1002
GROUP, FORUM = -500, -700
ARTICLE = {
    "type": "article",
    "id": "a1",
    "title": "Giá tôm",
    "input_message_content": {"message_text": "<b>950.000</b> đồng", "parse_mode": "HTML"},
}
KEYBOARD = {"inline_keyboard": [[{"text": "Nguồn", "callback_data": "s:1"}]]}
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # for a machine that is busy
BARE = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
Json = dict[str, Any]


def call(harness: RunningHarness, method: str, **parameters: Any) -> Json:
    """A call as PTB writes it on the wire; the body of the response."""
    return dict(respond(harness, method, **parameters).json())


def respond(harness: RunningHarness, method: str, **parameters: Any) -> httpx.Response:
    """The same, with status and headers."""
    data = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()
    }
    return _client().post(f"{harness.api}/{method}", data=data)


@cache
def _client() -> httpx.Client:
    """One for all tests: making one takes longer than a call."""
    return httpx.Client(timeout=20, trust_env=False)


def updates(harness: RunningHarness, **parameters: Any) -> list[Json]:
    """What getUpdates returns."""
    return list(call(harness, "getUpdates", **parameters)["result"])


def newest(harness: RunningHarness, kind: str) -> Json:
    """The newest update of that kind, once it is there."""
    return harness.wait_for(
        lambda: next((update[kind] for update in reversed(updates(harness)) if kind in update), None),
        f"no {kind}",
    )


def request(read_timeout_s: float) -> HTTPXRequest:
    """PTB's own HTTP client, without proxies, and without reading the authorities that it does not need."""
    return HTTPXRequest(read_timeout=read_timeout_s, httpx_kwargs={"trust_env": False, "verify": BARE})


@asynccontextmanager
async def ptb_bot(harness: RunningHarness, read_timeout_s: float = 5.0) -> AsyncIterator[Bot]:
    """A bot that only sends."""
    bot = Bot(
        TOKEN,
        base_url=f"{harness.url}/bot",
        base_file_url=f"{harness.url}/file/bot",
        request=request(read_timeout_s),
        get_updates_request=request(read_timeout_s),
    )
    async with bot:
        yield bot


class Listener:
    """An application that takes down every update and every error of its polling."""

    def __init__(self, harness: RunningHarness, read_timeout_s: float = 5.0) -> None:
        self.seen: list[Update] = []
        self.errors: list[TelegramError] = []
        builder = Application.builder().token(TOKEN).base_url(f"{harness.url}/bot")
        self.app = (
            builder.request(request(read_timeout_s)).get_updates_request(request(read_timeout_s)).build()
        )
        self.app.add_handler(TypeHandler(Update, self._take))

    async def _take(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        self.seen.append(update)

    @property
    def texts(self) -> list[str]:
        """The texts of the messages that came, in their order."""
        return [update.message.text or "" for update in self.seen if update.message]

    @asynccontextmanager
    async def polling(self, timeout_s: int = 5) -> AsyncIterator[Listener]:
        """Poll while the block runs."""
        updater = self.app.updater
        assert updater
        async with self.app:
            await self.app.start()
            await updater.start_polling(timeout=timeout_s, error_callback=self.errors.append)
            try:
                yield self
            finally:
                if updater.running:  # else the test has stopped it already
                    await updater.stop()
                await self.app.stop()


async def until(true: Callable[[], object], timeout_s: float = 20.0) -> None:
    """Let the loop run until `true` is."""
    deadline = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        await asyncio.sleep(0.02)


def png(width: int, height: int) -> bytes:
    """A black picture; it is not packed, so that its size costs nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" * (1 + width)) * height) if width * height <= 10_000 else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def leftovers(thing: Any, path: str) -> list[str]:
    """What PTB put aside as unknown, anywhere below."""
    if isinstance(thing, (list, tuple)):
        return [one for item in thing for one in leftovers(item, path)]
    if not isinstance(thing, TelegramObject):
        return []
    found = [f"{path}: {dict(thing.api_kwargs)}"] if thing.api_kwargs else []
    for name in thing.__slots__:
        found += leftovers(getattr(thing, name, None), f"{path}.{name}")
    return found


def kinds(found: list[Json]) -> list[str]:
    return [next(name for name in update if name != "update_id") for update in found]


def texts(found: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in found]


def last(harness: RunningHarness, kind: str) -> Json:
    """The newest update, which is of that kind."""
    newest = updates(harness, offset=-1)[0]
    assert kind in newest, newest
    return dict(newest[kind])


def sent(harness: RunningHarness, text: str = "chào", chat_id: int = LAN, **more: Any) -> Json:
    """A message of the bot."""
    return dict(call(harness, "sendMessage", chat_id=chat_id, text=text, **more)["result"])
