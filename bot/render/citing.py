"""How a source is named, linked to and copied."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote as percent_encode

from bot.markup import bold, escape, link, shorten, utf16_length
from bot.texts import Texts
from corpus import VIETNAM, Quote, Source

MAX_HEADLINE = 200
MAX_PUBLISHER = 80
MAX_COPIED_UTF16 = 256  # of a button that copies
MIN_COPIED_HEADLINE = 40
FRAGMENT_WORDS = 4
MAX_LINK = 2_000
QUOTATION_MARKS = '“”„«»"'


def day(moment: datetime | None, texts: Texts) -> str:
    """17/8/2023 in Vietnam's time."""
    if moment is None:
        return texts.no_date
    local = moment.astimezone(VIETNAM)
    return f"{local.day}/{local.month}/{local.year}"


def moment(when: datetime) -> str:
    """17/8/2023 07:05 in Vietnam's time."""
    local = when.astimezone(VIETNAM)
    return f"{local.day}/{local.month}/{local.year} {local.hour:02d}:{local.minute:02d}"


def citation(source: Source, texts: Texts, quoted: str | None = None) -> str:
    """Headline · paper · date. The headline is linked only where the article's own address is known.

    With `quoted`, what the article is cited for, the link leads to those words where the browser can do that.
    """
    headline = shorten(source.headline, MAX_HEADLINE)
    url = fragment_link(source.url, quoted) if source.url and quoted else source.url
    parts = [link(headline, url) if url else escape(headline)]
    if source.publisher:
        name = shorten(source.publisher, MAX_PUBLISHER)
        linked = not source.url and source.home_url
        parts.append(link(name, source.home_url) if linked and source.home_url else escape(name))
    parts.append(escape(day(source.published_at, texts)))
    return " · ".join(parts)


def fragment_link(url: str, quoted: str) -> str:
    """The address with a text fragment (#:~:text=first words,last words), to which browsers scroll.

    Few words, since each Vietnamese letter takes up to nine characters. An address that has a fragment of its own, or
    would get too long, stays as it is; and where a browser knows no text fragments, the article opens at its top.
    Form: https://wicg.github.io/scroll-to-text-fragment/
    """
    words = quoted.split()
    if "#" in url or not words:
        return url
    if len(words) <= 2 * FRAGMENT_WORDS:
        wanted = _encoded(" ".join(words))
    else:
        ends = (words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:])
        wanted = ",".join(_encoded(" ".join(end)) for end in ends)
    linked = f"{url}#:~:text={wanted}"
    return linked if len(linked) <= MAX_LINK else url


def _encoded(text: str) -> str:
    """Percent-encoded, the hyphen too: it would say that what follows is a suffix."""
    return percent_encode(text, safe="").replace("-", "%2D")


def in_marks(written: str, text: str) -> str:
    """`written`, the quote `text` in whatever form, in quotation marks.

    But where it begins or ends with marks of its own: two side by side read as a slip.
    """
    has_own = text[:1] in QUOTATION_MARKS or text[-1:] in QUOTATION_MARKS
    return written if has_own else f"“{written}”"


def quoted(quote: Quote) -> str:
    """The quote in quotation marks, with the words that answer in bold."""
    mark = quote.highlight
    if mark is None:
        return in_marks(escape(quote.text), quote.text)
    start, end = mark.start - quote.start, mark.end - quote.start
    before, answering, after = quote.text[:start], quote.text[start:end], quote.text[end:]
    return in_marks(f"{escape(before)}{bold(answering)}{escape(after)}", quote.text)


def copyable(quote: Quote, texts: Texts) -> str:
    """Quote, headline, paper and date as a button can copy them.

    Where that is too long, the headline is shortened, then the quote is cut, and both show it by "…".
    """
    source = quote.source
    names = [source.publisher] if source.publisher else []
    behind = ", ".join([*names, day(source.published_at, texts)])
    headline = source.headline
    for limit in (len(headline), 80, MIN_COPIED_HEADLINE):
        signed = f" ({shorten(headline, limit)}, {shorten(behind, MAX_PUBLISHER)})"
        text = f"{in_marks(quote.text, quote.text)}{signed}"
        if utf16_length(text) <= MAX_COPIED_UTF16:
            return text
    left = MAX_COPIED_UTF16 - utf16_length(f"“…”{signed}")
    return f"“{_cut(quote.text, left)}…”{signed}"


def _cut(text: str, limit_utf16: int) -> str:
    """The first words of `text` that fit."""
    while utf16_length(text) > limit_utf16:
        shorter = text[:-1].rsplit(" ", 1)[0] if " " in text[:-1] else text[:-1]
        text = shorter
    return text.rstrip(" ,;:")
