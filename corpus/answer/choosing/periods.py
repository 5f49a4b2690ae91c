"""Which sentences count for a question about certain days, and which articles lie nearest to them.

An article counts where it was published in the period, or where it says by its headline, its lead or a sentence of its
own that it speaks of a day within. "Hôm qua" and "ngày 12/8" are read from the day on which the article was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain, zip_longest

import numpy as np

from corpus.answer.ranking.board import Candidate, Floats
from corpus.language.dates import find_mentions, names_year
from corpus.language.sheet import PART_NUMBER
from corpus.models import Article, Hit, PartKind, Period

OTHER_TIME = 0.2  # of its probability has a sentence that speaks of other days only
# Beyond that, what an article says of the period it says with the year.
_NEARBY = timedelta(days=400)
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
    written_at = article.published_at or asked_at
    spans = candidate.sheet.spans.tolist()
    found = np.array([_relation(article.text[start:end], written_at, period) for start, end in spans])
    if was_published_in(period, candidate.published_s) or _is_about(
        candidate, article, found, period, written_at
    ):
        return np.where(found < 0, OTHER_TIME, 1.0)
    return np.where(found > 0, 1.0, 0.0) if (found > 0).any() else None


def _is_about(
    candidate: Candidate, article: Article, found: Floats, period: Period, written_at: datetime
) -> bool:
    """Whether the headline or the lead (the first sentence where there is none) speaks of a day within."""
    lead = candidate.sheet.parts == _LEAD
    lead = lead if lead.any() else np.arange(len(found)) == 0
    return bool((found[lead] > 0).any()) or _relation(article.headline, written_at, period) > 0


def _relation(text: str, written_at: datetime, period: Period) -> int:
    """1 where a text speaks of days within the period, -1 of other days only, 0 of neither."""
    if not _may_say(text, written_at, period):
        return 0
    said = [mention.period for mention in find_mentions(text, written_at)]
    if any(period.start <= one.start and one.end <= period.end for one in said) or names_year(text, period):
        return 1
    apart = all(one.end <= period.start or period.end <= one.start for one in said)
    return -1 if said and apart else 0


def _may_say(text: str, written_at: datetime, period: Period) -> bool:
    """Cheap: away from the period only a year can name it."""
    if period.start - _NEARBY <= written_at <= period.end + _NEARBY:
        return True
    years = range(period.start.year, (period.end - timedelta(days=1)).year + 1)
    return any(int(year) in years for year in re.findall(r"\b(?:19|20)\d\d\b", text))


def nearest(candidates: Sequence[Candidate], period: Period, most: int) -> list[Candidate]:
    """Those published nearest to the period, by days; those without a date are left out."""
    start, end = int(period.start.timestamp()), int(period.end.timestamp())
    dated = {one.article_id: one for one in candidates if one.published_s is not None}

    def distance(one: Candidate) -> int:
        at = one.published_s or 0
        return max(start - at, at - end, 0) // 86_400

    return sorted(dated.values(), key=distance)[:most]
