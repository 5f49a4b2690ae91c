"""/start: what the bot is, in three lines; or what a link asks for: a shared answer, a question."""

from __future__ import annotations

import time
from dataclasses import replace

from telegram import Update

from bot.commands import hoi
from bot.commands.common import Toast, behind_command, incoming, pressed, respond
from bot.context import Context
from bot.markup import Button, Message, Rows, escape, shorten
from bot.replying import deliver, revisions
from bot.state import Incoming, answer_in, unpack
from bot.texts import Texts
from corpus import Answer, Outcome

MAX_LABEL = 40  # code points that a phone shows on a button of its own row


async def start(update: Update, context: Context) -> None:
    """Greet, or follow the link."""
    payload = behind_command(incoming(update))
    if (shared := answer_in(payload)) is not None:
        await _open_answer(update, context, *shared)
    elif (question := await context.state.links.question(payload)) is not None:
        await hoi.ask_question(update, context, _from_link(update, question))
    else:
        await _greet(update, context)


async def _greet(update: Update, context: Context) -> None:
    texts = await context.texts(incoming(update).chat_id)
    examples = await context.services.examples.working()
    buttons = await example_buttons(context, examples)
    welcome = f"{texts.welcome}\n\n{texts.browsing.examples}" if buttons else texts.welcome
    await respond(update, context, Message(welcome, buttons))


async def example_buttons(context: Context, examples: tuple[str, ...]) -> Rows:
    """A button that asks it for each example."""
    rows = []
    for text in examples:
        payload = await context.state.links.to_question(text)
        rows.append((Button(shorten(text, MAX_LABEL), payload.replace("_", ":", 1)),))
    return tuple(rows)


async def ask_example(update: Update, context: Context) -> Toast | None:
    """An example was pressed."""
    _query, (token,) = pressed(update)
    question = await context.state.links.question(f"q_{token}")
    if question is None:
        texts: Texts = await context.texts(incoming(update).chat_id)
        return Toast(texts.browsing.gone, is_alert=True)
    await hoi.ask_by_button(update, context, question)
    return None


def _from_link(update: Update, text: str) -> Incoming:
    return replace(hoi.incoming_of(incoming(update), text), restated=True)


async def _open_answer(update: Update, context: Context, number: int, seal: str) -> None:
    """The very answer that was shared, as a question of this reader's own: its buttons work for them."""
    message, texts = incoming(update), await context.texts(incoming(update).chat_id)
    shared = await context.state.journal.shared(number, seal)
    if shared is None or shared.outcome is None:
        await respond(update, context, Message(escape(texts.expired)))
        return
    received = await context.state.journal.receive(_from_link(update, shared.text))
    if received is None:
        return
    answer = Answer(shared.text, Outcome(shared.outcome))
    if shared.answer is not None:
        answer = await unpack(shared.answer, shared.text, context.archive)
        answer = replace(answer, follows=None)  # what else was asked there is nobody's business here
        if not answer.quotes:
            answer = Answer(shared.text, Outcome.NOT_FOUND, newest_article_at=answer.newest_article_at)
    assert received.chat_id == message.chat_id  # noqa: S101
    revised = await revisions(context.archive, answer.quotes)
    await deliver(context.bot, context.services, received, answer, time.perf_counter(), revised)
