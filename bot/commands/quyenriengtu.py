"""/quyenriengtu: what is stored about a reader, for them to read, download or delete."""

from __future__ import annotations

import json

from telegram import Update

from bot.commands.common import Toast, incoming, pressed, respond
from bot.context import Context
from bot.delivery.sending import send_file
from bot.markup import Button, Message

FILE_NAME = "hoibao-du-lieu.json"


async def privacy(update: Update, context: Context) -> None:
    """Say it."""
    texts = await context.texts(incoming(update).chat_id)
    buttons = ((Button(texts.privacy.button_export, "d:"), Button(texts.privacy.button_erase, "x:ask")),)
    html = texts.privacy.told.format(days=context.services.settings.keep_days)
    await respond(update, context, Message(html, buttons))


async def export(update: Update, context: Context) -> Toast | None:
    """Everything that is stored of the person, as a file in their own chat."""
    query, _rest = pressed(update)
    texts = await context.texts(incoming(update).chat_id)
    stored = await context.state.privacy.export(query.from_user.id)
    content = json.dumps(stored, ensure_ascii=False, indent=1).encode()
    await send_file(context.bot, query.from_user.id, FILE_NAME, content, texts.privacy.export_note)
    return None
