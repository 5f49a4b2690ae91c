"""The whole bot under load: the real process on the harness, asked at a steady rate by many people."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from bot.bench.happened import Run
from bot.bench.own_harness import harness_process
from bot.bench.watching import DRAIN_S, FIRST, Watch, waiting
from bot.demo import bot_process
from bot.harness.client import Client
from corpus import (
    Archive,
    BenchPlan,
    BenchTable,
    CorpusSettings,
    percentile,
    processor_s,
    sample_articles,
    sample_questions,
)

RATE = 100  # questions a second, three times what Telegram lets a bot send
TOO_MUCH = 10 * RATE
STEADY_S, LARGE_S, RUSH_S = 20.0, 300.0, 10.0
PEOPLE = 500
READY_S = 60.0
TICK_S = 0.01
_BEFORE = ("", "ad ơi", "cho hỏi", "xin hỏi", "ad ơi cho hỏi", "xin cho hỏi")
_BEHIND = ("", "ạ", "vậy", "vậy ạ", "vậy ad", "hả ad", "ad nhỉ")
_UNLIMITED = {
    "HOIBAO_LOG_LEVEL": "ERROR",
    "HOIBAO_QUESTIONS_A_MINUTE": "100000",
    "HOIBAO_MESSAGES_A_SECOND": str(TOO_MUCH),
}


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
        harness_process() as harness,
        Client(harness.url, READY_S) as client,
        bot_process(harness.url, data, **_UNLIMITED) as process,
    ):
        client.expect_call("setMyShortDescription")
        watch = Watch(client, run, process.pid)
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
    run.left = asyncio.run(waiting(data))
    return run, rate


def _ask(client: Client, run: Run, watch: Watch, questions: Sequence[str], rate: int, seconds: float) -> None:
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
