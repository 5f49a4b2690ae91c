"""/thongke (admins): how many questions, how they ended, what the paper has not written about."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import respond
from bot.context import Context
from bot.markup import Message, escape, shorten
from bot.texts import VI, admin

DAYS = 7
MAX_QUESTION = 120


async def statistics(update: Update, context: Context) -> None:
    """The last seven days."""
    counts = await context.state.statistics(DAYS)
    reasons = ", ".join(
        f"{VI.reasons.get(key, key).lower()} {count}" for key, count in counts.reasons.items()
    )
    text = admin.STATISTICS.format(
        days=DAYS,
        questions=counts.questions,
        chats=counts.chats,
        answered=counts.outcomes.get("answered", 0),
        not_found=counts.outcomes.get("not_found", 0),
        unavailable=counts.outcomes.get("unavailable", 0),
        up=counts.up,
        down=counts.down,
        reasons=f" ({escape(reasons)})" if reasons else "",
    )
    if counts.unanswered:
        lines = [f"• {escape(shorten(text, MAX_QUESTION))} ({count})" for text, count in counts.unanswered]
        text += admin.UNANSWERED.format(questions="\n".join(lines))
    await respond(update, context, Message(text))
