"""Quotes that begin or end in the middle of what somebody says are widened to where that begins or ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.models import Span

_OPENING, _CLOSING, _STRAIGHT = "“«„", "”»", '"'


def widened(span: Span, text: str, sentences: Sequence[Span], most: int) -> Span:
    """The span with the sentences of its paragraph that its speech marks ask for, up to `most` code points in all.

    What closes nothing or is closed nowhere in the paragraph, and what would get too long, stays as it is.
    """
    paragraph = _paragraph(span, text)
    if not any(mark in text[span.start : span.end] for mark in (*_OPENING, *_CLOSING, _STRAIGHT)):
        return span
    pairs = list(_speeches(text, paragraph))
    grown: Span | None = None
    while span != grown:  # a sentence that is taken along may be cut in speech itself
        grown = span
        for pair in pairs:
            wider = _covering(span, pair, sentences)
            if _cuts(span, pair) and wider.end - wider.start <= most and _holds(paragraph, wider):
                span = wider
    return span


def _cuts(span: Span, speech: Span) -> bool:
    """Whether it has one of the marks and not the other one."""
    has_opening, has_closing = span.start <= speech.start < span.end, span.start < speech.end <= span.end
    return has_opening != has_closing


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _speeches(text: str, paragraph: Span) -> Iterator[Span]:
    """What stands between marks that belong together, with them; what is within another comes first."""
    open_at: list[int] = []
    for at in range(paragraph.start, paragraph.end):
        char = text[at]
        if char in _OPENING or (char == _STRAIGHT and not any(text[one] == char for one in open_at)):
            open_at.append(at)
        elif (char in _CLOSING or char == _STRAIGHT) and open_at:
            yield Span(open_at.pop(), at + 1)


def _covering(span: Span, speech: Span, sentences: Iterable[Span]) -> Span:
    """The span with all sentences that hold a part of the speech."""
    held = [one for one in sentences if one.start < speech.end and speech.start < one.end]
    start = min([span.start, speech.start, *(one.start for one in held if one.start <= speech.start)])
    end = max([span.end, speech.end, *(one.end for one in held if one.end >= speech.end)])
    return Span(start, end)


def _paragraph(span: Span, text: str) -> Span:
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)
