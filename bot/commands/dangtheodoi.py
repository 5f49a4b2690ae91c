"""/dangtheodoi: what a reader is watching, and no more of it."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import Toast, edit_pressed, incoming, pressed, respond
from bot.context import Context
from bot.markup import Button, Message, escape, in_rows, shorten

ROW = 4
MAX_SHOWN = 150


async def mine(update: Update, context: Context) -> None:
    """The list, with a button to remove each."""
    await respond(update, context, await _list(incoming(update).chat_id, context))


async def remove(update: Update, context: Context) -> Toast | None:
    """Remove one; the list follows."""
    _query, (number,) = pressed(update)
    chat_id = incoming(update).chat_id
    await context.state.watches.remove(int(number), chat_id)
    await edit_pressed(update, context, await _list(chat_id, context))
    return Toast((await context.texts(chat_id)).alerts.removed)


async def _list(chat_id: int, context: Context) -> Message:
    texts = await context.texts(chat_id)
    watches = await context.state.watches.of(chat_id)
    if not watches:
        return Message(escape(texts.alerts.none))
    lines = [f"{at}. {escape(shorten(watch.text, MAX_SHOWN))}" for at, watch in enumerate(watches, 1)]
    buttons = [
        Button(texts.alerts.button_remove.format(number=at), f"u:{watch.id}")
        for at, watch in enumerate(watches, 1)
    ]
    rows = in_rows(buttons, ROW)
    return Message(texts.alerts.mine.format(watches="\n".join(lines)), rows)
