"""What goes wrong between the bot and Telegram: nothing is lost, nothing is said twice, the process ends clearly."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from backup_support import rows_of
from bot_support import ingest, settled, stored, toast
from harness_fixtures import ADMIN, BotProcess, RunningHarness, running_bot, running_harness
from telegram.error import RetryAfter

from bot.delivery.pace import Pace
from bot.delivery.polling import PollingRequest
from bot.delivery.watchdog import complaint
from bot.harness import TOKEN
from bot.observe.metrics import Metrics
from bot.state import State
from bot.texts import VI

NEWS = [{"id": "a", "headline": "Giá tôm", "body": "Giá tôm hùm xanh là 950.000 đồng/kg."}]
QUESTION = "giá tôm hùm xanh"
READERS = iter(range(6_000, 7_000))
CHATS, UPDATES = 200, 500


@pytest.fixture
def data(tmp_path: Path) -> Path:
    ingest(tmp_path, NEWS)
    return tmp_path


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHarness]:
    """One process for all the faults that it survives."""
    folder = tmp_path_factory.mktemp("data")
    ingest(folder, NEWS)
    with running_harness() as harness, running_bot(harness, folder):
        yield harness


@pytest.fixture
def chat(shared: RunningHarness) -> Iterator[RunningHarness]:
    yield shared
    shared.act("heal")


@pytest.fixture
def reader(chat: RunningHarness) -> int:
    """A person of this test alone, who has started the bot."""
    number = next(READERS)
    chat.act("user", id=number, first_name="N")
    chat.ask("/nguon", number, user_id=number)
    return number


def error(status: int, description: str, **parameters: Any) -> dict[str, Any]:
    return {"action": "error", "status": status, "description": description, "parameters": parameters}


FLOOD = error(429, "Too Many Requests: retry after 1", retry_after=1)
NOT_MODIFIED = error(400, "Bad Request: message is not modified: specified new message content")
BAD_HTML = error(400, "Bad Request: can't parse entities: Unsupported start tag")
BLOCKED = error(403, "Forbidden: bot was blocked by the user")
HTML_502 = {"action": "raw", "status": 502, "body": "<html>502 Bad Gateway</html>"}
BROKEN_200 = {"action": "raw", "status": 200, "body": '{"ok": tr'}


def replies(harness: RunningHarness, chat_id: int = ADMIN) -> list[dict[str, Any]]:
    return [message for message in harness.messages(chat_id) if message["from"]["is_bot"]]


def answers(chat: RunningHarness, reader: int) -> list[dict[str, Any]]:
    """The answers that a reader has once everything is settled."""
    return [one for one in settled(chat, reader) if "950.000" in one["text"]]


# -- faults that the process survives


@pytest.mark.parametrize("fault", [FLOOD, error(500, "Internal Server Error: restart"), HTML_502])
def test_a_reply_that_surely_did_not_leave_is_sent_later(
    chat: RunningHarness, reader: int, fault: dict[str, Any]
) -> None:
    chat.act("fault", method="sendMessage", chat_id=reader, **fault)
    assert "950.000" in chat.ask(QUESTION, reader, user_id=reader)["text"]
    assert len(answers(chat, reader)) == 1


@pytest.mark.parametrize("action", ["drop_after", "half"])
def test_a_response_that_got_lost_makes_no_second_reply(
    chat: RunningHarness, reader: int, action: str
) -> None:
    chat.act("fault", method="sendMessage", chat_id=reader, action=action)
    chat.ask(QUESTION, reader, user_id=reader)
    assert len(answers(chat, reader)) == 1


@pytest.mark.parametrize("fault", [{"action": "drop"}, BROKEN_200])
def test_where_nobody_can_know_the_reply_is_not_sent_twice(
    chat: RunningHarness, reader: int, fault: dict[str, Any]
) -> None:
    chat.act("fault", method="sendMessage", chat_id=reader, **fault)
    chat.send(QUESTION, reader, user_id=reader)
    assert answers(chat, reader) == []
    assert "950.000" in chat.ask(QUESTION, reader, user_id=reader)["text"]  # asking again helps


@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery"])
@pytest.mark.parametrize("fault", [FLOOD, NOT_MODIFIED, BAD_HTML], ids=["flood", "not-modified", "bad-html"])
def test_a_button_works_on(chat: RunningHarness, reader: int, method: str, fault: dict[str, Any]) -> None:
    answer = chat.ask(QUESTION, reader, user_id=reader)
    chat.act("fault", method=method, **fault)
    chat.click(answer, VI.button_context, user_id=reader)
    wait_until_met(chat)
    if not (method == "editMessageText" and fault is NOT_MODIFIED):
        answer = chat.expect_edit(answer)
        chat.click(answer, VI.button_back, user_id=reader)
        chat.expect_edit(answer)
    assert not [one for one in settled(chat, reader) if VI.failure[:10] in one["text"]]


def test_a_flood_on_votes_is_waited_out(chat: RunningHarness, reader: int) -> None:
    answer = chat.ask(QUESTION, reader, user_id=reader)
    chat.act("fault", method="editMessageReplyMarkup", **FLOOD)
    assert toast(chat, lambda: chat.click(answer, "👎", user_id=reader)) == VI.why


@pytest.mark.parametrize("fault", [HTML_502, BROKEN_200, {"action": "drop"}, {"action": "half"}])
def test_polling_goes_on(chat: RunningHarness, reader: int, fault: dict[str, Any]) -> None:
    chat.act("fault", method="getUpdates", **fault)
    assert "950.000" in chat.ask(QUESTION, reader, user_id=reader)["text"]
    assert "950.000" in chat.ask("gia tom hum xanh", reader, user_id=reader)["text"]


def test_while_the_server_cannot_be_reached_the_bot_waits(chat: RunningHarness, reader: int) -> None:
    chat.act("outage", seconds=2)
    chat.send(QUESTION, reader, user_id=reader)
    chat.timeout_s, was = 30.0, chat.timeout_s
    try:
        chat.wait_for(lambda: {"n": 1} if replies(chat, reader)[1:] else None, "no answer after the outage")
    finally:
        chat.timeout_s = was
    assert len(answers(chat, reader)) == 1


@pytest.mark.parametrize(("silent_s", "ends"), [(600, False), (901, True)])
def test_ten_minutes_of_silence_are_borne(silent_s: float, ends: bool) -> None:
    request = PollingRequest(Metrics())
    request.heard_at -= silent_s
    assert (complaint(request) is not None) is ends


def test_refused_html_is_sent_plain(chat: RunningHarness, reader: int) -> None:
    chat.act("fault", method="sendMessage", chat_id=reader, **BAD_HTML)
    reply = chat.ask(QUESTION, reader, user_id=reader)
    assert "950.000" in reply["text"]
    assert "<" not in reply["text"]
    assert not [one for one in reply.get("entities", []) if one["type"] == "blockquote"]


def test_a_reader_who_blocked_the_bot_is_left_alone_until_they_come_back(
    chat: RunningHarness, reader: int
) -> None:
    chat.act("fault", method="sendMessage", chat_id=reader, **BLOCKED)
    chat.send(QUESTION, reader, user_id=reader)
    assert answers(chat, reader) == []
    chat.block(reader)
    assert "950.000" in chat.ask(QUESTION, reader, user_id=reader)["text"]  # writing takes the block back
    assert len(answers(chat, reader)) == 1


def test_a_group_that_migrates_gets_its_answer(chat: RunningHarness) -> None:
    chat.act("chat", id=-500, type="group", title="Tổ dân phố")
    chat.ask(f"/hoi {QUESTION}", chat_id=-500)
    moved = error(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-501)
    chat.act("chat", id=-501, type="supergroup", title="Tổ dân phố")
    chat.act("fault", method="sendMessage", chat_id=-500, **moved)
    chat.send(f"/hoi {QUESTION}", chat_id=-500)
    assert "950.000" in chat.expect_reply(0, -501)["text"]


def test_an_update_that_cannot_be_parsed_blocks_nothing(chat: RunningHarness, reader: int) -> None:
    broken = {"update_id": 5, "message": {"message_id": "không phải số", "date": "?"}}
    chat.act("redeliver", update=broken)
    assert "950.000" in chat.ask(QUESTION, reader, user_id=reader)["text"]


def test_the_same_update_twice_is_answered_once(chat: RunningHarness, reader: int) -> None:
    chat.ask(QUESTION, reader, user_id=reader)
    chat.act("redeliver")
    assert len(answers(chat, reader)) == 1


@pytest.mark.long
def test_five_hundred_updates_at_once_are_answered_in_order_in_every_chat(chat: RunningHarness) -> None:
    people = range(10_000, 10_000 + CHATS)
    for person in people:
        chat.act("user", id=person, first_name="N")
    asked: dict[int, list[int]] = {person: [] for person in people}
    mixed = [people[at % CHATS] for at in range(UPDATES)]
    random.Random(7).shuffle(mixed)
    for person in mixed:
        asked[person].append(
            chat.send(f"/dongthoigian chuyện {len(asked[person])}", person, user_id=person)["message_id"]
        )
    chat.timeout_s, was = 60.0, chat.timeout_s
    try:
        chat.wait_for(
            lambda: {"done": True} if sum(len(replies(chat, one)) for one in people) >= UPDATES else None,
            "not everybody is answered",
        )
    finally:
        chat.timeout_s = was
    for person, sent in asked.items():
        expected = [
            VI.browsing.timeline_none.format(subject=f"chuyện {number}") for number in range(len(sent))
        ]
        assert [one["text"] for one in replies(chat, person)] == expected


@pytest.mark.filterwarnings(
    "ignore:Deprecated since version v22.2"
)  # PTB warns of a change of its own attribute
async def test_who_is_told_to_wait_long_is_not_called_again_and_nobody_else_waits() -> None:
    pace, calls = Pace(), []

    async def call(chat_id: int) -> bool:
        calls.append(chat_id)
        if chat_id == 1:
            raise RetryAfter(3_600)
        return True

    async def send(chat_id: int) -> object:
        return await pace.process_request(call, (chat_id,), {}, "sendMessage", {"chat_id": chat_id}, None)

    for _ in range(2):
        with pytest.raises(RetryAfter):
            await send(1)
    assert await asyncio.wait_for(send(2), 1) is True
    assert calls == [1, 2]


# -- what ends the process, and what a new one finds


def test_asked_while_the_bot_is_down(harness: RunningHarness, data: Path) -> None:
    harness.send("giá tôm hùm xanh")
    with running_bot(harness, data):
        assert "950.000" in harness.expect_reply(1)["text"]


def wait_until_met(harness: RunningHarness) -> None:
    """Until the fault that was ordered has come to pass."""
    harness.wait_for(lambda: {"met": True} if not harness.get("state")["faults"] else None, "no fault came")


def wait_for_status(harness: RunningHarness, data: Path, status: str) -> None:
    harness.wait_for(
        lambda: {"ok": True} if stored(data, "SELECT 1 FROM questions WHERE status = ?", status) else None,
        f"no question is {status}",
    )


def test_killed_while_the_reply_is_on_its_way(harness: RunningHarness, data: Path) -> None:
    """Nobody can know whether it left, and here it did: it is not sent again."""
    harness.act("fault", method="sendMessage", action="delay", seconds=1)
    with running_bot(harness, data) as bot:
        harness.send(QUESTION)
        wait_until_met(harness)
        bot.stop(signal.SIGKILL)
    assert "950.000" in harness.expect_reply(1)["text"]
    with running_bot(harness, data):
        assert len(answers(harness, ADMIN)) == 1


def test_killed_before_the_reply_could_leave(harness: RunningHarness, data: Path) -> None:
    """Telegram refused the reply; the question waits in the journal for another process.

    It refuses twice: the second time comes right after the job that tries again, which then waits for five seconds.
    """
    harness.act("fault", method="sendMessage", times=2, **error(500, "Internal Server Error: restart"))
    with running_bot(harness, data) as bot:
        harness.send(QUESTION)
        wait_until_met(harness)
        wait_for_status(harness, data, "open")
        bot.stop(signal.SIGKILL)
    assert replies(harness) == []
    with running_bot(harness, data):
        assert "950.000" in harness.expect_reply(1)["text"]
        assert len(answers(harness, ADMIN)) == 1


def test_a_question_from_days_ago_is_answered_and_says_so(harness: RunningHarness, data: Path) -> None:
    """The bot was gone for three days: one question was answered, one stands in the journal, one in the inbox."""
    with running_bot(harness, data) as bot:
        done = harness.ask(QUESTION)
        harness.act("fault", method="sendMessage", times=99, **error(500, "Internal Server Error: restart"))
        harness.send("giá tôm hùm xanh bao nhiêu")
        wait_for_status(harness, data, "open")
        bot.stop(signal.SIGKILL)
    harness.heal()
    asyncio.run(
        three_days_ago(data, {**harness.messages()[0], "message_id": 99, "text": "giá tôm hùm xanh mấy đồng"})
    )
    with running_bot(harness, data):
        harness.wait_for(
            lambda: {"two": 2} if len(late_ones(harness)) == 2 else None, "not both are answered"
        )
        assert {"bao nhiêu" in one for one in late_ones(harness)} == {True, False}
        assert all("950.000" in one for one in late_ones(harness))
        harness.edit(harness.messages()[0], "gia tom hum xanh bao nhieu")
        edited = harness.expect_edit(done)
        assert "950.000" in edited["text"] and not edited["text"].startswith(LATE)
    assert len(replies(harness)) == 3
    assert stored(data, "SELECT DISTINCT status FROM questions") == [("sent",)]


LATE = VI.reading.late.removeprefix("<i>").partition("{day}")[0]


def late_ones(harness: RunningHarness) -> list[str]:
    return [one["text"] for one in replies(harness) if one["text"].startswith(LATE)]


async def three_days_ago(data: Path, message: dict[str, Any]) -> None:
    """As if that had been when the bot was killed, and `message` had just arrived."""
    then = int(time.time()) - 3 * 86_400
    rows_of(data / "bot.sqlite3", "UPDATE questions SET asked_at = ?", (then,))
    state = await State.open(data)
    body = {"update_id": 99_999_999, "message": message | {"date": then}}
    await state.inbox.write_down(99_999_999, ADMIN, json.dumps(body))
    await state.seen.note(then)
    await state.close()
    rows_of(data / "bot.sqlite3", "UPDATE inbox SET came_at = ?", (then,))


def test_killed_while_an_edited_question_is_answered(harness: RunningHarness, data: Path) -> None:
    """Editing twice doubles nothing, so here the work is taken up again."""
    with running_bot(harness, data) as bot:
        sent = harness.send("giá vàng SJC")
        reply = harness.expect_reply(1)
        wait_for_status(harness, data, "sent")
        harness.act("fault", method="editMessageText", action="drop")
        harness.edit(sent, QUESTION)
        wait_until_met(harness)
        bot.stop(signal.SIGKILL)
    with running_bot(harness, data):
        assert "950.000" in harness.expect_edit(reply)["text"]
        assert len(answers(harness, ADMIN)) == 1


def test_sigterm_lets_an_answer_finish(harness: RunningHarness, data: Path) -> None:
    harness.act("fault", method="sendMessage", action="delay", seconds=1)
    with running_bot(harness, data) as bot:
        harness.send(QUESTION)
        wait_for_status(harness, data, "sending")
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


@pytest.mark.long  # python-telegram-bot waits longer after each conflict
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
