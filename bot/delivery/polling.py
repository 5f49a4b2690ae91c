"""The request object that polls: it knows when Telegram was last heard, and no single bad update can block the rest."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from telegram import Update

from bot.delivery.metered import MeteredRequest
from bot.observe.metrics import Metrics

logger = logging.getLogger(__name__)
Received = Mapping[int, Mapping[str, Any]]
UNAUTHORIZED = (401, 404)
CONFLICT = 409
LOOK_EVERY_S = 0.05
FULL = 100  # updates in a response: Telegram's limit, so that more may wait there
PAUSE_S = 0.02  # between two polls: what comes meanwhile is fetched at once, and not with a poll for each


class PollingRequest(MeteredRequest):
    """A request object that remembers how the last getUpdates ended.

    PTB ends polling for good and in silence when the token is refused, and asks for the same updates for ever when one
    of them cannot be parsed; `rejected`, `conflicts` and `heard_at` are for the watchdog. `is_behind`: the last poll
    brought as many updates as one can, so that more may wait at Telegram. `received`: those of the last poll by their
    ids, as they came.
    """

    def __init__(self, metrics: Metrics, has_room: Callable[[], bool] = lambda: True, **options: Any) -> None:
        super().__init__(metrics, **options)
        self._has_room = has_room
        self.heard_at = time.monotonic()
        self._ended_at = 0.0
        self.rejected = False
        self.conflicts = 0
        self.is_behind = False
        self.received: Received = {}

    async def do_request(self, url: str, *args: Any, **options: Any) -> tuple[int, bytes]:
        """Send the request, once there is room for what it may bring, and look at what came back.

        PTB's own queue has no end; what is not fetched is kept by Telegram, for a day.
        """
        await asyncio.sleep(self._ended_at + PAUSE_S - time.monotonic())
        while not self._has_room():
            self.heard_at = time.monotonic()
            await asyncio.sleep(LOOK_EVERY_S)
        try:
            status, payload = await super().do_request(url, *args, **options)
        finally:
            self._ended_at = time.monotonic()
        self.rejected = status in UNAUTHORIZED
        self.conflicts = self.conflicts + 1 if status == CONFLICT else 0
        if status == 200:
            self.heard_at = time.monotonic()
            self.is_behind = payload.count(b'"update_id"') >= FULL
            payload, self.received = without_broken_updates(payload)
        return status, payload

    @property
    def silent_s(self) -> float:
        """Seconds since Telegram last answered a poll."""
        return time.monotonic() - self.heard_at


def without_broken_updates(payload: bytes) -> tuple[bytes, Received]:
    """The response with updates that PTB cannot parse reduced to their ids, so that the offset moves past them.

    And those that it can parse, by their ids.
    """
    try:
        body = json.loads(payload)
        updates = body["result"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return payload, {}
    if not isinstance(updates, list):
        return payload, {}
    checked = [_checked(update) for update in updates]
    if checked != updates:
        payload = json.dumps({**body, "result": checked}).encode()
    return payload, {number: update for update in checked if isinstance(number := update["update_id"], int)}


def _checked(update: Any) -> Any:
    try:
        Update.de_json(update, None)
    except Exception as error:  # whatever it is: one update must not stop the others
        logger.error("an update was dropped, it cannot be parsed: %s", type(error).__name__)
        return {"update_id": update["update_id"]}
    return update
