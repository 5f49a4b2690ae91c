"""/thongke (admins): how many questions, how they ended, what they were about; as text, then as a picture."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence

from telegram import Update

from bot import render
from bot.commands.common import behind_command, incoming, respond
from bot.context import Context
from bot.delivery.errors import new_code
from bot.delivery.sending import send_picture
from bot.markup import Message, escape, shorten
from bot.newsroom.chart import Chart
from bot.newsroom.subjects import Subject, group
from bot.state import Asked, Day, Kind, Statistics
from bot.texts import VI, admin
from corpus import fold

DAYS = 7
CHART_DAYS = 30
LINES = 60  # days that are told one by one, so that a message holds them
UNITS = {"": 1, "ngay": 1, "tuan": 7, "thang": 30}
SUBJECTS = 8
MAX_SUBJECT = 80
logger = logging.getLogger(__name__)


async def statistics(update: Update, context: Context) -> None:
    """The last seven days as text, the last thirty as a picture; or as many days as are named."""
    log, kept = context.state.log, context.services.settings.keep_days
    named = behind_command(incoming(update))
    span = days_in(named) if named else DAYS
    if span is None or not 0 < span <= max(kept, DAYS):
        usage = admin.STATISTICS_USAGE.format(days=kept, example=min(CHART_DAYS, kept))
        await respond(update, context, Message(usage))
        return
    recent = group(_texts(await log.asked(span)))[:SUBJECTS]
    text = _text(span, await log.statistics(span), await log.by_day(span), recent)
    await respond(update, context, Message(text))
    await _send_chart(update, context, max(span, CHART_DAYS))


def days_in(named: str) -> int | None:
    """How many days "7", "30 ngày" or "2 tuần" are; None for anything else."""
    found = re.fullmatch(rf"(\d{{1,6}}) ?({'|'.join(UNITS)})", fold(named))
    return int(found[1]) * UNITS[found[2]] if found else None


async def _send_chart(update: Update, context: Context, span: int) -> None:
    days = await context.state.log.by_day(span)
    if not days:
        return
    subjects = group(_texts(await context.state.log.asked(span)))[:SUBJECTS]
    try:
        cache = context.services.settings.corpus.data_dir / "cache"
        png = await asyncio.to_thread(Chart(days, subjects).png, cache)
    except Exception:  # a picture is worth no failed command, whatever the library objects to
        code = new_code()
        logger.exception("[%s] no chart", code)
        await respond(update, context, Message(admin.CHART_FAILED.format(code=code)))
        return
    caption = admin.CHART_CAPTION.format(days=span)
    await send_picture(context.bot, incoming(update).chat_id, png, caption)


def _text(span: int, counts: Statistics, days: Sequence[Day], subjects: Sequence[Subject]) -> str:
    reasons = ", ".join(
        f"{VI.reasons.get(key, key).lower()} {count}" for key, count in counts.reasons.items()
    )
    text = admin.STATISTICS.format(
        days=VI.number(span),
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
        text += admin.DAYS.format(days="\n".join(_day(one) for one in days[-LINES:]))
    if subjects:
        lines = [f"• {escape(shorten(one.asked, MAX_SUBJECT))} ({one.count})" for one in subjects]
        text += admin.SUBJECTS.format(subjects="\n".join(lines))
    return text


def _texts(asked: Sequence[Asked]) -> list[str]:
    """What was asked; the subject of a timeline is no question."""
    return [one.text for one in asked if one.kind is not Kind.TIMELINE]


def _day(one: Day) -> str:
    _year, month, day = one.day.split("-")
    total = one.answered + one.not_found + one.unavailable
    return f"• {int(day)}/{int(month)}: {one.answered} / {total}"
