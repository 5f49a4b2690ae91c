"""What admins are told unasked goes to those who can be written to, and whoever blocked the bot is left in peace."""

from __future__ import annotations

from pathlib import Path

from harness_fixtures import RunningHarness
from telegram import Bot

from bot.context import Services
from bot.delivery.telling import tell_admins
from bot.harness import TOKEN
from bot.markup import Message
from bot.observe.metrics import Metrics
from bot.settings import Settings
from bot.state import State
from corpus import Archive, CorpusSettings

WROTE, BLOCKED, SILENT = 1001, 1002, 1003
REFUSED = {"action": "error", "status": 403, "description": "Forbidden: bot was blocked by the user"}


async def test_only_who_can_be_written_to_is(harness: RunningHarness, tmp_path: Path) -> None:
    for person in (WROTE, BLOCKED):
        harness.act("user", id=person, first_name="N")
        harness.send("/start", chat_id=person, user_id=person)
    harness.act("fault", method="sendMessage", chat_id=BLOCKED, times=5, **REFUSED)
    settings = Settings(CorpusSettings(tmp_path), admin_ids=frozenset({WROTE, BLOCKED, SILENT}))
    state = await State.open(tmp_path)
    async with (
        await Archive.open(settings.corpus) as archive,
        Bot(TOKEN, base_url=f"{harness.url}/bot") as bot,
    ):
        services = Services.over(settings, archive, state, Metrics(), lambda: 0)
        for person in (WROTE, BLOCKED):
            await state.chats.see(person, "private")
        assert await tell_admins(bot, services, Message("tin"), "a test")
        assert await tell_admins(bot, services, Message("tin"), "a test")
        assert not await state.chats.is_reachable(BLOCKED)
    await state.close()
    written_to = [
        call["parameters"]["chat_id"] for call in harness.calls() if call["method"] == "sendMessage"
    ]
    assert sorted(map(int, written_to)) == [WROTE, WROTE, BLOCKED]
