"""Many chats at once. Calls a second are measured by `python -m bot.harness.bench`."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from harness_fixtures import RunningHarness
from harness_support import request, until
from telegram import Update
from telegram.ext import Application, CallbackContext, MessageHandler, filters

from bot.harness import TOKEN

pytestmark = pytest.mark.long

CHATS = 200


async def test_two_hundred_chats_at_once(harness: RunningHarness) -> None:
    """Everybody writes twice, everybody is answered twice, in their own chat, in order."""
    people = range(5000, 5000 + CHATS)
    builder = Application.builder().token(TOKEN).base_url(f"{harness.url}/bot").concurrent_updates(True)
    app = builder.request(request(10)).get_updates_request(request(10)).build()
    app.add_handler(MessageHandler(filters.TEXT, _echo))
    assert app.updater
    async with app:
        await app.start()
        await app.updater.start_polling()
        await asyncio.to_thread(lambda: [harness.add_user(person, "N") for person in people])
        for round_of_calls, text in enumerate(("một", "hai"), start=1):
            enough = harness.last_call() + CHATS
            await asyncio.to_thread(_write, harness, text, people)
            await until(lambda: harness.last_call() >= enough, timeout_s=60)  # noqa: B023
            assert len(_sent(harness)) == round_of_calls * CHATS
        await app.updater.stop()
        await app.stop()
    answers: dict[int, list[str]] = {}
    for sent in _sent(harness):
        answers.setdefault(sent["chat_id"], []).append(sent["text"])
    assert answers == {person: [f"một {person}", f"hai {person}"] for person in people}
    assert harness.refused() == []


def _write(harness: RunningHarness, text: str, people: range) -> None:
    for person in people:
        harness.send(f"{text} {person}", chat_id=person, user_id=person)


async def _echo(update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
    assert update.message
    await update.message.reply_text(update.message.text or "")


def _sent(harness: RunningHarness) -> list[dict[str, Any]]:
    return [entry["parameters"] for entry in harness.calls() if entry["method"] == "sendMessage"]
