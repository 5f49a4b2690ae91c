"""Whether a text tells the amount that its headline has."""

from __future__ import annotations

import re

from corpus.answer.asked_for.asked import Asked
from corpus.answer.marking.what_answers import amounts


def tells_amount_of(headline: str, text: str, asked: Asked) -> bool:
    """Whether a text has the number of an amount in a headline that would answer."""
    told = _numbers(" ".join(span.of(headline) for span in amounts(headline, asked)))
    return not told.isdisjoint(_numbers(text))


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+(?:[.,]\d+)*", text))
