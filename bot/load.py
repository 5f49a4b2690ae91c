"""The whole bot under load: the real process on the harness, asked at a steady rate by many people."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from bot.demo import bot_process
from bot.harness.client import Client
from bot.state import State
from bot.texts import VI
from corpus import (
    Archive,
    BenchPlan,
    BenchTable,
    CorpusSettings,
    percentile,
    processor_s,
    resident_mb,
    sample_articles,
    sample_questions,
)

RATE = 100  # questions a second, three times what Telegram lets a bot send
TOO_MUCH = 10 * RATE
STEADY_S, LARGE_S, RUSH_S = 20.0, 300.0, 10.0
PEOPLE = 500
FIRST = 50_000  # their ids
LOOK_EVERY_S = 1.0
DRAIN_S = 120.0  # that what is left may take to be answered
READY_S = 60.0
TICK_S = 0.01
_HARNESS = (
    f"from corpus import end_with_parent; end_with_parent({os.getpid()}); "
    "from bot.harness import run; run('127.0.0.1', 0)"
)
_BEFORE = ("", "ad ơi", "cho hỏi", "xin hỏi", "ad ơi cho hỏi", "xin cho hỏi")
_BEHIND = ("", "ạ", "vậy", "vậy ạ", "vậy ad", "hả ad", "ad nhỉ")
_UNLIMITED = {
    "HOIBAO_LOG_LEVEL": "ERROR",
    "HOIBAO_QUESTIONS_A_MINUTE": "100000",
    "HOIBAO_MESSAGES_A_SECOND": str(TOO_MUCH),
}


@dataclass(slots=True)
class Run:
    """What happened: when each person's questions were sent, when their replies came, in Unix seconds.

    `ended_at`: when nothing more was waited for. `left`: what the bot took and did not answer. `texts`: different
    questions that there are. `bot_s`, `others_s`: processor time of the bot, and of those who ask.
    """

    asked: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    replied: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    sent_s: float = 0.0
    drained_s: float = 0.0
    ended_at: float = 0.0
    turned_away: int = 0
    left: int = 0
    texts: int = 0
    memory_mb: list[float] = field(default_factory=list)
    bot_s: float = 0.0
    others_s: float = 0.0

    @property
    def questions(self) -> int:
        """That were asked."""
        return sum(map(len, self.asked.values()))

    @property
    def replies(self) -> int:
        """That came, polite words included."""
        return sum(map(len, self.replied.values()))

    @property
    def silences_s(self) -> list[float]:
        """From each question to the next thing that its person hears, if it is a word to have patience."""
        ends = {person: [*sorted(self.replied[person]), self.ended_at] for person in self.asked}
        return [
            ends[person][bisect(ends[person][:-1], at)] - at
            for person, times in self.asked.items()
            for at in times
        ]

    @property
    def latencies_ms(self) -> list[float]:
        """From each question to its reply; a person's come in order."""
        return [
            (then - at) * 1000
            for person, times in self.asked.items()
            for at, then in zip(times, self.replied[person], strict=False)
        ]


def measure(plan: BenchPlan) -> Iterator[BenchTable]:
    """One table: what the bot bears, and what it does when there is ten times as much."""
    data = plan.folder / "load"
    questions = [json.loads(line)["question"] for line in sample_questions().read_text("utf-8").splitlines()]
    asyncio.run(_fill(data))
    steady_s = LARGE_S if plan.is_large else STEADY_S
    new = list(never_twice(questions))
    rows = [
        _row(*_load(plan, data, texts, rate, s))
        for texts, rate, s in (
            (questions, RATE, steady_s),
            (new, RATE, steady_s / 5),
            (questions, TOO_MUCH, RUSH_S),
        )
    ]
    yield BenchTable(
        "The whole bot under load",
        [
            "questions a second",
            "for, s",
            "questions",
            "different ones",
            "replies",
            "of them asking for patience",
            "p50, ms",
            "p99, ms",
            "until a word came, p99, s",
            "memory early, MB",
            "late, MB",
            "all done after, s",
            "taken and left unanswered",
            "bot, ms of processor a reply",
            "harness and asker",
        ],
        rows,
        [
            f"`hoibao serve` on the harness over HTTP, on the sample articles; {PEOPLE} people, each in a chat.",
            "The harness and whoever asks run on the same processors; the bot keeps to one.",
            "Different ones: what was answered already is looked up and checked, what is new is searched for.",
            "Telegram lets a bot send 30 messages a second.",
            "Latency: from the moment a question is sent to the moment the harness takes its reply.",
            "Until a word came: from each question to the next reply to whoever asked it, be it a polite word.",
            "Who comes when too many wait is told so, once a minute; there are fewer replies than questions then.",
            "All done: nothing waits at the harness, in the inbox or in the journal any more; otherwise the time that "
            f"was waited for it, {DRAIN_S:.0f} s.",
        ],
    )


def never_twice(questions: Sequence[str]) -> Iterator[str]:
    """The questions again and again, each time with other words around them that ask for nothing."""
    for before, behind in product(_BEFORE, _BEHIND):
        for question in questions:
            yield f"{before} {question} {behind}".strip()


async def _fill(data: Path) -> None:
    async with await Archive.open(CorpusSettings(data)) as archive:
        await archive.ingest([sample_articles()])


def _row(run: Run, rate: int) -> list[object]:
    taken = run.latencies_ms
    tenth = max(1, len(run.memory_mb) // 10)
    return [
        round(run.questions / run.sent_s),
        run.sent_s,
        run.questions,
        min(run.questions, run.texts),
        run.replies,
        run.turned_away,
        percentile(taken, 0.5) if rate == RATE else "–",
        percentile(taken, 0.99) if rate == RATE else "–",
        percentile(run.silences_s, 0.99),
        max(run.memory_mb[: 2 * tenth]),
        max(run.memory_mb[-tenth:]),
        run.drained_s,
        run.left,
        1000 * run.bot_s / max(run.replies, 1),
        1000 * run.others_s / max(run.replies, 1),
    ]


def _load(
    plan: BenchPlan, data: Path, questions: Sequence[str], rate: int, seconds: float
) -> tuple[Run, int]:
    """Ask at that rate for so long, then wait until nothing more comes."""
    plan.say(f"{rate} questions a second for {seconds:.0f} s …")
    run = Run(texts=len(set(questions)))
    with (
        _harness() as harness,
        Client(harness.url, READY_S) as client,
        bot_process(harness.url, data, **_UNLIMITED) as process,
    ):
        client.expect_call("setMyShortDescription")
        watch = _Watch(client, run, process.pid)
        for person in range(FIRST, FIRST + PEOPLE):
            client.act("user", id=person, first_name="N")
        clocks = [processor_s(process.pid), processor_s(harness.pid) + processor_s(os.getpid())]
        started = time.monotonic()
        _ask(client, run, watch, questions, rate, seconds)
        run.sent_s = time.monotonic() - started
        watch.drain(data)
        run.drained_s, run.ended_at = time.monotonic() - started, time.time()
        run.bot_s = processor_s(process.pid) - clocks[0]
        run.others_s = processor_s(harness.pid) + processor_s(os.getpid()) - clocks[1]
    run.left = asyncio.run(_waiting(data))
    return run, rate


def _ask(
    client: Client, run: Run, watch: _Watch, questions: Sequence[str], rate: int, seconds: float
) -> None:
    """At that rate, a hundred times a second at most: what is due is sent at once."""
    started, people = time.monotonic(), range(FIRST, FIRST + PEOPLE)
    total, sent = int(rate * seconds), 0
    while sent < total:
        due = min(total, int((time.monotonic() - started) * rate) + 1)
        if due == sent:
            time.sleep(min(1 / rate, TICK_S))
            continue
        batch = [(people[number % PEOPLE], questions[number % len(questions)]) for number in range(sent, due)]
        for person, _text in batch:
            run.asked[person].append(time.time())
        client.act(
            "messages",
            messages=[{"text": text, "chat_id": person, "user_id": person} for person, text in batch],
        )
        sent = due
        watch.look()
        time.sleep(max(0.0, TICK_S - 1 / rate) if rate > 1 / TICK_S else 0.0)


async def _waiting(data: Path) -> int:
    """Updates and questions that the bot has taken and not answered."""
    state = await State.open(data)
    try:
        return await state.inbox.waiting() + sum(await state.journal.waiting())
    finally:
        await state.close()


class _Watch:
    """Counts the replies as they come and looks at the bot's memory, every second."""

    def __init__(self, client: Client, run: Run, pid: int) -> None:
        self._client, self._run, self._pid = client, run, pid
        self._seen, self._looked_at = client.last_call(), time.monotonic()

    def look(self) -> None:
        """If it is time."""
        if time.monotonic() - self._looked_at >= LOOK_EVERY_S:
            self._count()

    def drain(self, data: Path) -> None:
        """Until every question has its reply, or nothing comes any more and nothing waits, or that takes too long."""
        quiet_since = deadline = time.monotonic()
        deadline += DRAIN_S
        while self._run.replies < self._run.questions and time.monotonic() < deadline:
            time.sleep(0.1)
            if self._count():
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > 5 * LOOK_EVERY_S and not self._anything_waits(data):
                return

    def _anything_waits(self, data: Path) -> bool:
        return bool(self._client.get("state")["pending_updates"]) or asyncio.run(_waiting(data)) > 0

    def _count(self) -> bool:
        self._looked_at = time.monotonic()
        self._run.memory_mb.append(resident_mb(self._pid))
        calls = self._client.calls(self._seen)
        for call in calls:
            told = call["parameters"]
            if call["method"] == "sendMessage" and call["status"] == 200 and int(told["chat_id"]) >= FIRST:
                self._run.replied[int(told["chat_id"])].append(call["at"])
                self._run.turned_away += told["text"] == VI.manners.crowded
        if calls:
            self._seen = calls[-1]["n"]
        return bool(calls)


@dataclass(frozen=True, slots=True)
class _Running:
    url: str
    pid: int


@contextmanager
def _harness() -> Iterator[_Running]:
    with subprocess.Popen([sys.executable, "-c", _HARNESS], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout  # noqa: S101 - it is a pipe
            yield _Running(process.stdout.readline().split()[0], process.pid)
        finally:
            process.terminate()
