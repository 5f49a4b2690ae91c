"""When to fetch a page again: young articles are corrected, old ones hardly ever; failures get ever rarer tries."""

from __future__ import annotations

HOUR_S = 3_600
DAY_S = 86_400
_AFTER: tuple[tuple[int, int], ...] = (
    (2 * DAY_S, HOUR_S),
    (14 * DAY_S, DAY_S),
    (90 * DAY_S, 7 * DAY_S),
)
"""(age of the article up to, time to the next look), the youngest first."""
_AFTER_ALL = 60 * DAY_S
_FIRST_RETRY_S = 600
PASSING_TRIES = 8
LASTING_TRIES = 3


def next_look(published_s: int, now_s: int) -> int:
    """When to look at an article again that was published then."""
    age = now_s - published_s
    return now_s + next((after for up_to, after in _AFTER if age < up_to), _AFTER_ALL)


def next_try(tries: int, is_passing: bool, now_s: int) -> int | None:
    """When to try a page again that failed so many times in a row; None: only when somebody asks for it."""
    if tries >= (PASSING_TRIES if is_passing else LASTING_TRIES):
        return None
    if not is_passing:
        return now_s + DAY_S
    return now_s + min(_FIRST_RETRY_S << (tries - 1), DAY_S)
