"""The order of work: different chats at the same time, one chat's updates one after another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 128  # at work
WAITING = 10_000  # for their turn, beyond which updates wait in the queue


class ChatOrder(BaseUpdateProcessor):
    """Without it one slow answer would block every reader; with plain concurrency a chat's answers would overtake.

    What waits for its chat's turn takes no place from others: one chat's flood is that chat's alone.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(WAITING)
        self._work = asyncio.Semaphore(at_once)
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Run the handlers of an update when those of the same chat before it are done."""
        key = _key(update)
        if key is None:
            await coroutine
            return
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            async with lock, self._work:
                await coroutine
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._locks[key]


def _key(update: object) -> int | None:
    if not isinstance(update, Update) or update.inline_query:
        return None  # of inline queries the latest counts, whatever came before
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else None
