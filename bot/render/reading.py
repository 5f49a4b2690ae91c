"""Reading on from a quote, and proving it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.markup import Button, Message, bold, escape, italic
from bot.render.answers import changed_since
from bot.render.citing import citation, in_marks, moment
from bot.render.windows import windows
from bot.texts import Texts
from corpus import Article, Quote, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an answer one reads: its number, the page, how many quotes that has, and which is read around."""

    number: int
    page: int
    quotes: int
    index: int = 0

    def window(self, at: int) -> str:
        """Callback data that open a window of the article."""
        return f"c:{self.number}:{self.page}:{self.index}:{at}"

    def back(self, texts: Texts) -> Button:
        """The button that leads back to the answer."""
        return Button(texts.button_back, f"a:{self.number}:{self.page}")


def context(
    quote: Quote,
    article: Article,
    place: Place,
    texts: Texts,
    window: int | None = None,
    revised_at: datetime | None = None,
) -> Message:
    """A window of the article, by default the one around the quote, which is bold; buttons to the others.

    `revised_at`: when the article was changed after this version of it.
    """
    spans, own = windows(article.text, Span(quote.start, quote.end))
    at = own if window is None else min(max(window, 0), len(spans) - 1)
    html = (
        f"<blockquote>{_marked(article.text, spans[at], quote)}</blockquote>\n{citation(quote.source, texts)}"
    )
    html += changed_since(revised_at, texts)
    if len(spans) > 1:
        html += "\n" + italic(texts.reading.window.format(number=at + 1, count=len(spans)))
    turning = []
    if at > 0:
        turning.append(Button(texts.reading.button_earlier, place.window(at - 1)))
    if at < len(spans) - 1:
        turning.append(Button(texts.reading.button_later, place.window(at + 1)))
    others = _others(place)
    back = [place.back(texts)]
    if quote.source.url:
        back.append(Button(texts.button_read, url=quote.source.url))
    return Message(html, tuple(tuple(row) for row in (turning, others, back) if row))


def _others(place: Place) -> list[Button]:
    """A button for each quote of the page, where there are several; the one that is read around is marked."""
    if place.quotes < 2:
        return []
    return [
        Button(f"• {at + 1} •" if at == place.index else str(at + 1), f"c:{place.number}:{place.page}:{at}")
        for at in range(place.quotes)
    ]


def _marked(text: str, span: Span, quote: Quote) -> str:
    """A stretch of the article, with what it holds of the quote in bold."""
    start, end = max(span.start, quote.start), min(span.end, quote.end)
    if start >= end:
        inside = escape(span.of(text))
    else:
        inside = escape(text[span.start : start]) + bold(text[start:end]) + escape(text[end : span.end])
    return ("… " if span.start > 0 else "") + inside + (" …" if span.end < len(text) else "")


HASH_SHOWN = 12  # of 64; hoibao show --json has all of it


@dataclass(frozen=True, slots=True)
class Proof:
    """What checking a quote again gave. `quote`: as the archive has it now, None where it has not, or another.

    `is_stored`: its version is in the archive. `revised_at`: when the article got a newer one, None where it has none.
    `is_withdrawn`: it was taken back.
    """

    start: int
    end: int
    version: str
    quote: Quote | None
    is_stored: bool
    stored_at: datetime | None
    revised_at: datetime | None = None
    is_withdrawn: bool = False


def check(proofs: Sequence[Proof], place: Place, texts: Texts) -> Message:
    """The check of every quote on a page."""
    html = "\n\n".join(_proof(proof, texts) for proof in proofs)
    return Message(html, ((place.back(texts),),))


def _proof(proof: Proof, texts: Texts) -> str:
    words = texts.reading
    if proof.is_withdrawn:
        return escape(words.check_withdrawn)
    if proof.quote is None:
        return words.check_wrong if proof.is_stored else escape(words.check_gone)
    lines = [
        f"<blockquote>{in_marks(escape(proof.quote.text), proof.quote.text)}</blockquote>",
        words.check_ok,
        citation(proof.quote.source, texts),
        words.check_where.format(start=proof.start + 1, end=proof.end, version=proof.version[:HASH_SHOWN]),
    ]
    if proof.stored_at:
        lines.append(escape(words.check_stored.format(moment=moment(proof.stored_at))))
    if proof.revised_at is None:
        lines.append(escape(words.check_current))
    else:
        lines.append(escape(words.check_changed.format(moment=moment(proof.revised_at))))
    return "\n".join(lines)
