"""The buttons under an answer: the next quotes, the article around a quote, the check of a quote, and back."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from bot import render
from bot.commands.common import Toast, edit_pressed, expired, incoming, pressed
from bot.context import Context
from bot.render.reading import Place, Proof
from bot.replying import reply, revisions, shown
from bot.state import Asked, Packed, packed_quotes, restored, unpack
from corpus import VIETNAM, Answer, Question


async def turn_page(update: Update, context: Context) -> Toast | None:
    """Other quotes, in place; page 0 is the answer as it was sent."""
    _query, (number, page) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    asked, found = await _remembered(update, context, int(number))
    if asked is None or found is None or not render.page_of(found, int(page)):
        return expired(texts)
    revised = await revisions(context.archive, render.page_of(found, int(page)))
    message = shown(
        context.bot, context.services, asked, incoming(update).chat_id, found, texts, int(page), revised
    )
    await edit_pressed(update, context, message)
    return None


async def ask_alone(update: Update, context: Context) -> Toast | None:
    """Take off what a question goes on from: it is answered once more by itself, in place, if it has a subject."""
    _query, (number,) = pressed(update)
    asked, found = await _remembered(update, context, int(number))
    if asked is not None:
        question = Question(asked.text, datetime.fromtimestamp(asked.asked_at, VIETNAM))
        if await context.archive.lacks_subject(question):
            return Toast((await context.texts(incoming(update).chat_id)).reading.no_subject)
    # Days that were taken off stay off.
    return await _ask_again(
        update, context, is_alone=True, is_anytime=found is not None and found.period is None
    )


async def ask_anytime(update: Update, context: Context) -> Toast | None:
    """Take off the days that a question asks about: it is answered once more from whatever was published, in place.

    One that stood by itself still does.
    """
    _query, (number,) = pressed(update)
    asked = await context.state.journal.question(int(number), incoming(update).chat_id)
    is_alone = asked is not None and asked.follows is None
    return await _ask_again(update, context, is_alone=is_alone, is_anytime=True)


async def _ask_again(
    update: Update, context: Context, *, is_alone: bool = False, is_anytime: bool = False
) -> Toast | None:
    """Only for who asked: in a group the others see the answer, and did not mean something else by the question."""
    query, (number,) = pressed(update)
    chat_id, texts = incoming(update).chat_id, await context.texts(incoming(update).chat_id)
    journal = context.state.journal
    asked = await journal.open_again(int(number), chat_id, query.from_user.id, is_alone=is_alone)
    if asked is None:
        is_there = await journal.question(int(number), chat_id) is not None
        return Toast(texts.reading.only_asker) if is_there else expired(texts)
    await reply(context.bot, context.services, asked, is_alone=is_alone, is_anytime=is_anytime)
    return None


async def turn_timeline(update: Update, context: Context) -> Toast | None:
    """Another page of a timeline, in place."""
    _query, (number, page) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    asked, found = await _remembered(update, context, int(number))
    if asked is None or found is None or not found.quotes:
        return expired(texts)
    await edit_pressed(update, context, render.timeline(found, asked.id, texts, int(page)))
    return None


async def show_context(update: Update, context: Context) -> Toast | None:
    """The article around a quote, window by window, in place. Data: number, page, which quote, which window."""
    _query, (number, page, *rest) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    _asked, found = await _remembered(update, context, int(number))
    quotes = render.page_of(found, int(page)) if found else ()
    if not quotes:
        return expired(texts)
    index = min(int(rest[0]), len(quotes) - 1) if rest else 0
    quote = quotes[index]
    article = await context.archive.article(quote.source.article_id, quote.source.version)
    if article is None:
        return Toast(texts.article_gone, is_alert=True)
    place = Place(int(number), int(page), len(quotes), index)
    window = int(rest[1]) if len(rest) > 1 else None
    revised_at = await context.archive.revised_at(article.id, article.version)
    await edit_pressed(update, context, render.context(quote, article, place, texts, window, revised_at))
    return None


async def check_quotes(update: Update, context: Context) -> Toast | None:
    """Compare every quote of a page with the stored article once more, and show what was compared."""
    _query, (number, page) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    asked = await context.state.journal.question(int(number), incoming(update).chat_id)
    if asked is None or asked.answer is None:
        return expired(texts)
    quotes = _page_of_packed(asked.answer, int(page))
    proofs = [await _prove(packed, context) for packed in quotes]
    place = Place(int(number), int(page), len(quotes))
    await edit_pressed(update, context, render.check(proofs, place, texts))
    return None


async def explain(update: Update, context: Context) -> Toast | None:
    """Why these quotes: what was read, found and weighed, in place."""
    _query, (number, page) = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    asked, found = await _remembered(update, context, int(number))
    if asked is None or found is None or not render.page_of(found, int(page)):
        return expired(texts)
    question = Question(
        asked.text,
        datetime.fromtimestamp(asked.asked_at, VIETNAM),
        await context.state.journal.history(asked) if found.follows is not None else (),
        ignore_period=found.period is None,
    )
    quotes = render.page_of(found, int(page))
    explained = await context.archive.explain(question)
    await edit_pressed(
        update, context, render.why(explained, quotes, Place(int(number), int(page), len(quotes)), texts)
    )
    return None


def _page_of_packed(answer: str, page: int) -> list[Packed]:
    quotes, more = packed_quotes(answer)
    size = render.PAGE_QUOTES
    return quotes if page == 0 else more[(page - 1) * size : page * size]


async def _prove(packed: Packed, context: Context) -> Proof:
    stored_at = await context.archive.stored_at(packed.article_id, packed.version)
    newest = await context.archive.current_version(packed.article_id)
    return Proof(
        packed.start,
        packed.end,
        packed.version,
        quote=await restored(packed, context.archive),
        is_stored=stored_at is not None,
        stored_at=stored_at,
        revised_at=await context.archive.revised_at(packed.article_id, packed.version),
        is_withdrawn=stored_at is not None and newest is None,
    )


async def _remembered(update: Update, context: Context, number: int) -> tuple[Asked | None, Answer | None]:
    """The question behind a button and its answer, if they are remembered and belong to this very chat."""
    asked = await context.state.journal.question(number, incoming(update).chat_id)
    if asked is None or asked.answer is None:
        return asked, None
    return asked, await unpack(asked.answer, asked.text, context.archive)
