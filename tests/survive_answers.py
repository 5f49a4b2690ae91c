"""SIGKILL at random moments of a bot that answers: no question is lost, none gets two replies.

    .venv/bin/python tests/survive_answers.py --kills 200 --seed 1

Readers keep asking while the bot is killed and started again. In the end every question has one reply, or stands in
the journal as `sending`: its reply was on its way when the process died, and nobody can know whether it arrived. `left`
are updates that a process had taken from Telegram and not handled when it was killed; the next one took them up.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from backup_support import article, filled, rows_of
from harness_fixtures import BotProcess, RunningHarness, running_bot, running_harness

from bot.harness.client import NoReplyError
from bot.harness.simulation import PEOPLE
from bot.state.identities import Identities

READERS = [number for number, _name, _username in PEOPLE]
MAX_LIFE_S = 1.5
BUSY_S = 0.25  # of every other life: while it takes up what was asked when there was no bot
PAUSE_S = 0.3
ASKED_A_LIFE = (
    4  # else a busy machine, on which a bot is killed before it has begun, leaves a crowd to the last one
)
WAIT_S = 120.0  # for one more reply


class Wrong(Exception):
    """A question has two replies, or none without a reason."""


def kill_often(kills: int, chance: random.Random) -> dict[str, int]:
    """Counts of what happened. Raises Wrong."""
    with tempfile.TemporaryDirectory(prefix="hoibao-kill-") as name, running_harness() as harness:
        folder = Path(name)
        asyncio.run(filled(folder, map(article, range(60))))
        (folder / "bot.sqlite3").unlink()
        harness.timeout_s = WAIT_S
        asking = Asking(harness, chance)
        asking.start()
        try:
            left = 0
            for _ in range(kills):
                asking.let(ASKED_A_LIFE)
                left += live_and_die(harness, folder, chance.uniform(0, chance.choice((BUSY_S, MAX_LIFE_S))))
        finally:
            asking.stop()
        with running_bot(harness, folder) as bot:
            wait_for_the_last(harness, folder, set(asking.asked))
            log = bot.log.read_text("utf-8")
        try:
            return outcome(harness, folder, asking.asked, left)
        except Wrong:
            print(log, file=sys.stderr)
            raise


def live_and_die(harness: RunningHarness, folder: Path, life_s: float) -> int:
    """One bot's life; how many updates it left behind."""
    bot = BotProcess(harness, folder)
    try:
        bot.wait_until_ready()
        time.sleep(life_s)
    finally:
        bot.stop(signal.SIGKILL)
    bot.log.unlink()
    rows = rows_of(folder / "bot.sqlite3", "SELECT 1 FROM inbox WHERE body IS NOT NULL AND NOT claimed")
    return len(rows)


class Asking(threading.Thread):
    """Readers who ask, each about another lot, and go on while the bot is away. `asked`: (chat, message) → lot."""

    def __init__(self, harness: RunningHarness, chance: random.Random) -> None:
        super().__init__(daemon=True)
        self.asked: dict[tuple[int, int], int] = {}
        self._harness = RunningHarness(harness.url)
        self._chance = chance
        self._ended = threading.Event()
        self._turns = threading.Semaphore(0)

    def run(self) -> None:
        """Ask about lots 0, 1, 2 … 59, 0, 1 …"""
        while not self._ended.wait(self._chance.expovariate(1 / PAUSE_S)):
            if not self._turns.acquire(timeout=PAUSE_S):
                continue
            lot = len(self.asked) % 60
            reader = self._chance.choice(READERS)
            sent = self._harness.send(f"giá lô {lot} bao nhiêu", chat_id=reader, user_id=reader)
            self.asked[reader, sent["message_id"]] = lot

    def let(self, count: int) -> None:
        """So many may be asked from now on."""
        self._turns.release(count)

    def stop(self) -> None:
        """Everybody goes home."""
        self._ended.set()
        self.join()
        self._harness.close()


def wait_for_the_last(harness: RunningHarness, folder: Path, asked: set[tuple[int, int]]) -> None:
    """As long as one more is answered now and then: a reader gets one reply a second, and hundreds may wait."""

    def missing() -> int:
        known = journal(folder, "sent") | journal(folder, "sending") | journal(folder, "failed")
        return len(asked - known)

    def fewer(than: int) -> dict[str, Any] | None:
        return {"fewer": True} if missing() < than else None

    with suppress(NoReplyError):  # what is missing then is told below
        while left := missing():
            harness.wait_for(partial(fewer, left), "some are missing")
            time.sleep(1.0)
    time.sleep(1.0)  # what was taken up last may be on its way


def journal(folder: Path, status: str) -> set[tuple[int, int]]:
    rows = rows_of(
        folder / "bot.sqlite3", "SELECT place, message_id FROM questions WHERE status = ?", (status,)
    )
    identities = Identities.open(folder)
    readers = {identities.place(reader): reader for reader in READERS}
    return {(readers[str(place)], int(str(message))) for place, message in rows}


def outcome(
    harness: RunningHarness, folder: Path, asked: dict[tuple[int, int], int], left: int
) -> dict[str, int]:
    sent, unsure = journal(folder, "sent"), journal(folder, "sending")
    replies = sum(message["from"]["is_bot"] for reader in READERS for message in harness.messages(reader))
    if lost := set(asked) - sent - unsure - journal(folder, "failed"):
        raise Wrong(f"{len(lost)} questions are lost")
    # Each `sent` question has its reply; of each unsure one a reply may be there. More would be doubled.
    if not len(sent) <= replies <= len(sent) + len(unsure):
        raise Wrong(f"{replies} replies to {len(sent)} answered and {len(unsure)} unsure questions")
    numbers = rows_of(
        folder / "bot.sqlite3", "SELECT reply_id, COUNT(*) FROM questions WHERE status = 'sent' GROUP BY 1"
    )
    if len(numbers) != len(sent):
        raise Wrong("two questions share a reply")
    if failed := journal(folder, "failed"):
        raise Wrong(f"{len(failed)} questions failed")
    return {
        "asked": len(asked),
        "answered": len(sent),
        "unsure": len(unsure),
        "replies": replies,
        "lost": 0,
        "left": left,
    }


def main() -> int:
    """Kill; 0 where nothing was doubled or forgotten."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    found = kill_often(chosen.kills, random.Random(chosen.seed))
    print(f"answering: killed {chosen.kills} times; {found}; none lost, none twice")
    return 0


if __name__ == "__main__":
    sys.exit(main())
