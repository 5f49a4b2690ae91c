"""/khongtraloi (admins): what people ask and the paper has not written about, grouped by subject."""

from __future__ import annotations

from telegram import Update

from bot.commands.browsing import key_of
from bot.commands.common import Toast, edit_pressed, pressed, respond
from bot.context import Context
from bot.markup import Button, Message, Rows, escape, in_rows, shorten
from bot.newsroom.subjects import Subject, group
from bot.texts import admin

DAYS = 30
SUBJECTS = 10
SHOWN = 8
MAX_TEXT = 150
ROW = 5


async def unanswered(update: Update, context: Context) -> None:
    """The subjects, the most asked first."""
    await respond(update, context, _list(await _subjects(context)))


async def browse(update: Update, context: Context) -> Toast | None:
    """Data: empty for the list; a hash for a subject; a hash and `+` or `-` to put its first question in or out."""
    _query, (key, *more) = pressed(update)
    subjects = await _subjects(context)
    if not key:
        await edit_pressed(update, context, _list(subjects))
        return None
    found = next((one for one in subjects if key_of(one.name) == key), None)
    if found is None:
        return Toast(admin.NOTHING_TO_KEEP, is_alert=True)
    toast = _keep(context, found.texts[0], more[0]) if more else None
    await edit_pressed(update, context, _one(found, key, context))
    return toast


def _keep(context: Context, text: str, what: str) -> Toast:
    own = context.services.newsroom
    if what == "-":
        own.remove(text)
        return Toast(admin.TAKEN_OUT)
    return Toast(admin.KEPT if own.add(text, None) else admin.KEPT_ALREADY)


async def _subjects(context: Context) -> list[Subject]:
    asked = await context.state.log.asked(DAYS, "not_found")
    return group(one.text for one in asked)[:SUBJECTS]


def _list(subjects: list[Subject]) -> Message:
    if not subjects:
        return Message(admin.UNANSWERED_NONE.format(days=DAYS))
    lines = [
        f"{at}. {escape(shorten(one.asked, MAX_TEXT))} ({one.count})" for at, one in enumerate(subjects, 1)
    ]
    buttons = [Button(str(at), f"o:{key_of(one.name)}") for at, one in enumerate(subjects, 1)]
    rows = in_rows(buttons, ROW)
    return Message(admin.UNANSWERED.format(days=DAYS, subjects="\n".join(lines)), rows)


def _one(found: Subject, key: str, context: Context) -> Message:
    questions = "\n".join(f"• {escape(shorten(text, MAX_TEXT))}" for text in found.texts[:SHOWN])
    text = admin.UNANSWERED_SUBJECT.format(
        subject=escape(shorten(found.asked, MAX_TEXT)), count=found.count, questions=questions
    )
    is_in = context.services.newsroom.has(found.texts[0])
    keep = (
        Button(admin.BUTTON_TAKE_OUT, f"o:{key}:-")
        if is_in
        else Button(admin.BUTTON_IMPOSSIBLE, f"o:{key}:+")
    )
    rows: Rows = ((keep,), (Button(admin.BUTTON_BACK, "o:"),))
    return Message(text, rows)
