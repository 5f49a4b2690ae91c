"""How long something took, for the newsroom."""

from __future__ import annotations

from bot.texts import VI, admin

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400
SECOND_MS = 1_000


def spell(seconds: float) -> str:
    """3 ngày 4 giờ, 5 phút, 6 giây."""
    days, rest = divmod(int(seconds), DAY_S)
    hours, minutes = rest // HOUR_S, rest % HOUR_S // MINUTE_S
    parts = ((days, admin.DAYS_LONG), (hours, admin.HOURS_LONG), (minutes, admin.MINUTES_LONG))
    return " ".join(words.format(count) for count, words in parts if count) or admin.SECONDS_LONG.format(
        int(seconds)
    )


def spell_ms(milliseconds: float | None) -> str:
    """85 ms, 1,2 giây."""
    if milliseconds is None:
        return admin.NOT_YET
    if round(milliseconds) < SECOND_MS:
        return admin.MILLISECONDS_LONG.format(VI.number(milliseconds))
    return admin.SECONDS_LONG.format(VI.number(milliseconds / SECOND_MS, 1))
