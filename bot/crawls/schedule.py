"""When a scheduled crawl is due, and when news is stale: by numbers alone, so that what was missed is seen."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.watches.schedule import day_began
from corpus import VIETNAM, SiteTimes

MAX_JITTER_S = 600
JITTER_SHARE = 0.25  # of the time between two crawls
MINUTE_S = 60


def is_stale(newest_at: datetime | None, now: float, limit_s: float) -> bool:
    """Whether the newest article is older than `limit_s`; an archive without dates is not called stale."""
    return newest_at is not None and bool(limit_s) and now - newest_at.timestamp() > limit_s


def last_due(now: float, every_min: int, seed: str) -> float:
    """The latest moment up to `now` at which a crawl was due, in Unix seconds.

    Every so many minutes from midnight in Vietnam, and a little later: by how much goes by `seed`, one for each bot,
    so that not all of them come to a newspaper at the full hour.
    """
    slot = _slot(now, every_min)
    due = slot + _jitter_s(slot, every_min, seed)
    if due <= now:
        return due
    before = _slot(slot - 1, every_min)
    return before + _jitter_s(before, every_min, seed)


def next_due(now: float, every_min: int, seed: str) -> float:
    """The first moment after `now` at which a crawl is due."""
    slot = _slot(now, every_min)
    due = slot + _jitter_s(slot, every_min, seed)
    if due > now:
        return due
    began = day_began(slot)
    tomorrow = datetime.fromtimestamp(began, VIETNAM) + timedelta(days=1)
    after = min(slot + every_min * MINUTE_S, int(tomorrow.timestamp()))
    return after + _jitter_s(after, every_min, seed)


def _slot(now: float, every_min: int) -> int:
    began = day_began(now)
    return began + int(now - began) // (every_min * MINUTE_S) * every_min * MINUTE_S


def _jitter_s(slot: int, every_min: int, seed: str) -> int:
    most = min(MAX_JITTER_S, int(every_min * MINUTE_S * JITTER_SHARE))
    return zlib.crc32(f"{seed}:{slot}".encode()) % (most + 1)


def sites_due(times: Sequence[SiteTimes], due_s: float, now: float) -> tuple[str, ...]:
    """The sites whose last run ended before that: those that nobody crawled since, and those that were cut off.

    Also those of which the file says that they were crawled later than `now`: the clock was wrong then.
    """
    latest = now + MAX_JITTER_S
    return tuple(one.domain for one in times if one.ended_at is None or not due_s <= one.ended_at <= latest)
