"""The order of work: different chats at the same time, one chat's updates one after another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.delivery.ending import Ending
from bot.delivery.intake import Intake
from bot.delivery.observing import count_update
from bot.observe.metrics import Metrics
from bot.observe.request import working_on

AT_ONCE = 128  # at work
WAITING = 1_000  # for their turn, beyond which updates wait at Telegram
logger = logging.getLogger(__name__)


class ChatOrder(BaseUpdateProcessor):
    """Without it one slow answer would block every reader; with plain concurrency a chat's answers would overtake.

    What waits for its chat's turn takes no place from others: one chat's flood is that chat's alone. What still waits
    when the process ends, and is written down, is left to the next one.
    """

    def __init__(
        self, metrics: Metrics, intake: Intake, ending: Ending | None = None, at_once: int = AT_ONCE
    ) -> None:
        super().__init__(2 * WAITING)  # what is fetched is taken; how much is fetched is decided by who polls
        self.most = WAITING
        self._intake = intake
        self._ending = ending or Ending()
        self._left = 0
        self._work = asyncio.Semaphore(at_once)
        self._metrics = metrics
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""
        if self._left:
            logger.info("%s updates are left to the next process", self._left)

    async def do_process_update(  # type: ignore[override] # PTB hands over a coroutine, and says less
        self, update: object, coroutine: Coroutine[Any, Any, Any]
    ) -> None:
        """Run the handlers of an update when those of the same chat before it are done."""
        if not isinstance(update, Update):
            await coroutine
            return
        count_update(self._metrics, update)
        with working_on(f"u{update.update_id}"):
            await self._in_order(_key(update), self._handle(update, coroutine))

    @property
    def in_work(self) -> int:
        """How many updates wait for their turn or are worked on."""
        return sum(self._waiting.values())

    async def _handle(self, update: Update, coroutine: Coroutine[Any, Any, Any]) -> None:
        if self._ending.has_begun and self._intake.holds(update):
            coroutine.close()
            self._left += 1
            return
        async with self._intake.handling(update):
            await coroutine

    async def _in_order(self, key: int | None, coroutine: Coroutine[Any, Any, Any]) -> None:
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


def _key(update: Update) -> int | None:
    if update.inline_query:
        return None  # of inline queries the latest counts, whatever came before
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else None
