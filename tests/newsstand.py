"""A bot whose sites table is made-up papers on loopback, and the server of one of them in a thread of its own."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot_support import Json
from crawl_site import Paper
from harness_fixtures import BotProcess, RunningHarness, running_bot

SITE, DEAD = "127.0.0.1", "127.0.0.2"  # nobody listens on the second
ENTRY = f"""
import sys
from datetime import date
from corpus.gather import sites
from corpus.gather.crawl.plan import CrawlPlan
home = sys.argv[1]
plan = CrawlPlan(sitemaps=(home + "/sitemap.xml",), delay_s=0.0)
dead = CrawlPlan(sitemaps=("http://{DEAD}:9/sitemap.xml",), delay_s=0.0, on=False)
sites.SITES.clear()
sites.SITES["{SITE}"] = sites.Site("Báo Thử <1>", home, date(2026, 11, 25), crawl=plan)
sites.SITES["{DEAD}"] = sites.Site("Báo Vắng", "http://{DEAD}:9", date(2026, 11, 25), crawl=dead)
from bot.cli import main
main(sys.argv[2:])
"""
ALLOWED = {
    "HOIBAO_CRAWL_PRIVATE": "127.0.0.0/8",
    "HOIBAO_CONTACT": "toasoan@bao.test",
    "HOIBAO_LOOK_EVERY": "1",
}


@contextmanager
def served(paper: Paper) -> Iterator[Paper]:
    """The paper, published, its server running in a thread."""
    loop = asyncio.new_event_loop()
    ready, done = threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with paper.server:
            paper.publish()
            ready.set()
            await done.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        assert ready.wait(20)
        yield paper
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(20)
        loop.close()


@contextmanager
def crawling_bot(harness: RunningHarness, data: Path, paper: Paper, **more: str) -> Iterator[BotProcess]:
    """A bot that may crawl that paper."""
    command = [sys.executable, "-c", ENTRY, paper.home, "serve"]
    with running_bot(harness, data, command, **(ALLOWED | more)) as process:
        yield process


def until(chat: RunningHarness, message: Json, *said: str) -> Json:
    """The message once it says one of these."""

    def find() -> Json | None:
        now = chat.message(message["message_id"], message["chat"]["id"])
        return now if any(one in now["text"] for one in said) else None

    return chat.wait_for(find, f"it never said {said}")


def wait_until(true: Callable[[], bool], timeout_s: float = 30) -> None:
    """Wait for what nobody tells of."""
    deadline = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
