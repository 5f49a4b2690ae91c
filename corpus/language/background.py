"""How common a syllable is in newspapers at large, for archives that are too small to tell.

In an archive of one article every word is as rare as any other. So a few thousand passages of general news are thought
of as standing beside each archive; in a large one they hardly matter. Counted by scripts/count_background.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

from corpus.language.text import fold

PASSAGES = 2000.0  # of general news beside the archive
_RARE = 0.0005  # share of the passages that hold a syllable which is not in the table
_TOGETHER = 0.1  # share of a pair, of that of its rarer syllable


def counts(field: str) -> dict[str, int]:
    """About how many of PASSAGES hold each common syllable ("accented") or pair of them ("pairs")."""
    return {term: max(1, round(share * PASSAGES)) for term, share in _shares()[field].items()}


@cache
def _shares() -> Mapping[str, Mapping[str, float]]:
    table: dict[str, dict[str, float]] = json.loads(
        files("corpus.language").joinpath("data", "background.json").read_text("utf-8")
    )
    return table


def share(field: str, term: str) -> float:
    """The share of general passages that hold a term of a field (accented, syllables or bigrams)."""
    if field == "bigrams":
        return _TOGETHER * min(share("syllables", part) for part in term.split("_"))
    return _shares()[field].get(term, _RARE)


def is_common(field: str, term: str) -> bool:
    """Whether general news has the syllable: that an archive lacks it then says little of what it is about."""
    return term in _shares()[field]


def are_neighbours(words: str) -> bool:
    """Whether general news often has these words, in lower case with their marks, side by side: "tư vấn"."""
    pairs = _shares()["pairs"]
    return all(" ".join(pair) in pairs for pair in pairwise(words.split()))


def most_common(folded: str) -> tuple[str, float]:
    """Of the words that are often side by side and fold to this, the most common ones, and the share that has them.

    ("", 0.0) where there are none.
    """
    return _by_folded_pair().get(folded, ("", 0.0))


@cache
def _by_folded_pair() -> Mapping[str, tuple[str, float]]:
    rising = sorted(_shares()["pairs"].items(), key=lambda item: item[1])
    return {fold(pair): (pair, part) for pair, part in rising}


def idf(field: str, term: str, passages: int, count: float) -> float:
    """Lucene's idf, ln(1 + (N - df + ½) / (df + ½)), in an archive with general news beside it.

    `count`: in about how many of the archive's `passages` the term stands.
    """
    total = passages + PASSAGES
    found = count + PASSAGES * share(field, term)
    return math.log(1 + (total - found + 0.5) / (found + 0.5))
