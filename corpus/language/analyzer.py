"""Text → index fields; the same at index time and at query time.

words      pyvi's words, lower case, accented; protected tokens whole
accented   syllables, lower case, accented
syllables  folded syllables and protected tokens
bigrams    folded neighbouring syllables
headline   folded syllables of the headline
"""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.language.segmentation import segment
from corpus.language.text import fold, normalise
from corpus.models import Terms

TEXT_FIELDS = ("words", "accented", "syllables", "bigrams")
FIELDS = (*TEXT_FIELDS, "headline")

_TOKEN = re.compile(
    r"\d+(?:[.,/-]\d+)*(?:[-/][A-ZĐa-zđ]+)+(?:-[A-ZĐa-zđ]+)*"  # 06-NQ/ĐUK
    r"|\d+(?:[.,/-]\d+)*%?"  # 4.214  3,4%  16/8/2021
    r"|[^\W\d_]+(?:-\d+)?"  # syllables, Covid-19
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+$")


def analyze(text: str) -> Terms:
    """The terms of each text field, in order of appearance."""
    clean = normalise(text)
    accented = [_canonical(token) for token in _TOKEN.findall(clean)]
    folded = [fold(token) for token in accented]
    words = [
        word.lower() for line in clean.split("\n") for word in segment(line) if any(map(str.isalnum, word))
    ]
    return {
        "words": tuple(words),
        "accented": tuple(accented),
        "syllables": tuple(folded),
        "bigrams": tuple(f"{one}_{two}" for one, two in pairwise(folded)),
    }


def analyze_headline(headline: str) -> tuple[str, ...]:
    """The terms of the headline field."""
    return tuple(fold(_canonical(token)) for token in _TOKEN.findall(normalise(headline)))


def _canonical(token: str) -> str:
    if _THOUSANDS.match(token):
        return token.replace(".", "")
    return token.lower()
