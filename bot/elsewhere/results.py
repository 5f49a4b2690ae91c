"""Quotes as inline results: what the list shows, and the message that each becomes."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import ParseMode

from bot import render
from bot.delivery.sending import NO_PREVIEW, keyboard
from bot.markup import Button, Rows, shorten
from bot.render.citing import quoted
from bot.texts import Texts
from corpus import Quote

PAGE = 10
MAX_TITLE = 120
MAX_DESCRIPTION = 200


def results(
    quotes: Sequence[Quote], offset: int, ask_url: str, texts: Texts, *, is_sure: bool
) -> tuple[list[InlineQueryResultArticle], str]:
    """A page of results, and the offset of the next one ("" for none). `ask_url` opens the bot with the question.

    Where an answer is not sure each of them says so, since everybody reads the message that it becomes.
    """
    shown = quotes[offset : offset + PAGE]
    following = str(offset + PAGE) if offset + PAGE < len(quotes) else ""
    return [
        _result(quote, str(offset + at), ask_url, texts, is_sure=is_sure) for at, quote in enumerate(shown)
    ], following


def _result(
    quote: Quote, number: str, ask_url: str, texts: Texts, *, is_sure: bool
) -> InlineQueryResultArticle:
    """Headline, date and quote in the list; the whole quote with its source once chosen."""
    day = render.day(quote.source.published_at, texts)
    return InlineQueryResultArticle(
        number,
        shorten(quote.source.headline, MAX_TITLE),
        message(quote, texts, is_sure=is_sure),
        keyboard(_buttons(quote, ask_url, texts)),
        description=shorten(f"{day} · {quote.text}", MAX_DESCRIPTION),
    )


def message(quote: Quote, texts: Texts, *, is_sure: bool) -> InputTextMessageContent:
    """One quote and its source."""
    unsure = "" if is_sure else f"{texts.reading.unsure}\n"
    html = f"{unsure}<blockquote>{quoted(quote)}</blockquote>\n{render.citation(quote.source, texts, quote.text)}"
    return InputTextMessageContent(html, ParseMode.HTML, link_preview_options=NO_PREVIEW)


def _buttons(quote: Quote, ask_url: str, texts: Texts) -> Rows:
    ask = Button(texts.inline.button_private, url=ask_url)
    if quote.source.url:
        return ((Button(texts.button_read, url=quote.source.url), ask),)
    return ((ask,),)


def guest_result(quote: Quote, ask_url: str, texts: Texts, *, is_sure: bool) -> InlineQueryResultArticle:
    """The one cited quote that a guest answers with."""
    return _result(quote, "guest", ask_url, texts, is_sure=is_sure)


def guest_words(html: str, texts: Texts, ask_url: str | None = None) -> InlineQueryResultArticle:
    """What a guest says without a quote."""
    buttons: Rows = ((Button(texts.inline.button_private, url=ask_url),),) if ask_url else ()
    content = InputTextMessageContent(html, ParseMode.HTML, link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle("guest", texts.short_description, content, keyboard(buttons))
