"""Question → Query: which terms the engines look for, in which fields, at what weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.answer.reading.aliases import Alias
from corpus.answer.reading.question import Reading
from corpus.language.analyzer import analyze
from corpus.models import Period, Query

# Measured on readers' questions among distractors: words carry most, folded fields find what was
# typed without marks.
MARKED: Mapping[str, float] = {
    "words": 1.0,
    "syllables": 0.4,
    "bigrams": 0.5,
}
# Marks that were put back are right nineteen times of twenty: they count, but the folded fields count more.
RESTORED: Mapping[str, float] = {
    "words": 0.6,
    "syllables": 0.6,
    "bigrams": 0.7,
}


EXPANDED = 0.3  # of the weight of a typed term has one of its other words
DECAY = 0.6  # of what was asked one question earlier


def together(earlier: Sequence[Query], now: Query) -> Query:
    """One query for a question and those before it (oldest first); the longer ago, the less it weighs."""
    summed: dict[str, dict[str, float]] = {name: dict(terms) for name, terms in now.terms.items()}
    for ago, query in enumerate(reversed(earlier), start=1):
        for name, terms in query.terms.items():
            row = summed.setdefault(name, {})
            for term, weight in terms.items():
                row[term] = max(row.get(term, 0.0), weight * DECAY**ago)
    return Query(summed, now.published_from, now.published_to)


def within(query: Query, period: Period) -> Query:
    """The same, of what was published in a period alone."""
    first, end = int(period.start.timestamp()), int(period.end.timestamp())
    return replace(query, published_from=first, published_to=end)


def build(reading: Reading) -> Query:
    """The query for a reading. Empty where the question names no subject."""
    terms = analyze(reading.subject)
    weights = _weights(reading)
    by_field = {
        name: {term: weight * count for term, count in Counter(terms[name]).items()}
        for name, weight in weights.items()
        if name in terms and weight
    }
    return Query(terms={name: found for name, found in by_field.items() if found})


def expanded(query: Query, reading: Reading, aliases: Iterable[Alias]) -> Query:
    """The query with other words for what it looks for; a term that it has already keeps its weight.

    Of several syllables only neighbours are looked for, which stand for little else: "phú" and "yên" are everywhere.
    """
    if not query.terms:
        return query
    weights = _weights(reading)
    summed = {name: dict(terms) for name, terms in query.terms.items()}
    for alias in aliases:
        analyzed = analyze(" ".join(alias.other))
        single = len(alias.other) == 1
        for name in ("words", "syllables") if single else ("words", "bigrams"):
            row = summed.setdefault(name, {})
            for term in analyzed[name]:
                if (single or "_" in term) and weights.get(name):
                    row.setdefault(term, EXPANDED * alias.weight * weights[name])
    return replace(query, terms={name: row for name, row in summed.items() if row})


def _weights(reading: Reading) -> Mapping[str, float]:
    return MARKED if reading.has_marks else RESTORED
