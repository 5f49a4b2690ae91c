"""👍 and 👎 under an answer, and why it was a 👎."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.commands.common import Toast, expired, incoming, pressed
from bot.context import Context

ROW = 2
# Letters of texts.reasons: where nothing was quoted, no quote is wrong.
UNDER_ANSWER, UNDER_REFUSAL = "woqx", "hux"


async def vote(update: Update, context: Context) -> Toast | None:
    """Note a vote; under 👎 ask why."""
    query, (number, kind) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    asked = await context.state.journal.question(int(number), incoming(update).chat_id)
    if asked is None:
        return expired(texts)
    await context.state.votes.vote(asked.id, query.from_user.id, is_up=kind == "u")
    letters = "" if kind == "u" else UNDER_REFUSAL if asked.answer is None else UNDER_ANSWER
    reasons = [
        InlineKeyboardButton(texts.reasons[letter], callback_data=f"r:{asked.id}:{letter}")
        for letter in letters
    ]
    await _replace_rows(update, "r:", [reasons[at : at + ROW] for at in range(0, len(reasons), ROW)])
    return Toast(texts.thanks if kind == "u" else texts.why)


async def explain(update: Update, context: Context) -> Toast | None:
    """Note why; the rows of reasons go."""
    query, (number, letter) = pressed(update)
    chat_id = incoming(update).chat_id
    texts = await context.texts(chat_id)
    asked = await context.state.journal.question(int(number), chat_id)
    if asked is None or letter not in texts.reasons:
        return expired(texts)
    if not await context.state.votes.explain(asked.id, query.from_user.id, letter):
        return expired(texts)
    await _replace_rows(update, "r:", [])
    return Toast(texts.reason_noted)


async def _replace_rows(update: Update, prefix: str, rows: list[list[InlineKeyboardButton]]) -> None:
    """Put `rows` at the end of the keyboard, in place of those whose data begin with `prefix`."""
    message = incoming(update)
    before = [list(row) for row in (message.reply_markup.inline_keyboard if message.reply_markup else ())]
    kept = [row for row in before if not str(row[0].callback_data).startswith(prefix)]
    if [*kept, *rows] == before:
        return
    try:
        await message.edit_reply_markup(InlineKeyboardMarkup([*kept, *rows]))
    except BadRequest as refused:
        if "not modified" not in str(refused).lower():
            raise
