"""What the tests of the bot process share: an archive of a few articles, and looking at messages."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from harness_fixtures import RunningHarness

from bot.harness.client import buttons
from corpus import Archive, CorpusSettings

Json = dict[str, Any]


def ingest(folder: Path, records: Iterable[Json], name: str = "news.jsonl") -> None:
    """Put articles into the archive of a data folder, as `hoibao ingest` would from another process."""
    file = folder / name
    file.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")

    async def work() -> None:
        async with await Archive.open(CorpusSettings(folder)) as archive:
            await archive.ingest([file])

    asyncio.run(work())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A data folder with the NEWS of the file that asks for it."""
    folder = tmp_path_factory.mktemp("data")
    ingest(folder, request.module.NEWS)
    return folder


def stored(folder: Path, sql: str, *values: Any) -> list[Any]:
    """What the bot's file says, read beside the running bot."""
    connection = sqlite3.connect(folder / "bot.sqlite3")
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def labels(message: Json) -> list[str]:
    """The labels of the buttons, row by row."""
    return [button["text"] for button in buttons(message)]


def button(message: Json, label: str) -> Json:
    """The button whose label contains `label`."""
    return next(one for one in buttons(message) if label in one["text"])


def entity_texts(message: Json, kind: str) -> list[str]:
    """The stretches of the text that are of that kind."""
    raw = message["text"].encode("utf-16-le")
    return [
        raw[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in message.get("entities", [])
        if entity["type"] == kind
    ]


def toast(chat: RunningHarness, press: Callable[[], str | Json]) -> str:
    """What is shown for a moment after pressing a button; `press` gives the query's id, or what /sim/callback gave."""
    before = len(chat.calls())
    pressed = press()
    number = pressed if isinstance(pressed, str) else str(pressed["callback_query_id"])

    def find() -> Json | None:
        calls = [call["parameters"] for call in chat.calls(before) if call["method"] == "answerCallbackQuery"]
        return next((call for call in calls if str(call["callback_query_id"]) == number), None)

    return str(chat.wait_for(find, "the press was not answered").get("text", ""))


def settled(chat: RunningHarness, chat_id: int) -> list[Json]:
    """The bot's messages in a chat, once it has answered a question that is asked after everything else.

    The updates of a chat are handled in order, so nothing that came before is still under way then.
    """
    last = chat.ask("/nguon", chat_id=chat_id, **({"user_id": chat_id} if chat_id > 0 else {}))
    sent = [message for message in chat.messages(chat_id) if message["from"]["is_bot"]]
    return [message for message in sent if message["message_id"] != last["message_id"]]
