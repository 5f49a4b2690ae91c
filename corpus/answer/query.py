"""Question → Query: which terms the engines look for, in which fields, at what weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from corpus.answer.question import Reading
from corpus.language.analyzer import analyze
from corpus.models import Query

# Measured on readers' questions among distractors: words carry most, folded fields find what was
# typed without marks, the headline says what an article is about.
MARKED: Mapping[str, float] = {
    "words": 1.0,
    "accented": 0.3,
    "syllables": 0.4,
    "bigrams": 0.5,
    "headline": 0.3,
}
BARE: Mapping[str, float] = {"syllables": 0.7, "bigrams": 1.0, "headline": 0.4}


def build(reading: Reading) -> Query:
    """The query for a reading. Empty where the question names no subject."""
    terms = analyze(reading.subject)
    weights = MARKED if reading.has_marks else BARE
    by_field = {
        name: {term: weight * count for term, count in Counter(terms[name]).items()}
        for name, weight in weights.items()
        if name in terms
    }
    by_field["headline"] = dict.fromkeys(set(terms["syllables"]), weights["headline"])
    return Query(terms={name: found for name, found in by_field.items() if found})
