"""Buttons under a crawl's report and /loi (admins): articles that are gone from their site, too many to be believed."""

from __future__ import annotations

from telegram import Update

from bot import render
from bot.commands.common import Toast, edit_pressed, pressed, respond
from bot.context import Context
from bot.markup import Message, escape, tag
from bot.texts import crawls
from corpus import HeldBack, StoreLocked

SHOWN = 5


async def show(update: Update, context: Context) -> Toast | None:
    """Data: a domain. Some of the articles in a message of its own, to be looked at before they are believed gone."""
    _query, (domain,) = pressed(update)
    held = await _held(context, domain)
    if held is None:
        return Toast(crawls.HELD_BACK_NONE, is_alert=True)
    found = [await context.archive.article(one) for one in held.article_ids[:SHOWN]]
    shown = [one for one in found if one is not None]
    await respond(update, context, render.held_back.asking(held, shown, _mark(held)))
    return None


async def believe(update: Update, context: Context) -> Toast | None:
    """Data: a domain, and the mark of what was shown: what changed since is not believed, but shown anew."""
    _query, (domain, mark) = pressed(update)
    held = await _held(context, domain)
    if held is None or _mark(held) != mark:
        return Toast(crawls.LIST_CHANGED, is_alert=True)
    try:
        count = await context.archive.believe_gone(domain, held.article_ids)
    except StoreLocked:
        return Toast(crawls.UNDO_BUSY, is_alert=True)
    text = crawls.BELIEVED.format(publisher=escape(held.publisher), count=count)
    await edit_pressed(update, context, Message(text))
    return None


async def _held(context: Context, domain: str) -> HeldBack | None:
    held = await context.archive.newspapers.held_back()
    return next((one for one in held if one.domain == domain), None)


def _mark(held: HeldBack) -> str:
    return tag(*sorted(held.article_ids))
