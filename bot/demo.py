"""The demo and the terminal chat: the real bot, as it serves Telegram, on the local harness."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import httpx

from bot.harness import TOKEN, HarnessError, unused_message_id
from bot.harness.background import in_background
from bot.harness.client import Client, NoReplyError
from bot.harness.console import converse
from bot.harness.simulation import PEOPLE
from bot.settings import Settings
from corpus import Archive, Bar, CorpusSettings, sample_articles

READY_TIMEOUT_S = 30.0
LOOK_EVERY_S = 1.0  # whether the bot still runs


def run_demo(settings: Settings, port: int) -> int:
    """Index the samples, start harness and bot together, print where to look; the bot's exit code."""
    from bot.app import run  # telegram is only imported where a bot runs

    samples = with_samples(settings)
    with in_background(port=port, last_message_id=unused_message_id()) as url:
        print(f"Hỏi Báo: {url}", flush=True)
        print("The bot runs on a local simulator with sample articles.")
        print("Nothing leaves this machine, unless you type /crawl.")
        print("Open the address in a browser. Ctrl-C ends.", flush=True)
        return run(replace(samples, api_url=url, token=TOKEN, webhook=None))


def with_samples(settings: Settings) -> Settings:
    """Settings of the demo: the samples, indexed in a folder of their own; everybody is an admin."""
    data = CorpusSettings(settings.corpus.data_dir / "demo", settings.corpus.on_this_machine().engine)
    asyncio.run(_ingest(data))
    admins = settings.admin_ids | {number for number, _name, _username in PEOPLE[:1]}
    # The samples are invented, and no day brings a new one.
    return replace(settings, corpus=data, admin_ids=admins, stale_h=0, crawl_every_min=0)


async def _ingest(data: CorpusSettings) -> None:
    async with await Archive.open(data) as archive:
        with Bar("samples") as bar:
            await archive.ingest([sample_articles()], bar.update)


async def _has_articles(data: CorpusSettings) -> bool:
    """Whether there is an archive with something in it; to have looked at one that is empty makes a file."""
    if not (data.data_dir / "corpus.sqlite3").exists():
        return False
    async with await Archive.open(data) as archive:
        return (await archive.summary()).articles > 0


def run_chat(settings: Settings, api_url: str | None) -> int:
    """Talk in the terminal: to a bot that is running at `api_url`, or to one that is started for it.

    Raises HarnessError where no harness answers there.
    """
    if api_url:
        try:
            with Client(api_url) as client:
                converse(client)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise HarnessError(f"no harness answers at {api_url}; hoibao harness starts one") from error
        return 0
    chosen = settings if asyncio.run(_has_articles(settings.corpus)) else with_samples(settings)
    with (
        in_background(last_message_id=unused_message_id()) as url,
        bot_process(
            url,
            chosen.corpus.data_dir,
            HOIBAO_ADMIN_IDS=",".join(map(str, chosen.admin_ids)),
            HOIBAO_LOG_LEVEL="WARNING",
            HOIBAO_STALE_HOURS=str(chosen.stale_h),
            HOIBAO_CRAWL_EVERY=str(chosen.crawl_every_min),
        ) as process,
        Client(url, READY_TIMEOUT_S) as client,
    ):
        _wait_until_ready(url, process)
        converse(client)
    return 0


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until the bot has introduced itself, however long that takes here. Raises HarnessError where it ends before."""
    with Client(url, LOOK_EVERY_S) as client:
        while process.poll() is None:
            with suppress(NoReplyError):
                client.expect_call("setMyShortDescription")
                return
    raise HarnessError("the bot ended before it was ready; why stands above")


@contextmanager
def bot_process(url: str, data_dir: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """`hoibao serve` on the harness, ended with the block; `more`: settings by their variables."""
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "HOIBAO_DATA_DIR": str(data_dir.absolute()),
        "HOIBAO_WEBHOOK_URL": "",
        **more,
    }
    bound = f"from corpus import end_with_parent; end_with_parent({os.getpid()})"
    command = [sys.executable, "-c", f"{bound}; from bot.cli import main; main(['serve'])"]
    process = subprocess.Popen(command, env=environment)  # noqa: S603 - our own program
    try:
        yield process
    finally:
        process.terminate()
        process.wait(READY_TIMEOUT_S)
