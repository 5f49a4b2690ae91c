"""What is neither a question nor a command that exists: unknown commands, pressed buttons, comings and goings."""

from __future__ import annotations

import logging

from telegram import CallbackQuery, Chat, ChatMember, Update
from telegram.error import TelegramError

from bot.commands import BUTTONS, For
from bot.commands.common import Toast, incoming, pressed, respond
from bot.context import Context
from bot.delivery.sending import send
from bot.markup import Message, escape
from bot.texts import Texts, language_for

GONE = {ChatMember.LEFT, ChatMember.BANNED}
logger = logging.getLogger(__name__)


async def unknown_command(update: Update, context: Context) -> None:
    """A command that does not exist, or not for this person; in groups it may be another bot's."""
    message = incoming(update)
    if message.chat_id < 0:
        return
    texts = await context.texts(message.chat_id)
    await respond(update, context, Message(escape(texts.unknown_command)))


async def press(update: Update, context: Context) -> None:
    """Every pressed button: what it does goes by the letter of its data; the query is always answered, once."""
    query, _rest = pressed(update)
    toast: Toast | None = None
    try:
        toast = await _press(update, context, query)
    except (
        ValueError,
        OverflowError,
    ):  # data of another build, or made up: nothing that a button of ours says
        toast = await _nothing(query, context)
    finally:
        await _answer(query, toast)


async def _press(update: Update, context: Context, query: CallbackQuery) -> Toast | None:
    """Do what the button does; for a message that Telegram does not show any more, nothing."""
    button = BUTTONS.get((query.data or "").partition(":")[0])
    if button is None or not _is_there(query):
        return await _nothing(query, context)
    if button.whose is For.ADMINS and not context.is_admin(query.from_user.id):
        return await _nothing(query, context)
    return await button.press(update, context)


async def _nothing(query: CallbackQuery, context: Context) -> Toast:
    chat_id = query.message.chat.id if query.message else query.from_user.id
    return Toast((await context.texts(chat_id)).expired, is_alert=True)


def _is_there(query: CallbackQuery) -> bool:
    """Whether Telegram still shows the message: one that is too old comes without content, from the year 1970."""
    return query.message is not None and query.message.date.timestamp() > 0


async def _answer(query: CallbackQuery, toast: Toast | None) -> None:
    try:
        if toast is None:
            await query.answer()
        else:
            await query.answer(toast.text, show_alert=toast.is_alert)
    except TelegramError as error:  # the press is too old, or came twice; what it did is done
        logger.info("a press could not be answered: %s", type(error).__name__)


async def see(update: Update, context: Context) -> None:
    """Somebody wrote: remember that the chat can be reached, and the language of a person alone with the bot."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or update.guest_message is not None:
        return
    language = language_for(user.language_code) if user and chat.type == Chat.PRIVATE else None
    await context.state.chats.see(chat.id, chat.type, language)


async def membership(update: Update, context: Context) -> None:
    """The bot was blocked, thrown out, let in, or let in again."""
    change = update.my_chat_member
    assert change is not None  # noqa: S101 - ChatMemberHandler
    before, now = change.old_chat_member.status, change.new_chat_member.status
    if now in GONE:
        await context.state.chats.block(change.chat.id)
    elif before in GONE and change.chat.type in {Chat.GROUP, Chat.SUPERGROUP}:
        texts: Texts = await context.texts(change.chat.id)
        hello = Message(texts.groups.hello.format(name=context.bot.username))
        await send(context.bot, context.state, change.chat.id, hello)


async def migrated(update: Update, context: Context) -> None:
    """A group became a supergroup."""
    message = incoming(update)
    if message.migrate_to_chat_id:
        await context.state.chats.migrate(message.chat_id, message.migrate_to_chat_id)


async def no_text(update: Update, context: Context) -> None:
    """A picture, a voice message, a sticker: say kindly that text is needed."""
    message = incoming(update)
    words = (await context.texts(message.chat_id)).manners
    if message.photo or message.video or message.animation:
        text = words.photo
    elif message.voice or message.audio or message.video_note:
        text = words.voice
    elif message.sticker:
        text = words.sticker
    else:
        text = words.other
    await respond(update, context, Message(escape(text)))


async def forwarded(update: Update, context: Context) -> None:
    """Somebody else's words are no question."""
    words = (await context.texts(incoming(update).chat_id)).manners
    await respond(update, context, Message(escape(words.forward)))
