"""A day of a newsroom's bot in minutes: readers come as they do, and every hour something else goes wrong.

    .venv/bin/python tests/survive_day.py --hours 24 --seed 1

The real bot process, the local harness, sixty readers. In the end every question has one reply, or was told that the
archive was not available while it was not; the data are well; memory and open files are what they were in the morning.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from backup_support import article, filled
from harness_fixtures import ADMIN, BotProcess, RunningHarness, bot_environment, running_harness

from bot.texts import VI

ARTICLES = 120
READERS = range(5_001, 5_061)
BY_HOUR = (
    1,
    1,
    1,
    1,
    2,
    4,
    7,
    9,
    8,
    7,
    6,
    7,
    8,
    6,
    5,
    5,
    6,
    7,
    9,
    10,
    9,
    7,
    4,
    2,
)  # a share of the day's questions
WAIT_S = 90.0
MAX_GROWTH_MB, MAX_GROWTH_FILES = 40.0, 16  # by evening; what an index and its connections come and go by
UNAVAILABLE = VI.unavailable[:30]


class Wrong(Exception):
    """What must not happen on any day."""


class Day:
    """The bot, its readers, and what was asked."""

    def __init__(self, harness: RunningHarness, folder: Path, chance: random.Random) -> None:
        self.harness, self.folder, self.chance = harness, folder, chance
        self.bot = self.start()
        self.asked: dict[tuple[int, int], int] = {}
        self.next_lot = ARTICLES

    def start(self) -> BotProcess:
        bot = BotProcess(self.harness, self.folder)
        bot.wait_until_ready()
        return bot

    def ask(self, count: int) -> None:
        """So many readers ask, each about a lot that there is."""
        for _ in range(count):
            reader, lot = self.chance.choice(READERS), self.chance.randrange(ARTICLES)
            sent = self.harness.send(f"giá lô {lot} bao nhiêu", chat_id=reader, user_id=reader)
            self.asked[reader, sent["message_id"]] = lot

    def settle(self) -> None:
        """Until everybody has a reply."""

        def find() -> dict[str, bool] | None:
            return {"done": True} if self.replies() >= len(self.asked) else None

        self.harness.wait_for(find, f"{len(self.asked) - self.replies()} readers wait")

    def replies(self) -> int:
        return sum(
            message["from"]["is_bot"] for reader in READERS for message in self.harness.messages(reader)
        )

    def hoibao(self, *arguments: str) -> str:
        """A verb, typed by the operator while the bot serves."""
        done = subprocess.run(
            [sys.executable, "-c", "from bot.cli import main; main(prog_name='hoibao')", *arguments],
            env=bot_environment(self.harness.url, self.folder),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Wrong(f"hoibao {' '.join(arguments)}: {done.stderr}")
        return done.stdout.strip()

    def held(self) -> tuple[float, int]:
        """Memory in MB and open files of the bot."""
        proc = Path(f"/proc/{self.bot.pid}")
        pages = int((proc / "statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, sum(1 for _ in (proc / "fd").iterdir())


# -- what goes wrong


def nothing(day: Day) -> None:
    """a quiet hour"""


def killed(day: Day) -> None:
    """the bot is killed and started again"""
    day.settle()
    day.bot.stop(signal.SIGKILL)
    day.ask(3)
    day.bot = day.start()


def restarted(day: Day) -> None:
    """the bot is stopped for an upgrade, and started"""
    if day.bot.stop() != 0:
        raise Wrong("it did not end well")
    day.ask(3)
    day.bot = day.start()


def bad_gateway(day: Day) -> None:
    """Telegram answers polls with 502"""
    day.harness.act("fault", method="getUpdates", action="raw", status=502, body="<html>502</html>", times=2)
    day.ask(5)


def flood(day: Day) -> None:
    """Telegram says to wait"""
    day.harness.act(
        "fault",
        method="sendMessage",
        action="error",
        status=429,
        description="Too Many Requests: retry after 1",
        parameters={"retry_after": 1},
        times=2,
    )
    day.ask(5)


def server_error(day: Day) -> None:
    """Telegram fails to take replies"""
    day.harness.act("fault", method="sendMessage", action="error", status=500, times=3)
    day.ask(3)


def lost_response(day: Day) -> None:
    """a reply arrives, its confirmation does not"""
    day.harness.act("fault", method="sendMessage", action="drop_after")
    day.ask(3)


def new_articles(day: Day) -> None:
    """twenty articles come in while people ask"""
    record = day.folder / "new.jsonl"
    lines = []
    for number in range(day.next_lot, day.next_lot + 20):
        one = article(number)
        published = one.published_at.isoformat() if one.published_at else None
        lines.append(
            json.dumps({"id": one.id, "headline": one.headline, "body": one.text, "published_at": published})
        )
    day.next_lot += 20
    record.write_text("\n".join(lines), "utf-8")
    day.ask(5)
    day.hoibao("ingest", str(record))


def reindexed(day: Day) -> None:
    """an admin builds the index anew while people ask"""
    day.harness.send("/reindex", chat_id=ADMIN)
    day.ask(10)


def backed_up(day: Day) -> None:
    """a backup is made while people ask"""
    day.ask(5)
    day.hoibao("backup")


def index_lost(day: Day) -> None:
    """somebody deletes the index; it is mended while people ask"""
    day.settle()
    shutil.rmtree(day.folder / "index")
    day.ask(5)
    day.settle()
    day.hoibao("verify")


def restored(day: Day) -> None:
    """the backup of the morning is put back while people ask"""
    day.settle()
    backup = day.hoibao("backup")
    day.ask(5)
    day.settle()
    day.hoibao("restore", backup)


FAULTS: tuple[Callable[[Day], None], ...] = (
    nothing,
    bad_gateway,
    killed,
    new_articles,
    flood,
    reindexed,
    lost_response,
    backed_up,
    index_lost,
    server_error,
    restarted,
    restored,
)


def run(hours: int, questions: int, chance: random.Random) -> dict[str, Any]:
    """Live the day; counts. Raises Wrong, NoReplyError."""
    with tempfile.TemporaryDirectory(prefix="hoibao-day-") as name, running_harness() as harness:
        folder = Path(name)
        asyncio.run(filled(folder, map(article, range(ARTICLES))))
        for path in folder.glob("bot.sqlite3*"):
            path.unlink()
        harness.timeout_s = WAIT_S
        for reader in READERS:
            harness.act("user", id=reader, first_name=f"Bạn đọc {reader}")
        day = Day(harness, folder, chance)
        try:
            morning = live(day, hours, questions)
            evening = day.held()
            day.hoibao("verify")
        finally:
            day.bot.stop()
        return {
            **judged(day),
            "grown_mb": round(evening[0] - morning[0], 1),
            "grown_files": evening[1] - morning[1],
        }


def live(day: Day, hours: int, questions: int) -> tuple[float, int]:
    """Hour by hour; what the bot held after the first."""
    morning = (0.0, 0)
    for hour in range(hours):
        fault = FAULTS[hour % len(FAULTS)]
        started = time.monotonic()
        day.ask(max(1, questions * BY_HOUR[hour % 24] // sum(BY_HOUR)))
        fault(day)
        day.settle()
        morning = morning if hour else day.held()
        print(f"{hour:02}:00  {fault.__doc__} ({time.monotonic() - started:.0f} s)", flush=True)
    return morning


def judged(day: Day) -> dict[str, int]:
    """Each question has one reply, with the lot that it asked about, or says that the archive is not available."""
    right = unavailable = 0
    for reader in READERS:
        lots = [lot for (chat, _message), lot in day.asked.items() if chat == reader]
        texts = [message["text"] for message in day.harness.messages(reader) if message["from"]["is_bot"]]
        if len(texts) != len(lots):
            raise Wrong(f"reader {reader} asked {len(lots)} times and has {len(texts)} replies")
        for text in texts:
            if text.startswith(UNAVAILABLE):
                unavailable += 1
            elif any(f"lô {lot} " in text for lot in lots):
                right += 1
            else:
                raise Wrong(f"reader {reader} was told {text[:100]!r}")
    return {"questions": len(day.asked), "answered": right, "told unavailable": unavailable}


def main() -> int:
    """Live the day; 0 where nothing went wrong that should not."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--hours", type=int, default=24)
    options.add_argument("--questions", type=int, default=2_000, help="on a whole day")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    found = run(chosen.hours, chosen.questions, random.Random(chosen.seed))
    print(f"{chosen.hours} hours: {found}")
    return not (found["grown_mb"] < MAX_GROWTH_MB and found["grown_files"] < MAX_GROWTH_FILES)


if __name__ == "__main__":
    sys.exit(main())
