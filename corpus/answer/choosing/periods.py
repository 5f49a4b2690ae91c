"""Which sentences count for a question about certain days, and which articles lie nearest to them.

An article counts where it was published in the period, or where it says by its headline, its lead or a sentence of its
own that it speaks of a day within. "Hôm qua" and "ngày 12/8" are read from the day on which the article was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain, zip_longest

import numpy as np

from corpus.answer.ranking.arrays import Floats
from corpus.answer.ranking.board import Candidate
from corpus.language.sheet import PART_NUMBER
from corpus.language.time.dates import Mention, find_mentions, find_years
from corpus.models import Article, Hit, PartKind, Period
from corpus.timezone import VIETNAM

OTHER_TIME = 0.2  # of its probability has a sentence that speaks of other days only
# Beyond that, what an article says of the period it says with the year.
_NEARBY = timedelta(days=400)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# "So với cùng kỳ năm ngoái": what a sentence compares with it does not tell of.
_COMPARED = re.compile(r"(?<!\w)(?:so với|cùng kỳ|cùng kì)(?: [^\W\d_]+){0,3} $", re.IGNORECASE)
_COMPARED_BEFORE = 40  # characters, within which such words stand
_KEPT = 500  # articles, for what was read of time in those that were found last
_LEAD = PART_NUMBER[PartKind.LEAD]


def alternating(one: Iterable[Hit], other: Iterable[Hit]) -> list[Hit]:
    """Both in turn, so that neither crowds out the other."""
    return [hit for hit in chain.from_iterable(zip_longest(one, other)) if hit is not None]


def was_published_in(period: Period, published_s: int | None) -> bool:
    """Whether an article was published on one of the days."""
    return published_s is not None and period.start.timestamp() <= published_s < period.end.timestamp()


def weights(candidate: Candidate, article: Article, period: Period, asked_at: datetime) -> Floats | None:
    """How much each sentence counts, 0 for not at all; None where the whole article does not.

    An article without a date is read as if it had been written when the question was asked.
    """
    spans, written_at = candidate.sheet.spans, article.published_at or asked_at
    found = np.zeros(len(spans) + 1)  # the last one is the headline's
    days = _Days(period, written_at)
    if days.may_be_in(article.headline) or days.may_be_in(article.text):
        written_on = written_at.astimezone(VIETNAM).date()
        for said in _said(article.headline, article.text, spans.tobytes(), written_on):
            found[said.number] = days.said_in(said)
    if was_published_in(period, candidate.published_s) or _is_about(candidate, found):
        return np.where(found[:-1] < 0, OTHER_TIME, 1.0)
    return np.where(found[:-1] > 0, 1.0, 0.0) if (found[:-1] > 0).any() else None


def _is_about(candidate: Candidate, found: Floats) -> bool:
    """Whether the headline or the lead (the first sentence where there is none) speaks of a day within."""
    lead = candidate.sheet.parts == _LEAD
    lead = lead if lead.any() else np.arange(len(lead)) == 0
    return bool((found[:-1][lead] > 0).any()) or found[-1] > 0


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that speaks of days, or has a year by itself; its number among the article's, -1 for the headline.

    `days`, `years`: what it tells of; `compared`: what it only compares with.
    """

    number: int
    text: str
    days: tuple[Period, ...]
    years: tuple[Period, ...]
    compared: tuple[Period, ...]


@lru_cache(maxsize=_KEPT)
def _said(headline: str, text: str, spans: bytes, written_on: date) -> tuple[_Said, ...]:
    """What an article says of time, whatever is asked. `spans`: of its sentences, as a sheet has them."""
    told = [text[start:end] for start, end in np.frombuffer(spans, np.int32).reshape(-1, 2).tolist()]
    each = (_of_sentence(number, one, written_on) for number, one in [*enumerate(told), (-1, headline)])
    return tuple(one for one in each if one.days or one.years or one.compared)


def _of_sentence(number: int, text: str, written_on: date) -> _Said:
    days, years = find_mentions(text, written_on), find_years(text)
    compared = [one for one in (*days, *years) if _is_compared(one, text)]
    return _Said(number, text, _periods(days, compared), _periods(years, compared), _periods(compared))


def _is_compared(mention: Mention, text: str) -> bool:
    start = mention.span.start
    return _COMPARED.search(text, max(0, start - _COMPARED_BEFORE), start) is not None


def _periods(found: Iterable[Mention], without: Sequence[Mention] = ()) -> tuple[Period, ...]:
    return tuple(one.period for one in found if one not in without)


class _Days:
    """The days of a period, as articles that were `written_at` some time speak of them."""

    def __init__(self, period: Period, written_at: datetime) -> None:
        self._period = period
        self._is_near = period.start - _NEARBY <= written_at <= period.end + _NEARBY
        self._years = range(period.start.year, (period.end - timedelta(days=1)).year + 1)

    def may_be_in(self, text: str) -> bool:
        """Cheap: away from the period only a year can name it."""
        return self._is_near or any(int(year) in self._years for year in _YEAR.findall(text))

    def said_in(self, said: _Said) -> int:
        """1 where a sentence speaks of days within the period, -1 of other days only, 0 of neither."""
        if not self.may_be_in(said.text):
            return 0
        start, end = self._period.start, self._period.end
        if any(start <= one.start and one.end <= end for one in (*said.days, *said.years)):
            return 1
        others = (*said.days, *said.compared)
        return -1 if others and all(one.end <= start or end <= one.start for one in others) else 0


def nearest(candidates: Sequence[Candidate], period: Period, most: int) -> list[Candidate]:
    """Those published nearest to the period, by days; those without a date are left out."""
    start, end = int(period.start.timestamp()), int(period.end.timestamp())
    dated = {one.article_id: one for one in candidates if one.published_s is not None}

    def distance(one: Candidate) -> int:
        at = one.published_s or 0
        return max(start - at, at - end, 0) // 86_400

    return sorted(dated.values(), key=distance)[:most]
