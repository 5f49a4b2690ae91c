"""Looking through new articles for what people are watching. Finds and writes down; sends nothing."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from bot.context import Services
from bot.state import Finding, Watch, pack_quote, unpack_quote
from corpus import VIETNAM, Question, Quote, likeness, numbers_agree

SLACK = timedelta(days=2)  # an article is news for a watch although it was published a little before it
SAME_NEWS = 0.6  # likeness of headlines or quotes
REMEMBERED_S = 7 * 86_400  # how long what was told is compared with what is new
logger = logging.getLogger(__name__)


async def begin(services: Services) -> None:
    """Before the first time: nothing that is in the archive already is news."""
    if await services.state.watches.mark() is None:
        await services.state.watches.found([], await services.archive.mark())


async def look(services: Services) -> None:
    """Go through what came in since the last time. Raises StoreError, IndexUnavailable: then it is looked at again."""
    archive, watches = services.archive, services.state.watches
    mark, seen = await archive.mark(), await watches.mark() or 0
    if mark <= seen:
        return
    stored = {item.source.article_id: item.stored_s for item in await archive.news(seen, mark)}
    findings: list[Finding] = []
    for watch in await watches.all() if stored else ():
        # Of one that was made while the clock was wrong, all that was not looked through yet is new.
        made_at = watch.made_at if watch.made_at <= services.now() else 0
        among = frozenset(number for number, stored_s in stored.items() if stored_s >= made_at)
        if among:
            findings += await _findings(services, watch, among)
        await asyncio.sleep(0)  # readers come first
    await watches.found(findings, mark)
    if findings:
        logger.info("%s findings for watches among %s new articles", len(findings), len(stored))


async def _findings(services: Services, watch: Watch, among: frozenset[str]) -> list[Finding]:
    """What of the new articles answers a watch; one that repeats another, or what was told, is folded."""
    made = datetime.fromtimestamp(min(watch.made_at, services.now()), VIETNAM)
    asked = Question(watch.text, datetime.fromtimestamp(services.now(), VIETNAM))
    quotes = await services.archive.news_for(asked, among, made - SLACK)
    told = await _told(services, watch)
    found: list[Finding] = []
    for quote in sorted(quotes, key=lambda one: -one.score):
        is_folded = any(is_same_news(quote, other) for other in told)
        found.append(Finding(watch.id, quote.source.article_id, pack_quote(quote), is_folded))
        if not is_folded:
            told.append(quote)
    return found


async def _told(services: Services, watch: Watch) -> list[Quote]:
    since = int(services.now()) - REMEMBERED_S
    packed = await services.state.watches.told(watch.id, since)
    quotes = [await unpack_quote(one, services.archive) for one in packed]
    return [quote for quote in quotes if quote]


def is_same_news(one: Quote, other: Quote) -> bool:
    """Whether two articles tell the same: in nearly the same words or under one headline, and with the same numbers."""
    alike = max(likeness(one.source.headline, other.source.headline), likeness(one.text, other.text))
    return alike >= SAME_NEWS and numbers_agree(one.text, other.text)
