"""Whether what was found answers the question, or only shares a word with it."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.answer.question import FUNCTION_WORDS, Reading
from corpus.language.analyzer import analyze

THRESHOLD = 0.6


def coverage(reading: Reading, texts: Iterable[str]) -> float:
    """How much of the subject stands in `texts`, 0 to 1: half by folded syllables, half by their pairs."""
    asked = analyze(reading.subject)
    found = [analyze(text) for text in texts]
    syllables = {term for terms in found for term in terms["syllables"]}
    bigrams = {term for terms in found for term in terms["bigrams"]}
    content = [term for term in asked["syllables"] if term not in FUNCTION_WORDS]
    if not content:
        return 0.0
    single = sum(term in syllables for term in content) / len(content)
    if not asked["bigrams"]:
        return single
    pairs = sum(term in bigrams for term in asked["bigrams"]) / len(asked["bigrams"])
    return (single + pairs) / 2


def is_answered(reading: Reading, texts: Iterable[str]) -> bool:
    """Whether the subject is covered well enough to show a quote as an answer."""
    return coverage(reading, texts) >= THRESHOLD
