"""Articles that tell the same story, and articles that tell it with other numbers.

What several papers say alike is quoted once, with the number of those that say it. Where they give different amounts of
the same thing, both are quoted, the newer first: corrections and rising counts look like that.

What is "the same" depends on what is compared. Quotes are, where a reader would read one sentence twice (`grouped`);
two articles of which a headline and a sentence are shown, where either is much alike (`tell_the_same`). Whole articles
are by the phrases they share (`gather/dedupe`), two addresses of one page by half of these (`gather/crawl/settle`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import reduce
from itertools import chain

from corpus.answer.reading.subject import Subject
from corpus.language.likeness import likeness, numbers_agree
from corpus.language.measures import LARGE, MAGNITUDES, MEASURE_OF, Measure, same_units
from corpus.language.protected.numerals import canonical
from corpus.language.text import fold
from corpus.models import Quote, Source

SAME = 0.8  # Jaccard similarity of folded syllables from which two quotes say the same
SAME_STORY = 0.5  # and where their articles are known to be nearly the same
COVERED = 0.9  # of the subject that the first quote and its headline have, another one has to have too
PROBABLE = 0.3  # of the first quote's probability
LIKELY = 0.1  # the first quote has to be, or it may be about something else itself
MOST_RIVALS = 2  # beside the first quote: three are shown
EARLIEST = datetime.min.replace(tzinfo=UTC)
_DIFFERENT = 0.005  # relative: amounts that differ less are rounded differently
_MONEY = "dong"
_SHARES = same_units("%")
_MAGNITUDES = {fold(word): MAGNITUDES[word] for word in LARGE.split("|")}
# Of a degree and an age the first word is enough: "35 độ" may be more than "34 độ C".
_OF_TWO_WORDS = "|".join(
    fold(unit)
    for unit, measure in MEASURE_OF.items()
    if " " in unit and measure in (Measure.MONEY, Measure.SHARE, Measure.LENGTH, Measure.VOLUME)
)
_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*")
_AMOUNT = re.compile(
    rf"(\d+(?:[.,]\d+)*)\s?((?:(?:{'|'.join(_MAGNITUDES)})\b\s?)*)"
    rf"(%|{_OF_TWO_WORDS}|[^\W\d]+)?"
)

Pairs = Collection[frozenset[str]]
"""Ids of articles, two and two, that are nearly the same."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its magnitude, and what it counts (folded; "" where that is not said).

    `decimals`: as printed, behind the comma.
    """

    value: float
    unit: str
    decimals: int = 0

    def differs(self, other: Amount) -> bool:
        """Whether both count the same, and not the same many of it in other roundings."""
        if self.unit != other.unit:
            return False
        if self.unit in _SHARES:  # of large parts a tenth is much
            decimals = min(self.decimals, other.decimals)
            return round(self.value, decimals) != round(other.value, decimals)
        return abs(self.value - other.value) > _DIFFERENT * max(self.value, other.value)


@dataclass(frozen=True, slots=True)
class _Worded:
    """A quote and its folded words."""

    quote: Quote
    words: frozenset[str]


def grouped(quotes: Iterable[Quote], alike: Pairs = ()) -> list[Quote]:
    """The quotes with near-identical ones once, in order; `Quote.also` names the other articles that say the same."""
    groups: list[list[_Worded]] = []
    for quote in quotes:
        said = _Worded(quote, frozenset(re.findall(r"\w+", fold(quote.text))))
        same = [group for group in groups if any(_read_the_same(said, other, alike) for other in group)]
        if not same:
            groups.append([said])
            continue
        first, *others = same
        first += [*chain.from_iterable(others), said]
        groups = [group for group in groups if group not in others]
    return [reduce(_with, (other.quote.source for other in rest), first.quote) for first, *rest in groups]


def tell_the_same(one: Quote, other: Quote, least: float) -> bool:
    """Whether two articles tell the same: under one headline or in nearly the same words, and with the same numbers.

    `least`: the likeness (0 to 1) of their headlines or quotes from which they do.
    """
    alike = max(likeness(one.source.headline, other.source.headline), likeness(one.text, other.text))
    return alike >= least and numbers_agree(one.text, other.text)


def _read_the_same(one: _Worded, other: _Worded, alike: Pairs) -> bool:
    """Whether two quotes do. Texts that differ in their numbers do not: another day's price, a count that has risen."""
    shared = len(one.words & other.words)
    in_either = len(one.words) + len(other.words) - shared
    if shared < SAME_STORY * in_either:
        return False
    pair = frozenset((one.quote.source.article_id, other.quote.source.article_id))
    least = SAME_STORY if pair in alike else SAME
    return shared >= least * in_either and numbers_agree(one.quote.text, other.quote.text)


def _with(quote: Quote, source: Source) -> Quote:
    known = {quote.source.article_id, *(one.article_id for one in quote.also)}
    return quote if source.article_id in known else replace(quote, also=(*quote.also, source))


def rivals(quotes: Sequence[Quote], subject: Subject) -> list[Quote]:
    """The newest quotes of other articles that give another amount of the same thing than the first one; at most two.

    All have a date, and say as much of the subject: else they hardly speak of the same.
    """
    first, others = quotes[0], quotes[1:]
    amount = amount_of(first)
    if amount is None or not amount.unit or first.source.published_at is None or first.score < LIKELY:
        return []
    enough, found = COVERED * _covered(first, subject), {first.source.article_id: first}
    for other in others:
        told = amount_of(other)
        if (
            told is not None
            and told.differs(amount)
            and other.source.published_at is not None
            and other.score >= PROBABLE * first.score
            and _covered(other, subject) >= enough
        ):
            found.setdefault(other.source.article_id, other)
    return _all_different(newest_first(list(found.values())[1:]))[:MOST_RIVALS]


def says_as_much(quote: Quote, first: Quote, subject: Subject) -> bool:
    """Whether a quote has as much of the subject as the first one."""
    return _covered(quote, subject) >= COVERED * _covered(first, subject)


def _all_different(quotes: Sequence[Quote]) -> list[Quote]:
    """The first quote of each amount."""
    told: dict[Quote, Amount | None] = {}
    for quote in quotes:
        amount = amount_of(quote)
        if amount and all(other and other.differs(amount) for other in told.values()):
            told[quote] = amount
    return list(told)


def newest_first(quotes: Sequence[Quote]) -> list[Quote]:
    """By the day of publication, which all of them have."""
    return sorted(quotes, key=lambda quote: quote.source.published_at or EARLIEST, reverse=True)


def amount_of(quote: Quote) -> Amount | None:
    """What the highlighted words amount to; None where nothing is highlighted, no number, or a range of them."""
    if quote.highlight is None:
        return None
    start, end = quote.highlight.start - quote.start, quote.highlight.end - quote.start
    plain = fold(quote.text)
    numbers = list(_NUMBER.finditer(plain, start, end))
    if len(numbers) != 1:
        return None
    match = _AMOUNT.match(plain, numbers[0].start())
    if match is None:
        return None
    number = canonical(match[1]).replace(",", ".")
    value = float(number)
    for word in match[2].split():
        value *= _MAGNITUDES[word]
    is_money = match[2] and (
        match[3] is None or match.start(3) >= end
    )  # "2 tỉ", marked in "chi 2 tỉ cho cầu"
    unit = _MONEY if is_money else match[3] or ""
    return Amount(value, unit, len(number.partition(".")[2]))


def _covered(quote: Quote, subject: Subject) -> float:
    """The share of the subject's weight that a quote and its headline have."""
    said = set(re.findall(r"\w+", fold(f"{quote.source.headline} {quote.text}")))
    shares: list[float] = subject.shares.tolist()
    return sum(share for term, share in zip(subject.terms, shares, strict=True) if term in said)
