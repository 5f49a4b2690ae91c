"""Delivery of updates to a webhook: in order within a chat, several chats at a time, tried again when refused."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from functools import cached_property

import aiohttp

from bot.harness.delivery import NO_ANSWER, Outcome, deliver, execute_reply, post
from bot.harness.errors import bad_request
from bot.harness.records import Json
from bot.harness.simulation import Simulation
from bot.harness.updates import Pending, Update

LONGEST_RETRY_S = 60.0  # Telegram takes something between this and twice as much
LONGEST_RETRY_AFTER_S = 3_600.0
REQUEST_TIMEOUT_S = 60.0


class WebhookSender:
    """One task that hands out what is queued while a webhook is set."""

    def __init__(self, simulation: Simulation) -> None:
        self._sim = simulation
        self._busy: set[object] = set()
        self._deliveries: set[asyncio.Task[None]] = set()
        self._task: asyncio.Task[None] | None = None
        self._stirred = asyncio.Event()
        simulation.stir = self._stir

    @cached_property
    def _client(self) -> aiohttp.ClientSession:
        """Made for the first delivery: most runs have none."""
        return aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(REQUEST_TIMEOUT_S),
            connector=aiohttp.TCPConnector(limit=0),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    def start(self) -> None:
        """Begin to watch the queue."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End the watch and what is under way."""
        tasks = [task for task in (self._task, *self._deliveries) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if "_client" in self.__dict__:
            await self._client.close()
            await asyncio.sleep(0)  # its connections end with the next turn of the loop

    async def deliver_now(self, update: Update, secret: str | None, content_type: str) -> int:
        """Post an update out of turn, with another secret or type if asked; the status, 0 for no answer.

        Raises ApiError 400 while there is no webhook.
        """
        if not (hook := self._sim.webhook):
            raise bad_request("there is no webhook")
        try:
            told = hook if secret is None else hook | {"secret_token": secret}
            answer = await post(self._client, told, update, content_type)
        except NO_ANSWER:
            return 0
        if answer.is_success:
            await execute_reply(self._sim, answer.text)
        return answer.status

    def _stir(self) -> None:
        """Look again at once: the webhook is another one, or the time is."""
        self._sim.updates.grown.set()
        stirred, self._stirred = self._stirred, asyncio.Event()
        stirred.set()

    async def _run(self) -> None:
        while True:
            await self._sim.updates.grown.wait()
            self._sim.updates.grown.clear()
            if self._sim.webhook:
                self._hand_out(self._sim.webhook)

    def _hand_out(self, hook: Json) -> None:
        for item in self._sim.updates.waiting():
            chat = _chat_of(item.update)
            if chat in self._busy or len(self._busy) >= hook["max_connections"]:
                continue
            self._busy.add(chat)
            task = asyncio.create_task(self._deliver(hook, item, chat))
            self._deliveries.add(task)
            task.add_done_callback(self._deliveries.discard)

    async def _deliver(self, hook: Json, item: Pending, chat: object) -> None:
        """Try until it is taken, expires, or the webhook is no more."""
        failures = 0
        try:
            while self._sim.webhook is hook and item in self._sim.updates.waiting():
                outcome = await deliver(self._client, self._sim, hook, item.update)
                if outcome.is_taken:
                    self._sim.updates.drop(item)
                    return
                await self._pause(hook, _wait_s(failures, outcome))
                failures += 1
        finally:
            self._busy.discard(chat)
            self._sim.updates.grown.set()

    async def _pause(self, hook: Json, seconds: float) -> None:
        """Wait by the simulation's clock, while the webhook stays the same."""
        due = self._sim.clock.now() + seconds
        while self._sim.webhook is hook and (left := due - self._sim.clock.now()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stirred.wait(), left)


def _wait_s(failures: int, outcome: Outcome) -> float:
    """As Telegram waits: as told, else not at all after the first failure, then 2, 4, 8 … seconds."""
    if outcome.retry_after_s > 0:
        return min(outcome.retry_after_s, LONGEST_RETRY_AFTER_S)
    if failures == 0:
        return 0.0
    return min(2.0**failures, LONGEST_RETRY_S * random.uniform(1, 2))  # noqa: S311 - only spread


def _chat_of(update: Update) -> object:
    """What must stay in order: the chat of an update, or its person."""
    for payload in update.values():
        if isinstance(payload, dict):
            chat = payload.get("chat") or payload.get("message", {}).get("chat") or payload.get("from", {})
            return chat.get("id")
    return None
