"""Delivery of updates to a webhook: in order within a chat, several chats at a time, tried again when refused."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from typing import Any

import httpx

from bot.harness.methods import call, find_method
from bot.harness.parameters import Parameters
from bot.harness.simulation import Json, Simulation
from bot.harness.updates import Update

FIRST_RETRY_S = 0.05  # Telegram tries again at once
LONGEST_RETRY_S = 60.0
REQUEST_TIMEOUT_S = 60.0
_NEVER_IN_A_REPLY = ("get", "setwebhook", "deletewebhook", "close", "logout")
logger = logging.getLogger(__name__)


class WebhookSender:
    """One task that hands out what is queued while a webhook is set."""

    def __init__(self, simulation: Simulation) -> None:
        self._sim = simulation
        self._busy: set[object] = set()
        self._deliveries: set[asyncio.Task[None]] = set()
        self._task: asyncio.Task[None] | None = None
        simulation.on_webhook_change = simulation.updates.grown.set

    def start(self) -> None:
        """Begin to watch the queue."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End the watch and what is under way."""
        tasks = [task for task in (self._task, *self._deliveries) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        async with httpx.AsyncClient(timeout=REQUEST_TIMEOUT_S, trust_env=False) as client:
            while True:
                await self._sim.updates.grown.wait()
                self._sim.updates.grown.clear()
                if self._sim.webhook:
                    self._hand_out(client, self._sim.webhook)

    def _hand_out(self, client: httpx.AsyncClient, hook: Json) -> None:
        for update in self._sim.updates.pending():
            chat = _chat_of(update)
            if chat in self._busy or len(self._busy) >= hook["max_connections"]:
                continue
            self._busy.add(chat)
            task = asyncio.create_task(self._deliver(client, hook, update, chat))
            self._deliveries.add(task)
            task.add_done_callback(self._deliveries.discard)

    async def _deliver(self, client: httpx.AsyncClient, hook: Json, update: Update, chat: object) -> None:
        wait_s = FIRST_RETRY_S
        try:
            while self._sim.webhook is hook and update in self._sim.updates.pending():
                if await self._attempt(client, hook, update):
                    self._sim.updates.drop(update["update_id"])
                    return
                await asyncio.sleep(wait_s)
                wait_s = min(max(2 * wait_s, 2.0), LONGEST_RETRY_S)
        finally:
            self._busy.discard(chat)
            self._sim.updates.grown.set()

    async def _attempt(self, client: httpx.AsyncClient, hook: Json, update: Update) -> bool:
        headers = {"Content-Type": "application/json"}
        if hook["secret_token"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook["secret_token"]
        try:
            response = await client.post(hook["url"], content=json.dumps(update), headers=headers)
        except httpx.HTTPError:
            hook |= {"last_error_date": self._sim.now(), "last_error_message": "Connection failed"}
            return False
        if response.is_success:
            await self._run_reply(response)
            return True
        reason = f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
        hook |= {"last_error_date": self._sim.now(), "last_error_message": reason}
        return False

    async def _run_reply(self, response: httpx.Response) -> None:
        """A bot may answer an update with a method call in the response."""
        with suppress(ValueError):
            body: Any = response.json() if response.content else {}
            name = str(body.pop("method", "")) if isinstance(body, dict) else ""
            if name and not name.lower().startswith(_NEVER_IN_A_REPLY):
                find_method(name)
                values = {
                    key: value if isinstance(value, str) else json.dumps(value) for key, value in body.items()
                }
                await call(self._sim, name, Parameters(dict(values)))


def _chat_of(update: Update) -> object:
    """What must stay in order: the chat of an update, or its person."""
    for payload in update.values():
        if isinstance(payload, dict):
            chat = payload.get("chat") or payload.get("message", {}).get("chat") or payload.get("from", {})
            return chat.get("id")
    return None
