"""The scheduled crawl: looked at often, begun when it is due, made up for once where nobody was there."""

from __future__ import annotations

import logging

from bot.context import Services
from bot.crawls.schedule import MINUTE_S, last_due, sites_due
from corpus import CrawlOrder

RETRY_S = 300.0  # after one that did not even begin: another process crawls, or the disk is full

logger = logging.getLogger(__name__)


async def crawl_when_due(services: Services, seed: str) -> None:
    """Begin a crawl of the sites that are due, unless one is under way; waits for no end. Raises StoreError."""
    every_min, now = services.settings.crawl_every_min, services.now()
    if (
        not every_min
        or services.crawls.is_busy
        or 0 <= now - services.crawl_tried_at < min(RETRY_S, every_min * MINUTE_S)
    ):
        return
    due = sites_due(await services.archive.newspapers.times(), last_due(now, every_min, seed), now)
    if due and not services.crawls.is_busy:
        services.crawl_tried_at = now
        logger.info("a crawl is due: %s", ", ".join(due))
        services.crawls.begin(CrawlOrder(due))
