"""What goes wrong between the bot and Telegram: nothing is lost, nothing is said twice, the process ends clearly."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from harness_fixtures import ADMIN, BotProcess, RunningHarness, running_bot

from bot.harness import TOKEN
from corpus import Archive, CorpusSettings


@pytest.fixture
def data(tmp_path: Path) -> Path:
    news = tmp_path / "news.jsonl"
    record = {"id": "a", "headline": "Giá tôm", "body": "Giá tôm hùm xanh là 950.000 đồng/kg."}
    news.write_text(json.dumps(record), encoding="utf-8")

    async def ingest() -> None:
        async with await Archive.open(CorpusSettings(tmp_path)) as archive:
            await archive.ingest([news])

    asyncio.run(ingest())
    return tmp_path


def replies(harness: RunningHarness) -> list[dict[str, Any]]:
    return [message for message in harness.messages() if message["from"]["is_bot"]]


def settle(harness: RunningHarness, seconds: float = 1.5) -> None:
    """Give a second reply, if one is wrongly under way, the time to arrive."""
    time.sleep(seconds)


def test_asked_while_the_bot_is_down(harness: RunningHarness, data: Path) -> None:
    harness.send("giá tôm hùm xanh")
    with running_bot(harness, data):
        assert "950.000" in harness.expect_reply(1)["text"]


def test_killed_before_the_reply(harness: RunningHarness, data: Path) -> None:
    """The update is confirmed, the reply is not out: after the restart it is, once."""
    harness.act("fault", method="sendMessage", action="delay", seconds=30)
    with running_bot(harness, data) as bot:
        harness.send("xin chào")
        harness.send("giá tôm hùm xanh", chat_id=1002, user_id=1002)
        harness.expect_reply(2, 1002)
        bot.stop(signal.SIGKILL)
    # Of the first one nobody can know whether it left: it was on its way, so it is never sent again.
    with running_bot(harness, data):
        settle(harness)
    answers = [message for message in harness.messages(1002) if message["from"]["is_bot"]]
    assert len(answers) == 1


def test_journalled_but_not_answered(harness: RunningHarness, data: Path) -> None:
    """Telegram is down for everything but polling when the process is killed; the question waits in the journal."""
    harness.act("fault", method="sendMessage", action="error", status=500, times=3)
    with running_bot(harness, data) as bot:
        harness.send("giá tôm hùm xanh")
        harness.expect_call("sendMessage")
        settle(harness, 0.5)
        bot.stop(signal.SIGKILL)
    assert replies(harness) == []
    harness_faults_off(harness)
    with running_bot(harness, data):
        assert "950.000" in harness.expect_reply(1)["text"]
        settle(harness)
    assert len(replies(harness)) == 1


def harness_faults_off(harness: RunningHarness) -> None:
    while harness.get("state")["faults"]:
        httpx.post(f"{harness.api}/sendMessage", data={"chat_id": ADMIN, "text": "x"})


def test_the_same_update_twice_is_answered_once(harness: RunningHarness, data: Path) -> None:
    with running_bot(harness, data):
        harness.send("giá tôm hùm xanh")
        harness.expect_reply(1)
        harness.act("redeliver")
        settle(harness)
    assert len(replies(harness)) == 1


def test_a_lost_response_makes_no_second_reply(harness: RunningHarness, data: Path) -> None:
    with running_bot(harness, data):
        harness.act("fault", method="sendMessage", action="drop_after")
        harness.send("giá tôm hùm xanh")
        harness.expect_reply(1)
        settle(harness, 2.5)
    assert len(replies(harness)) == 1


def test_flood_is_waited_out(harness: RunningHarness, data: Path) -> None:
    with running_bot(harness, data):
        harness.act(
            "fault",
            method="sendMessage",
            action="error",
            status=429,
            description="Too Many Requests: retry after 1",
            parameters={"retry_after": 1},
        )
        assert "950.000" in harness.ask("giá tôm hùm xanh")["text"]


@pytest.mark.parametrize(
    "fault",
    [
        {"action": "raw", "status": 502, "body": "<html>502 Bad Gateway</html>"},
        {"action": "raw", "status": 200, "body": '{"ok": tr'},
        {"action": "drop"},
        {"action": "half"},
    ],
)
def test_polling_goes_on(harness: RunningHarness, data: Path, fault: dict[str, Any]) -> None:
    with running_bot(harness, data):
        harness.act("fault", method="getUpdates", **fault)
        harness.send("giá tôm hùm xanh")
        assert "950.000" in harness.expect_reply(1)["text"]
        assert "950.000" in harness.ask("gia tom hum xanh")["text"]


def test_refused_html_is_sent_plain(harness: RunningHarness, data: Path) -> None:
    with running_bot(harness, data):
        harness.act(
            "fault",
            method="sendMessage",
            action="error",
            status=400,
            description="Bad Request: can't parse entities: Unsupported start tag",
        )
        reply = harness.ask("giá tôm hùm xanh")
        assert "950.000" in reply["text"]
        assert "<" not in reply["text"]


def test_a_reader_who_blocked_the_bot_is_left_alone(harness: RunningHarness, data: Path) -> None:
    with running_bot(harness, data) as bot:
        harness.act(
            "fault",
            method="sendMessage",
            action="error",
            status=403,
            description="Forbidden: bot was blocked by the user",
        )
        harness.send("giá tôm hùm xanh")
        harness.expect_call("sendMessage")
        settle(harness)
        assert "Traceback" not in bot.log.read_text("utf-8")
    assert replies(harness) == []


def test_a_group_that_migrates_gets_its_answer(harness: RunningHarness, data: Path) -> None:
    harness.act("chat", id=-500, type="group", title="Tổ dân phố")
    with running_bot(harness, data):
        harness.ask("/hoi giá tôm hùm xanh", chat_id=-500)
        new = harness.act("migrate", chat_id=-500)["chat_id"]
        assert "950.000" in harness.ask("/hoi giá tôm hùm xanh", chat_id=new)["text"]


def test_an_update_that_cannot_be_parsed_blocks_nothing(harness: RunningHarness, data: Path) -> None:
    harness.act("redeliver", update={"update_id": 5, "message": {"message_id": "không phải số", "date": "?"}})
    with running_bot(harness, data):
        assert "950.000" in harness.ask("giá tôm hùm xanh")["text"]


def test_sigterm_lets_an_answer_finish(harness: RunningHarness, data: Path) -> None:
    harness.act("fault", method="sendMessage", action="delay", seconds=1)
    with running_bot(harness, data) as bot:
        harness.send("giá tôm hùm xanh")
        time.sleep(0.5)
        assert bot.stop() == 0
    assert len(replies(harness)) == 1


def test_a_refused_token_ends_the_process(harness: RunningHarness, data: Path) -> None:
    with running_bot(harness, data) as bot:
        harness.act(
            "fault", method="getUpdates", action="error", status=401, description="Unauthorized", times=99
        )
        harness.send("x")
        assert bot.wait() == 1
        assert "check TELEGRAM_BOT_TOKEN" in bot.log.read_text("utf-8")


def test_a_wrong_token_at_the_start(harness: RunningHarness, data: Path) -> None:
    bot = BotProcess(harness, data, TELEGRAM_BOT_TOKEN="2:khong-dung")  # noqa: S106 - a wrong one
    assert bot.wait() == 1
    assert "check TELEGRAM_BOT_TOKEN" in bot.log.read_text("utf-8")


def test_a_second_bot_ends_one_of_the_two(harness: RunningHarness, data: Path, tmp_path: Path) -> None:
    with running_bot(harness, data) as first:
        other = tmp_path / "other"
        other.mkdir()
        second = BotProcess(harness, other)
        harness.timeout_s = 40.0  # PTB waits longer after each conflict
        try:
            assert harness.wait_for(lambda: _ended(first, second), "both go on") == {"code": 1}
        finally:
            second.stop()
        logs = first.log.read_text("utf-8") + second.log.read_text("utf-8")
        assert "only one may run" in logs


def _ended(*bots: BotProcess) -> dict[str, int] | None:
    for bot in bots:
        if (code := bot._process.poll()) is not None:
            return {"code": code}
    return None


def test_without_an_index_the_reader_is_told(harness: RunningHarness, tmp_path: Path) -> None:
    with running_bot(harness, tmp_path):
        assert harness.ask("giá tôm")["text"].startswith("Kho tin đang tạm thời không tra cứu được.")


def test_webhook(harness: RunningHarness, data: Path, unused_tcp_port: int) -> None:
    hook = {
        "HOIBAO_WEBHOOK_URL": f"http://127.0.0.1:{unused_tcp_port}/hoibao",
        "HOIBAO_WEBHOOK_LISTEN": f"127.0.0.1:{unused_tcp_port}",
        "HOIBAO_WEBHOOK_SECRET": "mot-bi-mat-du-dai-1",
    }
    with running_bot(harness, data, **hook):
        harness.wait_for(lambda: harness.get("state")["webhook"], "no webhook")
        assert "950.000" in harness.ask("giá tôm hùm xanh")["text"]
        stranger = httpx.post(hook["HOIBAO_WEBHOOK_URL"], json={"update_id": 1})
        assert stranger.status_code == 403
    assert TOKEN not in (data / "bot.log").read_text("utf-8")
