"""Is the news stale? Admins are told once when it becomes so, and once when that is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from telegram import Bot

from bot import render
from bot.context import HOUR_S, Services
from bot.crawls.schedule import is_stale
from bot.delivery.telling import tell_admins
from bot.markup import Message
from corpus import VIETNAM, SiteTimes

ARCHIVE = "archive"  # its name among the alarms; the others are sites


def stale_sites(times: list[SiteTimes], now: float, limit_s: float) -> dict[str, SiteTimes]:
    """Sites that are on, have been crawled, and were not reached for longer than `limit_s`, or never."""
    return {
        one.domain: one
        for one in times
        if one.ended_at is not None and (one.success_at is None or now - one.success_at > limit_s)
    }


async def tell_of_staleness(bot: Bot, services: Services) -> None:
    """Compare what is stale with what was told, and tell the difference. Raises StoreError."""
    limit_s = services.settings.stale_h * HOUR_S
    if not limit_s or not services.settings.admin_ids:
        return
    newspapers, now = services.archive.newspapers, services.now()
    newest = await services.archive.newest_at()
    sites = stale_sites(await newspapers.times(), now, limit_s)
    found = set(sites) | ({ARCHIVE} if is_stale(newest, now, limit_s) else set())
    told = await services.state.alarms.raised()
    for name in sorted(found - told):
        message = _alarm(name, newest, sites, newspapers.publishers)
        if await tell_admins(bot, services, message, "stale news"):
            await services.state.alarms.set(name, int(now))
    for name in sorted(told - found):
        message = _over(name, newest, newspapers.publishers)
        if await tell_admins(bot, services, message, "stale news"):
            await services.state.alarms.clear(name)


def _alarm(
    name: str, newest: datetime | None, sites: Mapping[str, SiteTimes], publishers: Mapping[str, str]
) -> Message:
    if name == ARCHIVE:
        return render.crawls.archive_stale(newest)
    site = sites[name]
    since = datetime.fromtimestamp(site.success_at, VIETNAM) if site.success_at is not None else None
    return render.crawls.site_stale(publishers.get(name, name), since, site.stopped)


def _over(name: str, newest: datetime | None, publishers: Mapping[str, str]) -> Message:
    if name == ARCHIVE:
        return render.crawls.archive_fresh(newest)
    return render.crawls.site_fresh(publishers.get(name, name))
