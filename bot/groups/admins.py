"""Who may change the bot's settings in a group."""

from __future__ import annotations

from telegram import Bot, ChatMember, Update
from telegram.error import BadRequest

ADMINS = {ChatMember.ADMINISTRATOR, ChatMember.OWNER}


async def is_group_admin(update: Update, bot: Bot) -> bool:
    """Whether who sent this update is an admin of its group, as is who writes as the group itself."""
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if chat is None or user is None:
        return False
    if message and message.sender_chat and message.sender_chat.id == chat.id:
        return True
    try:
        member = await bot.get_chat_member(chat.id, user.id)
    except BadRequest:  # Telegram does not know them there
        return False
    return member.status in ADMINS
