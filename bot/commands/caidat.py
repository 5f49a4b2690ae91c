"""/caidat: what the admins of a group choose for it: quiet or not, and the sections of interest."""

from __future__ import annotations

from telegram import Update

from bot.commands.browsing import key_of
from bot.commands.common import Toast, edit_pressed, incoming, pressed, respond
from bot.context import Context
from bot.groups.admins import is_group_admin
from bot.markup import Button, Message, escape, in_rows, shorten

ROW = 2
MAX_SECTIONS = 30  # buttons
MAX_LABEL = 30


async def settings(update: Update, context: Context) -> None:
    """Show them."""
    chat_id = incoming(update).chat_id
    texts = await context.texts(chat_id)
    if chat_id > 0:
        await respond(update, context, Message(escape(texts.groups.only_in_groups)))
    elif not await is_group_admin(update, context.bot):
        await respond(update, context, Message(escape(texts.groups.admins_only)))
    else:
        await respond(update, context, await _shown(chat_id, context))


async def change(update: Update, context: Context) -> Toast | None:
    """Data: `q` turns quiet on or off, `all` takes every section, a hash adds or removes that section."""
    _query, (what,) = pressed(update)
    chat_id = incoming(update).chat_id
    if not await is_group_admin(update, context.bot):
        return Toast((await context.texts(chat_id)).groups.admins_only, is_alert=True)
    chosen = await context.state.chats.settings(chat_id)
    if what == "q":
        await context.state.chats.set_quiet(chat_id, not chosen.is_quiet)
    elif what == "all":
        await context.state.chats.set_sections(chat_id, ())
    else:
        names = {name for name, _count in await context.archive.sections() if key_of(name) == what}
        await context.state.chats.set_sections(chat_id, chosen.sections ^ names)
    await edit_pressed(update, context, await _shown(chat_id, context))
    return None


async def _shown(chat_id: int, context: Context) -> Message:
    texts = (await context.texts(chat_id)).groups
    chosen = await context.state.chats.settings(chat_id)
    sections = texts.sections_all
    if chosen.sections:
        sections = texts.sections_some.format(sections=escape(", ".join(sorted(chosen.sections))))
    quiet = texts.quiet_on if chosen.is_quiet else texts.quiet_off
    buttons = [Button(texts.button_quiet_off if chosen.is_quiet else texts.button_quiet_on, "s:q")]
    names = [name for name, _count in await context.archive.sections()][:MAX_SECTIONS]
    labels = [
        Button(("✓ " if name in chosen.sections else "") + shorten(name, MAX_LABEL), f"s:{key_of(name)}")
        for name in names
    ]
    rows = [tuple(buttons), *in_rows(labels, ROW)]
    if chosen.sections:
        rows.append((Button(texts.button_all_sections, "s:all"),))
    return Message(texts.settings.format(quiet=quiet, sections=sections), tuple(rows))
