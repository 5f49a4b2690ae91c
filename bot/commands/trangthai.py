"""/trangthai (admins): is everything well?"""

from __future__ import annotations

import resource
import time
from datetime import datetime

from telegram import Update

from bot import render
from bot.commands.common import respond
from bot.context import Context
from bot.crawls.schedule import next_due
from bot.markup import escape
from bot.texts import VI, admin, crawls
from corpus import VIETNAM, Status


async def status(update: Update, context: Context) -> None:
    """Archive, index, journal, process, and each newspaper."""
    found = await context.archive.status()
    open_count, unsure = await context.state.journal.waiting()
    watches, alerts = await context.state.watches.count()
    services = context.services
    poll = services.last_poll
    text = admin.STATUS.format(
        articles=VI.number(found.summary.articles),
        passages=VI.number(found.summary.passages),
        newest=render.day(found.summary.newest_at, VI),
        engine=escape(found.engine),
        index=_index(found),
        open=open_count,
        unsure=unsure,
        watches=watches,
        alerts=alerts,
        uptime=render.spell(time.monotonic() - services.started_at),
        memory=VI.number(memory_mb()),
        poll=admin.POLLED.format(VI.number(poll.silent_s)) if poll else admin.NO_POLLING,
    )
    text += _schedule(context) + (admin.STATUS_PROBLEM if found.problem else "")
    await respond(update, context, render.crawls.with_sites(text, await context.archive.newspapers.states()))


def _index(found: Status) -> str:
    generation = found.generation
    if generation is None:
        return admin.STATUS_NO_INDEX
    index = admin.STATUS_INDEX.format(number=generation.number, passages=VI.number(generation.passages))
    return index + (admin.STATUS_BEHIND.format(passages=VI.number(found.behind)) if found.behind else "")


def _schedule(context: Context) -> str:
    """When the clock will crawl."""
    services = context.services
    every_min = services.settings.crawl_every_min
    if not every_min:
        return crawls.NO_SCHEDULE
    due = next_due(services.now(), every_min, str(context.bot.id))
    return crawls.NEXT_CRAWL.format(
        every=every_min, moment=render.moment(datetime.fromtimestamp(due, VIETNAM))
    )


def memory_mb() -> int:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
