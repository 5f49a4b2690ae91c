"""The buttons under an answer: the next quotes, the paragraphs around a quote, and back."""

from __future__ import annotations

from telegram import Update

from bot import render
from bot.commands.common import edit_pressed, incoming, pressed
from bot.context import Context
from bot.state import unpack
from corpus import Answer


async def turn_page(update: Update, context: Context) -> None:
    """Other quotes, in place; page 0 is the answer as it was sent."""
    query, (number, page) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    found = await _remembered(update, context, int(number))
    if found is None or not render.page_of(found, int(page)):
        await query.answer(texts.expired, show_alert=True)
        return
    await edit_pressed(update, context, render.answer(found, int(number), texts, int(page)))
    await query.answer()


async def show_context(update: Update, context: Context) -> None:
    """The paragraphs around the first quote of a page, in place."""
    query, (number, page) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    found = await _remembered(update, context, int(number))
    if found is None or not render.page_of(found, int(page)):
        await query.answer(texts.expired, show_alert=True)
        return
    quote = render.page_of(found, int(page))[0]
    article = await context.archive.article(quote.source.article_id, quote.source.version)
    if article is None:
        await query.answer(texts.article_changed, show_alert=True)
        return
    await edit_pressed(update, context, render.context(quote, article, int(number), int(page), texts))
    await query.answer()


async def _remembered(update: Update, context: Context, number: int) -> Answer | None:
    """The answer behind a button, if it is remembered and was given in this very chat."""
    asked = await context.state.question(number)
    if asked is None or asked.answer is None or asked.chat_id != incoming(update).chat_id:
        return None
    return await unpack(asked.answer, asked.text, context.archive)
