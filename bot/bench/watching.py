"""Replies counted as they come, the bot's memory looked at, until nothing more waits."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from bot.bench.happened import Run
from bot.harness.client import Client
from bot.state import State
from bot.texts import VI
from corpus import resident_mb

FIRST = 50_000  # the ids of those who ask
LOOK_EVERY_S = 1.0
DRAIN_S = 120.0  # that what is left may take to be answered


async def waiting(data: Path) -> int:
    """Updates and questions that the bot has taken and not answered."""
    state = await State.open(data)
    try:
        return await state.inbox.waiting() + sum(await state.journal.waiting())
    finally:
        await state.close()


class Watch:
    """Counts the replies as they come and looks at the bot's memory, every second."""

    def __init__(self, client: Client, run: Run, pid: int) -> None:
        self._client, self._run, self._pid = client, run, pid
        self._seen, self._looked_at = client.last_call(), time.monotonic()

    def look(self) -> None:
        """If it is time."""
        if time.monotonic() - self._looked_at >= LOOK_EVERY_S:
            self._count()

    def drain(self, data: Path) -> None:
        """Until every question has its reply, or nothing comes any more and nothing waits, or that takes too long."""
        quiet_since = deadline = time.monotonic()
        deadline += DRAIN_S
        while self._run.replies < self._run.questions and time.monotonic() < deadline:
            time.sleep(0.1)
            if self._count():
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > 5 * LOOK_EVERY_S and not self._anything_waits(data):
                return

    def _anything_waits(self, data: Path) -> bool:
        return bool(self._client.get("state")["pending_updates"]) or asyncio.run(waiting(data)) > 0

    def _count(self) -> bool:
        self._looked_at = time.monotonic()
        self._run.memory_mb.append(resident_mb(self._pid))
        calls = self._client.calls(self._seen)
        for call in calls:
            told = call["parameters"]
            if call["method"] == "sendMessage" and call["status"] == 200 and int(told["chat_id"]) >= FIRST:
                self._run.replied[int(told["chat_id"])].append(call["at"])
                self._run.turned_away += told["text"] == VI.manners.crowded
        if calls:
            self._seen = calls[-1]["n"]
        return bool(calls)
