"""/bantin: the news every day or every week at a chosen hour; in a group its admins order it."""

from __future__ import annotations

from telegram import Update

from bot.commands.common import Toast, edit_pressed, incoming, pressed, respond, thread_of
from bot.context import Context
from bot.groups.admins import is_group_admin
from bot.markup import Button, Message, Rows, in_rows
from bot.state import Digest
from bot.texts import Texts
from bot.watches.schedule import next_time

HOURS = (6, 7, 8, 11, 12, 17, 18, 19, 20)
HOURS_ROW = 3
DAILY = "d"


async def digest(update: Update, context: Context) -> None:
    """Ask how often."""
    texts = await context.texts(incoming(update).chat_id)
    if not await _may(update, context):
        await respond(update, context, Message(texts.groups.admins_only))
        return
    ordered = await context.state.digests.of(incoming(update).chat_id)
    now = texts.alerts.digest_is.format(when=spell(ordered, texts)) if ordered else ""
    buttons: Rows = (
        (Button(texts.alerts.button_daily, f"b:{DAILY}"), Button(texts.alerts.button_weekly, "b:w")),
    )
    if ordered:
        buttons = (*buttons, (Button(texts.alerts.button_off, "b:off"),))
    await respond(update, context, Message(texts.alerts.digest_ask.format(now=now), buttons))


async def choose(update: Update, context: Context) -> Toast | None:
    """Data: `d` or a weekday, then the hour; `w` asks for the weekday, `off` cancels."""
    _query, (when, *hour) = pressed(update)
    chat_id = incoming(update).chat_id
    texts = await context.texts(chat_id)
    if not await _may(update, context):
        return Toast(texts.groups.admins_only, is_alert=True)
    if when == "off":
        await context.state.digests.cancel(chat_id)
        await edit_pressed(update, context, Message(texts.alerts.digest_off))
    elif when == "w":
        days = tuple(Button(day, f"b:{at}") for at, day in enumerate(texts.alerts.weekdays_short))
        await edit_pressed(update, context, Message(texts.alerts.digest_day, (days[:4], days[4:])))
    elif not hour:
        await edit_pressed(update, context, Message(texts.alerts.digest_hour, _hours(when)))
    else:
        weekday, at = None if when == DAILY else int(when), int(hour[0])
        if at not in range(24) or (weekday is not None and weekday not in range(7)):
            raise ValueError(f"no hour of ours: {when}:{at}")  # answered as what no button of ours says
        ordered = await _order(update, context, weekday, at)
        done = texts.alerts.digest_set.format(when=spell(ordered, texts))
        await edit_pressed(update, context, Message(done))
    return None


def _hours(when: str) -> Rows:
    buttons = [Button(f"{hour}:00", f"b:{when}:{hour}") for hour in HOURS]
    return in_rows(buttons, HOURS_ROW)


async def _order(update: Update, context: Context, weekday: int | None, hour: int) -> Digest:
    message = incoming(update)
    ordered = Digest(
        message.chat_id,
        thread_of(message),
        weekday,
        hour,
        next_time(context.services.now(), hour, weekday),
        await context.archive.mark(),
    )
    await context.state.digests.order(ordered)
    return ordered


async def _may(update: Update, context: Context) -> bool:
    return incoming(update).chat_id > 0 or await is_group_admin(update, context.bot)


def spell(ordered: Digest, texts: Texts) -> str:
    """When it comes."""
    words = texts.alerts.every_day if ordered.weekday is None else texts.alerts.weekdays[ordered.weekday]
    return words.format(hour=ordered.hour)
