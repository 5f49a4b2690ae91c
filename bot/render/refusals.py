"""What a refusal says is not there: an answer, news of certain days; or that the question has no subject."""

from __future__ import annotations

from dataclasses import dataclass

from bot.render.periods import is_day, named
from bot.texts import Texts
from corpus import Answer, Period


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is refused. `lacks_subject`: "vì sao?", and nothing was asked before that it could go on from.

    `news_of`: nothing but the news was asked for, of that place, or of anywhere where it is empty.
    """

    lacks_subject: bool = False
    news_of: str | None = None


def words(found: Answer, refusal: Refusal, texts: Texts) -> tuple[str, str]:
    """The line that refuses, and the one above the nearest articles; both are to be escaped."""
    reading = texts.reading
    if found.period is None:
        return texts.not_found, texts.related
    if refusal.news_of is None:
        return _told(found.period, reading.none_on_day, reading.none_in_period, texts), reading.near_period
    about = reading.news_about.format(place=refusal.news_of) if refusal.news_of else ""
    none = _told(found.period, reading.no_news_on_day, reading.no_news_in_period, texts, about=about)
    return none, reading.near_news


def _told(period: Period, on_day: str, in_period: str, texts: Texts, **more: str) -> str:
    if is_day(period):
        return on_day.format(days=period.label, **more)
    days = named(period, texts) or texts.reading.days.format(days=period.label)
    return in_period.format(days=days, **more)
