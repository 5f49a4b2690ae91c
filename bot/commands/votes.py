"""👍 and 👎 under an answer, and why it was a 👎."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.commands.common import incoming, pressed
from bot.context import Context


async def vote(update: Update, context: Context) -> None:
    """Note a vote; under 👎 ask why."""
    query, (number, kind) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    asked = await context.state.question(int(number))
    if asked is None or asked.chat_id != incoming(update).chat_id:
        await query.answer(texts.expired, show_alert=True)
        return
    await context.state.vote(asked.id, query.from_user.id, is_up=kind == "u")
    if kind == "u":
        await query.answer(texts.thanks)
        return
    reasons = [
        InlineKeyboardButton(label, callback_data=f"r:{asked.id}:{letter}")
        for letter, label in texts.reasons.items()
    ]
    await _replace_row(update, "r:", reasons)
    await query.answer(texts.why)


async def explain(update: Update, context: Context) -> None:
    """Note why; the row of reasons goes."""
    query, (number, letter) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    if letter not in texts.reasons or not await context.state.explain(
        int(number), query.from_user.id, letter
    ):
        await query.answer(texts.expired, show_alert=True)
        return
    await _replace_row(update, "r:", [])
    await query.answer(texts.reason_noted)


async def _replace_row(update: Update, prefix: str, row: list[InlineKeyboardButton]) -> None:
    """Put `row` at the end of the keyboard, in place of the row whose data begin with `prefix`."""
    message = incoming(update)
    rows = [
        list(old)
        for old in (message.reply_markup.inline_keyboard if message.reply_markup else ())
        if not str(old[0].callback_data).startswith(prefix)
    ]
    try:
        await message.edit_reply_markup(InlineKeyboardMarkup([*rows, row] if row else rows))
    except BadRequest as refused:
        if "not modified" not in str(refused).lower():
            raise
