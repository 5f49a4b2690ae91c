"""An article cut into windows around a quote, for reading it bit by bit."""

from __future__ import annotations

from corpus import Span

MAX_WINDOW = 1_500  # code points


def windows(text: str, quote: Span, limit: int = MAX_WINDOW) -> tuple[list[Span], int]:
    """Windows in order, and which of them holds the quote. Together they show the article whole."""
    centre = around(text, quote, limit)
    before = _windows(text, 0, centre.start, limit)
    return [*before, centre, *_windows(text, centre.end, len(text), limit)], len(before)


def _windows(text: str, start: int, end: int, limit: int) -> list[Span]:
    """[start, end) cut into spans of at most `limit` code points, at paragraphs where that is possible."""
    found: list[Span] = []
    while start < end:
        if text[start].isspace():
            start += 1
            continue
        stop = _stop(text, start, end, limit)
        found.append(Span(start, stop))
        start = stop
    return found


def _stop(text: str, start: int, end: int, limit: int) -> int:
    if end - start <= limit:
        return end
    for border in ("\n", " "):
        stop = text.rfind(border, start + 1, start + limit + 1)
        if stop > start:
            return stop
    return start + limit


def around(text: str, quote: Span, limit: int = MAX_WINDOW) -> Span:
    """The paragraphs that hold a quote and their neighbours, as many as fit into `limit` code points.

    A paragraph too long for it is cut at white space.
    """
    start, end = _paragraph(text, quote)
    if end - start > limit:
        return _within(text, quote, limit)
    for _step in range(2):
        earlier = text.rfind("\n", 0, max(0, start - 1)) + 1 if start > 0 else 0
        later = text.find("\n", end + 1) if end < len(text) else len(text)
        later = len(text) if later < 0 else later
        if later - start <= limit:
            end = later
        if end - earlier <= limit:
            start = earlier
    return Span(start, end)


def _paragraph(text: str, quote: Span) -> tuple[int, int]:
    end = text.find("\n", quote.end)
    return text.rfind("\n", 0, quote.start) + 1, len(text) if end < 0 else end


def _within(text: str, quote: Span, limit: int) -> Span:
    margin = max(0, limit - (quote.end - quote.start)) // 2
    start, end = max(0, quote.start - margin), min(len(text), quote.end + margin)
    first_space, last_space = text.find(" ", start, quote.start), text.rfind(" ", quote.end, end)
    return Span(
        first_space + 1 if start > 0 and first_space >= 0 else (start if start == 0 else quote.start),
        last_space if end < len(text) and last_space >= 0 else (end if end == len(text) else quote.end),
    )
