"""Of several amounts in a text, those right behind a name that was asked about: "Gia Lai 120 tấn, Phú Yên 302 tấn"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from corpus.answer.marking.capitals import capitalised
from corpus.language.text import fold
from corpus.models import Span

_FARTHEST = 40  # code points between a name and its amount
_BETWEEN = re.compile(r"(?: \([^)]*\))?(?: (?!và |còn |với )[^\W\d_]+){0,3}:? ")


def behind_names(text: str, spans: Sequence[Span], said: Set[str]) -> list[Span]:
    """These; all of the spans where none stands so. `said`: the folded words of the question."""
    ends = [
        words[-1].end()
        for words in capitalised(text)
        if len(words) > 1 and all(fold(word[0]) in said for word in words)
    ]
    found = [span for span in spans if any(_is_behind(text, end, span) for end in ends)]
    return found or list(spans)


def _is_behind(text: str, end: int, span: Span) -> bool:
    between = text[end : span.start]
    is_plain = between.islower() or between.isspace() or between.startswith(" (")
    return 0 < len(between) <= _FARTHEST and is_plain and _BETWEEN.fullmatch(between) is not None
