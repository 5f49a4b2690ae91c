"""A question: plain text in a private chat, /hoi anywhere, a mention of the bot or a reply to it in a group."""

from __future__ import annotations

import logging
from dataclasses import replace

from telegram import Message as Came
from telegram import Update
from telegram.error import BadRequest

from bot.commands.common import behind_command, incoming, respond, thread_of
from bot.context import Context
from bot.delivery.sending import edit
from bot.groups.addressing import spoken_to, unnamed
from bot.manners.limits import Verdict
from bot.manners.smalltalk import Talk, small_talk
from bot.markup import Message, escape
from bot.replying import reply
from bot.state import Incoming, Kind
from bot.texts import Texts

MAX_QUESTION = 1_000
NEW_AFTER_EDIT_S = 3_600  # how old a message may be that becomes a question by an edit
logger = logging.getLogger(__name__)


async def ask(update: Update, context: Context) -> None:
    """/hoi and a question."""
    await _ask(update, context, unnamed(behind_command(incoming(update)), context.bot.username))


async def ask_plainly(update: Update, context: Context) -> None:
    """Plain text in a private chat, or what is written under a picture."""
    message = incoming(update)
    await _ask(
        update, context, unnamed(message.text or message.caption or "", context.bot.username), is_talk=True
    )


async def ask_in_group(update: Update, context: Context) -> None:
    """A mention or a reply; whatever else is said in a group is not for the bot, and in a quiet group not even they."""
    message = incoming(update)
    text = spoken_to(message, context.bot.id, context.bot.username)
    if text is None or (await context.state.chats.settings(message.chat_id)).is_quiet:
        return
    await _ask(update, context, text, is_talk=True)


async def ask_again(update: Update, context: Context) -> None:
    """An edited message: its answer is edited; where it only now became a question, it is asked."""
    message = incoming(update)
    text = await _question_in(message, context)
    if not text or len(text) > MAX_QUESTION:
        return
    if not (message.text or "").startswith("/") and (talk := small_talk(text)):
        await _take_back(update, context, talk)
        return
    asked = await context.state.journal.amend(message.chat_id, message.message_id, text)
    if asked is not None:
        await reply(context.bot, context.services, asked)
    elif not await context.state.journal.knows(message.chat_id, message.message_id) and _is_fresh(message):
        await _ask(update, context, text)


async def _take_back(update: Update, context: Context, talk: Talk) -> None:
    """What was a question is small talk now: its reply becomes that to small talk, and it counts no more.

    Small talk that was none before stays without a word: the reply to it stands there.
    """
    message, journal = incoming(update), context.state.journal
    asked = await journal.asked_by(message.chat_id, message.message_id)
    if asked is None:
        return
    texts = await context.texts(message.chat_id)
    said = await _filled(str(getattr(texts.manners, talk)), context, texts)
    try:
        if asked.reply_id is None:
            await respond(update, context, said)
        else:
            await edit(context.bot, message.chat_id, asked.reply_id, said)
    except BadRequest as refused:
        logger.info("the reply to question %s is gone: %s", asked.id, refused)
    await journal.take_back(asked.id)


async def _filled(words: str, context: Context, texts: Texts) -> Message:
    """Words that may have a place for an example."""
    return Message(words.format(example=escape(await context.example(texts))))


def _is_fresh(message: Came) -> bool:
    edited_at = message.edit_date or message.date
    return (edited_at - message.date).total_seconds() < NEW_AFTER_EDIT_S


async def _question_in(message: Came, context: Context) -> str:
    """What an edited message asks the bot; nothing where it does not speak to it."""
    text = message.text or message.caption or ""
    if text.startswith("/"):
        command = text.split(maxsplit=1)[0].lower()  # PTB, too, takes commands and names in any case
        is_ours = command in ("/hoi", f"/hoi@{context.bot.username.lower()}")
        return unnamed(behind_command(message), context.bot.username) if is_ours else ""
    if message.chat_id > 0:
        text = unnamed(text, context.bot.username)
        return "" if message.forward_origin else " ".join(text.split())
    if (await context.state.chats.settings(message.chat_id)).is_quiet:
        return ""
    return " ".join((spoken_to(message, context.bot.id, context.bot.username) or "").split())


async def _ask(update: Update, context: Context, text: str, *, is_talk: bool = False) -> None:
    """Answer a question, unless something is wrong with it; with `is_talk` it may turn out to be small talk."""
    message, text = incoming(update), " ".join(text.split())
    texts = await context.texts(message.chat_id)
    if (objection := _objection(text, texts, is_talk=is_talk)) is not None:
        await respond(update, context, await _filled(objection, context, texts))
        return
    replied = message.reply_to_message
    came = incoming_of(message, text)
    await ask_question(update, context, replace(came, replies_to=replied.message_id if replied else None))


def _objection(text: str, texts: Texts, *, is_talk: bool) -> str | None:
    """What is said instead of an answer, as HTML that may have a place for an example."""
    if not text:
        return texts.ask_usage
    if (too_long := objection_to_length(text, texts)) is not None:
        return too_long
    if is_talk and (talk := small_talk(text)):
        return str(getattr(texts.manners, talk))
    return None


def objection_to_length(text: str, texts: Texts) -> str | None:
    """What is said, as HTML, of more than a question may have; None where it fits."""
    return escape(texts.manners.too_long.format(limit=MAX_QUESTION)) if len(text) > MAX_QUESTION else None


def incoming_of(message: Came, text: str) -> Incoming:
    """A question that a message asks."""
    where = message.chat_id, message.message_id, thread_of(message)
    return Incoming(*where, asker(message), text, asked_at(message))


def asker(message: Came) -> int:
    """Who asks; where people write as a chat, the chat."""
    return message.from_user.id if message.from_user else message.chat_id


def asked_at(message: Came) -> int:
    """When, in Unix seconds."""
    return int((message.edit_date or message.date).timestamp())


async def ask_question(update: Update, context: Context, came: Incoming) -> None:
    """Journal a question and answer it, unless this person asks too much."""
    if await _is_too_much(update, context, came):
        return
    received = await context.state.journal.receive(came)
    if received is not None:
        await reply(context.bot, context.services, received)


async def _is_too_much(update: Update, context: Context, came: Incoming) -> bool:
    """Whether this person asks too fast, or too many people ask; who is not answered is told so, once.

    Not of a question that came before, in another process: what is journalled is answered.
    """
    services = context.services
    manners = (await context.texts(came.chat_id)).manners
    reason, verdict, word = "person", services.limiter.ask(came.user_id), manners.slow_down
    if verdict is Verdict.FINE:
        waited_s = services.waited_s(came.asked_at)
        reason, verdict, word = "crowd", services.crowd.ask(came.user_id, waited_s), manners.crowded
    if verdict is Verdict.FINE or await context.state.journal.knows(came.chat_id, came.message_id):
        return False
    services.metrics.turned_away.labels(reason).inc()
    if verdict is Verdict.TELL:
        await respond(update, context, Message(escape(word)))
    return True


async def ask_by_button(update: Update, context: Context, text: str, kind: Kind = Kind.QUESTION) -> None:
    """A question that a pressed button asks: the chat does not show it, so the reply does."""
    message, query = incoming(update), update.callback_query
    assert query is not None  # noqa: S101 - only buttons come here
    came = Incoming(
        message.chat_id,
        -abs(int(query.id)),  # the same press, delivered twice, is the same question
        thread_of(message),
        query.from_user.id,
        text,
        int(context.services.now()),
        kind,
        restated=True,
    )
    await ask_question(update, context, came)
