"""/nguon: what the archive holds, from when to when."""

from __future__ import annotations

from telegram import Update

from bot import render
from bot.commands.common import incoming, respond
from bot.context import Context
from bot.markup import Message, escape

NAMED = 10


async def sources(update: Update, context: Context) -> None:
    """Articles, dates, papers."""
    texts = await context.texts(incoming(update).chat_id)
    held = await context.archive.summary()
    if not held.articles:
        await respond(update, context, Message(escape(texts.empty_archive)))
        return
    lines = [
        texts.sources.format(
            articles=texts.number(held.articles),
            oldest=render.day(held.oldest_at, texts),
            newest=render.day(held.newest_at, texts),
        )
    ]
    if held.publishers:
        names = ", ".join(
            f"{escape(name)} ({texts.number(count)})" for name, count in held.publishers[:NAMED]
        )
        lines.append(texts.sources_publishers.format(publishers=names))
    await respond(update, context, Message("\n".join(lines)))
