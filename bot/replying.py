"""A question's way through the bot: journalled, answered, claimed, sent, marked. The only place that replies to one."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.helpers import create_deep_linked_url

from bot import render
from bot.context import Services
from bot.delivery.intake import Work, at_work
from bot.delivery.sending import edit, is_final, send, surely_not_sent
from bot.manners.smalltalk import is_abuse
from bot.markup import Message, escape, shorten
from bot.refusing import refusal_of
from bot.state import Asked, Kind, pack, packed_quotes
from bot.texts import Texts, texts_in
from corpus import VIETNAM, Answer, Archive, Outcome, Question, Quote

ANSWER_TIMEOUT_S = 20.0
FOLLOWED_WITHIN_S = 600  # "ở đâu?" goes on from what the same person asked there that recently
LATE_S = 86_400.0  # a reply that comes after more than a day repeats its question, and says when it was asked
TYPING_AFTER_S = 0.3
TYPING_EVERY_S = 4.0
BUSY = 20  # questions at work
MAX_SHARED_QUESTION = 120
logger = logging.getLogger(__name__)


async def reply(
    bot: Bot, services: Services, asked: Asked, *, is_alone: bool = False, is_anytime: bool = False
) -> None:
    """Answer a journalled question, once; `is_alone`: whatever was asked before, `is_anytime`: whatever its days.

    Raises TelegramError where the reply cannot be delivered.
    """
    if asked.id in services.at_work:
        return
    services.at_work.add(asked.id)
    try:
        started = time.perf_counter()
        async with typing(bot, asked, lambda: len(services.at_work) > BUSY):
            answer = await _answer(services, asked, is_alone=is_alone, is_anytime=is_anytime)
        await deliver(bot, services, asked, answer, started)
    finally:
        services.at_work.discard(asked.id)


async def deliver(
    bot: Bot,
    services: Services,
    asked: Asked,
    answer: Answer,
    started: float,
    revised: Mapping[str, datetime] | None = None,
) -> None:
    """Send the reply to a journalled question: claimed first, so that it never leaves twice.

    `started`: of `time.perf_counter`, when work on it began. An edited question has its reply edited. `revised`: what
    `revisions` gives for the quotes of an older answer.
    """
    assert asked.chat_id is not None  # noqa: S101 - it waits for its reply
    packed = pack(answer) if answer.outcome is Outcome.ANSWERED else None
    update = at_work() or Work(None)
    unclaimed = None if update.is_claimed else update.number
    refusal = await _refusal(services, asked, answer)
    outcome = None if refusal.lacks_subject else str(answer.outcome)
    if not await services.state.journal.claim(asked.id, outcome, packed, unclaimed):
        return  # somebody else answers it
    update.is_claimed = True
    if outcome is not None:
        services.metrics.questions.labels(outcome).inc()
    services.metrics.stage("answer", time.perf_counter() - started)
    message = await _message(bot, services, asked, asked.chat_id, answer, revised, refusal)
    try:
        reply_id = await _put(bot, services, asked, asked.chat_id, message)
    except Forbidden:
        await services.state.journal.give_up(asked.id)
        await services.state.chats.block(asked.chat_id)
    except TelegramError as error:
        await _undelivered(services, asked, error)
    else:
        took = time.perf_counter() - started
        await services.state.journal.sent(asked.id, reply_id, took * 1000, update.number)
        update.is_handled = True
        services.metrics.stage("reply", took)
        logger.info("question %s: %s, replied in %.0f ms", asked.id, answer.outcome, took * 1000)


async def _message(
    bot: Bot,
    services: Services,
    asked: Asked,
    chat_id: int,
    answer: Answer,
    revised: Mapping[str, datetime] | None,
    refusal: render.Refusal,
) -> Message:
    """The reply, in the language of its chat."""
    newest_at = None if asked.kind is Kind.TIMELINE else answer.newest_article_at
    return shown(
        bot,
        services,
        asked,
        chat_id,
        answer,
        texts_in(await services.state.chats.language(chat_id)),
        revised=revised,
        refusal=refusal,
        is_late=asked.reply_id is None and services.now() - asked.asked_at > LATE_S,
        warns=services.warns(chat_id, newest_at),
    )


async def _refusal(services: Services, asked: Asked, answer: Answer) -> render.Refusal:
    if asked.kind is Kind.TIMELINE:
        return render.Refusal()
    question = Question(asked.text, datetime.fromtimestamp(asked.asked_at, VIETNAM))
    return await refusal_of(services.archive, question, answer)


async def _put(bot: Bot, services: Services, asked: Asked, chat_id: int, message: Message) -> int:
    """Edit the reply that is there, or send one; its message id."""
    if asked.reply_id is not None:
        try:
            await edit(bot, chat_id, asked.reply_id, message)
        except BadRequest as refused:
            logger.info("the reply to question %s is gone, it is sent anew: %s", asked.id, refused)
        else:
            return asked.reply_id
    sent = await send(
        bot,
        services.state,
        chat_id,
        message,
        reply_to=asked.message_id if chat_id < 0 and asked.message_id > 0 else None,
        thread_id=asked.thread_id,
    )
    return sent.message_id


async def revisions(archive: Archive, quotes: Sequence[Quote]) -> dict[str, datetime]:
    """Which of the quoted articles were changed after the version that is quoted, by id, and when."""
    return await archive.revised({quote.source.article_id: quote.source.version for quote in quotes})


def shown(
    bot: Bot,
    services: Services,
    asked: Asked,
    chat_id: int,
    answer: Answer,
    texts: Texts,
    page: int = 0,
    revised: Mapping[str, datetime] | None = None,
    refusal: render.Refusal | None = None,
    *,
    is_late: bool = False,
    warns: bool = False,
) -> Message:
    """A page of an answer as the chat where it was asked sees it. `revised`: what `revisions` gives for its quotes.

    `refusal`: of what. `is_late`: it says when it was asked. `warns`: that the news is stale, where it is.
    """
    if asked.kind is Kind.TIMELINE:
        if answer.outcome is Outcome.ANSWERED:
            return render.timeline(answer, asked.id, texts, page)
        if answer.outcome is Outcome.NOT_FOUND:
            subject = escape(shorten(asked.text, MAX_SHARED_QUESTION))
            return Message(texts.browsing.timeline_none.format(subject=subject))
    now, stale_h = datetime.fromtimestamp(services.now(), VIETNAM), services.settings.stale_h
    frame = render.Frame(
        asked.id,
        restated=asked.text if asked.restated or is_late else None,
        asked_at=datetime.fromtimestamp(asked.asked_at, VIETNAM) if is_late else None,
        share_url=_share_url(bot, services, asked, texts),
        can_watch=chat_id > 0 and not is_abuse(asked.text),
        can_keep=chat_id in services.settings.admin_ids,
        now=now,
        stale_before=now - timedelta(hours=stale_h) if stale_h and warns else None,
        revised=revised or {},
        refusal=refusal or render.Refusal(),
    )
    return render.answer(answer, frame, texts, page)


def _share_url(bot: Bot, services: Services, asked: Asked, texts: Texts) -> str:
    """Opens Telegram's own dialog that passes a link on; the link opens the answer."""
    link = create_deep_linked_url(bot.username, services.state.links.to_answer(asked.id))
    text = texts.reading.share_text.format(question=shorten(asked.text, MAX_SHARED_QUESTION))
    return f"https://t.me/share/url?{urlencode({'url': link, 'text': text})}"


async def _undelivered(services: Services, asked: Asked, error: TelegramError) -> None:
    can_repeat = surely_not_sent(error) or asked.reply_id is not None  # editing twice doubles nothing
    if can_repeat and not is_final(error):
        await services.state.journal.reopen(asked.id)  # the retry job takes it up again
        logger.warning("the reply to question %s did not leave: %s", asked.id, type(error).__name__)
        return
    if is_final(error):
        await services.state.journal.give_up(asked.id)
    logger.error("the reply to question %s: %s", asked.id, type(error).__name__)


async def _answer(services: Services, asked: Asked, *, is_alone: bool, is_anytime: bool) -> Answer:
    asked_at = datetime.fromtimestamp(asked.asked_at, VIETNAM)
    question = Question(asked.text, asked_at, ignore_period=is_anytime)
    try:
        async with services.turns, asyncio.timeout(ANSWER_TIMEOUT_S):
            if asked.kind is Kind.TIMELINE:
                return await services.archive.timeline(question)
            return await services.archive.ask(question) if is_alone else await _ask(services, asked, question)
    except TimeoutError:
        logger.error("question %s took longer than %s s", asked.id, ANSWER_TIMEOUT_S)
        return Answer(asked.text, Outcome.UNAVAILABLE)


async def _ask(services: Services, asked: Asked, question: Question) -> Answer:
    """The answer, and in the journal what the question follows.

    Without a subject of its own it goes on from the one before it. With one, what was answered before is only looked at
    where it is not sure what alone answers, and counts if the answer stays with the articles that were shown: people
    change the subject. Where it was replied to, and nothing else is found, it counts in any case. In a crowd a question
    that can stand does.
    """
    journal, archive = services.state.journal, services.archive
    goes_on = await archive.goes_on(question)
    if not goes_on and asked.follows is None and services.crowd.is_there:
        return await archive.ask(question)
    earlier = await journal.before(asked, FOLLOWED_WITHIN_S, answered=not goes_on)
    if earlier is None or (goes_on and await _told_nothing(archive, earlier)):
        return await archive.ask(question)
    before = await journal.history(earlier) if earlier.follows is not None else ()
    history = (*before, earlier.text)
    answer = await archive.ask(replace(question, history=history, shown=_shown_in(earlier)))
    if answer.outcome is Outcome.NOT_FOUND and asked.follows is not None and not goes_on:
        anyhow = await archive.ask(replace(question, history=history))
        answer = anyhow if anyhow.outcome is Outcome.ANSWERED else answer
    follows = earlier.id if answer.follows is not None else None
    if follows != asked.follows:
        await journal.follow(asked.id, follows)
    return answer


async def _told_nothing(archive: Archive, earlier: Asked) -> bool:
    """Whether a question lacked a subject and got no answer: one does not go on from "vì sao?" alone."""
    if earlier.follows is not None or earlier.outcome == Outcome.ANSWERED:
        return False
    return await archive.lacks_subject(
        Question(earlier.text, datetime.fromtimestamp(earlier.asked_at, VIETNAM))
    )


def _shown_in(asked: Asked) -> frozenset[str]:
    """The articles of an answer, also those under "more"."""
    shown, more = packed_quotes(asked.answer) if asked.answer else ((), ())
    return frozenset(one.article_id for one in (*shown, *more))


@asynccontextmanager
async def typing(bot: Bot, asked: Asked, is_busy: Callable[[], bool] = lambda: False) -> AsyncIterator[None]:
    """Show "typing…" while the work inside takes longer than a moment; not in a crowd, which it would hold up."""
    tasks: list[asyncio.Task[None]] = []

    def begin() -> None:
        if not is_busy():
            tasks.append(asyncio.create_task(_type(bot, asked)))

    later = asyncio.get_running_loop().call_later(TYPING_AFTER_S, begin)
    try:
        yield
    finally:
        later.cancel()
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _type(bot: Bot, asked: Asked) -> None:
    while asked.chat_id is not None:
        with suppress(TelegramError):  # it is only a courtesy
            await bot.send_chat_action(asked.chat_id, ChatAction.TYPING, message_thread_id=asked.thread_id)
        await asyncio.sleep(TYPING_EVERY_S)
