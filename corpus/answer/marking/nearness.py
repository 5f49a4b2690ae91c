"""Which of several things in a text stands nearest to what was asked about: by words, and by the clauses between."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.answer.marking.sentence_ends import FULL_STOP
from corpus.language.text import fold
from corpus.models import Span

_WORD = re.compile(r"\w+")
_BORDER = re.compile(r"[,;:()](?=\s|$)|[.!?…](?=\s|$)|\n|\s(?:trong khi|thay vì|nhưng|còn|và)(?=\s)")
_FAR = 4.0  # words away, a word says half as much as right beside
_ACROSS = 0.5  # what is left of it behind each border of a clause
_BEHIND = 0.8  # and behind the thing: what a number is of is mostly said before it
GOOD_PART = 0.5  # of the asked words that the fullest sentence of a quote has, that of the answer has
CLEARLY = 1.25  # times as near as the next one has to be what is marked


def nearest(text: str, spans: Sequence[Span], asked: Mapping[str, float]) -> Span | None:
    """The one that is clearly nearest to what was asked about; None where two are about as near.

    `asked`: folded syllables, and how much each of them counts.
    """
    if len(spans) <= 1:
        return spans[0] if spans else None
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(fold(text))]
    counts = Counter(word for _start, _end, word in words)
    starts = [start for start, _end, _word in words]
    borders = [match.start() for match in _BORDER.finditer(text)]

    def closeness(span: Span) -> float:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        best: dict[str, float] = {}
        for at, (start, _end, word) in enumerate(words):
            if word not in asked or first <= at < last:
                continue
            behind = at >= last
            away = at - last if behind else first - 1 - at
            between = _between(borders, span.end, start) if behind else _between(borders, start, span.start)
            weight = asked[word] * _ACROSS**between * (_BEHIND if behind else 1.0) / (1 + away / _FAR)
            weight /= counts[word]
            best[word] = max(best.get(word, 0.0), weight)
        return sum(best.values())

    ordered = sorted(((closeness(span), span) for span in spans), key=lambda pair: (-pair[0], pair[1].start))
    (near, span), (next_near, _other) = ordered[:2]
    return span if near > CLEARLY * next_near else None


def to_the_point(text: str, spans: Sequence[Span], asked: Mapping[str, float]) -> list[Span]:
    """Those in sentences that have a good part of the words asked about that any sentence of the text has."""
    ends = [match.start() for match in FULL_STOP.finditer(text)]
    starts = [0, *ends]
    shared = [
        len(asked.keys() & set(_WORD.findall(fold(text[start:end]))))
        for start, end in zip(starts, [*ends, len(text)], strict=True)
    ]
    most = max(shared)
    return [span for span in spans if shared[bisect_right(starts, span.start) - 1] >= GOOD_PART * most]


def _between(borders: Sequence[int], start: int, end: int) -> int:
    return bisect_left(borders, end) - bisect_left(borders, start)
