"""Excerpts → verified quotes: slices of the stored text, at most three."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.answer.asked_for.asked import Asked
from corpus.answer.choosing.speech import may_be_cut, paragraph, widened
from corpus.answer.marking.highlight import highlight
from corpus.answer.ranking.arrays import Bools, Floats
from corpus.answer.ranking.excerpts import MAX_WIDE, Excerpt
from corpus.answer.ranking.ranking import Ranked
from corpus.language.sheet import PART_NUMBER, Sheet
from corpus.language.text import fold
from corpus.models import Article, PartKind, Quote, Span

_CREDIT = re.compile(r"\W*(?:Ảnh|Tin, ảnh|Bài, ảnh|Bài và ảnh|Nguồn|Video|Đồ họa)\s*:.{0,80}", re.IGNORECASE)
_CAPTION = PART_NUMBER[PartKind.CAPTION]
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "»", ":", ";")
ANSWERED_IN = 2  # sentences behind a question that an article asks
ANOTHER_LINE = 0.1  # of the probability of the likeliest sentence: from there on another line goes with it
MAX_QUOTES = 3
MAX_CHARS = 900  # of all quotes that are shown together, in code points


def quotes_of(
    excerpts: Iterable[Excerpt], ranked: Ranked, articles: Mapping[str, Article], limit: int
) -> list[Quote]:
    """The first excerpts as quotes that share nothing; those whose article is not given are left out."""
    board = ranked.described.board
    candidates = board.candidates
    texts = {at: articles.get(one.article_id) for at, one in enumerate(candidates)}

    def of_article(at: int) -> Floats:
        return ranked.probabilities[board.borders[at] : board.borders[at + 1]]

    def within(one: Excerpt) -> Excerpt | None:
        article = texts[one.article]
        if article is None or _is_credit(one, article.text):
            return None
        return _within_prose(one, article.text, candidates[one.article].sheet, of_article(one.article))

    def whole(one: Excerpt) -> Excerpt | None:
        article = texts[one.article]
        return _whole(one, article.text, candidates[one.article].sheet) if article is not None else None

    return [
        _quote(article, one)
        for one in apart(apart(excerpts, limit, within), limit, whole)
        if (article := texts[one.article])
    ]


def _quote(article: Article, excerpt: Excerpt) -> Quote:
    start, end = excerpt.start, min(excerpt.end, excerpt.start + MAX_CHARS)
    return Quote(article.source, start, end, article.text[start:end], excerpt.probability)


def with_mark(quote: Quote, asked: Asked, about: Iterable[str]) -> Quote:
    """The quote with what of it answers marked, where that is plain. `about`: folded syllables of the subject."""
    mark = highlight(quote.text, asked, about)
    return replace(quote, highlight=Span(quote.start + mark.start, quote.start + mark.end)) if mark else quote


def _sentences(within: Span, sheet: Sheet) -> list[Span]:
    return [Span(start, end) for start, end in sheet.spans[_held(within, sheet)].tolist()]


def _whole(excerpt: Excerpt, text: str, sheet: Sheet) -> Excerpt:
    """The excerpt with what belongs to it, if that is short enough: the answer to a question, the rest of a speech."""
    span, peak = Span(excerpt.start, excerpt.end), Span(*excerpt.peak)
    if _is_question(peak, text):  # as the reader asks: what stands before it does not answer
        span = _answered(Span(peak.start, span.end), peak, text, sheet)
    elif _is_question(span, text):
        span = _answered(span, span, text, sheet)
    elif not may_be_cut(text[span.start : span.end]):
        return excerpt
    wider = widened(span, text, _sentences(paragraph(span, text), sheet), MAX_WIDE)
    return excerpt._replace(start=wider.start, end=wider.end)


def _is_question(span: Span, text: str) -> bool:
    return text.startswith("?", span.end - 1)


def _answered(span: Span, question: Span, text: str, sheet: Sheet) -> Span:
    """With the sentences behind a question, which alone tells nobody anything.

    They may stand in the next line, as in an interview; a heading is none of them.
    """
    for start, end in sheet.spans[sheet.spans[:, 0] >= question.end][:ANSWERED_IN].tolist():
        is_told = "\n" not in text[span.end : start] or _is_prose(text[start:end])
        if not is_told or end - span.start > MAX_WIDE:
            break
        span = Span(span.start, max(span.end, end))
    return span


def _is_credit(excerpt: Excerpt, text: str) -> bool:
    """Whether nothing is said but who took the picture."""
    return _CREDIT.fullmatch(text[excerpt.start : excerpt.end]) is not None


def _within_prose(excerpt: Excerpt, text: str, sheet: Sheet, probabilities: Floats) -> Excerpt:
    """As much of the excerpt as stands in the line of its likeliest sentence, and in those beside it that say as much.

    No subheading or credit goes with it, and no line that hardly answers. `probabilities`: of the article's sentences.
    """
    low, high = excerpt.peak
    stands_alone = _is_caption(Span(low, high), sheet)
    least = ANOTHER_LINE * _probable(Span(low, high), sheet, probabilities)

    def belongs(line: Span) -> bool:
        return (
            _is_prose(text[line.start : line.end])
            and not (stands_alone or _is_caption(line, sheet))
            and _probable(line, sheet, probabilities) >= least
        )

    start, end = low, high
    while start > excerpt.start and (at := _line_before(start, excerpt.start, text, belongs)) is not None:
        start = at
    while end < excerpt.end and (at := _line_behind(end, excerpt.end, text, belongs)) is not None:
        end = at
    if (start, end) == (excerpt.start, excerpt.end):
        return excerpt
    return excerpt._replace(start=start, end=end)


def _probable(within: Span, sheet: Sheet, probabilities: Floats) -> float:
    return float(probabilities[_held(within, sheet)].sum())


def _is_caption(within: Span, sheet: Sheet) -> bool:
    return bool((sheet.parts[_held(within, sheet)] == _CAPTION).any())


def _held(within: Span, sheet: Sheet) -> Bools:
    """Which of an article's sentences stand within a span."""
    held: Bools = (sheet.spans[:, 0] >= within.start) & (sheet.spans[:, 1] <= within.end)
    return held


def _line_before(at: int, limit: int, text: str, belongs: Callable[[Span], bool]) -> int | None:
    """Where what stands before `at` begins, in its own line or in the one before that; None where that stays out."""
    end = limit + len(text[limit:at].rstrip())
    start = max(limit, text.rfind("\n", limit, end) + 1)
    is_own_line = "\n" not in text[end:at]
    return start if start < end and (is_own_line or belongs(Span(start, end))) else None


def _line_behind(at: int, limit: int, text: str, belongs: Callable[[Span], bool]) -> int | None:
    """The same behind it."""
    start = at + len(text[at:limit]) - len(text[at:limit].lstrip())
    found = text.find("\n", start, limit)
    end = start + len(text[start : limit if found < 0 else found].rstrip())
    is_own_line = "\n" not in text[at:start]
    return end if start < end and (is_own_line or belongs(Span(start, end))) else None


def _is_prose(line: str) -> bool:
    return line.endswith(_SENTENCE_ENDS) and _CREDIT.search(line) is None


def apart(
    excerpts: Iterable[Excerpt], limit: int, fitted: Callable[[Excerpt], Excerpt | None] | None = None
) -> list[Excerpt]:
    """The first excerpts that share no sentence.

    `fitted`: makes an excerpt another one that still has its likeliest sentence, or none; so it is asked only of those
    whose likeliest sentence is not taken.
    """
    chosen: list[Excerpt] = []
    taken: dict[int, list[tuple[int, int]]] = {}  # by article
    for one in excerpts:
        if len(chosen) == limit:
            break
        beside = taken.setdefault(one.article, [])
        if _overlaps(*one.peak, beside):
            continue
        fitting = fitted(one) if fitted else one
        if fitting is not None and not _overlaps(fitting.start, fitting.end, beside):
            chosen.append(fitting)
            beside.append((fitting.start, fitting.end))
    return chosen


def _overlaps(start: int, end: int, others: Iterable[tuple[int, int]]) -> bool:
    for other_start, other_end in others:  # noqa: SIM110 - `any` of a generator takes twice as long
        if start < other_end and other_start < end:
            return True
    return False


def choose(quotes: Iterable[Quote], max_quotes: int = MAX_QUOTES, max_chars: int = MAX_CHARS) -> list[Quote]:
    """The first quotes that fit the budget."""
    chosen: list[Quote] = []
    left = max_chars
    for quote in quotes:
        if len(chosen) < max_quotes and len(quote.text) <= left:
            chosen.append(quote)
            left -= len(quote.text)
    return chosen


def marked(quotes: Sequence[Quote], kept: int = 1) -> list[Quote]:
    """The quotes with the marks of the first ones, and of those behind them that mark the same words.

    The best quote answers; what else is shown mostly tells of something beside it, where a mark would mislead.
    """
    said = {_marked_words(quote) for quote in quotes[:kept]} - {None}
    return [
        quote if at < kept or _marked_words(quote) in said else replace(quote, highlight=None)
        for at, quote in enumerate(quotes)
    ]


def marks_the_same(quote: Quote, first: Quote) -> bool:
    """Whether the same words are marked in two quotes of an article: then one of them says it all."""
    said = _marked_words(quote)
    is_of_same = quote is not first and quote.source.article_id == first.source.article_id
    return is_of_same and said is not None and said == _marked_words(first)


def _marked_words(quote: Quote) -> str | None:
    if (mark := quote.highlight) is None:
        return None
    return fold(quote.text[mark.start - quote.start : mark.end - quote.start])


def byline_quote(article: Article, score: float) -> Quote | None:
    """Who wrote it, as printed: the byline and, where it follows, the role."""
    lines = [part for part in article.parts if part.kind in (PartKind.BYLINE, PartKind.ROLE)]
    if not lines:
        return None
    start, end = lines[0].start, lines[-1].end
    mark = Span(lines[0].start, lines[0].end)
    return Quote(article.source, start, end, article.text[start:end], score, mark)
