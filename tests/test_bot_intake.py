"""What Telegram handed over and a process left behind: taken up by the next one, once, and nothing of it is kept."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from bot_support import ingest, settled, stored
from harness_fixtures import ADMIN, RunningHarness, running_bot
from telegram import Bot, Update
from telegram import User as Person

from bot.delivery.intake import Intake
from bot.state import STATE_FILE, State
from bot.state.inbox import KEPT_DAYS, MAX_TRIES
from corpus.store.copying import copy_out, prepare_restored

NEWS = [{"id": "a", "headline": "Giá tôm", "body": "Giá tôm hùm xanh là 950.000 đồng/kg."}]
QUESTION = "giá tôm hùm xanh"
CROWD, EACH = range(8_000, 8_020), 15
LAN, GROUP = 7_000_000_001, -1_000_000_000_777
SLOW = {"method": "sendMessage", "action": "delay", "seconds": 3}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    ingest(tmp_path, NEWS)
    return tmp_path


@pytest.fixture
async def state(tmp_path: Path) -> AsyncIterator[State]:
    opened = await State.open(tmp_path)
    yield opened
    await opened.close()


class Offline(Bot):
    """A bot that knows who it is without asking."""

    def __init__(self) -> None:
        super().__init__("1:x")
        self._bot_user = Person(1, "Hỏi Báo", is_bot=True, username="hoibao_bot")


def update(number: int, kind: str = "message", chat_id: int = LAN, **more: Any) -> Update:
    chat = {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup", "first_name": "Lan#"}
    sender = {"id": LAN, "is_bot": False, "first_name": "Lan#", "username": "lan#"}
    message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": sender, "text": QUESTION}
    return Update.de_json({"update_id": number, kind: message | more}, Offline())


async def opened(state: State) -> Intake:
    intake = Intake()
    await intake.open(state.inbox, Offline())
    return intake


async def waiting(state: State) -> list[int]:
    return [left.update_id for left in await state.inbox.left_behind()]


# -- the queue


async def test_what_is_queued_is_on_the_disk_and_what_is_handled_is_not(state: State, tmp_path: Path) -> None:
    intake = await opened(state)
    await intake.put(update(1))
    assert await waiting(state) == [1]
    got = intake.get_nowait()
    assert isinstance(got, Update)
    async with intake.handling(got):
        assert await waiting(state) == [1]
    assert stored(tmp_path, "SELECT update_id, who, body FROM inbox") == [(1, None, None)]


async def test_an_update_comes_once_in_one_process_and_in_the_next(state: State) -> None:
    first = await opened(state)
    await first.put(update(1))
    await first.put(update(2))
    await first.put(update(1))
    assert first.qsize() == 2
    async with first.handling(update(1)):
        pass
    second = await opened(state)
    await second.put(update(1))
    await second.put(update(2))
    await second.put(update(3))
    left = [second.get_nowait() for _ in range(second.qsize())]
    assert [one.update_id for one in left if isinstance(one, Update)] == [2, 3]


async def test_what_is_taken_up_is_what_came(state: State) -> None:
    came = update(1, text="/hoi@hoibao_bot giá \ud83d mía", message_thread_id=5, is_topic_message=True)
    await (await opened(state)).put(came)
    again = (await opened(state)).get_nowait()
    assert isinstance(again, Update)
    assert again.message and came.message
    assert again.message.date == came.message.date
    assert (again.message.text, again.message.message_thread_id) == (came.message.text, 5)
    assert again.message.from_user and again.message.from_user.id == LAN


async def test_as_it_came_it_is_written_down_without_names(state: State, tmp_path: Path) -> None:
    """What is made of a polled update and what came with the poll say the same of it."""
    made, came = update(1), update(2)
    intake = Intake({2: json.loads(came.to_json())}.get)
    await intake.open(state.inbox, Offline())
    await intake.put(made)
    await intake.put(came)
    one, other = (
        json.loads(body) for (body,) in stored(tmp_path, "SELECT body FROM inbox ORDER BY update_id")
    )
    own = {"message_id": 2, "date": other["message"]["date"]}  # they were made in one second, or in two
    assert one["message"] | own == other["message"]
    assert "lan#" not in json.dumps(other).lower()


async def test_what_may_have_been_replied_to_is_not_taken_up(state: State) -> None:
    intake = await opened(state)
    await intake.put(update(1))
    with pytest.raises(KeyboardInterrupt):
        async with intake.handling(update(1)):
            await intake.claim()
            raise KeyboardInterrupt  # the process ends here
    assert await waiting(state) == []


async def test_an_update_that_ends_every_process_is_given_up(state: State) -> None:
    await (await opened(state)).put(update(1))
    for _ in range(MAX_TRIES):
        intake = await opened(state)
        assert intake.qsize() == 1
        with pytest.raises(KeyboardInterrupt):
            async with intake.handling(update(1)):
                raise KeyboardInterrupt
    assert (await opened(state)).qsize() == 0


async def test_what_is_older_than_two_days_is_forgotten_and_not_before_that_is_done(
    state: State, tmp_path: Path
) -> None:
    intake = await opened(state)
    await intake.put(update(1))
    await intake.put(update(2))
    long_ago = int(time.time()) - KEPT_DAYS * 86_400 - 1
    await state._database.write("UPDATE inbox SET came_at = ? WHERE update_id = 1", (long_ago,))
    assert await waiting(state) == [1, 2]
    await state.privacy.forget_old(90)
    assert await waiting(state) == [2]
    assert stored(tmp_path, "SELECT update_id FROM inbox") == [(2,)]


async def test_a_body_that_cannot_be_read_keeps_no_bot_from_starting(state: State) -> None:
    await state.inbox.write_down(1, LAN, '{"update_id": 1, "message": 7}')
    await state.inbox.write_down(2, LAN, update(2).to_json())
    assert (await opened(state)).qsize() == 1
    assert await waiting(state) == [2]


@pytest.mark.parametrize("number", [-1, 2**63, 2**200])
async def test_a_number_that_no_file_holds_is_handled_all_the_same(state: State, number: int) -> None:
    intake = await opened(state)
    await intake.put(update(number))
    async with intake.handling(update(number)):
        assert intake.qsize() == 1


async def test_where_the_file_does_not_work_updates_are_handled_all_the_same(tmp_path: Path) -> None:
    state = await State.open(tmp_path)
    intake = await opened(state)
    await intake.put(update(1))
    await state.close()
    await intake.put(update(2))
    assert intake.qsize() == 2


# -- whose it is


@pytest.mark.parametrize(
    ("kind", "more", "is_kept"),
    [
        ("message", {"chat_id": LAN}, True),
        ("edited_message", {"chat_id": LAN, "edit_date": 1}, True),
        ("message", {"chat_id": GROUP, "text": "chào cả nhà"}, False),
        ("message", {"chat_id": GROUP, "text": "/hoi giá mía"}, True),
        ("message", {"chat_id": GROUP, "text": "", "migrate_to_chat_id": GROUP - 1}, True),
        (
            "message",
            {
                "chat_id": GROUP,
                "text": "@hoibao_bot giá mía",
                "entities": [{"type": "mention", "offset": 0, "length": 11}],
            },
            True,
        ),
    ],
)
async def test_what_a_group_says_among_itself_is_not_written_down(
    state: State, kind: str, more: dict[str, Any], is_kept: bool
) -> None:
    intake = await opened(state)
    await intake.put(update(1, kind, **more))
    assert intake.qsize() == 1
    assert await waiting(state) == ([1] if is_kept else [])


async def test_what_is_being_typed_is_not_written_down(state: State) -> None:
    sender = {"id": LAN, "is_bot": False, "first_name": "Lan"}
    typed = {"update_id": 1, "inline_query": {"id": "1", "from": sender, "query": "giá", "offset": ""}}
    intake = await opened(state)
    await intake.put(Update.de_json(typed, Offline()))
    assert intake.qsize() == 1
    assert await waiting(state) == []


async def test_it_holds_no_name_and_goes_with_what_is_erased(state: State, tmp_path: Path) -> None:
    intake = await opened(state)
    hidden = {"type": "hidden_user", "date": 1, "sender_user_name": "Minh#"}
    more = {"forward_origin": hidden, "author_signature": "Hoa#"}
    await intake.put(update(1, text="giá mía #mine#", **more))
    (row,) = stored(tmp_path, "SELECT who, body FROM inbox")
    assert not [name for name in ("Lan#", "lan#", "Minh#", "Hoa#") if name in row[1]]
    assert (await state.inbox.left_behind())[0].update_id == 1
    assert str(LAN) not in row[0]
    assert [json.loads(one["body"])["update_id"] for one in (await state.privacy.export(LAN))["updates"]] == [
        1
    ]
    assert (await state.privacy.export(LAN + 1))["updates"] == []
    await state.privacy.erase(LAN)
    assert await waiting(state) == []
    assert not any(b"#mine#" in path.read_bytes() for path in tmp_path.iterdir())


async def test_a_restored_file_takes_nothing_up(state: State, tmp_path: Path) -> None:
    await (await opened(state)).put(update(1))
    copy = tmp_path / "copy.db"
    copy_out(tmp_path / STATE_FILE.name, copy)
    prepare_restored(STATE_FILE, copy)
    assert stored(tmp_path, "SELECT COUNT(body) FROM inbox") == [(1,)]
    (tmp_path / "restored").mkdir()
    restored = await State.open((copy.rename(tmp_path / "restored" / STATE_FILE.name)).parent)
    assert await waiting(restored) == []
    await restored.close()


# -- the process


@pytest.fixture(params=["polling", "webhook"])
def way(request: pytest.FixtureRequest, unused_tcp_port: int) -> dict[str, str]:
    """The settings of either way in which updates come."""
    if request.param == "polling":
        return {}
    return {
        "HOIBAO_WEBHOOK_URL": f"http://127.0.0.1:{unused_tcp_port}/hoibao",
        "HOIBAO_WEBHOOK_LISTEN": f"127.0.0.1:{unused_tcp_port}",
        "HOIBAO_WEBHOOK_SECRET": "mot-bi-mat-du-dai-1",
    }


def replies(harness: RunningHarness) -> list[dict[str, Any]]:
    return [message for message in harness.messages(ADMIN) if message["from"]["is_bot"]]


def wait_until_in_the_inbox(harness: RunningHarness, data: Path, count: int, *, known: bool = False) -> None:
    """`known`: whether what is handled counts as well."""
    sql = f"SELECT 1 FROM inbox WHERE body IS NOT NULL OR {int(known)}"  # noqa: S608 - ours
    harness.wait_for(
        lambda: {"ok": True} if len(stored(data, sql)) == count else None,
        "the updates are not written down",
    )


@pytest.fixture
def killed(harness: RunningHarness, data: Path, way: dict[str, str]) -> Iterator[RunningHarness]:
    """A bot was killed while a reader's first reply was on its way, and three more messages waited behind it.

    Telegram was told that they arrived, and the journal knows nothing of them.
    """
    with running_bot(harness, data, **way) as bot:
        harness.act("fault", **SLOW)
        for text in ("/moinhat", QUESTION, "/nguon", "giá vàng SJC"):
            harness.send(text)
        wait_until_in_the_inbox(harness, data, 4)
        harness.wait_for(
            lambda: {"met": True} if not harness.get("state")["faults"] else None, "no fault came"
        )
        time.sleep(0.5)  # the next poll, which confirms
        assert stored(data, "SELECT COUNT(*) FROM questions") == [(0,)]
        bot.stop(signal.SIGKILL)
    with running_bot(harness, data, **way):
        harness.wait_for(lambda: {"all": True} if len(replies(harness)) == 4 else None, "some are missing")
        yield harness


def test_a_killed_bot_loses_nothing_and_says_nothing_twice(killed: RunningHarness, data: Path) -> None:
    settled(killed, ADMIN)
    texts = [one["text"] for one in replies(killed)][:-1]
    assert len(texts) == 4
    assert sum("950.000" in text for text in texts) >= 1
    assert stored(data, "SELECT text, status FROM questions ORDER BY id") == [
        (QUESTION, "sent"),
        ("giá vàng SJC", "sent"),
    ]


def test_a_stop_waits_for_nobody_who_only_waits(
    harness: RunningHarness, data: Path, way: dict[str, str]
) -> None:
    """Three hundred questions of twenty people, whose replies take a second each: a quarter of a minute's work, of
    which a stop does what is under way. The next process does the rest, and nobody is answered twice."""
    for person in CROWD:
        harness.act("user", id=person, first_name="N")
    with running_bot(harness, data, **way) as bot:
        harness.act("fault", method="sendMessage", action="delay", seconds=1, times=10_000)
        crowd = [{"text": QUESTION, "chat_id": one, "user_id": one} for one in CROWD]
        harness.act("messages", messages=crowd * EACH)
        wait_until_in_the_inbox(harness, data, len(CROWD) * EACH, known=True)
        assert bot.stop() == 0
        assert "updates are left to the next process" in bot.log.read_text("utf-8")
    left = stored(data, "SELECT 1 FROM inbox WHERE body IS NOT NULL AND NOT claimed")
    assert len(left) > len(CROWD) * EACH / 2
    assert stored(data, "SELECT DISTINCT status FROM questions") == [("sent",)]
    harness.heal()
    with running_bot(harness, data, **way, HOIBAO_MESSAGES_A_SECOND="1000"):
        harness.wait_for(
            lambda: {"all": True} if answered(data) == len(CROWD) * EACH else None, "some are missing"
        )
    for person in CROWD:
        sent = [one for one in harness.messages(person) if one["from"]["is_bot"]]
        assert ["950.000" in one["text"] for one in sent] == [True] * EACH


def answered(data: Path) -> int:
    return len(stored(data, "SELECT 1 FROM questions WHERE status = 'sent'"))


def test_who_is_told_to_wait_holds_up_no_stop(harness: RunningHarness, data: Path) -> None:
    """Telegram refused a reply for a minute: it surely did not leave, so the next process sends it."""
    told = {
        "status": 429,
        "description": "Too Many Requests: retry after 50",
        "parameters": {"retry_after": 50},
    }
    harness.act("fault", method="sendMessage", action="error", **told)
    with running_bot(harness, data) as bot:
        harness.send(QUESTION)
        harness.wait_for(
            lambda: {"told": True} if "told to wait" in bot.log.read_text("utf-8") else None, "no fault came"
        )
        assert bot.stop() == 0
    assert stored(data, "SELECT status FROM questions") == [("open",)]
    with running_bot(harness, data):
        assert "950.000" in harness.expect_reply(1)["text"]
    assert len(replies(harness)) == 1
