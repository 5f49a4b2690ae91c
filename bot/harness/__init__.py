"""The local test harness: our own Bot API server on loopback, a chat page, a console. Nothing leaves this machine."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from bot.harness.server import Harness, HarnessError, unused_message_id
from bot.harness.tokens import TOKEN

__all__ = ["TOKEN", "Harness", "HarnessError", "run", "unused_message_id"]


def run(host: str, port: int) -> None:
    """Serve until interrupted; prints the address. Raises HarnessError where it cannot start."""

    async def main() -> None:
        async with Harness(host, port, unused_message_id()) as harness:
            print(
                f"{harness.url}  chat page; TELEGRAM_API_URL={harness.url} TELEGRAM_BOT_TOKEN={TOKEN}",
                flush=True,
            )
            await asyncio.Event().wait()

    with suppress(KeyboardInterrupt):
        asyncio.run(main())
