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

DAY_S, HOUR_S, MINUTE_S = 86_400, 3_600, 60


async def status(update: Update, context: Context) -> None:
    """Archive, index, journal, process, and each newspaper."""
    found = await context.archive.status()
    open_count, unsure = await context.state.journal.waiting()
    watches, alerts = await context.state.watches.count()
    services = context.services
    poll = services.last_poll
    text = admin.STATUS.format(
        articles=found.summary.articles,
        passages=found.summary.passages,
        newest=render.day(found.summary.newest_at, VI),
        engine=escape(found.engine),
        index=_index(found),
        open=open_count,
        unsure=unsure,
        watches=watches,
        alerts=alerts,
        uptime=spell(time.monotonic() - services.started_at),
        memory=memory_mb(),
        poll=f"{poll.silent_s:.0f} giây trước" if poll else "dùng webhook",
    )
    text += _schedule(context) + (admin.STATUS_PROBLEM if found.problem else "")
    await respond(update, context, render.crawls.with_sites(text, await context.archive.newspapers.states()))


def _index(found: Status) -> str:
    generation = found.generation
    if generation is None:
        return admin.STATUS_NO_INDEX
    index = admin.STATUS_INDEX.format(number=generation.number, passages=generation.passages)
    return index + (admin.STATUS_BEHIND.format(passages=found.behind) if found.behind else "")


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


def spell(seconds: float) -> str:
    """3 ngày 4 giờ, 5 phút, 6 giây."""
    days, rest = divmod(int(seconds), DAY_S)
    hours, minutes = rest // HOUR_S, rest % HOUR_S // MINUTE_S
    parts = [(days, "ngày"), (hours, "giờ"), (minutes, "phút")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or f"{int(seconds)} giây"


def memory_mb() -> int:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
