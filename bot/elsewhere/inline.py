"""Inline mode: @bot and a question in any chat gives quotes to choose from.

Results belong to one person and are kept for moments only: Telegram would show them to everybody for five minutes.
"""

from __future__ import annotations

import asyncio
import logging

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, Update, User
from telegram.error import BadRequest
from telegram.helpers import create_deep_linked_url

from bot.context import Context
from bot.elsewhere.results import results
from bot.refusing import refusal_of
from bot.state import Incoming, Kind
from bot.texts import Texts, language_for, texts_in
from corpus import Answer, Outcome, Question, Quote, now

SETTLE_S = 0.15  # who goes on typing within it does not want the answer yet
CACHE_S = 10
MIN_QUERY = 2
START_EMPTY = "inline"
logger = logging.getLogger(__name__)


async def suggest(update: Update, context: Context) -> None:
    """Answer an inline query, unless its author has typed on."""
    query = update.inline_query
    assert query is not None  # noqa: S101 - InlineQueryHandler
    typed = context.services.typed
    typed[query.from_user.id] = query.id
    await asyncio.sleep(SETTLE_S)
    if typed.get(query.from_user.id) != query.id:
        return
    texts = texts_in(language_for(query.from_user.language_code))
    text = " ".join(query.query.split())
    if len(text) < MIN_QUERY:
        await _answer(
            query, [], "", InlineQueryResultsButton(texts.inline.button_empty, start_parameter=START_EMPTY)
        )
    else:
        await _suggest(query, text, texts, context)
    if typed.get(query.from_user.id) == query.id:
        del typed[query.from_user.id]


async def _suggest(query: InlineQuery, text: str, texts: Texts, context: Context) -> None:
    question = Question(text, now())
    answer = await context.archive.ask(question)
    if context.services.typed.get(query.from_user.id) != query.id:
        return
    payload = await context.state.links.to_question(text, query.from_user.id)
    # Everybody who sees the message that a result becomes can press its button, so it does not tell what was typed.
    ask_url = create_deep_linked_url(context.bot.username)
    found, following = results(_quotes(answer), _offset(query), ask_url, texts, is_sure=answer.is_sure)
    label = await _label(context, question, answer, texts)
    await _answer(query, found, following, InlineQueryResultsButton(label, start_parameter=payload))


async def _label(context: Context, question: Question, answer: Answer, texts: Texts) -> str:
    """What the button above the results says: without any it is all that is said."""
    if answer.outcome is not Outcome.NOT_FOUND:
        return texts.inline.button_ask
    refusal = await refusal_of(context.archive, question, answer)
    if refusal.lacks_subject:
        return texts.inline.button_lacks_subject
    return texts.inline.button_none_then if answer.period else texts.inline.button_none


def _quotes(answer: Answer) -> list[Quote]:
    return [*answer.quotes, *answer.more]


def _offset(query: InlineQuery) -> int:
    return int(query.offset) if query.offset.isdecimal() else 0


async def _answer(
    query: InlineQuery,
    found: list[InlineQueryResultArticle],
    following: str,
    button: InlineQueryResultsButton,
) -> None:
    try:
        await query.answer(found, CACHE_S, is_personal=True, next_offset=following, button=button)
    except BadRequest as refused:
        if "query is too old" not in str(refused).lower():
            raise
        logger.info("an inline query was answered too late")


async def chosen(update: Update, context: Context) -> None:
    """A result was chosen: that counts as a question that was answered."""
    choice = update.chosen_inline_result
    assert choice is not None  # noqa: S101 - ChosenInlineResultHandler
    await note(context, choice.from_user, choice.query, update.update_id, Kind.INLINE)


async def note(
    context: Context,
    user: User,
    text: str,
    number: int,
    kind: Kind,
    outcome: Outcome | None = Outcome.ANSWERED,
) -> None:
    """Log a question that was answered where the bot is no member; `number` is that of the update.

    `outcome`: None where nothing was asked for.
    """
    asked_at = int(context.services.now())
    came = Incoming(user.id, -number, None, user.id, " ".join(text.split()), asked_at, kind)
    await context.state.journal.note(came, outcome and str(outcome))
