"""/gobai (admins): take an article out by hand, from then on and for good; and bring it back."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from bot import render
from bot.commands.common import Toast, behind_command, edit_pressed, incoming, pressed, respond
from bot.context import Context
from bot.markup import Button, Message, escape, shorten
from bot.state import unpack
from bot.texts import VI, crawls
from corpus import Article, StoreLocked

SHOWN = 8
MAX_NAME = 200
MAX_DATA = 64  # bytes that a button may carry
OUT, BACK = "gb:-:", "gb:+:"


async def take_out(update: Update, context: Context) -> None:
    """The articles meant, with a button for each: by address or id, or those that the answer replied to quotes.

    Without either: what is out by hand already, to be brought back.
    """
    by_hand, named = context.archive.by_hand, behind_command(incoming(update))
    if named:
        found = (await by_hand.named(named))[:SHOWN]
        missing = crawls.TAKE_OUT_UNKNOWN.format(name=escape(shorten(named, MAX_NAME)))
        message = await _asking(context, found) if found else Message(missing)
    elif quoted := await _quoted(update, context):
        message = await _asking(context, quoted)
    else:
        message = await _taken_out(context)
    await respond(update, context, message)


async def change(update: Update, context: Context) -> Toast | None:
    """Data: `-` or `+`, and an article's id, whatever that is made of."""
    _query, (way, *rest) = pressed(update)
    number, by_hand = ":".join(rest), context.archive.by_hand
    article = await context.archive.article(number)
    if article is None:
        return Toast(VI.article_gone, is_alert=True)
    try:
        await (by_hand.take_out([number]) if way == "-" else by_hand.bring_back([number]))
    except StoreLocked:
        return Toast(crawls.UNDO_BUSY, is_alert=True)
    is_out = await by_hand.is_out(number)
    back = crawls.BROUGHT_BACK_AWAY if await by_hand.is_away(number) else crawls.BROUGHT_BACK
    words = crawls.TAKEN_OUT if is_out else back
    await edit_pressed(
        update,
        context,
        Message(words.format(article=_cited(article)), _rows([article], [is_out])),
    )
    return None


async def _quoted(update: Update, context: Context) -> list[Article]:
    """The articles that the bot's answer quotes to which the command replies, as it stands in the chat.

    Not those that it only names beside them, and none of another page: who takes one out must see what it is.
    """
    answered = incoming(update).reply_to_message
    if answered is None:
        return []
    asked = await context.state.journal.replied_with(answered.message_id, answered.chat_id)
    if asked is None or asked.answer is None:
        return []
    answer = await unpack(asked.answer, asked.text, context.archive)
    shown = [one for one in (*answer.quotes, *answer.more) if one.text in (answered.text or "")]
    ids = dict.fromkeys(quote.source.article_id for quote in shown or answer.quotes)
    found = [await context.archive.article(one) for one in list(ids)[:SHOWN]]
    return [one for one in found if one is not None]


async def _asking(context: Context, found: Sequence[Article]) -> Message:
    are_out = [await context.archive.by_hand.is_out(one.id) for one in found]
    return Message(crawls.TAKE_OUT.format(articles=_lines(found, are_out)), _rows(found, are_out))


async def _taken_out(context: Context) -> Message:
    left = await context.archive.by_hand.taken_out(SHOWN)
    found, are_out = [one.article for one in left], [True] * len(left)
    if not found:
        return Message(crawls.TAKE_OUT_USAGE)
    told = crawls.TAKEN_OUT_LIST.format(articles=_lines(found, are_out))
    return Message(f"{crawls.TAKE_OUT_USAGE}\n\n{told}", _rows(found, are_out))


def _lines(found: Sequence[Article], are_out: Sequence[bool]) -> str:
    lines = []
    for at, (article, is_out) in enumerate(zip(found, are_out, strict=True), 1):
        line = crawls.TAKE_OUT_LINE.format(number=at, article=_cited(article))
        if not _fits(article):
            verb = "withdraw --undo" if is_out else "withdraw"
            line += crawls.TAKE_OUT_ON_SERVER.format(verb=verb)
        lines.append(line)
    return "\n".join(lines)


def _cited(article: Article) -> str:
    name = escape(shorten(article.id, MAX_NAME))
    return f"{render.citation(article.source, VI)} · <code>{name}</code>"


def _fits(article: Article) -> bool:
    return len(f"{OUT}{article.id}".encode()) <= MAX_DATA


def _rows(found: Sequence[Article], are_out: Sequence[bool]) -> tuple[tuple[Button, ...], ...]:
    """A button for each; without a number where there is but one."""
    rows = []
    for at, (article, is_out) in enumerate(zip(found, are_out, strict=True), 1):
        label = crawls.BUTTON_BRING_BACK if is_out else crawls.BUTTON_TAKE_OUT
        number = f" {at}" if len(found) > 1 else ""
        if _fits(article):
            rows.append((Button(f"{label}{number}", f"{BACK if is_out else OUT}{article.id}"),))
    return tuple(rows)
