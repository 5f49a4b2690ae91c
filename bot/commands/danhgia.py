"""/danhgia (admins): ask the newsroom's own question set, and hold the result against the best one before."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import TelegramError

from bot import render
from bot.commands.common import incoming, respond
from bot.context import Context
from bot.delivery.errors import new_code
from bot.delivery.sending import edit
from bot.markup import Message, escape, shorten
from bot.texts import admin
from corpus import HoiBaoError, QuestionSet, Score, now, score

SHOWN = 10
SHOWN_QUESTION = 120
logger = logging.getLogger(__name__)


async def evaluate(update: Update, context: Context) -> None:
    """Run it while readers go on asking; the result replaces the first message."""
    services = context.services
    if services.is_evaluating:
        await respond(update, context, Message(admin.EVALUATION_BUSY))
        return
    questions = services.newsroom.load()
    if questions is None:
        await respond(update, context, Message(escape(admin.EVALUATION_NONE)))
        return
    services.is_evaluating = True
    try:
        sent = await respond(update, context, Message(admin.EVALUATION_STARTED))
    except TelegramError:
        services.is_evaluating = False
        raise
    context.application.create_task(
        _run(context, questions, incoming(update).chat_id, sent.message_id), update=update
    )


async def _run(context: Context, questions: QuestionSet, chat_id: int, message_id: int) -> None:
    try:
        text = await _result(context, questions)
    except HoiBaoError:
        code = new_code()
        logger.exception("[%s] the evaluation failed", code)
        text = admin.EVALUATION_FAILED.format(code=code)
    finally:
        context.services.is_evaluating = False
    await edit(context.bot, chat_id, message_id, Message(text))


async def _result(context: Context, questions: QuestionSet) -> str:
    found = await score(context.archive, questions, now())
    evaluations = context.state.evaluations
    floor = await evaluations.floor([example.id for example in questions.examples])
    generation = (await context.archive.status()).generation
    right = {example.id for example in found.right}
    await evaluations.note(right, found.report.questions, generation.number if generation else None)
    return _said(found, floor)


def _said(found: Score, floor: int | None) -> str:
    numbers, right = found.report, len(found.right)
    kept = ""
    if floor is not None:
        words = admin.EVALUATION_FLOOR_KEPT if right >= floor else admin.EVALUATION_FLOOR_BROKEN
        kept = words.format(floor=floor)
    refused = None if numbers.wrong_answers is None else 1 - numbers.wrong_answers
    text = admin.EVALUATION.format(
        right=right,
        total=numbers.questions,
        floor=kept,
        quoted=_percent(numbers.quote_at_3 if numbers.answerable else None),
        refused=_percent(refused),
        median=render.spell_ms(numbers.p50_ms),
    )
    if found.wrong:
        lines = [f"• {escape(shorten(one.question, SHOWN_QUESTION))}" for one in found.wrong[:SHOWN]]
        text += admin.EVALUATION_WRONG.format(questions="\n".join(lines))
    return text


def _percent(share: float | None) -> str:
    return admin.NO_PERCENT if share is None else f"{share:.0%}"
