"""/thongke (admins): how many questions, how they ended, what they were about; as text, then as a picture."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from telegram import Update

from bot import render
from bot.commands.common import incoming, respond
from bot.context import Context
from bot.delivery.errors import new_code
from bot.delivery.sending import send_picture
from bot.markup import Message, escape, shorten
from bot.newsroom.chart import Chart
from bot.newsroom.subjects import Subject, group
from bot.state import Asked, Day, Kind, Statistics
from bot.texts import VI, admin

DAYS = 7
CHART_DAYS = 30
SUBJECTS = 8
MAX_SUBJECT = 80
logger = logging.getLogger(__name__)


async def statistics(update: Update, context: Context) -> None:
    """The last seven days as text, the last thirty as a picture."""
    log = context.state.log
    counts, days = await log.statistics(DAYS), await log.by_day(CHART_DAYS)
    recent = group(_texts(await log.asked(DAYS)))
    await respond(update, context, Message(_text(counts, days[-DAYS:], recent[:SUBJECTS])))
    if not days:
        return
    subjects = group(_texts(await log.asked(CHART_DAYS)))[:SUBJECTS]
    try:
        cache = context.services.settings.corpus.data_dir / "cache"
        png = await asyncio.to_thread(Chart(days, subjects).png, cache)
    except Exception:  # a picture is worth no failed command, whatever the library objects to
        code = new_code()
        logger.exception("[%s] no chart", code)
        await respond(update, context, Message(admin.CHART_FAILED.format(code=code)))
        return
    caption = admin.CHART_CAPTION.format(days=CHART_DAYS)
    await send_picture(context.bot, incoming(update).chat_id, png, caption)


def _text(counts: Statistics, days: Sequence[Day], subjects: Sequence[Subject]) -> str:
    reasons = ", ".join(
        f"{VI.reasons.get(key, key).lower()} {count}" for key, count in counts.reasons.items()
    )
    text = admin.STATISTICS.format(
        days=DAYS,
        questions=VI.number(counts.questions),
        chats=VI.number(counts.chats),
        answered=VI.number(counts.outcomes.get("answered", 0)),
        not_found=VI.number(counts.outcomes.get("not_found", 0)),
        unavailable=VI.number(counts.outcomes.get("unavailable", 0)),
        median=render.spell_ms(counts.median_ms),
        up=VI.number(counts.up),
        down=VI.number(counts.down),
        reasons=f" ({escape(reasons)})" if reasons else "",
    )
    if days:
        text += admin.DAYS.format(days="\n".join(_day(one) for one in days))
    if subjects:
        lines = [f"• {escape(shorten(one.name, MAX_SUBJECT))} ({one.count})" for one in subjects]
        text += admin.SUBJECTS.format(subjects="\n".join(lines))
    return text


def _texts(asked: Sequence[Asked]) -> list[str]:
    """What was asked; the subject of a timeline is no question."""
    return [one.text for one in asked if one.kind is not Kind.TIMELINE]


def _day(one: Day) -> str:
    _year, month, day = one.day.split("-")
    total = one.answered + one.not_found + one.unavailable
    return f"• {int(day)}/{int(month)}: {one.answered} / {total}"
