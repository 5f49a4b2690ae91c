"""/loi (admins): pages that could not be fetched, why, buttons that try them again; and what is held back."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from bot import render
from bot.commands import crawl
from bot.commands.common import Toast, edit_pressed, pressed, respond
from bot.context import Context
from bot.markup import Button, Message, Rows, tag, turning
from bot.texts import VI, crawls
from corpus import CrawlOrder, Page

SHOWN = 6
ALL = "all"


async def failures(update: Update, context: Context) -> None:
    """The newest."""
    await respond(update, context, await _shown(context, 0))


async def browse(update: Update, context: Context) -> Toast | None:
    """Data: which page of the list."""
    _query, (at,) = pressed(update)
    await edit_pressed(update, context, await _shown(context, int(at)))
    return None


async def retry(update: Update, context: Context) -> Toast | None:
    """Data: `all`, or a page of the list and what it showed. What is tried again is due, and a crawl begins."""
    _query, (at, *digest) = pressed(update)
    newspapers = context.archive.newspapers
    if at == ALL:
        pages: list[Page] = await newspapers.failing(limit=await _count(context))
    else:
        pages = await newspapers.failing(limit=SHOWN, offset=SHOWN * int(at))
        if digest != [_digest(pages)]:
            await edit_pressed(update, context, await _shown(context, int(at)))
            return Toast(crawls.LIST_CHANGED, is_alert=True)
    if not pages:
        return Toast(crawls.FAILURES_NONE)
    count = await newspapers.retry(urls=[page.url for page in pages])
    if context.services.crawls.is_busy:
        return Toast(crawls.RETRY_LATER.format(count=count), is_alert=True)
    await crawl.begin(update, context, CrawlOrder(tuple(dict.fromkeys(page.site for page in pages))))
    return Toast(crawls.RETRY_STARTED.format(count=count))


async def _shown(context: Context, at: int) -> Message:
    newspapers = context.archive.newspapers
    pages = await newspapers.failing(limit=SHOWN, offset=SHOWN * at)
    total = await _count(context)
    buttons = _buttons(pages, at, total)
    shown = render.crawls.failures(pages, SHOWN * at, total, newspapers.publishers, buttons)
    held = await newspapers.held_back() if at == 0 else []
    unread = render.crawls.unread(await newspapers.states()) if at == 0 else ""
    html = "\n\n".join(part for part in (unread, shown.html if pages or not unread else "") if part)
    return Message(html + render.held_back.lines(held), shown.buttons + render.held_back.of_sites(held))


async def _count(context: Context) -> int:
    return await context.archive.newspapers.failing_count()


def _buttons(pages: Sequence[Page], at: int, total: int) -> Rows:
    again = (Button(crawls.BUTTON_RETRY_PAGE.format(count=len(pages)), f"lr:{at}:{_digest(pages)}"),)
    everything = ((Button(crawls.BUTTON_RETRY_ALL.format(count=total), f"lr:{ALL}"),),)
    turn = turning("lo", at, SHOWN * at + len(pages) < total, VI.turning)
    return (again, *(everything if total > len(pages) else ()), *turn)


def _digest(pages: Sequence[Page]) -> str:
    """What a list showed, in a few letters: between looking and pressing, a crawl may have changed it."""
    return tag(*(page.url for page in pages))
