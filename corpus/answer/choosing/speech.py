"""Quotes that begin or end in the middle of what somebody says are widened to where that begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.models import Span

_OPENING, _CLOSING, _STRAIGHT = "“«„", "”»", '"'
_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")


def may_be_cut(text: str) -> bool:
    """Cheap: whether a quote has a mark of speech."""
    return _MARK.search(text) is not None


def widened(span: Span, text: str, sentences: Sequence[Span], most: int) -> Span:
    """The span with the sentences of its paragraph that its speech marks ask for, up to `most` code points in all.

    What closes nothing or is closed nowhere in the paragraph, and what would get too long, stays as it is.
    """
    whole = paragraph(span, text)
    pairs = list(_speeches(text, whole))
    grown: Span | None = None
    while span != grown:  # a sentence that is taken along may be cut in speech itself
        grown = span
        for pair in pairs:
            if _cuts(span, pair):
                wider = _covering(span, pair, sentences)
                if wider.end - wider.start <= most and whole.holds(wider):
                    span = wider
    return span


def _cuts(span: Span, speech: Span) -> bool:
    """Whether it has one of the marks and not the other one."""
    has_opening, has_closing = span.start <= speech.start < span.end, span.start < speech.end <= span.end
    return has_opening != has_closing


def _speeches(text: str, within: Span) -> Iterator[Span]:
    """What stands between marks that belong together, with them; what is within another comes first."""
    open_at: list[int] = []
    for match in _MARK.finditer(text, within.start, within.end):
        at, char = match.start(), match.group()
        if char in _OPENING or (char == _STRAIGHT and not any(text[one] == char for one in open_at)):
            open_at.append(at)
        elif (char in _CLOSING or char == _STRAIGHT) and open_at:
            yield Span(open_at.pop(), at + 1)


def _covering(span: Span, speech: Span, sentences: Iterable[Span]) -> Span:
    """The span with all sentences that hold a part of the speech."""
    held = [one for one in sentences if one.overlaps(speech)]
    start = min([span.start, speech.start, *(one.start for one in held if one.start <= speech.start)])
    end = max([span.end, speech.end, *(one.end for one in held if one.end >= speech.end)])
    return Span(start, end)


def paragraph(span: Span, text: str) -> Span:
    """The paragraph that holds a span."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)
