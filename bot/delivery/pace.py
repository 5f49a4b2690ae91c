"""How fast messages leave: below Telegram's limits, and a chat that must wait makes nobody else wait.

PTB's own AIORateLimiter knows no limit for a private chat, and stops all chats when Telegram asks one to wait.
"""

from __future__ import annotations

import logging
import math
import re
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.delivery.ending import Ending
from bot.settings import MESSAGES_A_SECOND

PRIVATE = (20, 20.0)  # one a second after a burst; where Telegram bears less of it, that chat alone waits
GROUP = (20, 60.0)
MAX_RETRIES = 3
SPARE_S = 0.1
MAX_WAIT_S = 60.0  # who is told to wait for longer gets its message by the retry job, or not at all
KEPT = 2_000  # chats whose pace is remembered
_COUNTED = re.compile(r"(?:send(?!ChatAction)|edit|answerGuestQuery)")
logger = logging.getLogger(__name__)
Result = bool | dict[str, Any] | list[dict[str, Any]]


class Pace(BaseRateLimiter[int]):
    """Buckets for everything, for each private chat and for each group; what is refused with 429 waits and retries.

    `about_to_reply` is called before anything leaves that a reader sees. `a_second`: messages in all. Once the end
    of the process has begun, nobody waits and retries: a question that was refused is answered by the next one.
    """

    def __init__(
        self,
        about_to_reply: Callable[[], Awaitable[None]] | None = None,
        a_second: int = MESSAGES_A_SECOND,
        ending: Ending | None = None,
    ) -> None:
        self._about_to_reply = about_to_reply
        self._ending = ending or Ending()
        self._overall = AsyncLimiter(a_second, 1.0)
        self._chats: dict[int, AsyncLimiter] = {}
        self._shut: dict[object, float] = {}  # until when, by the monotonic clock

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Result:
        """Make the request when its turn has come. Raises RetryAfter after `rate_limit_args` retries, or three."""
        retries = MAX_RETRIES if rate_limit_args is None else rate_limit_args
        while True:
            await self._turn(endpoint, data.get("chat_id"))
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as refused:
                # As PTB's own limiter reads it: the public attribute warns of a change to come.
                wait_s = refused._retry_after.total_seconds() + SPARE_S
                logger.info("%s: told to wait for %s s", endpoint, wait_s)
                if wait_s > MAX_WAIT_S:
                    self._shut[data.get("chat_id")] = time.monotonic() + wait_s
                if retries <= 0 or wait_s > MAX_WAIT_S:
                    raise
                retries -= 1
                if await self._ending.begins_within(wait_s):
                    raise

    async def _turn(self, endpoint: str, chat_id: object) -> None:
        """Wait for it. Raises RetryAfter at once in a chat that Telegram has shut for long."""
        if not _COUNTED.match(endpoint):
            return
        if (left_s := self._shut.get(chat_id, 0.0) - time.monotonic()) > 0:
            raise RetryAfter(math.ceil(left_s))
        self._shut.pop(chat_id, None)
        if isinstance(chat_id, int):
            await self._of(chat_id).acquire()
        await self._overall.acquire()
        if self._about_to_reply:
            await self._about_to_reply()

    def _of(self, chat_id: int) -> AsyncLimiter:
        """The bucket of a chat; of those that were not used for longest, the full ones are forgotten."""
        limiter = self._chats.pop(chat_id, None) or AsyncLimiter(*(PRIVATE if chat_id > 0 else GROUP))
        self._chats[chat_id] = limiter
        if len(self._chats) > KEPT:
            oldest = next(iter(self._chats))
            if self._chats[oldest].has_capacity(self._chats[oldest].max_rate):
                del self._chats[oldest]
        return limiter
