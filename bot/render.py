"""Answer → Telegram HTML, in one message of at most 4,096 UTF-16 units. Knows no chat and sends nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from bot.markup import Button, Message, bold, escape, italic, link, shorten
from bot.texts import Texts
from corpus import VIETNAM, Answer, Article, Outcome, Quote, Source, Span

PAGE_QUOTES = 3
MAX_HEADLINE = 200
MAX_PUBLISHER = 80
MAX_CONTEXT = 2_400  # code points of the article around a quote
UP, DOWN = "👍", "👎"


def day(moment: datetime | None, texts: Texts) -> str:
    """17/8/2023 in Vietnam's time."""
    if moment is None:
        return texts.no_date
    local = moment.astimezone(VIETNAM)
    return f"{local.day}/{local.month}/{local.year}"


def answer(found: Answer, number: int, texts: Texts, page: int = 0) -> Message:
    """The reply to a question; `number` names it in the buttons, `page` > 0 shows the next quotes."""
    if found.outcome is Outcome.UNAVAILABLE:
        return Message(escape(texts.unavailable))
    if found.outcome is Outcome.NOT_FOUND:
        return Message(_not_found(found, texts), _votes(number))
    shown = page_of(found, page)
    html = "\n\n".join(
        _cited(list(quotes), texts) for _source, quotes in groupby(shown, key=lambda quote: quote.source)
    )
    return Message(
        f"{html}\n{_newest(found.newest_article_at, texts)}", _answer_buttons(found, number, texts, page)
    )


def page_of(found: Answer, page: int) -> tuple[Quote, ...]:
    """The quotes of a page: 0 the answer itself, then those that come after it."""
    if page == 0:
        return found.quotes
    return found.more[(page - 1) * PAGE_QUOTES : page * PAGE_QUOTES]


def _cited(quotes: Sequence[Quote], texts: Texts) -> str:
    """Quotes of one article, then the article."""
    blocks = "\n".join(f"<blockquote>{_quoted(quote)}</blockquote>" for quote in quotes)
    return f"{blocks}\n{citation(quotes[0].source, texts)}"


def _quoted(quote: Quote) -> str:
    """The quote in quotation marks, with the words that answer in bold."""
    mark = quote.highlight
    if mark is None:
        return f"“{escape(quote.text)}”"
    start, end = mark.start - quote.start, mark.end - quote.start
    before, answering, after = quote.text[:start], quote.text[start:end], quote.text[end:]
    return f"“{escape(before)}{bold(answering)}{escape(after)}”"


def citation(source: Source, texts: Texts) -> str:
    """Headline · paper · date. The headline is linked only where the article's own address is known."""
    headline = shorten(source.headline, MAX_HEADLINE)
    parts = [link(headline, source.url) if source.url else escape(headline)]
    if source.publisher:
        name = shorten(source.publisher, MAX_PUBLISHER)
        linked = not source.url and source.home_url
        parts.append(link(name, source.home_url) if linked and source.home_url else escape(name))
    parts.append(escape(day(source.published_at, texts)))
    return " · ".join(parts)


def _newest(moment: datetime | None, texts: Texts) -> str:
    return italic(texts.newest.format(day=day(moment, texts))) if moment else italic(texts.empty_archive)


def _not_found(found: Answer, texts: Texts) -> str:
    lines = [escape(texts.not_found)]
    if found.related:
        lines += ["", escape(texts.related), *(f"• {citation(source, texts)}" for source in found.related)]
    return "\n".join([*lines, "", _newest(found.newest_article_at, texts)])


def _votes(number: int) -> tuple[tuple[Button, ...], ...]:
    return ((Button(UP, f"v:{number}:u"), Button(DOWN, f"v:{number}:d")),)


def _answer_buttons(found: Answer, number: int, texts: Texts, page: int) -> tuple[tuple[Button, ...], ...]:
    source = page_of(found, page)[0].source
    rows: list[tuple[Button, ...]] = []
    if source.url:
        rows.append((Button(texts.button_read, url=source.url),))
    elif source.home_url:
        rows.append((Button(texts.button_home, url=source.home_url),))
    around = [Button(texts.button_context, f"c:{number}:{page}")]
    if page > 0:
        around.insert(0, Button(texts.button_back, f"a:{number}:{page - 1}"))
    if page_of(found, page + 1):
        around.append(Button(texts.button_more, f"a:{number}:{page + 1}"))
    return (*rows, tuple(around), *_votes(number))


def context(quote: Quote, article: Article, number: int, page: int, texts: Texts) -> Message:
    """The paragraphs around a quote, the quote in bold."""
    span = around(article.text, Span(quote.start, quote.end))
    text = article.text
    html = (
        ("… " if span.start > 0 else "")
        + escape(text[span.start : quote.start])
        + bold(quote.text)
        + escape(text[quote.end : span.end])
        + (" …" if span.end < len(text) else "")
    )
    buttons = [(Button(texts.button_back, f"a:{number}:{page}"),)]
    if quote.source.url:
        buttons.insert(0, (Button(texts.button_read, url=quote.source.url),))
    return Message(f"<blockquote>{html}</blockquote>\n{citation(quote.source, texts)}", tuple(buttons))


def around(text: str, quote: Span, limit: int = MAX_CONTEXT) -> Span:
    """The paragraphs that hold a quote and their neighbours, as many as fit into `limit` code points.

    A paragraph too long for it is cut at white space.
    """
    start, end = _paragraph(text, quote)
    if end - start > limit:
        return _window(text, quote, limit)
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


def _window(text: str, quote: Span, limit: int) -> Span:
    margin = max(0, limit - (quote.end - quote.start)) // 2
    start, end = max(0, quote.start - margin), min(len(text), quote.end + margin)
    first_space, last_space = text.find(" ", start, quote.start), text.rfind(" ", quote.end, end)
    return Span(
        first_space + 1 if start > 0 and first_space >= 0 else (start if start == 0 else quote.start),
        last_space if end < len(text) and last_space >= 0 else (end if end == len(text) else quote.end),
    )


def latest(sources: Iterable[Source], page: int, has_more: bool, texts: Texts) -> Message:
    """A page of the latest headlines."""
    lines = [f"• {citation(source, texts)}" for source in sources]
    if not lines:
        return Message(escape(texts.empty_archive))
    buttons = []
    if page > 0:
        buttons.append(Button(texts.button_newer, f"l:{page - 1}"))
    if has_more:
        buttons.append(Button(texts.button_older, f"l:{page + 1}"))
    return Message("\n".join([texts.latest, *lines]), (tuple(buttons),) if buttons else ())
