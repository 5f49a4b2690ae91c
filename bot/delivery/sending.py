"""How replies leave: as HTML, as plain text where Telegram refuses the HTML, to the new id of a migrated group."""

from __future__ import annotations

import logging

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram import Message as Sent
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError, TimedOut

from bot.delivery.http import NEVER_LEFT
from bot.markup import Button, Message, Rows
from bot.state import State

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
logger = logging.getLogger(__name__)


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Our buttons as Telegram's."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(one) for one in row] for row in rows])


def _button(one: Button) -> InlineKeyboardButton:
    copy = CopyTextButton(one.copy) if one.copy else None
    return InlineKeyboardButton(one.text, url=one.url, callback_data=one.data, copy_text=copy)


async def send(
    bot: Bot,
    state: State,
    chat_id: int,
    message: Message,
    *,
    reply_to: int | None = None,
    thread_id: int | None = None,
) -> Sent:
    """Send a message. Raises TelegramError where it cannot be delivered."""
    reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
    markup = keyboard(message.buttons)

    async def attempt(chat: int, text: str, mode: str | None) -> Sent:
        return await bot.send_message(
            chat,
            text,
            parse_mode=mode,
            reply_markup=markup,
            reply_parameters=reply,
            message_thread_id=thread_id,
            link_preview_options=NO_PREVIEW,
        )

    try:
        return await attempt(chat_id, message.html, ParseMode.HTML)
    except ChatMigrated as moved:
        await state.chats.migrate(chat_id, moved.new_chat_id)
        return await attempt(moved.new_chat_id, message.html, ParseMode.HTML)
    except BadRequest as refused:
        if "can't parse entities" not in str(refused).lower():
            raise
        logger.error("Telegram refused our HTML: %s", refused)
        return await attempt(chat_id, message.plain, None)


async def edit(bot: Bot, chat_id: int, message_id: int, message: Message) -> None:
    """Edit a message of ours in place; that nothing changed is fine. Raises TelegramError."""
    markup = keyboard(message.buttons)
    try:
        await bot.edit_message_text(
            message.html,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=markup,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as refused:
        reason = str(refused).lower()
        if "not modified" in reason:
            return
        if "can't parse entities" not in reason:
            raise
        logger.error("Telegram refused our HTML: %s", refused)
        await bot.edit_message_text(
            message.plain, chat_id, message_id, reply_markup=markup, link_preview_options=NO_PREVIEW
        )


async def send_file(bot: Bot, chat_id: int, name: str, content: bytes, caption: str) -> None:
    """Send a file; `caption` is plain text. Raises TelegramError."""
    await bot.send_document(chat_id, InputFile(content, filename=name), caption=caption)


async def send_picture(bot: Bot, chat_id: int, png: bytes, caption: str) -> None:
    """Send a picture; `caption` is plain text. Raises TelegramError."""
    await bot.send_photo(chat_id, InputFile(png, filename="hoibao.png"), caption=caption)


def is_final(error: TelegramError) -> bool:
    """Whether trying again would end the same way. A 401 or 404 tells of the token or the server, not of the chat."""
    return isinstance(error, BadRequest)


def surely_not_sent(error: TelegramError) -> bool:
    """Whether a failed sendMessage surely left no message: refused by the server, or never connected.

    A timeout or a connection that broke afterwards proves nothing: the message may be there, and sending it again
    would show it twice.
    """
    if error.__cause__ is not None and not isinstance(error.__cause__, TelegramError):
        return isinstance(error.__cause__, NEVER_LEFT)
    # A bare TelegramError is an answer that cannot be read: it says "done" by its status, if anything. All others are
    # answers of the server, and what it answered was an error.
    return type(error) not in {TelegramError, TimedOut}
