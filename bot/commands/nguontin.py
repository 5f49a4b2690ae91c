"""/nguontin (admins): which newspapers are crawled without being named; on and off by button."""

from __future__ import annotations

from telegram import Update

from bot import render
from bot.commands.common import Toast, edit_pressed, pressed, respond
from bot.context import Context
from bot.texts import crawls
from corpus import CrawlError


async def sources(update: Update, context: Context) -> None:
    """The list."""
    await respond(update, context, render.crawls.sources(await context.archive.newspapers.states()))


async def turn(update: Update, context: Context) -> Toast | None:
    """Data: a domain, and 1 for on or 0 for off."""
    _query, (domain, wanted) = pressed(update)
    newspapers, is_on = context.archive.newspapers, bool(int(wanted))
    try:
        await newspapers.turn(domain, is_on)
    except CrawlError:  # it left the table since
        return Toast(crawls.LIST_CHANGED, is_alert=True)
    await edit_pressed(update, context, render.crawls.sources(await newspapers.states()))
    said = crawls.TURNED_ON if is_on else crawls.TURNED_OFF
    return Toast(said.format(publisher=newspapers.publishers[domain]))
