"""Guest mode (Bot API 10.0): mentioned in a chat where it is no member, the bot answers once, with one cited quote."""

from __future__ import annotations

import logging

from telegram import InlineQueryResultArticle, Message, Update, User
from telegram.error import BadRequest
from telegram.helpers import create_deep_linked_url

from bot import render
from bot.commands.hoi import MAX_QUESTION
from bot.context import Context
from bot.elsewhere.inline import note
from bot.elsewhere.results import guest_result, guest_words
from bot.groups.addressing import spoken_to
from bot.manners.limits import Verdict
from bot.markup import escape
from bot.refusing import refusal_of
from bot.state import Kind
from bot.texts import Texts, language_for, texts_in
from corpus import Outcome, Question, now

logger = logging.getLogger(__name__)


async def answer(update: Update, context: Context) -> None:
    """The best quote, or that there is none. A call that is not understood is told how to call."""
    message = update.guest_message
    if message is None or message.guest_query_id is None or message.from_user is None:
        return
    if context.services.limiter.ask(message.from_user.id) is not Verdict.FINE:
        return
    texts = texts_in(language_for(message.from_user.language_code))
    text = " ".join((spoken_to(message, context.bot.id, context.bot.username) or "").split())
    if not text or len(text) > MAX_QUESTION:
        usage = guest_words(texts.inline.guest_usage.format(name=context.bot.username), texts)
        await _reply(message, usage, context)
        return
    await _quote(update, context, message, message.from_user, text, texts)


async def _quote(
    update: Update, context: Context, message: Message, user: User, text: str, texts: Texts
) -> None:
    question = Question(text, now())
    found = await context.archive.ask(question)
    refusal = await refusal_of(context.archive, question, found)
    payload = await context.state.links.to_question(text, user.id)
    ask_url = create_deep_linked_url(context.bot.username, payload)
    if found.outcome is Outcome.ANSWERED:
        result = guest_result(found.quotes[0], ask_url, texts, is_sure=found.is_sure)
    elif found.outcome is Outcome.NOT_FOUND:
        result = guest_words(render.refused(found, refusal, texts), texts, ask_url)
    else:
        result = guest_words(escape(texts.unavailable), texts)
    outcome = None if refusal.lacks_subject else found.outcome
    await note(context, user, text, update.update_id, Kind.GUEST, outcome)
    await _reply(message, result, context)


async def _reply(message: Message, result: InlineQueryResultArticle, context: Context) -> None:
    try:
        await context.bot.answer_guest_query(str(message.guest_query_id), result)
    except BadRequest as refused:
        if "query is too old" not in str(refused).lower():
            raise
        logger.info("a guest query was answered too late, or twice")
