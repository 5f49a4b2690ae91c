"""Small archives and memories to back up, restore and verify."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.state import Incoming, State
from corpus import Archive, Article, CorpusSettings, Part, PartKind, Question, make_backup
from corpus.backup import Backup

TOPICS = ["tôm hùm", "cá ngừ", "muối Tuyết Diêm", "xoài Đá Trắng", "rượu Quán Đế", "bánh tráng Hòa Đa"]


def article(number: int, words: str | None = None) -> Article:
    """An article of two sentences that no other article has."""
    topic = words or TOPICS[number % len(TOPICS)]
    text = f"Giá {topic} lô {number} ở chợ Thử là {number + 100}.000 đồng một kg.\nBà con mong giá {topic} giữ vững."
    lead_end = text.index("\n")
    return Article(
        id=f"bai-{number}",
        headline=f"Giá {topic} phiên {number}",
        text=text,
        parts=(Part(PartKind.LEAD, 0, lead_end), Part(PartKind.BODY, lead_end + 1, len(text))),
        publisher="Báo Thử",
        published_at=datetime(2026, 5, 1, tzinfo=UTC) + timedelta(days=number),
    )


async def filled(folder: Path, articles: Iterable[Article]) -> CorpusSettings:
    """A data folder with those articles, and a memory with one question in every status."""
    settings = CorpusSettings(folder)
    async with await Archive.open(settings) as archive:
        await archive.take_in(articles)
    state = await State.open(folder)
    for number in range(1, 4):
        await state.journal.receive(asked(number))
    await state.journal.claim(2, "answered", None)
    await state.journal.claim(3, "answered", None)
    await state.journal.sent(3, 33)
    await state.close()
    return settings


def asked(number: int) -> Incoming:
    """A question from just now."""
    now = int(datetime.now(UTC).timestamp())
    return Incoming(chat_id=7, message_id=number, thread_id=None, user_id=7, text="giá tôm", asked_at=now)


async def backed_up(settings: CorpusSettings) -> Backup:
    """A backup of both files."""
    from bot.state import STATE_FILE

    return await make_backup(settings, [STATE_FILE], settings.data_dir / "backups")


async def headlines(settings: CorpusSettings) -> set[str]:
    """What is stored."""
    async with await Archive.open(settings) as archive:
        return {source.headline for source in await archive.latest(10_000)}


async def quoted(archive: Archive, question: str) -> list[str]:
    """The quotes that answer."""
    answer = await archive.ask(Question(question, datetime.now(UTC)))
    return [quote.text for quote in answer.quotes]


def statuses(folder: Path) -> dict[int, str]:
    """The journal: message id → status."""
    rows = rows_of(folder / "bot.sqlite3", "SELECT message_id, status FROM questions")
    return {int(number): str(status) for number, status in rows}


def rows_of(path: Path, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Run a statement on a file, as somebody with the sqlite3 shell would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(sql, values).fetchall()
