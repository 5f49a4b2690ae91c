"""The bot's memory: who asked is hashed, what is on its way is sent once, people and chats never mix."""

from __future__ import annotations

import json
import sqlite3
import stat
import time
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import pytest

from bot.state import Asked, Incoming, Kind, State, answer_in
from bot.state.database import FILE_NAME
from bot.state.identities import FILE_NAME as KEY_FILE
from bot.state.identities import Identities
from corpus import StoreError

LAN, MINH, GROUP = 7_000_000_001, 7_000_000_002, -1_000_000_000_777
NOW = int(time.time())


@pytest.fixture
async def state(tmp_path: Path) -> AsyncIterator[State]:
    opened = await State.open(tmp_path)
    yield opened
    await opened.close()


def question(
    text: str, message_id: int = 1, chat_id: int = LAN, user_id: int = LAN, **more: object
) -> Incoming:
    fields = {"thread_id": None, "asked_at": NOW} | more
    return Incoming(chat_id, message_id, user_id=user_id, text=text, **fields)  # type: ignore[arg-type]


async def asked(state: State, incoming: Incoming) -> Asked:
    received = await state.journal.receive(incoming)
    assert received is not None
    return received


async def answered(state: State, incoming: Incoming, answer: str | None = None, reply_id: int = 99) -> Asked:
    received = await asked(state, incoming)
    outcome = "answered" if answer else "not_found"
    assert await state.journal.claim(received.id, outcome, answer)
    await state.journal.sent(received.id, reply_id, 12.5)
    return received


# -- identities


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = Identities.open(tmp_path)
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert Identities.open(tmp_path).person(LAN) == first.person(LAN)
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_hashes_tell_people_and_places_apart_and_depend_on_the_key(tmp_path: Path) -> None:
    one, other = Identities(b"a" * 32), Identities(b"b" * 32)
    hashes = {one.person(LAN), one.person(MINH), one.place(LAN), other.person(LAN), one.seal(LAN)}
    assert len(hashes) == 5
    assert not any(str(LAN) in value for value in hashes)


def test_a_damaged_key_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"short")
    with pytest.raises(StoreError, match="damaged"):
        Identities.open(tmp_path)


async def test_the_database_alone_does_not_say_who_asked(state: State, tmp_path: Path) -> None:
    await answered(state, question("giá tôm hùm"))
    await state.links.to_question("giá mía", LAN)
    rows = sqlite3.connect(tmp_path / FILE_NAME).execute("SELECT * FROM questions, links").fetchall()
    assert rows
    assert not [value for row in rows for value in row if str(LAN) in str(value)]


# -- the journal


async def test_a_question_is_received_claimed_and_sent_once(state: State) -> None:
    received = await asked(state, question("giá tôm hùm"))
    assert received.chat_id == LAN
    assert (await asked(state, question("giá tôm hùm"))).id == received.id
    assert await state.journal.claim(received.id, "not_found", None)
    assert not await state.journal.claim(received.id, "not_found", None)
    assert await state.journal.receive(question("giá tôm hùm")) is None
    await state.journal.sent(received.id, 5)
    assert await state.journal.open_questions() == []
    assert await state.journal.waiting() == (0, 0)


async def test_the_inbox_goes_with_the_question(state: State, tmp_path: Path) -> None:
    def inbox() -> tuple[int, bool]:
        with sqlite3.connect(tmp_path / FILE_NAME) as connection:
            row = connection.execute("SELECT claimed, body FROM inbox WHERE update_id = 5").fetchone()
        connection.close()
        return row[0], row[1] is None

    assert await state.inbox.write_down(5, LAN, "{}")
    one = await asked(state, question("giá tôm?"))
    assert await state.inbox.waiting() == 1
    assert await state.journal.claim(one.id, "answered", "[]", 5)
    assert inbox() == (1, False)
    assert not await state.journal.claim(one.id, "answered", "[]", 6)
    await state.journal.sent(one.id, 99, 12.5, 5)
    assert inbox() == (1, True)
    assert await state.inbox.waiting() == 0


async def test_of_several_statements_all_or_none_are_done(state: State) -> None:
    await state.inbox.write_down(5, LAN, "{}")

    def half(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM inbox")
        connection.execute("DELETE FROM no_such_table")

    with pytest.raises(StoreError):
        await state.journal._db.transact(half)
    assert await state.inbox.waiting() == 1


async def test_a_language_is_remembered_until_the_chat_is_forgotten(state: State) -> None:
    await state.chats.see(LAN, "private", "en")
    assert await state.chats.language(LAN) == "en"
    await state.privacy.erase(LAN)
    state.chats.forget(LAN)
    assert await state.chats.language(LAN) is None


async def test_who_writes_on_and_on_is_written_down_once_in_ten_minutes(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def seen_at(now: int, language: str = "vi") -> int:
        monkeypatch.setattr("bot.state.chats.time.time", lambda: now)
        await state.chats.see(LAN, "private", language)
        rows = await state.privacy.export(LAN)
        return int(rows["chats"][0]["seen_at"])

    assert await seen_at(10_000) == 10_000
    assert await seen_at(10_599) == 10_000
    assert await seen_at(10_600) == 10_600
    assert await seen_at(10_601, "en") == 10_601
    assert await seen_at(9_000, "en") == 9_000  # the clock was set back
    await state.chats.block(LAN)
    assert not await state.chats.is_reachable(LAN)
    assert await seen_at(9_001, "en") == 9_001
    assert await state.chats.is_reachable(LAN)


async def test_what_did_not_leave_is_open_again(state: State) -> None:
    received = await asked(state, question("giá tôm hùm"))
    await state.journal.claim(received.id, "not_found", None)
    assert await state.journal.waiting() == (0, 1)
    await state.journal.reopen(received.id)
    assert [one.id for one in await state.journal.open_questions()] == [received.id]
    await state.journal.give_up(received.id)
    assert await state.journal.open_questions() == []


async def test_a_question_belongs_to_the_chat_where_it_was_asked(state: State) -> None:
    received = await answered(state, question("giá tôm hùm"))
    assert await state.journal.question(received.id, LAN) is not None
    assert await state.journal.question(received.id, MINH) is None
    assert await state.journal.question(received.id, GROUP) is None


async def test_the_same_message_number_in_two_chats_is_two_questions(state: State) -> None:
    one = await asked(state, question("giá tôm hùm"))
    other = await asked(state, question("giá mía", chat_id=MINH, user_id=MINH))
    assert one.id != other.id


async def test_a_reply_to_an_answer_follows_its_question_and_nothing_else_does(state: State) -> None:
    here: dict[str, object] = {"chat_id": GROUP, "thread_id": 3}
    await answered(state, question("một", 1, **here), reply_id=101)
    await answered(state, question("hai", 2, replies_to=101, **here), reply_id=102)
    last = await asked(state, question("ba", 3, replies_to=102, **here))
    assert await state.journal.history(last) == ("một", "hai")
    strangers = (
        question("của Minh", 4, user_id=MINH, replies_to=102, **here),
        question("chủ đề khác", 5, GROUP, LAN, thread_id=4, replies_to=102),
        question("riêng", 6, LAN, LAN, replies_to=102),
        question("không trả lời ai", 7, **here),
    )
    for one in strangers:
        assert await state.journal.history(await asked(state, one)) == ()


async def test_what_goes_on_follows_ones_latest_question_of_that_topic_for_a_while(state: State) -> None:
    here: dict[str, object] = {"chat_id": GROUP, "thread_id": 3}
    await answered(state, question("một", 1, **here), reply_id=101)
    await answered(state, question("của Minh", 2, user_id=MINH, **here), reply_id=102)
    await answered(state, question("chủ đề khác", 3, chat_id=GROUP, thread_id=4), reply_id=103)
    last = await asked(state, question("ở đâu", 4, **here))
    assert await state.journal.before(last, within_s=-1, answered=True) is None
    found = await state.journal.before(last, within_s=600, answered=False)
    assert found is not None
    assert found.text == "một"
    await state.journal.follow(last.id, found.id)
    assert await state.journal.history(last) == ("một",)
    await state.journal.follow(last.id, None)
    assert await state.journal.history(last) == ()


async def test_a_question_that_was_refused_may_be_passed_over(state: State) -> None:
    await answered(state, question("một", 1), "{}", reply_id=101)
    await answered(state, question("hai", 2), reply_id=102)
    last = await asked(state, question("ba", 3))
    for only_answered, text in ((True, "một"), (False, "hai")):
        found = await state.journal.before(last, within_s=600, answered=only_answered)
        assert found is not None
        assert found.text == text


async def test_who_takes_off_what_a_question_follows_has_it_answered_again(state: State) -> None:
    await answered(state, question("một", 1), reply_id=101)
    last = await answered(state, question("ở đâu", 2, replies_to=101), reply_id=102)
    assert await state.journal.open_again(last.id, MINH, MINH) is None
    again = await state.journal.open_again(last.id, LAN, LAN, is_alone=True)
    assert again is not None
    assert again.reply_id == 102
    assert await state.journal.history(again) == ()


async def test_a_long_conversation_is_remembered_in_part(state: State) -> None:
    for number in range(15):
        await answered(
            state, question(f"câu {number}", number, replies_to=99 + number), reply_id=100 + number
        )
    last = await asked(state, question("câu 15", 15, replies_to=114))
    assert await state.journal.history(last) == tuple(f"câu {number}" for number in range(3, 15))


async def test_an_edit_opens_a_question_again_and_keeps_its_reply(state: State) -> None:
    received = await answered(state, question("giá tôm hùm"))
    await state.votes.vote(received.id, LAN, is_up=False)
    assert await state.journal.amend(LAN, 1, "giá tôm hùm") is None
    again = await state.journal.amend(LAN, 1, "giá mía")
    assert again is not None
    assert (again.id, again.text, again.reply_id, again.chat_id) == (received.id, "giá mía", 99, LAN)
    assert await state.votes.bad(5) == []
    assert await state.journal.amend(MINH, 1, "giá mía") is None


async def test_an_edit_that_a_crash_cut_short_is_done_again(state: State) -> None:
    await answered(state, question("giá tôm hùm"))
    again = await state.journal.amend(LAN, 1, "giá mía")
    fresh = await asked(state, question("giá lúa", 2))
    assert again is not None
    for one in (again, fresh):
        await state.journal.claim(one.id, "not_found", None)
    await state.journal.reopen_edits()
    assert [one.id for one in await state.journal.open_questions()] == [again.id]


async def test_shared_answers_need_their_seal(state: State) -> None:
    received = await answered(state, question("giá tôm hùm"))
    link = answer_in(state.links.to_answer(received.id))
    assert link is not None
    shared = await state.journal.shared(*link)
    assert shared is not None
    assert shared.text == "giá tôm hùm"
    assert await state.journal.shared(received.id, "0" * 12) is None
    assert await state.journal.shared(received.id + 1, link[1]) is None


@pytest.mark.parametrize("payload", ["", "a_", "a_1", "a_1-", "q_1-ab", "a_1-XYZ", "a_99999999999999999-ab"])
def test_what_is_no_link_to_an_answer(payload: str) -> None:
    assert answer_in(payload) is None


async def test_a_link_to_a_question_is_short_stable_and_ones_own(state: State) -> None:
    payload = await state.links.to_question("giá tôm hùm", LAN)
    assert len(payload) <= 64
    assert payload.replace("_", "").replace("-", "").isalnum()
    assert await state.links.to_question("giá tôm hùm", LAN) == payload
    assert await state.links.to_question("giá tôm hùm", MINH) != payload
    assert await state.links.question(payload) == "giá tôm hùm"
    assert await state.links.question("q_khong-co") is None


# -- chats


async def test_a_group_that_migrates_takes_everything_with_it(state: State) -> None:
    new = GROUP - 1
    await state.chats.see(GROUP, "group")
    await state.chats.set_quiet(GROUP, True)
    await state.chats.set_sections(GROUP, {"Kinh tế"})
    done = await answered(state, question("giá tôm hùm", chat_id=GROUP))
    waits = await asked(state, question("giá mía", 2, chat_id=GROUP))
    await state.chats.migrate(GROUP, new)
    assert (await state.chats.settings(new)).is_quiet
    assert (await state.chats.settings(new)).sections == {"Kinh tế"}
    assert not (await state.chats.settings(GROUP)).sections
    assert await state.journal.question(done.id, new) is not None
    assert [(one.id, one.chat_id) for one in await state.journal.open_questions()] == [(waits.id, new)]
    await state.chats.migrate(GROUP, new)  # told twice: by the service message and by an error
    assert (await state.chats.settings(new)).is_quiet


async def test_who_blocks_the_bot_is_unsubscribed(state: State) -> None:
    await state.chats.see(LAN, "private")
    await state.watches.add(LAN, "giá tôm hùm")
    await state.watches.add(MINH, "giá tôm hùm")
    await asked(state, question("giá mía"))
    await state.chats.block(LAN)
    assert [watch.chat_id for watch in await state.watches.all()] == [MINH]
    assert await state.journal.open_questions() == []


# -- what is forgotten


async def test_old_questions_and_typed_links_are_forgotten(state: State, tmp_path: Path) -> None:
    await answered(state, question("ngày xưa hỏi", asked_at=NOW - 91 * 86_400))
    await answered(state, question("hôm nay hỏi", 2))
    ours, typed = await state.links.to_question("của mình"), await state.links.to_question("đã gõ", LAN)
    with sqlite3.connect(tmp_path / FILE_NAME) as other:
        other.execute("UPDATE links SET made_at = 0")
    other.close()
    await state.privacy.forget_old(90)
    assert [one.text for one in await state.log.asked(400)] == ["hôm nay hỏi"]
    assert await state.links.question(ours) is not None
    assert await state.links.question(typed) is None
    assert b"ng\xc3\xa0y x\xc6\xb0a" not in all_bytes(tmp_path)


async def test_a_question_waits_until_it_is_forgotten_where_its_reply_should_go(state: State) -> None:
    waits = await asked(state, question("hôm kia hỏi", asked_at=NOW - 3 * 86_400))
    assert [one.id for one in await state.journal.open_questions()] == [waits.id]
    await state.privacy.forget_old(90)
    assert await state.journal.open_questions() == []
    assert await state.journal.waiting() == (0, 0)


async def test_the_clock_that_was_seen_last_is_remembered(state: State) -> None:
    assert await state.seen.last() is None
    await state.seen.note(5)
    await state.seen.note(7)
    assert await state.seen.last() == 7


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob(f"{FILE_NAME}*")))


async def test_what_is_erased_is_not_in_the_files_any_more(state: State, tmp_path: Path) -> None:
    for number in range(40):  # so that pages split and rows move
        who = LAN if number % 2 else MINH
        asks = question(f"#{number}# bí mật", number, who, who)
        await answered(state, asks, json.dumps({"quotes": []}))
    await state.links.to_question("#đã gõ#", LAN)
    await state.watches.add(LAN, "#theo dõi#")
    await state.chats.see(LAN, "private", "vi")
    who_hash = Identities.open(tmp_path).person(LAN)
    mine = {who_hash, "#đã gõ#", "#theo dõi#", *(f"#{number}#" for number in range(1, 40, 2))}
    assert found_of(mine, tmp_path) == mine
    assert (await state.privacy.erase(LAN)).questions == 20
    assert found_of(mine, tmp_path) == set()
    others = {f"#{number}#" for number in range(0, 40, 2)}
    assert found_of(others, tmp_path) == others


def found_of(texts: set[str], folder: Path) -> set[str]:
    data = all_bytes(folder)
    return {text for text in texts if text.encode() in data}


async def test_an_export_has_everything_of_one_person_and_nothing_of_another(state: State) -> None:
    await answered(state, question("câu của Lan"))
    other = await answered(state, question("câu của Minh", chat_id=MINH, user_id=MINH))
    await state.votes.vote(other.id, LAN, is_up=False)
    await state.watches.add(LAN, "theo dõi của Lan")
    await state.links.to_question("gõ của Lan", LAN)
    exported = await state.privacy.export(LAN)
    assert [row["text"] for row in exported["questions"]] == ["câu của Lan"]
    assert [row["question_id"] for row in exported["votes"]] == [other.id]
    assert [row["text"] for row in exported["watches"] + exported["links"]] == [
        "theo dõi của Lan",
        "gõ của Lan",
    ]
    assert "Minh" not in json.dumps(exported, ensure_ascii=False)


# -- a file of before


async def test_a_file_from_before_the_hashes_keeps_its_counts_and_forgets_its_people(tmp_path: Path) -> None:
    first = files("bot.state").joinpath("migrations", "001_state.sql").read_text("utf-8")
    with sqlite3.connect(tmp_path / FILE_NAME) as old:
        old.executescript(f"{first}\nPRAGMA user_version = 1;")
        for number, (user, status) in enumerate([(LAN, "sent"), (LAN, "open"), (MINH, "sent")], 1):
            old.execute(
                "INSERT INTO questions (chat_id, message_id, user_id, text, asked_at, status, outcome) "
                "VALUES (?, ?, ?, ?, ?, ?, 'not_found')",
                (user, number, user, f"câu {number}", NOW, status),
            )
        old.execute("INSERT INTO votes (question_id, user_id, is_up, at) VALUES (1, ?, 0, ?)", (MINH, NOW))
    old.close()
    state = await State.open(tmp_path)
    counts = await state.log.statistics(7)
    assert (counts.questions, counts.chats, counts.down) == (3, 2, 1)
    assert [(one.text, one.chat_id) for one in await state.journal.open_questions()] == [("câu 2", LAN)]
    assert (await state.votes.bad(5))[0].asked.text == "câu 1"
    assert (await state.privacy.export(LAN))["questions"] == []  # whose they were is not known any more
    await state.close()


async def test_statistics_and_days(state: State) -> None:
    done = await answered(
        state, question("giá tôm hùm", asked_at=NOW), json.dumps({"quotes": [], "more": []})
    )
    await answered(state, question("giá mía", 2, GROUP, MINH))
    await state.votes.vote(done.id, MINH, is_up=False)
    assert await state.votes.explain(done.id, MINH, "o")
    assert not await state.votes.explain(done.id, LAN, "o")
    await state.journal.note(question("trong nhóm bạn", 3, kind=Kind.INLINE), "answered")
    counts = await state.log.statistics(7)
    assert (counts.questions, counts.chats, counts.down) == (3, 3 - 1, 1)
    assert counts.outcomes == {"answered": 2, "not_found": 1}
    assert (counts.reasons, counts.median_ms) == ({"o": 1}, 12.5)
    days = await state.log.by_day(7)
    assert sum(one.answered for one in days) == 2
    assert sum(one.not_found for one in days) == 1


async def test_the_whole_log_says_of_nobody_who_it_is(state: State) -> None:
    for number in range(3):
        await answered(state, question(f"câu {number}", number, LAN, LAN))
    rows = [row async for row in state.log.everything()]
    assert [row["text"] for row in rows] == ["câu 0", "câu 1", "câu 2"]
    assert not {"who", "place", "message_id", "chat_id", "user_id"} & rows[0].keys()


async def test_evaluations_remember_the_best_run(state: State) -> None:
    assert await state.evaluations.floor(["a"]) is None
    await state.evaluations.note({"a", "b"}, 3, 1)
    await state.evaluations.note({"a"}, 3, 2)
    assert await state.evaluations.floor(["a", "b", "c"]) == 2
    assert await state.evaluations.floor(["a", "c"]) == 1
