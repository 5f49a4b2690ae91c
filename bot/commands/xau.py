"""/xau (admins): answers with a 👎, one at a time, and one tap to put the question into the newsroom's set."""

from __future__ import annotations

from collections import Counter

from telegram import Update

from bot import render
from bot.commands.common import Toast, edit_pressed, incoming, pressed, respond
from bot.context import Context
from bot.markup import Button, Message, Rows, escape, in_rows, shorten, turning
from bot.state import Asked, Bad, unpack
from bot.texts import VI, admin
from corpus import Quote

SHOWN_QUESTION = 400
CHOICES = 4  # quotes that can be called right
MAX_QUOTE = 500
ROW = 2


async def bad_answers(update: Update, context: Context) -> None:
    """The latest."""
    await respond(update, context, await _shown(context, 0))


async def browse(update: Update, context: Context) -> Toast | None:
    """Data: which one, counted from the latest."""
    _query, (at,) = pressed(update)
    await edit_pressed(update, context, await _shown(context, int(at)))
    return None


async def keep(update: Update, context: Context) -> Toast | None:
    """Data: a question, and how it is answered: `q` and the number of a quote, none: the first; `0` by no article.

    `-` takes it out again. Under any answer that an admin gets, and in /xau, which shows at once what is in now.
    """
    _query, (number, *how) = pressed(update)
    asked = await context.state.log.get(int(number))
    if asked is None:
        return Toast(admin.NOTHING_TO_KEEP, is_alert=True)
    toast = await _changed(asked, how[0] if how else "q0", context)
    if how:
        await _redraw(update, context, asked)
    return toast


async def _redraw(update: Update, context: Context, asked: Asked) -> None:
    """Show what is in the set now, where the buttons say otherwise."""
    markup = incoming(update).reply_markup
    buttons = [one for row in (markup.inline_keyboard if markup else ()) for one in row]
    says_in = any(one.callback_data == _out_of_the_set(asked) for one in buttons)
    place = await context.state.votes.place_of(asked.id)
    if place is not None and says_in != context.services.newsroom.has(asked.text):
        await edit_pressed(update, context, await _shown(context, place))


async def _changed(asked: Asked, what: str, context: Context) -> Toast:
    own = context.services.newsroom
    if what == "-":
        return Toast(admin.TAKEN_OUT if own.remove(asked.text) else admin.NOTHING_TO_KEEP)
    gold = None
    if what != "0" and asked.answer is not None:
        quotes = await _quotes(asked, context)
        at = int(what.removeprefix("q"))
        if at >= len(quotes):
            return Toast(admin.NOTHING_TO_KEEP, is_alert=True)
        gold = quotes[at]
    return Toast(admin.KEPT if own.add(asked.text, gold) else admin.KEPT_ALREADY)


async def _quotes(asked: Asked, context: Context) -> list[Quote]:
    """What was quoted, and what came next."""
    if asked.answer is None:
        return []
    answer = await unpack(asked.answer, asked.text, context.archive)
    return [*answer.quotes, *answer.more][:CHOICES]


async def _shown(context: Context, at: int) -> Message:
    found = await context.state.votes.bad(2, at)
    if not found:
        return Message(admin.BAD_NONE)
    bad, quotes = found[0], await _quotes(found[0].asked, context)
    is_in = context.services.newsroom.has(bad.asked.text)
    text = admin.BAD.format(
        down=bad.down,
        up=bad.up,
        reasons=_reasons(bad),
        question=escape(shorten(bad.asked.text, SHOWN_QUESTION)),
        answer=_answer(bad.asked, quotes),
    )
    return Message(
        text,
        _gold_buttons(bad.asked, len(quotes), is_in=is_in) + turning("y", at, len(found) > 1, VI.turning),
    )


def _reasons(bad: Bad) -> str:
    counted = Counter(bad.reasons)
    named = ", ".join(f"{VI.reasons.get(key, key).lower()} {count}" for key, count in counted.items())
    return f" ({escape(named)})" if named else ""


def _answer(asked: Asked, quotes: list[Quote]) -> str:
    if asked.answer is None:
        return admin.BAD_REFUSED
    if not quotes:
        return admin.BAD_GONE
    return "\n".join(
        f"{at}. <blockquote>{render.in_marks(escape(shorten(quote.text, MAX_QUOTE)), quote.text)}</blockquote>\n"
        f"{render.citation(quote.source, VI, quote.text)}"
        for at, quote in enumerate(quotes, 1)
    )


def _out_of_the_set(asked: Asked) -> str:
    return f"n:{asked.id}:-"


def _gold_buttons(asked: Asked, count: int, *, is_in: bool) -> Rows:
    """What is in the set can be taken out of it, what is not can be put in."""
    gold = [Button(admin.BUTTON_GOLD.format(number=at + 1), f"n:{asked.id}:q{at}") for at in range(count)]
    out = ((Button(admin.BUTTON_TAKE_OUT, _out_of_the_set(asked)),),) if is_in else ()
    return (*in_rows(gold, ROW), (Button(admin.BUTTON_IMPOSSIBLE, f"n:{asked.id}:0"),), *out)
